"""What a package says of itself: who made it, what it asks, what it reads, what it gives, and the hash of each of its files."""

from __future__ import annotations

import keyword
import re
from typing import Annotated, Literal

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import Version
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator

from lisanalysis.errors import TemplateError
from lisanalysis.settings import danish_reason
from lisanalysis.templates.text import hidden

FORMAT = "lisskabelon/1"
NAME = re.compile(r"[a-z][a-z0-9_]{2,40}")
_NUMBER = r"(0|[1-9]\d{0,4})"
VERSION = re.compile(rf"{_NUMBER}\.{_NUMBER}\.{_NUMBER}")


def _plain(text: str) -> str:
    if hidden(text) or "\n" in text or "\t" in text or text != text.strip():
        raise ValueError("skal være én linje tekst uden usynlige tegn")
    return text


Line = Annotated[str, Field(min_length=1, max_length=200), AfterValidator(_plain)]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,60}$")]
Part = Annotated[str, Field(pattern=r"^[A-Za-z0-9æøåÆØÅ_.*-]{1,80}$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Forfatter(_Strict):
    """Who made it. `maerke` tells whether the account that packed is the one that accepts, without naming it."""

    navn: Line
    kommune: Line
    maerke: str = Field(default="", pattern=r"^([0-9a-f]{16})?$")


class Tabelkrav(_Strict):
    """A table the template reads: its columns, and whether it can do without it."""

    kolonner: list[Identifier] = Field(min_length=1, max_length=100)
    valgfri: bool = False


class Resultat(_Strict):
    """Whom the report is for, and the key figures and tables it gave on made-up data."""

    publikum: Literal["intern", "direktion", "politiker", "offentlig"]
    noegletal: list[Part] = Field(default=[], max_length=200)
    tabeller: list[Part] = Field(default=[], max_length=100)


class Oplysninger(_Strict):
    """What the author writes, in `skabelon.yaml` and in the manifest alike."""

    navn: str = Field(description="Skabelonens navn, som parameterfilen også hedder: små bogstaver, tal og _.")
    version: str = Field(description="Tre tal, fx 1.0.0. Ændres noget, stiger versionen.")
    titel: Line
    spoergsmaal: Line
    laeser: Line
    beskrivelse: Annotated[str, Field(min_length=20, max_length=2000)]
    forfatter: Forfatter
    licens: Literal["CC0-1.0", "CC-BY-4.0", "CC-BY-SA-4.0", "EUPL-1.2", "MIT", "BSD-3-Clause", "Apache-2.0"] = "CC-BY-4.0"
    kraever: str = Field(default="", max_length=60, description="De versioner af lisanalysis, skabelonen passer til.")
    bygger_paa: Annotated[str, Field(pattern=r"^([a-z][a-z0-9_]*)?$")] = ""

    @field_validator("navn")
    @classmethod
    def _name(cls, value: str) -> str:
        if not NAME.fullmatch(value) or keyword.iskeyword(value):
            raise ValueError("skal være 3-41 små bogstaver, tal og _, og begynde med et bogstav")
        return value

    @field_validator("version")
    @classmethod
    def _version(cls, value: str) -> str:
        if not VERSION.fullmatch(value):
            raise ValueError("skal være tre tal med punktum imellem, fx 1.0.0")
        return value

    @field_validator("beskrivelse")
    @classmethod
    def _readable(cls, value: str) -> str:
        if hidden(value):
            raise ValueError("har usynlige eller forvekslelige tegn")
        return value

    @field_validator("kraever")
    @classmethod
    def _range(cls, value: str) -> str:
        try:
            SpecifierSet(value)
        except InvalidSpecifier:
            raise ValueError('skal være et versionsområde, fx ">=0.1,<0.2"') from None
        return value

    def fits(self, version: str) -> bool:
        """Whether this version of lisanalysis is one that the template says it fits."""
        return Version(version) in SpecifierSet(self.kraever, prereleases=True)


class Manifest(Oplysninger):
    """`manifest.json`, whole. `parametre` is a JSON Schema of the subset in `parameters`, `filer` the hash of every other member."""

    format: Literal["lisskabelon/1"]
    parametre: dict
    tabeller: dict[Identifier, Tabelkrav] = Field(min_length=1, max_length=40)
    resultat: Resultat
    filer: dict[str, Hash]

    @property
    def id(self) -> str:
        """Name and version, as the file is called."""
        return f"{self.navn}-{self.version}"


def read_model(model: type[_Strict], content: object, name: str) -> _Strict:
    """The content as the model; TemplateError names each field that is wrong, and never a value."""
    try:
        return model.model_validate(content)
    except ValidationError as error:
        lines = [f"{'.'.join(str(p) for p in e['loc'])[:120] or 'indholdet'}: {danish_reason(e)}" for e in error.errors()]
        raise TemplateError(f"{name} kan ikke bruges:\n  " + "\n  ".join(lines[:20])) from None
