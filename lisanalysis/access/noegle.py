"""The secret key that pseudonyms are made with: 32 random bytes per municipality, kept outside the checkout.

All safety of a pseudonym lies in the key: without one, every CPR number could be tried in minutes. The key is never shown,
logged, pickled or copied into a report; `id` is a fingerprint that tells two keys apart and says nothing about either.
"""

from __future__ import annotations

import base64
import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from lisanalysis.errors import AccessError
from lisanalysis.settings import Settings, user_data_folder

_VERSION = "v1"


class Noegle:
    """A municipality's key. It makes pseudonyms and shows nothing."""

    __slots__ = ("__hemmelig", "id")

    def __init__(self, hemmelig: bytes) -> None:
        if len(hemmelig) != 32:
            raise AccessError("Nøglen skal være 32 bytes. Hent den rigtige nøgle fra sikkerhedskopien.")
        self.__hemmelig = hemmelig
        self.id = hmac.digest(hemmelig, b"noegle-id", sha256).hex()[:12]

    def pseudonym(self, tekst: str, *, formaal: str = "borger") -> str:
        """The pseudonym of a text for a purpose: a letter, an underscore and 16 characters (80 bits)."""
        maal = hmac.digest(self.__hemmelig, f"{_VERSION}|{formaal}|{tekst}".encode(), sha256)
        return f"{formaal[0]}_{base64.b32encode(maal[:10]).decode().lower()}"

    def __repr__(self) -> str:
        return f"<Noegle {self.id}>"

    def __reduce__(self) -> str:
        raise AccessError("En nøgle kan ikke gemmes eller sendes videre.")


def noeglefil(settings: Settings) -> Path:
    """Where the municipality's key lies: with the user, outside the checkout and outside the lager."""
    return user_data_folder() / settings.stem / "noegle"


def hent_noegle(settings: Settings, *, opret: bool = False) -> Noegle:
    """The municipality's key from `LIS_NOEGLE` (hex) or its file; `opret` makes one where none is."""
    if tekst := os.environ.get("LIS_NOEGLE"):
        return Noegle(_fra_hex(tekst, "miljøvariablen LIS_NOEGLE"))
    fil = noeglefil(settings)
    if not fil.is_file():
        if not opret:
            raise AccessError(f"Nøglen for {settings.kommune.navn} findes ikke. Indlæs data først, eller hent nøglen fra sikkerhedskopien.")
        _opret(fil)
    return Noegle(_fra_hex(fil.read_text(encoding="ascii").strip(), "nøglefilen"))


def _opret(fil: Path) -> None:
    """A new key in a file that its owner alone can read; where two make one at once, the first stands."""
    fil.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        haandtag = os.open(fil, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(haandtag, "w", encoding="ascii") as ud:
        ud.write(secrets.token_hex(32))
        ud.flush()
        os.fsync(ud.fileno())


def _fra_hex(tekst: str, hvor: str) -> bytes:
    try:
        return bytes.fromhex(tekst)
    except ValueError:
        raise AccessError(f"Nøglen i {hvor} kan ikke læses: den skal være 64 hexadecimale tegn.") from None
