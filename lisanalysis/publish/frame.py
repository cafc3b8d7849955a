"""The page that stands around what is not a notebook: the index, and an internal list."""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from hashlib import sha256
from html import escape

from lisanalysis.publish import numbers, skabelon

POLITIK = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
EKSEMPEL = "Eksempeldata: pseudonymer, datoer og beløb er ændret, og tallene er ikke kommunens."


def side(titel: str, krop: str, *, kommune: str, per: date | str, maerke: str = "", program: str = "") -> str:
    """One self-contained page in Danish; `krop` is markup, `maerke` a line that must not be overlooked, at the top and the foot.

    `program` is a script of ours, the only one that the page's policy lets run.
    """
    dag = numbers.skriv(per, "dato")
    stil = skabelon.tekst("dele.css") + "\n" + skabelon.tekst("side.css")
    baand = f'<p class="side-maerke">{escape(maerke)}</p>' if maerke else ""
    fod = f'<footer class="side-fod">{baand}</footer>\n' if maerke else ""
    return (
        '<!DOCTYPE html>\n<html lang="da">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLITIK}{_kun(program)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(titel)} · {escape(kommune)} · {dag}</title>\n<style>{stil}</style>\n</head>\n<body>\n{baand}"
        f'<header class="side-hoved"><p class="side-kommune">{escape(kommune)}</p><h1>{escape(titel)}</h1>'
        f'<p class="side-per">Opgjort pr. {dag}</p></header>\n'
        f'<main class="lis">{krop}</main>\n{fod}{f"<script>{program}</script>" if program else ""}</body>\n</html>\n'
    )


def _kun(program: str) -> str:
    """The policy's word for that script and no other."""
    return f"; script-src 'sha256-{b64encode(sha256(program.encode()).digest()).decode()}'" if program else ""
