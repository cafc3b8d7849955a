"""The gate against a corpus: every spelling in every type of file must be found, and look-alikes must pass.

The citizen is made up (day 61). The one whose number begins with zero is put together here, so that no number that could
be somebody's stands in the file.
"""

from __future__ import annotations

import base64
import io
import json
import random
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lisanalysis.errors import GateError
from lisanalysis.publish.gate import Gate, kandidater

BORGER = "6101900009"
MED_NUL = "0" + "1" + "61" + "90" + "0009"  # no such month, but it begins with a zero

SPELLINGS = {
    "ti cifre": BORGER,
    "bindestreg": "610190-0009",
    "mellemrum": "610190 0009",
    "bindestreg og luft": "610190 - 0009",
    "tankestreg": "610190\u20130009",
    "lang streg": "610190\u20140009",
    "fast bindestreg": "610190\u20110009",
    "minus": "610190\u22120009",
    "fast mellemrum": "610190\u00a00009",
    "smalt mellemrum": "610190\u202f0009",
    "punktum": "610190.0009",
    "par": "61 01 90 0009",
    "par med streg": "61-01-90-0009",
    "par uden skel": "61.01.900009",
    "hvert ciffer": "6 1 0 1 9 0 0 0 0 9",
    "usynligt tegn": "610190\u200b0009",
    "bloed bindestreg": "610190\u00ad0009",
    "brede cifre": "".join(chr(0xFF10 + int(c)) for c in BORGER),
    "arabiske cifre": "".join(chr(0x660 + int(c)) for c in BORGER),
    "decimaltal": "6101900009.0",
    "dansk decimaltal": "6101900009,00",
    "potens": "6.101900009E+09",
    "klistret til ord": f"sag{BORGER}x",
    "i saetning": f"Borgeren ({BORGER}), jf. §107",
    "procentkodet": "610190%2D0009",
    "procentkodede cifre": "".join(f"%3{c}" for c in BORGER),
}


NAVNE = {"Ditte Prøvesen", "Ditte Mellem Prøvesen"}
POLITIK = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">"


class Kendte:
    """A double that counts how often it is asked."""

    def __init__(self, *numre: str) -> None:
        self.numre, self.spurgt = set(numre), 0

    def kender(self, nummer: str) -> bool:
        self.spurgt += 1
        return nummer in self.numre

    def kender_navn(self, navn: str) -> bool:
        return navn in NAVNE


@pytest.fixture
def rod(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    return tmp_path / "reports"


def _afvist(rod: Path, navn: str, indhold: bytes, kendte: Kendte | None = None, grund: str = "CPR") -> str:
    """The message with which the file was refused; nothing may be left behind, and no digit of it may be shown."""
    with pytest.raises(GateError) as fejl:
        Gate(kendte or Kendte(BORGER, MED_NUL), rod).slip_ud(rod / navn, indhold)
    assert not [f for f in rod.rglob("*") if f.is_file()]
    besked = str(fejl.value)
    assert "0009" not in besked and "6101" not in besked and "9000" not in besked
    assert fejl.value.__cause__ is None
    assert "CPR" in besked or grund in besked
    return besked


@pytest.mark.parametrize("tekst", SPELLINGS.values(), ids=SPELLINGS)
@pytest.mark.parametrize("navn", ["a.csv", "a.txt", "a.json", "a.html", "a.parquet", "a.xlsx"])
def test_hver_stavemaade_i_hver_filtype(rod: Path, navn: str, tekst: str) -> None:
    """A known citizen is found however the number is spelled, in all types of file."""
    assert navn in _afvist(rod, navn, _fil(navn, tekst))


@pytest.mark.parametrize("navn", ["a.csv", "a.txt", "a.json", "a.html", "a.parquet", "a.xlsx"])
@pytest.mark.parametrize("tekst", [MED_NUL[1:], MED_NUL[1:] + ".0", MED_NUL[1:6] + "-" + MED_NUL[6:], MED_NUL[:6] + " " + MED_NUL[6:]])
def test_tabt_nul(rod: Path, navn: str, tekst: str) -> None:
    """A number that a spreadsheet took the first zero from is found, hyphen and decimals or not."""
    _afvist(rod, navn, _fil(navn, tekst))


def _fil(navn: str, tekst: str) -> bytes:
    ud = io.BytesIO()
    if navn.endswith("parquet"):
        pq.write_table(pa.table({"id": [1, 2], "tekst": ["Åse", tekst]}), ud)
        return ud.getvalue()
    if navn.endswith("xlsx"):
        bog = openpyxl.Workbook()
        bog.active.append(["Åse", tekst])
        bog.save(ud)
        return ud.getvalue()
    indhold = {
        "a.csv": f"navn;tekst\r\nÅse;{tekst}\r\n",
        "a.txt": f"Åse\n{tekst}\n",
        "a.json": json.dumps({"navn": "Åse", "dybt": [{"tekst": tekst}]}),
        "a.html": f"<!DOCTYPE html><html><head>{POLITIK}</head><body><table><tr><td>Åse</td><td>{tekst}</td></tr></table></body></html>",
    }[navn]
    return indhold.encode()


@pytest.mark.parametrize(
    "html",
    [
        "<p>6101<b>90</b>-<i>0009</i></p>",
        "<svg><text><tspan>610190</tspan><tspan>0009</tspan></text></svg>",
        "<table><tr><td>610190</td><td>0009</td></tr></table>",
        "<table><tr>\n<td>610190</td>\n<td class='tal'>0009</td></tr></table>",
        "<div>610190</div>-<div>0009</div>",
        "<p>&#54;&#49;&#48;&#49;&#57;&#48;&#48;&#48;&#48;&#57;</p>",
        "<p>610190&shy;0009</p>",
        "<p>610190&nbsp;&ndash;&nbsp;0009</p>",
        "<p>&amp;#54;101900009</p>",
        '<p title="610190-0009">x</p>',
        '<p data-id=6101900009>x</p>',
        "<!-- 6101900009 -->",
        "<style>/* 6101900009 */</style>",
        '<a href="sag?id=6101900009">x</a>',
        '<svg aria-label="6101900009"></svg>',
        f'<a href="data:text/csv;base64,{base64.b64encode(b"cpr;6101900009").decode()}">x</a>',
        f'<img src="data:image/svg+xml;base64,{base64.b64encode(b"<svg><text>6101<tspan>900009</tspan></text></svg>").decode()}" alt="">',
    ],
)
def test_gemt_i_html(rod: Path, html: str) -> None:
    """Split over tags or cells, written as entities, in attributes, comments, styles, or in embedded data: found."""
    _afvist(rod, "rapport.html", html.encode())


def test_json_med_koder_og_noegler(rod: Path) -> None:
    """Escapes in JSON hide nothing, and a key is read as well as a value."""
    _afvist(rod, "a.json", b'{"x": "610190\\u20110009"}')
    _afvist(rod, "a.json", b'{"\\u0036101900009": 1}')
    _afvist(rod, "a.json", b'{"x": 6101900009}')


@pytest.mark.parametrize(
    "kolonne",
    [
        pa.array([int(BORGER)]),
        pa.array([float(BORGER)]),
        pa.array([Decimal(BORGER)]),
        pa.array([BORGER]).dictionary_encode(),
        pa.array([["a", BORGER]]),
        pa.array([{"cpr": BORGER}]),
        pa.array([BORGER.encode()]),
        pa.array([int(MED_NUL)]),
    ],
    ids=["heltal", "kommatal", "decimal", "kategori", "liste", "struct", "bytes", "heltal uden nul"],
)
def test_parquet_alle_typer(rod: Path, kolonne: pa.Array) -> None:
    """Whatever type a column has, the number in it is found, and the message names the column by its place alone."""
    ud = io.BytesIO()
    pq.write_table(pa.table({"a": [1], "b": kolonne}), ud)
    assert "kolonne 2 (1)" in _afvist(rod, "t.parquet", ud.getvalue())


def test_parquet_kolonnenavn_og_metadata(rod: Path) -> None:
    """A number in a column's name or in the file's metadata is found."""
    for tabel in (pa.table({BORGER: [1]}), pa.table({"a": [1]}).replace_schema_metadata({"note": BORGER})):
        ud = io.BytesIO()
        pq.write_table(tabel, ud)
        _afvist(rod, "t.parquet", ud.getvalue())


@pytest.mark.parametrize("sted", ["skjult ark", "kommentar", "arknavn", "egenskab", "tal"])
def test_xlsx_alle_kroge(rod: Path, sted: str) -> None:
    """Hidden sheets, comments, sheet names, properties and numbers are read."""
    bog = openpyxl.Workbook()
    ark = bog.active
    if sted == "skjult ark":
        andet = bog.create_sheet("x")
        andet.sheet_state, andet["A1"] = "veryHidden", BORGER
    elif sted == "kommentar":
        ark["A1"].comment = openpyxl.comments.Comment(BORGER, "x")
    elif sted == "arknavn":
        ark.title = BORGER
    elif sted == "egenskab":
        bog.properties.subject = BORGER
    else:
        ark["A1"] = int(BORGER)
    ud = io.BytesIO()
    bog.save(ud)
    _afvist(rod, "t.xlsx", ud.getvalue())


def test_filnavn_og_mappenavn(rod: Path) -> None:
    """A number in the name of the file or its folder is refused, and the message masks it."""
    assert "••••••-••••" in _afvist(rod, "610190-0009.csv", b"a;b")
    _afvist(rod, f"{BORGER}/a.csv", b"a;b")


LIGNER = (
    "6101900008;610190-0008;16101900009;61019000091;6101,900009;3.6101900;610190;0008;610.190,00;1234567890;"
    "b_61a01b9000c09;2024-05-01;05.28.20.1.10;61 01 91 0009;+45 61 01 90 00;0,6101900008;6101 900 009 kr"
)


@pytest.mark.parametrize("navn", ["a.csv", "a.txt", "a.html", "a.parquet", "a.xlsx", "a.json"])
def test_det_der_ligner_slipper_igennem(rod: Path, navn: str) -> None:
    """Amounts, accounts, ids, dates and numbers of nobody we know pass, and the file has the bytes it was given."""
    indhold = _fil(navn, LIGNER)
    Gate(Kendte(BORGER, MED_NUL), rod).slip_ud(rod / "demo" / navn, indhold)
    assert (rod / "demo" / navn).read_bytes() == indhold
    assert [f.name for f in (rod / "demo").iterdir()] == [navn]


def test_billeder_og_kurver_laeses_ikke_som_tal(rod: Path) -> None:
    """The bytes of a picture and the course of a line are no numbers of anybody."""
    png = base64.b64encode(b"\x89PNG\r\n\x1a\n" + BORGER.encode()).decode()
    html = f'{POLITIK}<img alt="x" src="data:image/png;base64,{png}"><svg viewBox="0 0 9 9"><path d="M 61.01 90.0009 L 610190 0009"/></svg>'
    Gate(Kendte(BORGER), rod).slip_ud(rod / "r.html", html.encode())
    assert (rod / "r.html").exists()


@pytest.mark.parametrize("navn", ["a.pdf", "a", "a.exe", "a.csv.gz", "a.docm"])
def test_ukendt_type_afvises(rod: Path, navn: str) -> None:
    """A type that cannot be read cannot be released."""
    assert "filtypen" in _afvist(rod, navn, b"x", grund="filtypen")


@pytest.mark.parametrize(("navn", "indhold"), [("a.csv", b"\xff\xfe\x00"), ("a.ipynb", b"x"), ("a.ipynb", b"{}"), ("a.zip", b"PK"), ("a.json", b"{"), ("a.parquet", b"PAR1"), ("a.xlsx", b"PK")])
def test_ulaeselig_fil_afvises(rod: Path, navn: str, indhold: bytes) -> None:
    """A file that is not what its name says is refused."""
    assert "kan ikke læses" in _afvist(rod, navn, indhold, grund="kan ikke læses")


def test_sti_uden_for_roden(rod: Path, tmp_path: Path) -> None:
    """No way out of the folder: not by .., not by an absolute path, not by a link, not the folder itself."""
    (tmp_path / "ude").mkdir()
    stier = [rod / ".." / "ude" / "a.csv", tmp_path / "ude" / "a.csv", rod / "x" / ".." / "a.csv", rod]
    try:
        (rod / "link").symlink_to(tmp_path / "ude", target_is_directory=True)
        stier.append(rod / "link" / "a.csv")
    except OSError:  # Windows without the right to make links
        pass
    for sti in stier:
        with pytest.raises(GateError, match="uden for mappen"):
            Gate(Kendte(), rod).slip_ud(sti, b"a")
    assert not list((tmp_path / "ude").iterdir())


def test_en_afvist_fil_roerer_ikke_den_gamle(rod: Path) -> None:
    """A refusal leaves the former file whole; a release replaces it."""
    gate = Gate(Kendte(BORGER), rod)
    gate.slip_ud(rod / "a.csv", b"gammel")
    with pytest.raises(GateError):
        gate.slip_ud(rod / "a.csv", BORGER.encode())
    assert (rod / "a.csv").read_bytes() == b"gammel"
    gate.slip_ud(rod / "a.csv", b"ny")
    assert [(f.name, f.read_bytes()) for f in rod.iterdir()] == [("a.csv", b"ny")]


def test_beskeden_taeller_borgere(rod: Path) -> None:
    """The message says how many different citizens, not how many times."""
    assert "tekst (2)" in _afvist(rod, "a.txt", f"{BORGER} {BORGER} {MED_NUL} 610190-0009".encode())


def test_hvert_nummer_spoerges_der_om_en_gang(rod: Path) -> None:
    """A number that stands a thousand times is asked about once."""
    kendte = Kendte()
    Gate(kendte, rod).slip_ud(rod / "a.txt", ("6101900008 " * 1000).encode())
    assert kendte.spurgt == 1


def test_kandidater_mod_langsom_tvilling() -> None:
    """For runs of bare digits the candidates are just those of nine or ten digits, found by splitting at all else."""
    tilfaeldig = random.Random(7)
    tekst = "".join(tilfaeldig.choice("0123456789" * 4 + "abc") for _ in range(20_000))
    ren = "".join(c if c.isdigit() else "x" for c in tekst)
    assert kandidater(tekst) == {d.zfill(10) for d in ren.split("x") if len(d) in (9, 10)}


def test_ramme_fra_pandas(rod: Path) -> None:
    """A frame as pandas writes it to Parquet is read, text columns of every backend."""
    ud = io.BytesIO()
    pd.DataFrame({"tekst": pd.Series([BORGER], dtype="string")}).to_parquet(ud)
    _afvist(rod, "t.parquet", ud.getvalue())
