"""The way down from the eight figures in the written HTML: links followed by id, and every step added up again."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal as D
from html.parser import HTMLParser

from lisanalysis.analyses.ottetalskontrol import Parametre, analyse
from lisanalysis.publish.disclosure import til_publikum
from lisanalysis.publish.html import tabel_html

AFR = "afregning_id | borger_id | paragraf | leverandoer_cvr | periode_fra_dato | periode_til_dato | antal | enhed | takst | beloeb | konto | status | afregningstype | henvisningsnr"
POST = "posterings_dato | regnskabsaar | bilag | linje | konto | art | beloeb | borger_id | maskinnr | henvisningsnr"
KONTO = "538521001"
TRIN = ("ottetal_i_alt", "ottetal_konti", "ottetal_paragraffer", "ottetal_borgere", "ottetal_raekker")


class Side(HTMLParser):
    """The body rows of one table: their texts, the id each row is led to by, and where it leads."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.rows: list[dict] = []
        self.celle = False
        self.feed(markup)

    def handle_starttag(self, tag, attrs):
        egne = dict(attrs)
        if tag == "tr":
            self.rows.append({"celler": [], "id": None, "til": None})
        elif tag == "td":
            self.rows[-1]["celler"].append("")
            self.celle = True
        elif self.celle and tag == "a":
            self.rows[-1]["til"] = egne["href"].removeprefix("#")
        elif self.celle and tag == "span" and "id" in egne:
            self.rows[-1]["id"] = egne["id"]

    def handle_endtag(self, tag):
        self.celle = self.celle and tag != "td"

    def handle_data(self, data):
        if self.celle:
            self.rows[-1]["celler"][-1] += data


def sider(svar):
    """The rows of each step's table as written."""
    return {n: [r for r in Side(tabel_html(svar.find(n))).rows if r["celler"]] for n in TRIN}


def under(rows, maal):
    """The rows with the number that the link leads to: the one that has the id, and those that repeat its number."""
    foerste = next(r for r in rows if r["id"] == maal)
    return [r for r in rows if r["celler"][0] == foerste["celler"][0]]


def test_links_lead_from_a_figure_to_its_rows_by_hand(byg):
    """31,000 settled and 30,900 posted for one citizen, 500 and 500 for another, 5,000 of salary: by links to A1 and B1/1, and none to the salary."""
    svar = analyse(byg(
        "2025-06-30", kilder={"afregning": "bv", "postering": "prisme"}, systemer={"bv": {}, "prisme": {}},
        afregning="\n".join((AFR, f"A1 | b_a | SEL-107 | 99000001 | 2025-01-01 | 2025-01-31 | 31 | doegn | 1000.00 | 31000.00 | {KONTO} | effektueret | udgift | H1",
                             f"A2 | b_b | SEL-107 | 99000001 | 2025-01-01 | 2025-01-31 | 1 | maaned | 500.00 | 500.00 | {KONTO} | effektueret | udgift | H2")),
        postering="\n".join((POST, f"2025-01-31 | 2025 | B1 | 1 | {KONTO} | 409 | 30900.00 | b_a | BV001 | H1",
                             f"2025-01-31 | 2025 | B2 | 1 | {KONTO} | 409 | 500.00 | b_b | BV001 | H2", "2025-02-28 | 2025 | B3 | 1 | 538521999 | 110 | 5000.00 | | | ")),
    ), Parametre())  # fmt: skip
    s = sider(svar)

    maal = {r["til"] for r in s["ottetal_i_alt"] if r["til"]}
    assert len(maal) == 1
    for trin in TRIN[1:-1]:
        rows = under(s[trin], maal.pop())
        maal = {next(r["til"] for r in rows if r["til"])}
        if trin == "ottetal_konti":  # the municipality leads to the paragraphs by the account itself
            while next(iter(maal)).startswith("konto_nr"):
                maal = {under(s[trin], maal.pop())[0]["til"]}
    numre = [r["celler"][3] for r in under(s["ottetal_raekker"], maal.pop())]
    assert sorted(numre) == ["A1", "B1/1"] and "B3/1" not in str(s["ottetal_raekker"])
    b = svar.find("ottetal_borgere").data
    assert [tuple(r) for r in b[["borger_id", "afregnet", "bogfoert", "forskel"]].values] == [
        ("b_a", D("31000.00"), D("30900.00"), D("100.00")), ("b_b", D("500.00"), D("500.00"), D("0.00"))]  # fmt: skip


def test_no_other_audience_gets_the_way_down(demo):
    """Of citizens and rows nothing is left in the answer but the reason."""
    svar = analyse(demo, Parametre())
    assert len(svar.find("ottetal_borgere").data) and len(svar.find("ottetal_raekker").data)
    for publikum in ("direktion", "politiker", "offentlig"):
        delt = til_publikum(replace(svar, publikum=publikum))
        assert not {t.navn for t in delt.tabeller} & set(TRIN) and set(TRIN) <= set(delt.ikke_koert)
        assert not any(n in TRIN for a in delt.afsnit for n in a.indhold)


def test_every_cell_that_is_followed_adds_up_from_its_rows(demo):
    """Each citizen's linked rows marked ja, and each cell's citizens: to the øre, on the made-up municipality."""
    svar = analyse(demo, Parametre())
    s, b, r = sider(svar), svar.find("ottetal_borgere").data, svar.find("ottetal_raekker").data
    skrevne = {m for x in s["ottetal_borgere"] if (m := x["til"])}
    assert skrevne and skrevne == {x["id"] for x in s["ottetal_raekker"] if x["id"]}
    for nr, a, bogf in zip(b.raekke_nr, b.afregnet, b.bogfoert, strict=True):
        if nr is not None:
            egne = r[(r.raekke_nr == nr) & (r.i_tallet == "ja")]
            assert sum(egne.beloeb[egne.side == "afregning"], D(0)) == a and sum(egne.beloeb[egne.side == "postering"], D(0)) == bogf
            assert all(re.fullmatch(r".*, linje \d+", x) for x in egne.sted)
    p = svar.find("ottetal_paragraffer").data
    for nr, a, bogf in zip(p.celle_nr, p.afregnet, p.bogfoert, strict=True):
        if nr is not None:
            assert sum(b.afregnet[b.celle_nr == nr]) == a and sum(b.bogfoert[b.celle_nr == nr]) == bogf
