"""The secret keys: one per municipality that pseudonyms are made with, and one that the log is sealed with.

All safety of a pseudonym lies in the key: without one, every CPR number could be tried in minutes. A key is 32 random bytes
outside the checkout; it is never shown, logged, pickled or copied into a report. `id` is a fingerprint that tells two keys
apart and says nothing about either.

A purpose (`formaal`) gives pseudonyms that cannot be tied to another purpose's without the key. That is done by derivation
and not by a file per purpose: only pseudonyms ever leave the house, never a key, so a second file would be a second thing to
lose and no second lock. The log's key is the exception, because its holder must not be able to make pseudonyms, and because
the log must stay readable when the first key is replaced.
"""

from __future__ import annotations

import base64
import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

from lisanalysis.errors import AccessError
from lisanalysis.settings import Settings

_VERSION = "v1"


class Noegle:
    """A municipality's key. It makes pseudonyms and seals, and shows nothing."""

    __slots__ = ("__hemmelig", "id")

    def __init__(self, hemmelig: bytes) -> None:
        if len(hemmelig) != 32:
            raise AccessError("Nøglen skal være 32 bytes. Hent den rigtige nøgle fra sikkerhedskopien.")
        self.__hemmelig = hemmelig
        self.id = hmac.digest(hemmelig, b"noegle-id", sha256).hex()[:12]

    def pseudonym(self, tekst: str, *, formaal: str = "borger") -> str:
        """The pseudonym of a text for a purpose: a letter, an underscore and 16 characters (80 bits)."""
        if not formaal.isalpha():
            raise ValueError("a purpose is letters only, so that no two can be mistaken for one another")
        maal = hmac.digest(self.__hemmelig, f"{_VERSION}|{formaal}|{tekst}".encode(), sha256)
        return f"{formaal[0]}_{base64.b32encode(maal[:10]).decode().lower()}"

    def segl(self, indhold: bytes) -> str:
        """A seal (64 hex digits) that only a holder of this key can set on the content."""
        return hmac.digest(self.__hemmelig, b"segl|" + indhold, sha256).hex()

    def __repr__(self) -> str:
        return f"<Noegle {self.id}>"

    def __reduce__(self) -> str:
        raise AccessError("En nøgle kan ikke gemmes eller sendes videre.")


def noeglefil(settings: Settings) -> Path:
    """Where the municipality's key lies: with the user, outside the checkout and outside the lager."""
    return settings.hjem / "noegle"


def lognoeglefil(settings: Settings) -> Path:
    """Where the log's key lies."""
    return settings.hjem / "lognoegle"


def hent_noegle(settings: Settings, *, opret: bool = False) -> Noegle:
    """The municipality's key from `LIS_NOEGLE` (hex) or its file; `opret` makes one where none is."""
    mangler = f"Nøglen for {settings.kommune.navn} findes ikke. Indlæs data først, eller hent nøglen fra sikkerhedskopien."
    return _hent("LIS_NOEGLE", noeglefil(settings), mangler, opret)


def hent_lognoegle(settings: Settings, *, opret: bool = False) -> Noegle:
    """The log's key from `LIS_LOGNOEGLE` (hex) or its file; `opret` makes one where none is."""
    mangler = f"Loggens nøgle for {settings.kommune.navn} findes ikke. Hent den fra sikkerhedskopien, eller flyt loggen til et arkiv."
    return _hent("LIS_LOGNOEGLE", lognoeglefil(settings), mangler, opret)


def ny_noegle(settings: Settings, *, erstat: bool = False) -> tuple[Noegle, Path | None]:
    """A new key for the municipality, and the file the former one was moved to; refused where one is and `erstat` is not said.

    Pseudonyms made with the former key cannot be tied to the new one's: the lager is loaded anew, accepted findings and
    former reports keep the old pseudonyms.
    """
    if os.environ.get("LIS_NOEGLE"):
        raise AccessError("Nøglen kommer fra miljøvariablen LIS_NOEGLE. Skift den dér, hvor den er sat.")
    fil = noeglefil(settings)
    with _laas(fil):
        if fil.exists() and not erstat:
            raise AccessError(f"Der er allerede en nøgle i {fil}. Med --erstat laves en ny, og alle pseudonymer skifter.")
        gammel = _laeg_til_side(fil) if fil.exists() else None
        _skriv(fil)
    return hent_noegle(settings), gammel


def _hent(variabel: str, fil: Path, mangler: str, opret: bool) -> Noegle:
    if tekst := os.environ.get(variabel):
        return Noegle(_fra_hex(tekst, f"miljøvariablen {variabel}"))
    if not fil.is_file():
        if not opret:
            raise AccessError(mangler)
        with _laas(fil):
            if not fil.is_file():
                _skriv(fil)
    return Noegle(_fra_hex(_laes(fil), "nøglefilen"))


def _laas(fil: Path) -> FileLock:
    fil.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return FileLock(fil.with_name(f"{fil.name}.laas"))


def _skriv(fil: Path) -> None:
    """A new key in a file that its owner alone can read; it takes its name when it is whole."""
    ny = fil.with_name(f"{fil.name}.ny")
    ny.unlink(missing_ok=True)
    with os.fdopen(os.open(ny, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as ud:
        ud.write(secrets.token_hex(32))
        ud.flush()
        os.fsync(ud.fileno())
    os.replace(ny, fil)


def _laeg_til_side(fil: Path) -> Path:
    """The former key under a name of its own: whoever holds an old report may need it, and only a person deletes a key."""
    try:
        navn = Noegle(_fra_hex(_laes(fil), "nøglefilen")).id
    except AccessError:
        navn = "ulaeselig"
    gammel = fil.with_name(f"{fil.name}-{navn}.udskiftet")
    os.replace(fil, gammel)
    return gammel


def _laes(fil: Path) -> str:
    try:
        return fil.read_text(encoding="ascii").strip()
    except UnicodeDecodeError:
        return "?"
    except OSError:
        raise AccessError(f"Nøglen i {fil} kan ikke læses af denne bruger.") from None


def _fra_hex(tekst: str, hvor: str) -> bytes:
    try:
        return bytes.fromhex(tekst)
    except ValueError:
        raise AccessError(f"Nøglen i {hvor} kan ikke læses: den skal være 64 hexadecimale tegn.") from None
