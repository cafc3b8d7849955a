"""Our own corpus for the output gate: every spelling of a number, every corner of every type of file, and what only looks alike.

Numbers are made up when asked for, so that none that could be somebody's stands in a file.
"""

from __future__ import annotations

import base64
import io
import json
import random
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
from openpyxl.workbook.defined_name import DefinedName

POLITIK = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'\">"
_VAEGTE = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)

Fil = tuple[str, str, bytes]  # what is tried, file name, content


def nummer(tilfaeldig: random.Random, gruppe: str) -> str:
    """A made-up number: `mod11` passes modulus 11, `uden_mod11` does not, `erstatning` has day + 60."""
    while True:
        dag = date(1940, 1, 1) + timedelta(days=tilfaeldig.randrange(29_000))
        tal = f"{dag.day + 60 * (gruppe == 'erstatning'):02d}{dag.month:02d}{dag.year % 100:02d}{tilfaeldig.randrange(1, 4000):04d}"
        passer = sum(v * int(c) for v, c in zip(_VAEGTE, tal, strict=True)) % 11 == 0
        if gruppe == "erstatning" or passer == (gruppe == "mod11"):
            return tal


def stavemaader(n: str) -> dict[str, str]:
    """The number as people, spreadsheets and programs write it."""
    a, b = n[:6], n[6:]
    ud = {
        "ti cifre": n,
        "bindestreg": f"{a}-{b}",
        "mellemrum": f"{a} {b}",
        "bindestreg og luft": f"{a} - {b}",
        "tankestreg": f"{a}\u2013{b}",
        "lang streg": f"{a}\u2014{b}",
        "fast bindestreg": f"{a}\u2011{b}",
        "minus": f"{a}\u2212{b}",
        "fast mellemrum": f"{a}\u00a0{b}",
        "smalt mellemrum": f"{a}\u202f{b}",
        "punktum": f"{a}.{b}",
        "par": f"{n[:2]} {n[2:4]} {n[4:6]} {b}",
        "par med streg": f"{n[:2]}-{n[2:4]}-{n[4:6]}-{b}",
        "par uden skel": f"{n[:2]}.{n[2:4]}.{n[4:]}",
        "hvert ciffer": " ".join(n),
        "usynligt tegn": f"{a}\u200b{b}",
        "bloed bindestreg": f"{a}\u00ad{b}",
        "brede cifre": "".join(chr(0xFF10 + int(c)) for c in n),
        "arabiske cifre": "".join(chr(0x660 + int(c)) for c in n),
        "decimaltal": f"{n}.0",
        "dansk decimaltal": f"{n},00",
        "potens": f"{n[0]}.{n[1:].rstrip('0')}E+09" if n[0] != "0" else f"{n[1]}.{n[2:]}E+08",
        "klistret til ord": f"sag{n}x",
        "i saetning": f"Borgeren ({n}), jf. §107",
        "procentkodet": f"{a}%2D{b}",
        "procentkodede cifre": "".join(f"%3{c}" for c in n),
    }
    return ud | ({"tabt nul": n[1:], "tabt nul med streg": f"{a[1:]}-{b}", "tabt nul, decimaltal": f"{n[1:]}.0"} if n[0] == "0" else {})


def i_hver_type(tekst: str) -> Iterator[tuple[str, bytes]]:
    """The text in an ordinary place of each type of file, and for text in each encoding that can write it."""
    linjer = f"navn;tekst\r\nÅse;{tekst}\r\n"
    yield "a.csv", linjer.encode("utf-8-sig")
    yield "utf16.csv", linjer.encode("utf-16")
    yield "utf16le.txt", linjer.encode("utf-16-le")
    try:
        yield "latin.csv", linjer.encode("latin-1")
    except UnicodeEncodeError:
        pass
    yield "a.txt", f"Åse\n{tekst}\n".encode()
    yield "a.md", f"# Åse\n\n- {tekst}\n".encode()
    yield "a.json", json.dumps({"navn": "Åse", "dybt": [{"tekst": tekst}]}).encode()
    yield "a.html", _side(f"<table><tr><td>Åse</td><td>{tekst}</td></tr></table>")
    yield "a.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><text>{tekst}</text></svg>'.encode()
    yield "a.parquet", parquet({"id": [1, 2], "tekst": ["Åse", tekst]})
    yield "a.xlsx", xlsx(["Åse", tekst])
    yield "a.ipynb", notesbog(outputs=[{"output_type": "stream", "name": "stdout", "text": ["Åse\n", tekst]}])
    yield "a.zip", pakket({"inde/a.csv": linjer.encode()})


def i_hver_krog(n: str) -> Iterator[Fil]:
    """The number in the corners: split, encoded, hidden, in names, metadata and comments."""
    a, b, kode = n[:6], n[6:], base64.b64encode(f"cpr;{n}".encode()).decode()
    for navn, krop in {
        "delt over tags": f"<p>{n[:4]}<b>{n[4:6]}</b>-<i>{b}</i></p>",
        "delt over tspan": f"<svg><text><tspan>{a}</tspan><tspan>{b}</tspan></text></svg>",
        "nabofelter": f"<table><tr><td>{a}</td>\n<td class='tal'>{b}</td></tr></table>",
        "delt over blokke": f"<div>{a}</div>-<div>{b}</div>",
        "tegnkoder": "<p>" + "".join(f"&#{ord(c)};" for c in n) + "</p>",
        "dobbelt kodet": f"<p>&amp;#{ord(n[0])};{n[1:]}</p>",
        "bloed streg": f"<p>{a}&shy;{b}</p>",
        "navngivne tegn": f"<p>{a}&nbsp;&ndash;&nbsp;{b}</p>",
        "attribut": f'<p title="{a}-{b}">x</p>',
        "attribut uden gaaseoejne": f"<p data-id={n}>x</p>",
        "kommentar": f"<!-- {n} -->",
        "stil": f"<style>/* {n} */</style>",
        "script": f"<script>var x = '{n}'</script>",
        "henvisning": f'<a href="sag?id={n}">x</a>',
        "skjult": f'<p style="display:none">{n}</p>',
        "aria": f'<svg aria-label="{n}"></svg>',
        "data-adresse": f'<a href="data:text/csv;base64,{kode}">x</a>',
        "data-adresse uden base64": f'<a href="data:text/csv,{a}-{b}">x</a>',
        "billede, der er svg": f'<img src="data:image/svg+xml;base64,{base64.b64encode(f"<svg><text>{n[:4]}<tspan>{n[4:]}</tspan></text></svg>".encode()).decode()}">',
    }.items():
        yield f"html: {navn}", "r.html", _side(krop)
    yield from _notesboeger(n, a, b, kode)
    yield from _regneark(n, a, b)
    yield from _andre(n, a, b)


def _notesboeger(n: str, a: str, b: str, kode: str) -> Iterator[Fil]:
    visning = {"output_type": "display_data", "metadata": {}}
    for navn, bog in {
        "kode": notesbog(source=[f"cpr = '{a}", f"-{b}'"]),
        "tekst": notesbog(outputs=[{**visning, "data": {"text/plain": [f"  cpr\n0 {n}"]}}]),
        "html delt over tags": notesbog(outputs=[{**visning, "data": {"text/html": [f"<td>{a}</td>", f"<td>{b}</td>"]}}]),
        "stroem delt i to": notesbog(outputs=[{"output_type": "stream", "name": "stdout", "text": t} for t in (a, b)]),
        "fejl og spor": notesbog(outputs=[{"output_type": "error", "ename": "KeyError", "evalue": n, "traceback": [f"\x1b[31m{a}-{b}\x1b[0m"]}]),
        "json": notesbog(outputs=[{**visning, "data": {"application/json": {"r": [{"cpr": int(n)}]}}}]),
        "plotly": notesbog(outputs=[{**visning, "data": {"application/vnd.plotly.v1+json": {"data": [{"customdata": [[a, b]]}]}}}]),
        "ukendt slags": notesbog(outputs=[{**visning, "data": {"application/x-ukendt": f"{a}-{b}"}}]),
        "billede, der er svg": notesbog(outputs=[{**visning, "data": {"image/svg+xml": f"<svg><text>{n[:4]}<tspan>{n[4:]}</tspan></text></svg>"}}]),
        "png, der er tekst": notesbog(outputs=[{**visning, "data": {"image/png": kode}}]),
        "outputs metadata": notesbog(outputs=[{**visning, "metadata": {"filename": n}, "data": {}}]),
        "papermills parametre": notesbog(metadata={"papermill": {"parameters": {"borger": n}}}),
        "cellens metadata": notesbog(celle={"metadata": {"tags": [f"sag-{n}"]}}),
        "vedhaeftet": notesbog(celle={"cell_type": "markdown", "attachments": {"a.csv": {"text/csv": kode}}}),
        "vedhaeftet filnavn": notesbog(celle={"cell_type": "markdown", "attachments": {f"{n}.png": {"image/png": ""}}}),
        "widget": notesbog(metadata={"widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"x": {"value": f"{a}-{b}"}}}}}),
        "widgets bytes": notesbog(metadata={"widgets": {"application/vnd.jupyter.widget-state+json": {"state": {"x": {"buffers": [{"encoding": "base64", "data": kode}]}}}}}),
        "ukendt noegle": notesbog(ekstra={"noter": [n]}),
        "noegle i cellen": notesbog(celle={n: 1}),
        "raa celle": notesbog(celle={"cell_type": "raw", "source": n}),
        "noegle to gange": notesbog().replace(b'"nbformat":', f'"x": "{n}", "x": "", "nbformat":'.encode(), 1),
    }.items():
        yield f"ipynb: {navn}", "n.ipynb", bog


def _regneark(n: str, a: str, b: str) -> Iterator[Fil]:
    def bog(vaerdier: list[object] = ()) -> tuple[openpyxl.Workbook, object]:
        ny = openpyxl.Workbook()
        ny.active.append(["Åse", *vaerdier])
        return ny, ny.active

    kroge: dict[str, openpyxl.Workbook] = {}
    kroge["tal"], _ = bog([int(n)])
    kroge["nabofelter"], _ = bog([a, b])
    kroge["nabofelter, tal"], _ = bog([int(a), int("1" + b[1:])]) if b[0] == "1" and a[0] != "0" else bog([int(n)])
    for tilstand in ("hidden", "veryHidden"):
        kroge[tilstand], _ = bog()
        ark = kroge[tilstand].create_sheet("x")
        ark.sheet_state, ark["A1"] = tilstand, n
    kroge["kommentar"], ark = bog()
    ark["A1"].comment = openpyxl.comments.Comment(n, "x")
    kroge["arknavn"], ark = bog()
    ark.title = n
    kroge["egenskab"], _ = bog()
    kroge["egenskab"].properties.subject = n
    kroge["navngivet omraade"], _ = bog()
    kroge["navngivet omraade"].defined_names["x"] = DefinedName("x", attr_text=f'"{n}"')
    kroge["sidehoved"], ark = bog()
    ark.oddHeader.center.text = f"Sag {a}-{b}"
    kroge["henvisning"], ark = bog()
    ark["A1"].hyperlink = f"https://eksempel.dk/{n}"
    kroge["skjult kolonne"], ark = bog([f"{a}-{b}"])
    ark.column_dimensions["B"].hidden = True
    for navn, mappe in kroge.items():
        ud = io.BytesIO()
        mappe.save(ud)
        yield f"xlsx: {navn}", "t.xlsx", ud.getvalue()


def _andre(n: str, a: str, b: str) -> Iterator[Fil]:
    yield "parquet: heltal", "t.parquet", parquet({"x": [int(n)]})
    yield "parquet: kommatal", "t.parquet", parquet({"x": [float(n)]})
    yield "parquet: liste", "t.parquet", parquet({"x": [["y", n]]})
    yield "parquet: bytes", "t.parquet", parquet({"x": [n.encode()]})
    yield "parquet: nabokolonner", "t.parquet", parquet({"foedt": [a], "loebenr": [b]})
    yield "parquet: nabokolonner, tabte nuller", "t.parquet", parquet({"foedt": [a], "loebenr": [int(b)]})
    yield "parquet: kolonnenavn", "t.parquet", parquet({n: [1]})
    yield "parquet: metadata", "t.parquet", parquet({"x": [1]}, {n: "x"})
    yield "csv: nabofelter", "t.csv", f'dato;nr\r\n"{a}";"{b}"\r\n'.encode()
    yield "csv: tabulator", "t.csv", f"dato\tnr\r\n{a}\t{b}\r\n".encode("utf-16")
    yield "json: tegnkoder", "t.json", f'{{"x": "{a}\\u2011{b}"}}'.encode()
    yield "json: noegle", "t.json", f'{{"{n}": 1}}'.encode()
    yield "zip: filnavn inde i", "t.zip", pakket({f"{n}.csv": b"a;b"})
    yield "zip: kommentar", "t.zip", pakket({"a.csv": b"a;b"}, n.encode())
    yield "zip: notesbog inde i", "t.zip", pakket({"n.ipynb": notesbog(metadata={"x": n})})
    yield "filnavn", f"{a}-{b}.csv", b"a;b"
    yield "mappenavn", f"{n}/a.csv", b"a;b"


def det_der_ligner(tilfaeldig: random.Random, antal: int) -> Iterator[Fil]:
    """What has ten digits, or nearly, and is nobody's: accounts, P-numbers, amounts, dates, hashes, telephones, ids."""
    def cifre(k: int) -> str:
        return "".join(tilfaeldig.choice("0123456789") for _ in range(k))

    raekker = [
        (f"5{cifre(9)}", f"10{cifre(8)}", f"{cifre(6)},{cifre(2)}", f"2024-0{tilfaeldig.randrange(1, 10)}-1{cifre(1)}", f"{tilfaeldig.getrandbits(256):064x}",
         f"+45 {cifre(2)} {cifre(2)} {cifre(2)} {cifre(2)}", f"b_{base64.b32encode(tilfaeldig.randbytes(10)).decode().lower()}", f"5798{cifre(9)}", f"-{cifre(5)}.{cifre(4)}")
        for _ in range(antal)
    ]  # fmt: skip
    navne = ("konto", "p_nummer", "beloeb", "dato", "sha256", "telefon", "borger_id", "ean", "tal")
    yield "csv", "l.csv", "\r\n".join(";".join(r) for r in [navne, *raekker]).encode("utf-8-sig")
    celler = "".join("<tr>" + "".join(f"<td>{c}</td>" for c in r) + "</tr>" for r in raekker)
    yield "html", "l.html", _side("<table><tr>" + "".join(f"<th>{n}</th>" for n in navne) + f"</tr>{celler}</table>")
    yield "parquet", "l.parquet", parquet({n: [r[i] for r in raekker] for i, n in enumerate(navne)})
    yield "xlsx", "l.xlsx", xlsx(*([list(navne)] + [list(r) for r in raekker]))
    yield "json", "l.json", json.dumps([{n: v for n, v in zip(navne, r, strict=True) if n not in ("konto", "p_nummer")} for r in raekker]).encode()
    kurve = " ".join(f"L {cifre(3)}.{cifre(2)} {cifre(4)}.{cifre(4)}" for _ in range(antal))
    yield "svg", "l.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><path d="M 0 0 {kurve}"/></svg>'.encode()
    billede = base64.b64encode(b"\x89PNG\r\n\x1a\n" + tilfaeldig.randbytes(3 * antal)).decode()
    yield "billede", "b.html", _side(f'<img alt="x" src="data:image/png;base64,{billede}">')


FJENDTLIGE_SIDER = (
    "<script>alert(1)</script>", "<p onclick='x()'>x</p>", "<img src=x onerror=alert(1)>", "<iframe src='x.html'></iframe>",
    "<a href='javascript:alert(1)'>x</a>", "<a href=' javascript:alert(1)'>x</a>", "<a href='https://eksempel.dk/'>x</a>", "<a href='//eksempel.dk'>x</a>",
    "<a href='../../x'>x</a>", "<img src='https://eksempel.dk/x.png'>", "<img src='data:image/svg+xml;base64,AAAA'>", "<object data=x></object>",
    "<embed src=x>", "<form action=x><input></form>", "<link rel=stylesheet href=x>", "<meta http-equiv=refresh content='0;url=x'>", "<base href='//x'>",
    "<svg onload=alert(1)></svg>", "<svg><script>alert(1)</script></svg>", "<svg><foreignObject><p>x</p></foreignObject></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>", "<svg><use href='data:image/svg+xml,x#a'></use></svg>", "<svg><animate onbegin=x></animate></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=x></style></table></mtext></math>", "<style>@import 'x'</style>",
    "<p style='background:url(//x)'>x</p>", "<p style='background:u\\72l(//x)'>x</p>", "<template><script>x</script></template>", "<noscript><p title='</noscript><img src=x onerror=x>'></noscript>",
    "<!--><script>alert(1)</script>-->", "<![CDATA[<script>x</script>]]>", "<?xml-stylesheet href='x'?>", "<video src=x></video>", "<audio src=x></audio>",
    "<details ontoggle=x open></details>", "<marquee onstart=x></marquee>", "<portal src=x></portal>", "<textarea><img src=x></textarea>",
)  # fmt: skip
LEVENDE_TEKSTER = ("=1+1", "=HYPERLINK(\"http://x\";\"y\")", "=cmd|'/c calc'!A1", "+1+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "@SUM(A1:A9)",
                   "\t=1+1", "\r=1+1", "=WEBSERVICE(\"http://x\")", "http://eksempel.dk/x", "{=1+1}", "=DDE(\"a\";\"b\";\"c\")")  # fmt: skip
USKYLDIGE_CELLER = ("-5", "-0,10", "+45 12 34 56 78", "-12 %", "-", "1+1", "a=b", "-1.234,50", "-1,5e-7")


def levende_filer() -> Iterator[Fil]:
    """Spreadsheets that would run or fetch something."""
    for tekst in ("=1+1", "@SUM(A1)", "+cmd|x", "-2+cmd|x"):
        yield f"csv: {tekst}", "f.csv", f"a;b\r\nx;{tekst}\r\n".encode()
    yield "xlsx: formel", "f.xlsx", xlsx(["=1+1"])
    bog = openpyxl.Workbook()
    bog.active["A1"].hyperlink = "https://eksempel.dk/"
    ud = io.BytesIO()
    bog.save(ud)
    yield "xlsx: henvisning ud", "f.xlsx", ud.getvalue()
    for del_ in ("xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/embeddings/x.bin", "xl/connections.xml", "xl/macrosheets/s.xml"):
        yield f"xlsx: {del_}", "f.xlsx", _med_del(xlsx(["a"]), del_)
    yield "zip: csv med formel", "f.zip", pakket({"a.csv": b"a;b\r\nx;=1+1\r\n"})
    for nr, krop in enumerate(FJENDTLIGE_SIDER):
        yield f"html: {nr}", "f.html", _side(krop)
    yield "html: uden politik", "f.html", b"<!DOCTYPE html><html><body><p>x</p></body></html>"
    yield "html: svag politik", "f.html", b"<meta http-equiv='Content-Security-Policy' content=\"default-src *\"><p>x</p>"
    yield "svg: script", "f.svg", b"<svg><script>alert(1)</script></svg>"
    yield "svg: henvisning", "f.svg", b"<svg><use href='https://x#a'/></svg>"


def notesbog(*, source: object = "x", outputs: list[dict] = (), metadata: dict | None = None, celle: dict | None = None, ekstra: dict | None = None) -> bytes:
    """A notebook of one cell with what is to be tried."""
    en = {"cell_type": "code", "id": "a", "execution_count": None, "metadata": {}, "source": source, "outputs": list(outputs), **(celle or {})}
    return json.dumps({"cells": [en], "metadata": metadata or {}, "nbformat": 4, "nbformat_minor": 5, **(ekstra or {})}).encode()


def xlsx(*raekker: list[object]) -> bytes:
    bog, ud = openpyxl.Workbook(), io.BytesIO()
    for raekke in raekker:
        bog.active.append(raekke)
    bog.save(ud)
    return ud.getvalue()


def parquet(kolonner: dict[str, list], metadata: dict[str, str] | None = None) -> bytes:
    ud = io.BytesIO()
    pq.write_table(pa.table(kolonner).replace_schema_metadata(metadata), ud)
    return ud.getvalue()


def pakket(filer: dict[str, bytes], kommentar: bytes = b"") -> bytes:
    ud = io.BytesIO()
    with zipfile.ZipFile(ud, "w") as pakke:
        pakke.comment = kommentar
        for navn, indhold in filer.items():
            pakke.writestr(navn, indhold)
    return ud.getvalue()


def _med_del(indhold: bytes, navn: str) -> bytes:
    ud = io.BytesIO(indhold)
    with zipfile.ZipFile(ud, "a") as pakke:
        pakke.writestr(navn, b"<x/>")
    return ud.getvalue()


def _side(krop: str) -> bytes:
    return f"<!DOCTYPE html><html><head>{POLITIK}</head><body>{krop}</body></html>".encode()
