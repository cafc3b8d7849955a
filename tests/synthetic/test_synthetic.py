"""The made-up municipality's files, read with the csv module alone and checked against hand-written layouts and sums."""

import csv
import io
import re
from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest

from lisanalysis.synthetic import Oversigt, skriv

MAERKE = "20251231"
SLUT = date(2025, 12, 31)

# Typed from the layout document, not taken from the writers.
LAYOUT = {
    "nexus_indsatser": ("utf-8-sig", "Borger CPR; Indsats ID; Grundforløb; Forløb; Indsats; Paragraf; Målgruppe; Status; Bevillingsdato; Startdato; Slutdato; Afregning start; Afregning slut; Antal; Enhed; Frekvens; Takst; Leverandør; Leverandør CVR; Leverandør P-nr; Organisation; Sagsbehandler; Betalingskommune; Handlekommune; Opfølgningsdato; Oprettet; Sidst ændret"),
    "bv_sager": ("cp1252", "Cprnr; Sagsnr; Sagstype; Aabnet; Lukket; Sagsbeh; Distrikt; Omraade; Betalkom; Handlekom"),
    "bv_ydelser": ("cp1252", "Cprnr; Sagsnr; Foranst_nr; Indsats_id; Foranstaltning; Katalogydelse; Paragraf; Maalgruppe; Anbr_form; Firmanr_CVR; Firma; P_nr; Plejefamilie; Antal_vederlag; Antal; Enhed; Frekvens; Takst; Bevillingsdato; Startdato; Slutdato; Oprettet; Konto; Betalkom; Sagsbeh"),
    "bv_afregninger": ("cp1252", "Cprnr; Sagsnr; Foranst_nr; Afr_id; Foranstaltning; Paragraf; Firmanr_CVR; Afr_fra; Afr_til; Antal_enheder; Enhed; Takst; Beloeb; Betalkom; Konto; Afr_status; Afr_type; Bilagsref; Dispdato"),
    "bv_disponeringer": ("cp1252", "Foranst_nr; Aar; Maaned; Disponeret; Effektueret"),
    "prisme_posteringer": ("cp1252", "Dato; Regnskabsår; Bilag; Linje; Finanskonto; Kontonavn; Afdeling; Konto; Aktivitet; Art; Beløb; D/K; Tekst; Ydelsesmodtager; Betalingsmodtager; Maskinnr; Henvisningsnr"),
    "prisme_budget": ("cp1252", "År; Konto; Aktivitet; Art; Oprindeligt; Tillæg; Korrigeret"),
    "prisme_saldo": ("cp1252", "Regnskabsår; Periode; Konto; Art; Saldo"),
    "prisme_kontoplan": ("utf-8", "Finanskontoalias,Angivelse af finanskontoalias,Navn,Paragraf,CPR-krav,Gyldig fra,Gyldig til"),
    "tilbud": ("utf-8", "Tilbud; Tilbuds-ID; CVR; P-nummer; Kommune; Paragraf; Ydelse; Takst; Enhed; Gyldig fra; Gyldig til; Belægningspct; Pladser; Momsfaktor"),
    "organisation": ("utf-8", "Organisation; Navn; Område; Distrikt; Leder; Overordnet"),
    "sagsbehandlere": ("utf-8", "Sagsbehandler; Navn; Organisation; Gyldig fra; Gyldig til"),
}  # fmt: skip
NOEGLER = {
    "nexus_indsatser": ("Indsats ID",),
    "bv_sager": ("Sagsnr",),
    "bv_ydelser": ("Foranst_nr",),
    "bv_afregninger": ("Afr_id",),
    "bv_disponeringer": ("Foranst_nr", "Aar", "Maaned"),
    "prisme_posteringer": ("Regnskabsår", "Bilag", "Linje"),
    "prisme_budget": ("År", "Konto", "Aktivitet", "Art"),
    "prisme_saldo": ("Regnskabsår", "Periode", "Konto", "Art"),
    "prisme_kontoplan": ("Finanskontoalias",),
    "tilbud": ("Tilbuds-ID", "Ydelse", "Gyldig fra"),
    "organisation": ("Organisation",),
    "sagsbehandlere": ("Sagsbehandler",),
}
PLANLAGT = {"Slutdato", "Afregning slut", "Opfølgningsdato", "Gyldig til"}
RIGTIG_CPR = re.compile(r"\b(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}-?\d{4}\b")


class Filer:
    """The delivered files as lists of dicts by their name's stem."""

    def __init__(self, oversigt: Oversigt) -> None:
        self.oversigt = oversigt
        self.tabeller = {navn: self._laes(navn) for navn in LAYOUT}
        self.cpr = self.fil("cpr_udtraek", "txt").read_bytes().decode("iso-8859-1").split("\r\n")[:-1]

    def fil(self, navn: str, endelse: str = "csv") -> Path:
        return self.oversigt.mappe / f"{navn}_{MAERKE}.{endelse}"

    def tekst(self, navn: str) -> str:
        return self.fil(navn).read_bytes().decode(LAYOUT[navn][0])

    def _laes(self, navn: str) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.tekst(navn)), delimiter="," if "kontoplan" in navn else ";"))

    def __getitem__(self, navn: str) -> list[dict[str, str]]:
        return self.tabeller[navn]


@pytest.fixture(scope="module")
def filer(tmp_path_factory) -> Filer:
    return Filer(skriv(tmp_path_factory.mktemp("eksempelby") / "demo"))


def dag(tekst: str) -> date:
    d, m, a = tekst.split("-")
    return date(int(a), int(m), int(d))


def tal(tekst: str) -> Decimal:
    return Decimal(tekst.replace(".", "").replace(",", "."))


def bytes_af(mappe: Path) -> dict[str, bytes]:
    return {f.name: f.read_bytes() for f in sorted(mappe.iterdir())}


@pytest.mark.parametrize("navn", LAYOUT)
def test_headings_are_those_of_the_layout(filer, navn):
    """Every file decodes in its encoding and has exactly the layout's columns, in order."""
    _, kolonner = LAYOUT[navn]
    assert filer.tekst(navn).splitlines()[0] == kolonner.replace("; ", ";")
    assert filer[navn]


def test_danish_letters_are_in_their_encoding(filer):
    """æ, ø and å stand as one byte in the cp1252 and ISO-8859-1 files, and Nexus has a BOM."""
    assert "ø".encode("cp1252") in filer.fil("bv_ydelser").read_bytes()
    assert "Regnskabsår".encode("cp1252") in filer.fil("prisme_saldo").read_bytes()
    assert "å".encode("iso-8859-1") in filer.fil("cpr_udtraek", "txt").read_bytes()
    assert filer.fil("nexus_indsatser").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("navn", NOEGLER)
def test_keys_are_unique(filer, navn):
    """No two rows of a file share the file's key."""
    noegler = [tuple(r[k] for k in NOEGLER[navn]) for r in filer[navn]]
    assert len(noegler) == len(set(noegler))


def test_same_seed_same_bytes_other_seed_other_bytes(tmp_path):
    """The bytes of every extract and truth follow from the arguments alone."""
    a, b, c = (skriv(tmp_path / n / "x", seed=s, indbyggere=3000) for n, s in (("a", 7), ("b", 7), ("c", 8)))
    assert bytes_af(a.mappe) == bytes_af(b.mappe) and bytes_af(a.sandhed) == bytes_af(b.sandhed)
    assert a.filer == b.filer
    andre = bytes_af(c.mappe)
    assert all(indhold != andre[navn] for navn, indhold in bytes_af(a.mappe).items() if navn[:3] in ("nex", "bv_", "cpr"))


def test_every_cpr_number_is_made_up(filer):
    """Citizens, parents, siblings and foster parents have day 61-91, and no ten digits elsewhere read as a real number."""
    kolonner = (("nexus_indsatser", "Borger CPR"), ("bv_sager", "Cprnr"), ("bv_ydelser", "Plejefamilie"),
                ("bv_afregninger", "Cprnr"), ("prisme_posteringer", "Ydelsesmodtager"))  # fmt: skip
    numre = {r[k] for navn, k in kolonner for r in filer[navn] if r[k]}
    numre |= {linje[3:13] for linje in filer.cpr[1:-1]}
    assert len(numre) > 500 and all(61 <= int(n[:2]) <= 91 for n in numre)
    for fil in filer.oversigt.mappe.glob("*.csv"):
        assert not RIGTIG_CPR.search(fil.read_bytes().decode("iso-8859-1")), fil.name


def test_settled_amount_is_units_times_takst(filer):
    """Each settlement is its units times its takst, rounded half up to the øre."""
    for r in filer["bv_afregninger"]:
        produkt = tal(r["Antal_enheder"]) * tal(r["Takst"])
        assert tal(r["Beloeb"]) == produkt.quantize(Decimal("0.01"), ROUND_HALF_UP), r["Afr_id"]


def test_settled_units_are_what_the_grant_gives(filer):
    """Units follow from amount, frequency and days, and takst from the tilbud of the day, else from the bevilling."""
    ydelser = {r["Foranst_nr"]: r for r in filer["bv_ydelser"]}
    takster = defaultdict(list)
    for r in filer["tilbud"]:
        til = dag(r["Gyldig til"]) if r["Gyldig til"] else date.max
        noegle = r["Paragraf"].replace(" § ", "-").replace(" stk. ", "-").replace(" nr. ", ".")
        betales = (tal(r["Takst"]) * tal(r["Momsfaktor"])).quantize(Decimal("0.01"), ROUND_HALF_UP)
        takster[r["CVR"], noegle].append((dag(r["Gyldig fra"]), til, betales))
    reguleret = {(r["Foranst_nr"], r["Afr_fra"]) for r in filer["bv_afregninger"] if r["Afr_type"] == "R"}
    assert {"0,954"} < {r["Momsfaktor"] for r in filer["tilbud"]}
    for r in (r for r in filer["bv_afregninger"] if r["Afr_type"] == "U"):
        y, fra, til = ydelser[r["Foranst_nr"]], dag(r["Afr_fra"]), dag(r["Afr_til"])
        dage, antal = Decimal((til - fra).days + 1), tal(y["Antal"])
        i_maaned = Decimal((date(fra.year + fra.month // 12, fra.month % 12 + 1, 1) - fra.replace(day=1)).days)
        ventet = {
            "Daglig": antal * dage,
            "Ugentlig": (antal * dage / 7).quantize(Decimal("0.01"), ROUND_HALF_UP),
            "Månedlig": (antal * dage / i_maaned).quantize(Decimal("0.0001"), ROUND_HALF_UP),
        }[y["Frekvens"]]
        assert tal(r["Antal_enheder"]) == ventet and fra.month == til.month, r["Afr_id"]
        gyldige = [t for f, s, t in takster[r["Firmanr_CVR"], r["Paragraf"]] if f <= fra <= s] or [tal(y["Takst"])]
        assert (gyldige == [tal(r["Takst"])]) == ((r["Foranst_nr"], r["Afr_fra"]) not in reguleret), r["Afr_id"]


def test_settlements_lie_inside_their_grant(filer):
    """Each settlement lies inside the Nexus grant it is linked to, with its citizen, paragraph and payer; §110 has none."""
    indsatser = {r["Indsats ID"]: r for r in filer["nexus_indsatser"]}
    ydelser = {r["Foranst_nr"]: r for r in filer["bv_ydelser"]}
    for r in filer["bv_afregninger"]:
        indsats_id = ydelser[r["Foranst_nr"]]["Indsats_id"]
        assert (indsats_id == "") == (r["Paragraf"] == "SEL-110")
        if indsats_id:
            n = indsatser[indsats_id]
            slut = dag(n["Slutdato"]) if n["Slutdato"] else date.max
            assert dag(n["Bevillingsdato"]) <= dag(n["Startdato"]) <= dag(r["Afr_fra"]) <= dag(r["Afr_til"]) <= slut
            assert n["Borger CPR"].replace("-", "") == r["Cprnr"] and n["Leverandør CVR"] == r["Firmanr_CVR"]
            assert n["Betalingskommune"] == r["Betalkom"]


def test_no_grant_month_is_left_unsettled(filer):
    """Every month of the span in which a ydelse runs has one expense line, and no more."""
    linjer = defaultdict(int)
    for r in filer["bv_afregninger"]:
        linjer[r["Foranst_nr"], r["Afr_fra"][3:]] += r["Afr_type"] == "U"
    for y in filer["bv_ydelser"]:
        slut = min(SLUT, dag(y["Slutdato"]) if y["Slutdato"] else SLUT)
        maaned = max(date(2023, 1, 1), dag(y["Startdato"])).replace(day=1)
        while maaned <= slut:
            assert linjer.pop((y["Foranst_nr"], f"{maaned:%m-%Y}")) == 1
            maaned = (maaned + timedelta(days=32)).replace(day=1)
    assert not linjer


def test_no_citizen_sleeps_in_two_beds(filer):
    """Nights of §107, §108, §110, botilbudslignende and placements never overlap for one citizen; some move on the same day."""
    doegn = ("SEL-107", "SEL-108", "ABL-105-2", "SEL-110", "SEL-52-3.7", "SEL-58", "BL-46", "BL-47", "BL-114-1.1", "SEL-76-3.1")
    perioder = defaultdict(list)
    for y in (y for y in filer["bv_ydelser"] if y["Paragraf"] in doegn):
        perioder[y["Cprnr"]].append((dag(y["Startdato"]), dag(y["Slutdato"]) if y["Slutdato"] else date.max))
    par = [p for egne in map(sorted, perioder.values()) for p in zip(egne, egne[1:], strict=False)]
    assert all(foer[1] <= efter[0] and foer[0] < efter[0] for foer, efter in par)
    assert any(foer[1] == efter[0] for foer, efter in par)


def test_children_follow_serviceloven_before_2024_and_barnets_lov_after(filer):
    """No row of a child's case is under the old law in 2024 or under the new one in 2023."""
    for r in (r for r in filer["bv_afregninger"] if r["Sagsnr"].startswith("B")):
        assert r["Paragraf"].startswith("BL-") == (dag(r["Afr_fra"]) >= date(2024, 1, 1))


def test_effektuerede_settlements_are_posted_and_in_time(filer):
    """A reference's lines are its settlements to within 0.50 kr., on one konto and citizen, this month or the next, its own year."""
    poster, afregninger = defaultdict(list), defaultdict(list)
    for p in filer["prisme_posteringer"]:
        poster[p["Henvisningsnr"]].append(p)
    for r in filer["bv_afregninger"]:
        afregninger[r["Bilagsref"]].append(r)
    uden = poster.pop("")
    assert {p["Maskinnr"] for p in uden} == {""}
    assert "U" in {a["Afr_type"] for a in afregninger.pop("")}
    for ref, egne in afregninger.items():
        linjer = poster.pop(ref)
        assert {r["Afr_status"] for r in egne} == {"E"} and len({(r["Cprnr"], r["Konto"]) for r in egne}) == 1
        assert {(p["Konto"], p["Ydelsesmodtager"], p["Maskinnr"]) for p in linjer} == {(egne[0]["Konto"], egne[0]["Cprnr"], "BV001")}
        assert abs(sum(tal(p["Beløb"]) for p in linjer) - sum(tal(r["Beloeb"]) for r in egne)) <= Decimal("0.50")
        for p in linjer:
            r = egne[-1] if len(egne) > 1 and p["Dato"] == egne[-1]["Dispdato"] else egne[0]
            fra, bogfoert = dag(r["Dispdato"] if r["Afr_type"] == "R" else r["Afr_fra"]), dag(p["Dato"])
            assert 0 <= (bogfoert.year - fra.year) * 12 + bogfoert.month - fra.month <= 1
            assert p["Regnskabsår"] == str(fra.year)
    assert not poster


def test_invoices_stand_in_the_ledger_without_reference(filer):
    """An effektueret settlement without reference has one line of no case system: same konto, amount and citizen."""
    fakturaer = defaultdict(list)
    for p in filer["prisme_posteringer"]:
        if not p["Henvisningsnr"] and p["Ydelsesmodtager"]:
            fakturaer[p["Konto"], p["Ydelsesmodtager"], p["Beløb"].replace(".", "")].append(p)
    uden_ref = [r for r in filer["bv_afregninger"] if r["Afr_status"] == "E" and not r["Bilagsref"]]
    assert len(uden_ref) > 50
    for r in uden_ref:
        assert fakturaer[r["Konto"], r["Cprnr"], r["Beloeb"]].pop()["Maskinnr"] == ""
    assert not any(fakturaer.values())


def test_saldo_is_the_sum_of_the_postings(filer):
    """Prisme's balance per regnskabsår, period, konto and art is the sum of the lines, to the øre."""
    sum_ = defaultdict(Decimal)
    for p in filer["prisme_posteringer"]:
        d = dag(p["Dato"])
        periode = f"{d:%Y-%m}" if str(d.year) == p["Regnskabsår"] else f"{p['Regnskabsår']}-12"
        sum_[p["Regnskabsår"], periode, p["Konto"], p["Art"]] += tal(p["Beløb"])
        assert p["D/K"] == ("K" if p["Beløb"].startswith("-") else "D")
    saldo = {(r["Regnskabsår"], r["Periode"], r["Konto"], r["Art"]): tal(r["Saldo"]) for r in filer["prisme_saldo"]}
    assert saldo == sum_
    assert all(tal(b["Oprindeligt"]) + tal(b["Tillæg"]) == tal(b["Korrigeret"]) for b in filer["prisme_budget"])


def test_accounts_say_whether_they_want_a_citizen(filer):
    """Every posting's account stands in the kontoplan, and names a citizen exactly where its art ends in CPR."""
    plan = {k["Angivelse af finanskontoalias"]: k for k in filer["prisme_kontoplan"]}
    assert all(len(k["Finanskontoalias"]) == 10 for k in plan.values())
    for p in filer["prisme_posteringer"]:
        krav = plan[p["Finanskonto"]]["CPR-krav"]
        assert (krav == "skal") == bool(p["Ydelsesmodtager"]) == p["Finanskonto"].endswith("CPR---")
        assert p["Finanskonto"].split("-")[:3] == [p["Afdeling"], p["Konto"], p["Aktivitet"]]


def test_no_date_after_the_cut_off(filer):
    """Nothing has happened after the cut-off; only planned ends and follow-ups lie beyond it."""
    for navn in LAYOUT:
        for r in filer[navn]:
            datoer = [v for k, v in r.items() if k not in PLANLAGT and re.fullmatch(r"\d{2}-\d{2}-\d{4}", v)]
            assert all(dag(v) <= SLUT for v in datoer), navn


def test_cut_off_inside_a_month_settles_whole_months_only(tmp_path):
    """With a cut-off in mid-June the last settled month is May and nothing is posted after the cut-off."""
    o = skriv(tmp_path / "halv", indbyggere=3000, aar=2, slut=date(2025, 6, 15))
    raa = (o.mappe / "bv_afregninger_20250615.csv").read_text("cp1252")
    posteret = (o.mappe / "prisme_posteringer_20250615.csv").read_text("cp1252")
    assert max(dag(r["Afr_til"]) for r in csv.DictReader(io.StringIO(raa), delimiter=";")) == date(2025, 5, 31)
    assert max(dag(r["Dato"]) for r in csv.DictReader(io.StringIO(posteret), delimiter=";")) <= date(2025, 6, 15)


def test_dead_citizens_cost_nothing_after_their_death(filer):
    """Somebody dies (status 90), has no address any more, and is settled to the day of death at most."""
    doede = {l[3:13]: date.fromisoformat(l[61:71]) for l in filer.cpr if l.startswith("001") and l[23:25] == "90"}
    assert doede and not [l for l in filer.cpr if l.startswith("002") and l[3:13] in doede]
    dage = [(doede[r["Cprnr"]], dag(r["Afr_til"])) for r in filer["bv_afregninger"] if r["Cprnr"] in doede]
    assert dage and all(til <= doed for doed, til in dage)


def test_cpr_extract_covers_all_citizens_and_counts_its_records(filer):
    """Start and end records frame the file, the end counts the rest, and every citizen and foster parent has a 001."""
    assert filer.cpr[0] == "0000000000000000998" + "2025123120251130"
    assert filer.cpr[-1] == f"9999999999999{len(filer.cpr) - 2:08d}"
    kendte = {l[3:13] for l in filer.cpr if l.startswith("001")}
    assert {r["Cprnr"] for r in filer["bv_sager"]} | {r["Plejefamilie"] for r in filer["bv_ydelser"]} - {""} <= kendte
    assert {"001", "002", "004", "005", "008", "012", "014", "015", "016", "022", "023"} <= {l[:3] for l in filer.cpr}
    assert all(l == l.rstrip() for l in filer.cpr)


def test_cpr_records_of_one_person_stand_at_the_offsets():
    """A hand-written person, character by character at the positions of P12170."""
    from lisanalysis.synthetic.befolkning import Bopael, Person
    from lisanalysis.synthetic.systemer.cpr import _person

    hjem, foer = Bopael(date(2015, 6, 1), "0998", 12, 7), Bopael(date(1980, 2, 3), "0573", 345, 10)
    mor = Person("6301503002", date(1950, 1, 3), "K", "Åse", "Bæk", "0998", [foer])
    p = Person("6302803004", date(1980, 2, 3), "K", "Søs", "Bæk", "0998", [foer, hjem], mor=mor, beskyttet=date(2025, 1, 2))
    assert list(_person(p, SLUT)) == [
        "0016302803004" + " " * 10 + "01" + "198002030000" + " " + "K" + "1980-02-03" + " " + "1980-02-03",
        "0026302803004" + "0998" + "0012" + "007" + " " * 45 + "201506010000" + " " + "201506010000" + " " + "0573" + "201506010000",
        "0046302803004" + "0001" + "2025-01-02",
        "0086302803004" + "Søs" + " " * 89 + "Bæk" + " " * 38 + "198002030000" + " " + "Bæk,Søs",
        "0126302803004" + "U",
        "0156302803004" + " " * 11 + "6301503002",
        "0166302803004" + "0003" + "1980-02-03" + " " + "1998-02-03" + "6301503002",
        "0236302803004" + " " + "0573" + "0345" + "010" + " " * 45 + "198002030000" + " " + "201506010000",
    ]  # fmt: skip


def test_the_truth_stands_beside_the_folder_and_is_true(filer):
    """No truth inside the folder; beside it, totals that the files themselves add up to."""
    mappe, sandhed = filer.oversigt.mappe, filer.oversigt.sandhed
    assert sandhed == mappe.parent / "sandhed-demo"
    assert {f.name for f in mappe.iterdir()} == set(filer.oversigt.filer)
    sum_ = defaultdict(Decimal)
    for p in filer["prisme_saldo"]:
        sum_[p["Konto"], p["Periode"]] += tal(p["Saldo"])
    sande = list(csv.DictReader((sandhed / "bogfoert.csv").open(encoding="utf-8", newline=""), delimiter=";"))
    assert {(r["konto"], r["periode"]): tal(r["beloeb"]) for r in sande} == sum_
    for r in csv.DictReader((sandhed / "raekker.csv").open(encoding="utf-8", newline=""), delimiter=";"):
        linjer = (mappe / r["fil"]).read_bytes().count(b"\r\n")
        assert int(r["raekker"]) == linjer - r["fil"].endswith(".csv")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_spending_on_110_rises_in_the_last_year(tmp_path, seed):
    """Postings on 5.38.42 gr. 001 rise 13 to 22 % in 2025 after a quiet year, with the long stays named in the truth."""
    o = skriv(tmp_path / "x", seed=seed, systemer=("prisme",))
    aar = defaultdict(Decimal)
    for r in csv.DictReader((o.mappe / f"prisme_saldo_{MAERKE}.csv").open(encoding="cp1252", newline=""), delimiter=";"):
        if r["Konto"] == "538421001":
            aar[r["Regnskabsår"]] += tal(r["Saldo"])
    assert Decimal("1.13") < aar["2025"] / aar["2024"] < Decimal("1.22")
    assert (o.sandhed / "stigning_110.csv").read_text("utf-8").count("langtidsborger;") >= 3


def test_unknown_system_is_refused(tmp_path):
    """A system without a writer is named in the error, and nothing is written."""
    with pytest.raises(ValueError, match="komlis"):
        skriv(tmp_path / "x", systemer=("nexus", "komlis"))
    assert not (tmp_path / "x").exists()
