"""Hostile files: what a municipality may be sent by mistake or with intent, built here and tried in tests and in `benchmarks/hostile.py`."""

from __future__ import annotations

import gzip
import io
import json
import os
import struct
import subprocess
import sys
import zipfile
from datetime import date

from lager_prep import ANNA, Kommunen

HEADING = "Dato;Regnskabsår;Bilag;Linje;Finanskonto;Kontonavn;Afdeling;Konto;Aktivitet;Art;Beløb;D/K;Tekst;Ydelsesmodtager;Betalingsmodtager;Maskinnr;Henvisningsnr\n"


def line(bilag="B1", dato="31-01-2025", beloeb="100,00", modtager=ANNA, tekst="") -> str:
    """One posting as Prisme writes it."""
    return f"{dato};2025;{bilag};1;;;;538521001;;409;{beloeb};D;{tekst};{modtager};;;\n"


def cells(bilag="B1", beloeb=100, dato=date(2025, 1, 31), tekst=None) -> list:
    """The same posting as a workbook has it."""
    return [dato, 2025, bilag, "1", None, None, None, "538521001", None, "409", beloeb, "D", tekst, ANNA, None, None, None]


def book(*rows: list) -> bytes:
    """A workbook of one sheet."""
    from openpyxl import Workbook

    made, out = Workbook(), io.BytesIO()
    for row in rows:
        made.active.append(row)
    made.save(out)
    return out.getvalue()


def changed(packed: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return out.getvalue()


def part(packed: bytes, name: str = "xl/worksheets/sheet1.xml") -> bytes:
    """One part of a workbook."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return archive.read(name)


REFUSED = {
    "empty": (b"", "tom"),
    "only a byte order mark": (b"\xef\xbb\xbf\n", "tom"),
    "no heading": ((line() + line("B2")).encode("cp1252"), "ingen af de ventede overskrifter"),
    "utf-16": ((HEADING + line()).encode("utf-16"), "tegnsættet"),
    "utf-8 heading in a cp1252 layout": ((HEADING + line()).encode(), "tegnsættet"),
    "duplicate headings": ((HEADING.replace("Bilag", "Dato") + line()).encode("cp1252"), "'Dato' står to gange"),
    "shifted headings": (("Nr;" + HEADING + "1;" + line()).encode("cp1252"), "'Nr' er ukendt"),
    "a first line without end": (b"a;" * (1 << 17), "for lang"),
    "nul bytes alone": (bytes(1 << 20), "for lang"),
}
APART = {
    "cut in the middle of a line": ((line("B2") + line("B3")[:30]).encode("cp1252"), 1),
    "one row of utf-8 in a cp1252 file": (line("B2").encode("cp1252") + line("B3", tekst="æble på ø").encode(), 1),
    "columns shifted in one row": (("x;" + line("B2") + line("B3")).encode("cp1252"), 1),
    "columns shifted within the width": ((";" + line("B2").replace(";;;\n", ";;\n") + line("B3")).encode("cp1252"), 1),
    "a total row": ((line("B2") + "I alt;;;;;;;;;;200,00;;;;;;\n").encode("cp1252"), 1),
    "a total row without a word": ((line("B2") + ";;;;;;;;;;200,00;;;;;;\n").encode("cp1252"), 1),
    "scientific CPR": (line("B2", modtager="1.0E+09").encode("cp1252"), 1),
    "scientific CPR, Danish": (line("B2", modtager="6,1019E+09").encode("cp1252"), 1),
    "dates of three forms": ("".join(line(f"B{i}", dato=d) for i, d in enumerate(["2025-01-31", "31-01-2025", "01/31/2025"])).encode("cp1252"), 2),
    "two ways of writing an amount": ((line("B2", beloeb="1.234,56") + line("B3", beloeb="1234.56")).encode("cp1252"), 1),
    "a nul byte in a text": (line("B2", tekst="a\0b").encode("cp1252"), 1),
    "a line of five megabytes": ((line("B2", tekst="x" * (5 << 20)) + line("B3", tekst='"q"')).encode("cp1252"), 1),
    "a quote that never closes": (line("B2", tekst='"åben').encode("cp1252") + line("B3").encode("cp1252"), 1),
    "a formula as text": (line("B2", beloeb="=1+1").encode("cp1252"), 1),
}
PACKED = gzip.compress((HEADING + "".join(line(f"B{i}", tekst=os.urandom(20).hex()) for i in range(2000))).encode("cp1252"))


def shared_book(*rows: list) -> bytes:
    """A workbook as Excel writes it: the texts in a part of their own."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


SHARED = shared_book(HEADING.strip().split(";"))
GOOD = book(HEADING.strip().split(";"), cells("B2"), cells("B3"))
SHEET = part(GOOD)
WORKBOOKS = {
    "cut": (GOOD[: len(GOOD) // 2], "ødelagt"),
    "a bomb": (changed(GOOD, "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * (100 << 20)), "udpakket"),
    "shared texts that fill memory": (changed(SHARED, "xl/sharedStrings.xml", b" " * (20 << 20)), "udpakket"),
    "broken xml": (changed(GOOD, "xl/worksheets/sheet1.xml", SHEET[:-200]), "ødelagt"),
    "a text that is not there": (changed(SHARED, "xl/worksheets/sheet1.xml", part(SHARED).replace(b"<v>0</v>", b"<v>999</v>")), "ødelagt"),
    "entities": (changed(GOOD, "xl/worksheets/sheet1.xml", b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' + SHEET.replace(b"</row>", b"&b;</row>")), "ødelagt"),
    "a row number beyond the sheet": (changed(GOOD, "xl/worksheets/sheet1.xml", SHEET.replace(b'<row r="3"', b'<row r="2000000000"').replace(b'3"', b'2000000000"')), "flere rækker"),
    "an empty sheet": (book(), "tomt"),
    "not a workbook": (zipfile.ZipFile.__name__.encode() * 100, "ødelagt"),
}
CHILD = """
import json, sys
from lisanalysis.settings import read_settings
from lisanalysis.sources import load
data = load(read_settings(sys.argv[1]))
listed = data.leverancer()
from pathlib import Path
status = Path("/proc/self/status")
if status.exists():  # getrusage also counts what the parent held when it started us
    peak = int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024
else:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
print(json.dumps({"peak": peak, "rows": [[r.fil, r.status, int(r.raekker), int(r.indlaest), int(r.afvist)] for r in listed.itertuples()]}))
"""
SECONDS = 120


def endless_line(kommune: Kommunen, size: int = 2 << 30) -> None:
    """A good row, a line of two gigabytes, and a good row; the disk holds only what was written."""
    fil = kommune.fil("prisme_posteringer_linje.csv", HEADING + line("B1"), "cp1252")
    with fil.open("r+b") as out:
        out.seek(size, os.SEEK_END)
        out.write(b"\n" + line("B2").encode("cp1252"))


def lying(packed: bytes) -> bytes:
    """A packed workbook whose sheet says that it holds a thousand bytes."""
    sheet = zipfile.ZipFile(io.BytesIO(packed)).getinfo("xl/worksheets/sheet1.xml")
    return packed.replace(struct.pack("<I", sheet.file_size), struct.pack("<I", 1000))


def bombs(kommune: Kommunen) -> None:
    """Packed files that hold a thousand times their size, one that lies about it, and a sheet of rows as wide as they can be."""
    zeros = b"<worksheet>" + b" " * (200 << 20)
    bomb = changed(GOOD, "xl/worksheets/sheet1.xml", zeros)
    kommune.fil("prisme_posteringer_bombe.xlsx", bomb)
    kommune.fil("prisme_posteringer_loegn.xlsx", lying(bomb))
    kommune.fil("prisme_posteringer_bombe.csv.gz", gzip.compress(HEADING.encode("cp1252") + b";" * (400 << 20), 1))
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>x</t></is></c><c r="XFD{0}"><v>1</v></c></row>'
    sheet = zipfile.ZipFile(io.BytesIO(GOOD)).read("xl/worksheets/sheet1.xml").decode()
    head = sheet[: sheet.index('<row r="2"')]
    wide = head + "".join(row.format(n) for n in range(2, 1502)) + sheet[sheet.index("</sheetData>") :]
    kommune.fil("prisme_posteringer_bred.xlsx", changed(GOOD, "xl/worksheets/sheet1.xml", wide.encode()))


def load_apart(kommune: Kommunen) -> dict:
    """Load in a process of its own; what the delivery list says, and the peak in megabytes."""
    done = subprocess.run([sys.executable, "-c", CHILD, str(kommune.mappe)], capture_output=True, text=True, timeout=SECONDS)
    assert done.returncode == 0, done.stderr[-500:]
    return json.loads(done.stdout)
