"""Kroner per inhabitant against others on drawn tables (municipality 0999): volume apart from price, and what may be shown."""

from dataclasses import replace
from datetime import date
from decimal import Decimal as D

import pytest

import lisanalysis as lis
from lisanalysis.analyses.find import find_analyse
from lisanalysis.analyses.kommunesammenligning import Parametre, analyse
from lisanalysis.analyses.kommunesammenligning.tal import Tal, forskel
from lisanalysis.analyses.parametre import read_parametre
from lisanalysis.errors import ParameterError
from lisanalysis.publish.disclosure import til_publikum
from lisanalysis.tables import Samling

PER = "2025-12-31"
STAT = "tabel | sted | kommune | tid | variable | vaerdi"
YDELSE = "ydelse_id | borger_id | paragraf | start_dato | slut_dato"
AFR = "afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | beloeb | afregningstype | status"
FLIS = "kommune | aar | maaned | paragraf | antal_borgere | helaarspersoner | udgift_kr"
FOLK = (STAT, "FOLK1A | Prøvekommunen | | 2025K1 | CIVILSTAND=I alt | 1000", "FOLK1A | Esbjerg | 0561 | 2025K1 | CIVILSTAND=I alt | 2000",
        "FOLK1A | Varde | 0573 | 2025K1 | CIVILSTAND=I alt | 3000")  # fmt: skip


def tegn(*linjer: str) -> str:
    """A drawn table."""
    return "\n".join(linjer)


def egne(antal: int, kr: str, paragraf: str = "SEL-107") -> dict[str, list[str]]:
    """So many citizens all through 2025 at so many kroner each."""
    return {
        "ydelse": [f"Y{paragraf}{i} | b_{paragraf}{i} | {paragraf} | 2025-01-01 | " for i in range(antal)],
        "afregning": [f"A{paragraf}{i} | b_{paragraf}{i} | {paragraf} | 2025-05-01 | 2025-05-31 | {kr} | udgift | effektueret" for i in range(antal)],
    }


def kommunen(byg, *dele: dict[str, list[str]], flis: tuple[str, ...] = (), folk: tuple[str, ...] = FOLK):
    """A municipality of 1,000 with these citizens and the figures others share."""
    return byg(
        PER, statbank=tegn(*folk), ydelse=tegn(YDELSE, *(r for d in dele for r in d["ydelse"])) if dele else "",
        afregning=tegn(AFR, *(r for d in dele for r in d["afregning"])) if dele else "", flis_noegletal=tegn(FLIS, *flis) if flis else "",
    )  # fmt: skip


def test_the_difference_is_volume_and_price(byg):
    """Ours: 10 at 600 for 1,000 people is 6.00 each; theirs: 10 at 400 for 2,000 is 2.00. Volume (.010 − .005)·500 = 2.50, price 200·.0075 = 1.50."""
    svar = analyse(kommunen(byg, egne(10, "600.00"), flis=("0561 | 2025 | | SEL-107 | 10 | 10 | 4000.00",)), Parametre())

    assert [svar.find(n).vaerdi for n in ("kr_pr_indbygger", "andre_kr_pr_indbygger", "forskel_kr", "volumen_kr", "pris_kr")] == [
        D("6.00"), D("2.00"), D("4.00"), D("2.50"), D("1.50")]  # fmt: skip
    assert svar.find("forskelle").data.iloc[0].helaarspersoner_pr_1000 == 10 and "SEL § 107" in svar.svar
    assert svar.goer == ("Undersøg SEL § 107: hvorfor flere får hjælpen.",)


def test_a_difference_without_helaarspersoner_is_volume():
    """The others have none: nothing to have a price."""
    f = forskel(Tal(5, D(5), D("100.00")), 100, Tal(5, D(0), D("0.00")), 100)
    assert (f.volumen, f.pris, f.i_alt) == (D("1.00"), D("0.00"), D("1.00"))


@pytest.mark.parametrize("kr", ["333.33", "0.01", "7777.77"])
def test_the_parts_add_up_to_the_oere(kr):
    """Whatever the rounding."""
    f = forskel(Tal(7, D("6.123456"), D(kr)), 999, Tal(9, D("3.3"), D("12345.67")), 7001)
    assert f.volumen + f.pris == f.i_alt == f.egen - f.anden


def test_several_municipalities_are_taken_together(byg):
    """(4,000 + 6,000) over 5,000 people is 2.00; each stands with its own in the list."""
    svar = analyse(kommunen(byg, egne(10, "600.00"), flis=("0561 | 2025 | | SEL-107 | 10 | 10 | 4000.00", "0573 | 2025 | | SEL-107 | 10 | 10 | 6000.00")), Parametre())

    assert svar.find("andre_kr_pr_indbygger").vaerdi == D("2.00")
    rows = svar.find("kommuner_tabel").data
    assert list(zip(rows.kommune, rows.indbyggere, rows.kr_pr_indbygger, strict=True)) == [
        ("0999", 1000, D("6.00")), ("0561", 2000, D("2.00")), ("0573", 3000, D("2.00"))]  # fmt: skip


def by(data, kode: str, navn: str):
    """The same rows as another municipality's."""
    return replace(data, kommune=data.kommune.model_copy(update={"kode": kode, "navn": navn}), stem=navn.lower())


def samling(*dele) -> Samling:
    """Several municipalities in one."""
    return Samling(dele, lambda nr, navn: dele[nr].forbindelse.table(navn))


def test_several_municipalities_rows_give_what_their_figures_do(byg):
    """Esbjerg and Varde from their own rows, and from the figures of those rows worked out by hand: the same answer to the øre."""
    flis = ("0561 | 2025 | | SEL-107 | 10 | 10 | 4000.00", "0573 | 2025 | | SEL-107 | 12 | 12 | 6000.00", "0573 | 2025 | | SEL-85 | 7 | 7 | 700.00")
    vores = (egne(10, "600.00"), egne(8, "90.00", "SEL-85"))
    esbjerg = by(kommunen(byg, egne(10, "400.00")), "0561", "Esbjerg")
    varde = by(kommunen(byg, egne(12, "500.00"), egne(7, "100.00", "SEL-85")), "0573", "Varde")
    a = analyse(kommunen(byg, *vores, flis=flis), Parametre())
    b = analyse(samling(kommunen(byg, *vores), esbjerg, varde), Parametre())

    assert a.noegletal == b.noegletal and a.svar == b.svar and a.find("forskel_kr").vaerdi == D("4.00")
    for navn in ("forskelle", "kommuner_tabel"):
        assert a.find(navn).data.equals(b.find(navn).data)
    assert lis.analyse("kommunesammenligning", samling(kommunen(byg, *vores), esbjerg, varde)).noegletal == til_publikum(b).noegletal
    assert any("FLIS" in f for f in a.forbehold) and not any("FLIS" in f for f in b.forbehold)
    c = analyse(samling(kommunen(byg, *vores, flis=flis), esbjerg), Parametre())
    assert c.noegletal == a.noegletal and any(f.startswith("Tallene fra Varde er, som de står i FLIS") for f in c.forbehold)


def test_a_municipality_of_several_that_cannot_be_used_is_told_of(byg):
    """Esbjerg's year is not over, Varde settled nothing; and two citizens who are nearly all of it are not shown, which a sum could not tell."""
    esbjerg = by(kommunen(byg, egne(10, "400.00")), "0561", "Esbjerg")
    intet = by(kommunen(byg), "0573", "Varde")
    svar = analyse(samling(kommunen(byg, egne(10, "600.00")), replace(esbjerg, per=date(2025, 11, 30)), intet), Parametre())
    assert svar.find("forskel_kr").status == "ikke_koert" and svar.find("kommuner").vaerdi == 0
    assert {"Esbjerg er ikke med: data slutter 30. november 2025.", "Varde er ikke med: der mangler afregning."} <= set(svar.forbehold)

    to = egne(10, "1.00")
    to["afregning"][:2] = [r.replace("1.00", "9000.00") for r in to["afregning"][:2]]
    svar = analyse(samling(kommunen(byg, egne(10, "600.00")), by(kommunen(byg, to), "0561", "Esbjerg")), Parametre())
    assert svar.find("kommuner").vaerdi == 1 and svar.find("forskel_kr").status == "ikke_koert"


def test_only_the_chosen_are_compared_with(byg):
    """Varde is asked for; Esbjerg's figures are left alone."""
    flis = ("0561 | 2025 | | SEL-107 | 10 | 10 | 4000.00", "0573 | 2025 | | SEL-107 | 10 | 10 | 9000.00")
    svar = analyse(kommunen(byg, egne(10, "600.00"), flis=flis), Parametre(kommuner=["0573"]))

    assert svar.find("andre_kr_pr_indbygger").vaerdi == D("3.00") and svar.find("kommuner").vaerdi == 1


def test_twelve_months_make_a_year_and_eleven_do_not(byg):
    """12 months of 100 kr. are 1,200; with December missing the municipality is not compared with."""
    maaneder = tuple(f"0561 | 2025 | {m} | SEL-107 | 10 | 0.8 | 100.00" for m in range(1, 13))
    hele = analyse(kommunen(byg, egne(10, "600.00"), flis=maaneder), Parametre())
    halve = analyse(kommunen(byg, egne(10, "600.00"), flis=maaneder[:11]), Parametre())

    assert hele.find("andre_kr_pr_indbygger").vaerdi == D("0.60")
    assert halve.find("forskel_kr").vaerdi is None and halve.find("kommuner").vaerdi == 0


def test_with_the_population_alone_it_says_so(byg):
    """Our own kroner per inhabitant stand; the comparison is not run, and what is needed is said."""
    svar = analyse(kommunen(byg, egne(10, "600.00")), Parametre())

    assert svar.find("kr_pr_indbygger").vaerdi == D("6.00") and svar.find("forskel_kr").status == "ikke_koert"
    assert "kun folketallet er leveret" in svar.svar and "flis_noegletal" in svar.ikke_koert["Pr. indbygger"]


def test_few_citizens_are_neither_compared_nor_told_by_the_total(byg):
    """Four on § 110 here, and four on § 108 there: not compared; the total would tell what the four cost, so it is withheld."""
    flis = ("0561 | 2025 | | SEL-107 | 10 | 10 | 4000.00", "0561 | 2025 | | SEL-110 | 9 | 9 | 1.00", "0561 | 2025 | | SEL-108 | 4 | 4 | 1.00")
    svar = analyse(kommunen(byg, egne(10, "600.00"), egne(4, "9.00", "SEL-110"), egne(10, "9.00", "SEL-108"), flis=flis), Parametre())
    alene = analyse(kommunen(byg, egne(10, "600.00"), egne(4, "9.00", "SEL-110"), flis=flis), Parametre())

    assert list(svar.find("forskelle").data.paragraf) == ["SEL-107"]
    assert svar.find("kr_pr_indbygger").vaerdi == D("6.13")  # § 108 and § 110 together are 14 citizens: nobody can be told
    assert alene.find("kr_pr_indbygger").vaerdi is None


def test_a_paragraph_that_two_citizens_make_up_is_not_shown(byg):
    """Six citizens, of whom two cost 9,000 of 9,004."""
    dele = egne(4, "1.00")
    dele["ydelse"] += [f"YX{i} | b_x{i} | SEL-107 | 2025-01-01 | " for i in range(2)]
    dele["afregning"] += [f"AX{i} | b_x{i} | SEL-107 | 2025-05-01 | 2025-05-31 | 4500.00 | udgift | effektueret" for i in range(2)]
    svar = analyse(kommunen(byg, dele, flis=("0561 | 2025 | | SEL-107 | 10 | 10 | 4000.00",)), Parametre())

    assert svar.find("kr_pr_indbygger").vaerdi is None and "Pr. indbygger" in svar.ikke_koert


def test_our_figures_are_those_of_the_leaders_report(byg):
    """Of a whole calendar year both reports have the same helårspersoner and the same price of one, for the same paragraph."""
    from lisanalysis.analyses.ledelsesinformation import Parametre as Ledelsens
    from lisanalysis.analyses.ledelsesinformation import analyse as ledelsen

    data = kommunen(byg, egne(7, "613.37"), flis=("0561 | 2025 | | SEL-107 | 10 | 10 | 4000.00",))
    her, der = analyse(data, Parametre()).find("forskelle").data.iloc[0], ledelsen(data, Ledelsens()).find("paragraffer").data.iloc[0]

    assert (her.helaarspersoner_pr_1000, her.helaarspris) == (der.helaarspersoner, der.pris) == (D(7), D("613.37"))


def test_nothing_is_taken_out_by_disclosure_control(byg):
    """All tables and figures are free of citizens, and pass for the direktion."""
    svar = analyse(kommunen(byg, egne(10, "600.00"), flis=("0561 | 2025 | | SEL-107 | 10 | 10 | 4000.00",)), Parametre())
    vist = til_publikum(svar)

    assert svar.publikum == "direktion" and len(vist.tabeller) == 2 and len(vist.figurer) == 1 and vist.ikke_koert == {}


def test_the_year_is_the_last_whole_one_and_an_old_population_is_told(byg):
    """On 30 June 2026 it is 2025; a population from 2020 is said to be that."""
    folk = (STAT, "FOLK1A | Prøvekommunen | | 2020K1 | | 1000")
    svar = analyse(byg("2026-06-30", statbank=tegn(*folk)), Parametre())

    assert svar.find("indbyggere").periode == "2025" and any("er fra 2020" in t for t in svar.forbehold)
    assert svar.find("kommuner_tabel").data.folketal_dato[0] == date(2020, 1, 1)


def test_a_code_that_is_no_municipality_is_refused():
    """0999 is none of the 98."""
    with pytest.raises(ParameterError, match="98 kommuners"):
        read_parametre(find_analyse("kommunesammenligning"), {"kommuner": ["0999"]}, "her")
