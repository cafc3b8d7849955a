"""Two made-up municipalities with different systems, and packages made by the real packer with a trial that is not run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lisanalysis.settings import Settings, read_settings
from lisanalysis.templates import archive, jsonbytes
from lisanalysis.templates.new import new
from lisanalysis.templates.pack import pack
from lisanalysis.templates.package import open_package

AUTHOR, READER = "Anne Analyse", "Bo Bruger"
TRIAL = "proeve: {indbyggere: 300, aar: 1, systemer: [nexus, bv, prisme, cpr], parametre: {}}\n"
UNTRIED = {"noegletal/udgift/alle/alle/alle/alle": "1,00"}
SYSTEMS = {
    "nexusby": ("nexus", "bv", "prisme", "cpr"),
    "sensumby": ("dubu", "sensum", "as2007", "opus", "cpr"),
}


class Installation:
    """A folder with parameters, extracts and a home for one municipality; `bruger` is who sits at it."""

    def __init__(self, place: Path, navn: str, kode: str) -> None:
        self.rod, self.navn, self.kode = place / navn, navn, kode
        self.hjem, self.udtraek = self.rod / "hjem", self.rod / "udtraek"
        self.mappe = self.rod / "parameters" / navn
        self.mappe.mkdir(parents=True)
        (self.rod / "notebooks").mkdir()
        systems = "".join(f"  {s}: {{}}\n" for s in (*SYSTEMS[navn], "tilbud", "organisation"))
        text = f'navn: {navn.title()}\nkode: "{kode}"\ndata: ../../udtraek\ncpr_serie: fiktiv\nsystemer:\n{systems}'
        (self.mappe / "kommune.yaml").write_text(text, encoding="utf-8")

    def extracts(self, seed: int, indbyggere: int = 500) -> None:
        """Write a year of the municipality's extracts."""
        from lisanalysis.synthetic import skriv

        skriv(self.udtraek, indbyggere=indbyggere, seed=seed, aar=1, kommune=self.kode, navn=self.navn, systemer=SYSTEMS[self.navn])

    @property
    def settings(self) -> Settings:
        """The settings; the environment must name the home."""
        return read_settings(self.mappe)


def draft(place: Path, navn: str = "natlogi", **said: str) -> Path:
    """A template as `lis template new` begins it, with the trial made small; `said` replaces lines of skabelon.yaml by their key."""
    folder = new(navn, place, place, forfatter=AUTHOR, kommune="Nexusby")
    change_draft(folder, proeve=TRIAL, **said)
    return folder


def change_draft(folder: Path, **said: str) -> None:
    """Replace whole lines of skabelon.yaml by their key."""
    fil = folder / "skabelon.yaml"
    lines = fil.read_text(encoding="utf-8").splitlines()
    for key, text in said.items():
        found = next(i for i, line in enumerate(lines) if line.startswith(f"{key}:"))
        lines[found] = text if text.startswith(f"{key}:") else f"{key}: {text}"
    fil.write_text("\n".join(lines) + "\n", encoding="utf-8")


def change_notebook(folder: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Let `change` do what it will with the notebook's JSON."""
    fil = folder / "notebook.ipynb"
    book = json.loads(fil.read_text(encoding="utf-8"))
    change(book)
    fil.write_text(json.dumps(book, ensure_ascii=False), encoding="utf-8")


def packed(place: Path, folder: Path) -> bytes:
    """The folder as a package whose trial has not been run."""
    return pack(folder, place, lambda package: UNTRIED).file.read_bytes()


def with_cells(raw: bytes, *cells: str | tuple[str, str]) -> bytes:
    """The package with these cells after its parameters, every hash right: what an attacker would send. A tuple names the kind."""
    members = open_package(raw).members
    book = json.loads(members[archive.NOTEBOOK])
    kinds = [("code", c) if isinstance(c, str) else c for c in cells]
    book["cells"] = [book["cells"][0], book["cells"][1], *(_cell(nr, *kind) for nr, kind in enumerate(kinds))]
    return resealed({**members, archive.NOTEBOOK: jsonbytes.write(book)})


def resealed(members: dict[str, bytes], **manifest: Any) -> bytes:
    """A package of the members, with the manifest's hashes made to fit and its fields replaced."""
    from hashlib import sha256

    said = json.loads(members[archive.MANIFEST]) | manifest
    said["filer"] = {n: sha256(raw).hexdigest() for n, raw in members.items() if n != archive.MANIFEST}
    return archive.pack({**members, archive.MANIFEST: jsonbytes.write(said)})


def _cell(nr: int, kind: str, source: str) -> dict[str, Any]:
    bare = {"cell_type": kind, "id": f"x-{nr}", "metadata": {}, "source": source.splitlines(keepends=True)}
    return bare | ({"execution_count": None, "outputs": []} if kind == "code" else {})
