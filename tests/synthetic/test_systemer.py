"""The other systems' files: their headings typed from the layouts, and their sums against those of Nexus, BV and Prisme."""

import csv
import gzip
import io
import re
from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lisanalysis.synthetic import DEMOER, SYSTEMER, Oversigt, Scenarie, Systemskifte, skriv

LAYOUT = {
    "dubu_p30": "Startdato; Slutdato; Ydelsesbeløb; Antal; Sagstype; Sagsnummer; Type; Ydelsestype; Tilbud; Afgørelsesparagraf; Foranstaltningsparagraf; Leverandør; Status; Enheds angivelse; Beregningsfrekvens; Afdeling; CPR-nr.",
    "sensum_indsatser": "CPR; SagNavn; SagType; Status; AfdelingNavn; PrimærAnsvarlig; HandleKommune; BetalingsKommune; OpholdsKommune; Indsats; IndsatsStatus; IndsatsStartDato; IndsatsSlutDato; IndsatsParagraf; OprettetDato; AfslutningsÅrsag; LeverandørNavn; Tilbud",
    "as2007_ydelser": "CPR; SagsID; YdelsesID; IndsatsID; Ydelse; Katalogydelse; Lovgrundlag; Maalgruppe; Tilbudsform; LeverandoerCVR; Leverandoer; Antal; PrisEnhed; Frekvens; Pris; Bevillingsdato; FraDato; TilDato; Oprettet; Konto; BetKommune; HandleKommune; Omraade; Distrikt; Sagsbehandler",
    "as2007_betalinger": "CPR; SagsID; YdelsesID; BetalingsID; Lovgrundlag; LeverandoerCVR; PeriodeFra; PeriodeTil; Antal; PrisEnhed; Pris; Beloeb; BetKommune; Konto; Status; Type; Henvisning; Dispositionsdato",
    "as2007_disponeringer": "YdelsesID; Aar; Maaned; Disponeret; Effektueret",
    "opus_posteringer": "Bilagsnummer; Linje; Bogføringsdato; Bilagsdato; Artskonto; Omkostningssted; PSP-element; Profitcenter; Debet/kredit; Beløb; Tekst; Betalingsmodtagernr.; Ydelsesmodtagernr.; Ydelsesperiode fra; Ydelsesperiode til; Referencenøgle",
    "opus_kontering": "Artskonto; Omkostningssted; PSP-element; Konto; Gyldig fra; Gyldig til",
    "adressehistorik": "CPR; Kommune; Tilflyttet; Fraflyttet; Fra kommune",
    "flis_opmaerkninger": "Kilde; Lokal kode; Lokal tekst; Fælles kode; Fælles tekst; Gyldig fra; Gyldig til",
    "flis_noegletal": "Kommune; År; Måned; Paragraf; Antal borgere; Helårspersoner; Udgift",
    "dst_indberettet": "Kommune; År; Kvartal; Paragraf; Antal borgere; Ydelser",
    "rammeaktivitet": "Konto; Periode; Område; Paragraf; Antal pladser; Helårspersoner; Beløb; Fordelingsnøgle; Kommentar; Registreret af",
    "refusionstilsagn": "CPR; Retning; Modpart kommune; Paragraf; Gyldig fra; Gyldig til; Tilsagnsdato; Krav rejst; Beløbsloft",
    "hjemtaget_refusion": "CPR; År; Kvartal; Ordning; Beløb",
    "budgetark": "År; Konto; Område; Paragraf; Pladser; Helårspersoner; Enhedspris; Beløb; Forudsætning",
    "prognose_manuel": "Udarbejdet af; Dato; År; Konto; Forventet forbrug; Kommentar",
}  # fmt: skip
KODNING = {"as2007": "iso-8859-1", "bv": "cp1252", "prisme": "cp1252", "nexus": "utf-8-sig", "statbank": "utf-8-sig"}
RIGTIG_CPR = re.compile(r"\b(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}-?\d{4}\b")


def fil(mappe: Path, navn: str) -> Path:
    return next(f for f in mappe.iterdir() if f.name.startswith(navn + "_2"))


def raekker(mappe: Path, navn: str) -> list[dict[str, str]]:
    tekst = fil(mappe, navn).read_bytes().decode(KODNING.get(navn.split("_")[0], "utf-8"))
    return list(csv.DictReader(io.StringIO(tekst), delimiter=";"))


def tal(tekst: str) -> Decimal:
    return Decimal(("-" if tekst.endswith("-") else "") + tekst.strip("-").replace(".", "").replace(",", ".")) * (-1 if tekst.startswith("-") else 1)


@pytest.fixture(scope="module")
def digeby(tmp_path_factory) -> Oversigt:
    return skriv(tmp_path_factory.mktemp("digeby") / "x", **DEMOER["demo-as2007"] | {"indbyggere": 6000})


@pytest.fixture(scope="module")
def eksempelby(tmp_path_factory) -> Oversigt:
    systemer = ("nexus", "bv", "prisme", "prisme-g69", "rammeaktivitet")
    return skriv(tmp_path_factory.mktemp("eksempelby") / "x", indbyggere=6000, systemer=systemer)


@pytest.mark.parametrize("navn", LAYOUT)
def test_headings_are_those_of_the_layout(digeby, navn):
    """Every file has exactly the layout's columns, in order, and rows."""
    egne = raekker(digeby.mappe, navn)
    assert "; ".join(egne[0]) == LAYOUT[navn]


def test_every_system_but_the_clashing_ones_can_be_chosen_at_once(tmp_path):
    """All writers together give a file each; Opus and Prisme exclude one another."""
    o = skriv(tmp_path / "x", indbyggere=800, systemer=tuple(s for s in SYSTEMER if s != "opus"))
    assert len({navn.split("_")[0] for navn in o.filer}) == 19
    with pytest.raises(ValueError, match="ét økonomisystem"):
        skriv(tmp_path / "y", systemer=("opus", "prisme"))


def test_no_number_reads_as_a_real_cpr(digeby, eksempelby):
    """In no file of any system do ten digits read as a living person's number."""
    for mappe in (digeby.mappe, eksempelby.mappe):
        for f in mappe.iterdir():
            assert not RIGTIG_CPR.search(f.read_bytes().decode("iso-8859-1")), f.name


def test_the_same_municipality_settles_the_same_in_either_system(digeby, eksempelby):
    """AS2007's payments are BV's, and Opus' postings Prisme's, to the øre: only the form differs."""
    as_, bv = raekker(digeby.mappe, "as2007_betalinger"), raekker(eksempelby.mappe, "bv_afregninger")
    assert Counter((r["Konto"], tal(r["Beloeb"]), r["Type"]) for r in as_) == Counter((r["Konto"], tal(r["Beloeb"]), r["Afr_type"]) for r in bv)
    opus, prisme = raekker(digeby.mappe, "opus_posteringer"), raekker(eksempelby.mappe, "prisme_posteringer")
    assert Counter(tal(r["Beløb"]) for r in opus) == Counter(tal(r["Beløb"]) for r in prisme)
    assert all((r["Debet/kredit"] == "K") == r["Beløb"].startswith("-") for r in opus)
    assert any(re.fullmatch(r"[\d,]+-", r["Beloeb"]) for r in as_) and all(re.fullmatch(r"\d{8}", r["PeriodeFra"]) for r in as_)


def test_dubu_has_the_children_and_sensum_the_adults(digeby, eksempelby):
    """Together they hold the grants that Nexus alone holds elsewhere, each with its own kind of paragraph."""
    dubu, sensum = raekker(digeby.mappe, "dubu_p30"), raekker(digeby.mappe, "sensum_indsatser")
    nexus = raekker(eksempelby.mappe, "nexus_indsatser")
    assert len(dubu) + len(sensum) == len(nexus)
    assert {r["Foranstaltningsparagraf"].split()[0] for r in dubu} <= {"SEL", "BL"}
    assert not any(r["IndsatsParagraf"].startswith("BL") for r in sensum)
    assert all(re.fullmatch(r"\d{6}-\d{4}", r["CPR-nr."]) for r in dubu)


def test_every_opus_posting_has_one_konto(digeby):
    """The dimensions of each posting stand in the kontering once, so that a konto can be found, and it is the settlement's."""
    kontering = defaultdict(list)
    for r in raekker(digeby.mappe, "opus_kontering"):
        kontering[r["Omkostningssted"], r["PSP-element"]].append(r["Konto"])
    afregnet = {r["Henvisning"]: r["Konto"] for r in raekker(digeby.mappe, "as2007_betalinger") if r["Henvisning"]}
    for p in raekker(digeby.mappe, "opus_posteringer"):
        (konto,) = kontering[p["Omkostningssted"], p["PSP-element"]]
        assert not p["Referencenøgle"] or afregnet[p["Referencenøgle"]] == konto


def test_g69_balances_per_sender_and_day_and_carries_what_prisme_posted(eksempelby):
    """The interface's lines sum to nought per maskinnr and date, and without the counter lines to Prisme's own postings."""
    linjer = fil(eksempelby.mappe, "prisme_g69").read_bytes().decode("iso-8859-1").split("\r\n")[:-1]
    assert linjer[0].startswith("Z300") and linjer[-1] == f"SLUTD{len(linjer) - 2:07d}"
    sum_, beloeb = defaultdict(int), Counter()
    for linje in linjer[1:-1]:
        assert re.match(r"000G69\d{5}099801(NOR|SUP)FLYD&103", linje)
        felter = {del_[:3]: del_[3:] for del_ in linje[23:].split("&")[1:]}
        assert list(felter) == sorted(felter)
        oere = int(felter["112"][:12]) * (-1 if felter["112"][12] == "-" else 1)
        assert felter["113"] == ("K" if oere < 0 else "D")
        sum_[felter["103"], felter["110"]] += oere
        if felter["153"] != "Modpost":
            beloeb[oere] += 1
    assert set(sum_.values()) == {0}
    assert beloeb == Counter(int(tal(p["Beløb"]) * 100) for p in raekker(eksempelby.mappe, "prisme_posteringer") if p["Maskinnr"])


def test_the_frame_has_grants_and_salaries_and_no_settlement(eksempelby):
    """§102 is granted to citizens and paid by frame: rammeaktivitet is the salaries on its account, month by month."""
    ramme = {r["Periode"]: tal(r["Beløb"]) for r in raekker(eksempelby.mappe, "rammeaktivitet")}
    poster = {p["Dato"][6:] + "-" + p["Dato"][3:5]: tal(p["Beløb"]) for p in raekker(eksempelby.mappe, "prisme_posteringer") if p["Konto"] == "538391007"}
    assert ramme == poster and len(ramme) == 36
    assert "SEL § 102" in {r["Paragraf"] for r in raekker(eksempelby.mappe, "nexus_indsatser")}
    assert "SEL-102" not in {r["Paragraf"] for r in raekker(eksempelby.mappe, "bv_afregninger")}


def test_pledges_cover_every_bed_elsewhere_and_every_foreign_payer(eksempelby, tmp_path):
    """Each grant of another payer has a pledge `fra`, each bed of ours in another municipality one `til`."""
    o = skriv(tmp_path / "x", indbyggere=6000, systemer=("nexus", "refusionstilsagn"))
    tilsagn = {(r["CPR"], r["Retning"], r["Modpart kommune"]) for r in raekker(o.mappe, "refusionstilsagn")}
    fremmede = [r for r in raekker(o.mappe, "nexus_indsatser") if r["Betalingskommune"] != "0998" and r["Enhed"] == "Døgn"]
    assert fremmede and {t[1] for t in tilsagn} == {"fra", "til"}
    for r in fremmede:
        assert (r["Borger CPR"].replace("-", ""), "fra", r["Betalingskommune"]) in tilsagn


@pytest.mark.parametrize("form", ["csv.gz", "xlsx", "parquet"])
def test_other_forms_have_the_content_of_the_csv(tmp_path, form):
    """Cell by cell, a workbook, a Parquet file and a gzipped file say what the CSV says; an empty cell is empty."""
    ren, anden = (skriv(tmp_path / f / "x", indbyggere=600, form=f, systemer=("nexus", "bv")) for f in ("csv", form))
    for navn in ("nexus_indsatser", "bv_afregninger", "tilbud"):
        med = raekker(ren.mappe, navn)
        assert [list(r.values()) for r in med] == _celler(fil(anden.mappe, navn), navn)[1:]
        assert list(med[0]) == _celler(fil(anden.mappe, navn), navn)[0]


def _celler(sti: Path, navn: str) -> list[list[str]]:
    if sti.suffix == ".gz":
        tekst = gzip.decompress(sti.read_bytes()).decode(KODNING.get(navn.split("_")[0], "utf-8"))
        return list(csv.reader(io.StringIO(tekst), delimiter=";"))
    if sti.suffix == ".xlsx":
        from openpyxl import load_workbook

        return [[v or "" for v in raekke] for raekke in load_workbook(sti, read_only=True).worksheets[0].iter_rows(values_only=True)]
    import pyarrow.parquet as pq

    tabel = pq.read_table(sti)
    return [tabel.column_names, *([v or "" for v in r.values()] for r in tabel.to_pylist())]


def test_a_change_of_system_moves_cases_one_by_one(tmp_path):
    """Each settlement is in one system; in the overlap both pay; a moved ydelse ends in the one the day before it starts in the other."""
    skifte = Scenarie(skifte=Systemskifte(date(2024, 9, 1), overlap=3))
    o, uden = (skriv(tmp_path / n / "x", indbyggere=4000, systemer=("bv", "as2007", "prisme")[: 3 if s.skifte else 1] + ("prisme",) * (not s.skifte), scenarie=s) for n, s in (("a", skifte), ("b", Scenarie())))
    bv, as_ = raekker(o.mappe, "bv_afregninger"), raekker(o.mappe, "as2007_betalinger")
    for r in as_:
        r["Afr_fra"] = f"{r['PeriodeFra'][6:]}-{r['PeriodeFra'][4:6]}-{r['PeriodeFra'][:4]}"
    samlet = Counter((r["Cprnr" if "Cprnr" in r else "CPR"], r["Afr_fra"], tal(r["Beloeb"])) for r in (*bv, *as_))
    assert samlet == Counter((r["Cprnr"], r["Afr_fra"], tal(r["Beloeb"])) for r in raekker(uden.mappe, "bv_afregninger"))
    begge = {r["Afr_fra"][3:] for r in bv} & {r["Afr_fra"][3:] for r in as_}
    assert begge == {"09-2024", "10-2024", "11-2024"}
    assert {p["Maskinnr"] for p in raekker(o.mappe, "prisme_posteringer")} == {"BV001", "AS001", ""}
    slut = {y["Foranst_nr"][1:]: y["Slutdato"] for y in raekker(o.mappe, "bv_ydelser")}
    start = {y["YdelsesID"][1:]: y["FraDato"] for y in raekker(o.mappe, "as2007_ydelser")}
    flyttede = set(slut) & set(start)
    assert len(flyttede) > 20 and all(slut[n] and start[n].endswith("01") for n in flyttede)


def test_dst_counts_what_the_statistic_covers(digeby):
    """No §110, no children, and as many citizens a quarter as are paid for."""
    dst = raekker(digeby.mappe, "dst_indberettet")
    assert {r["Paragraf"] for r in dst} >= {"SEL § 107", "SEL § 85"} and not any("110" in r["Paragraf"] or r["Paragraf"].startswith("BL") for r in dst)
    betalt = {r["CPR"] for r in raekker(digeby.mappe, "as2007_betalinger") if r["Lovgrundlag"] == "SEL-107" and r["PeriodeFra"][:6] in ("202401", "202402", "202403")}
    (k1,) = [r for r in dst if (r["År"], r["Kvartal"], r["Paragraf"]) == ("2024", "1", "SEL § 107")]
    assert int(k1["Antal borgere"]) == len(betalt)
