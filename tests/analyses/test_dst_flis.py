"""What was delivered against our own figures on drawn tables (municipality 0999): every cause counted by hand."""

from datetime import date

import pytest

from lisanalysis.analyses.dst_flis import Parametre, analyse, bro, leveret

BEV = "bevilling_id | borger_id | sag_id | paragraf | status | start_dato | slut_dato | handlekommune | betalingskommune | maalgruppe | registreret_dato"
DST = "kommune | aar | kvartal | paragraf | antal_borgere | antal_ydelser"
PER = "2025-12-31"


def tegn(*linjer: str) -> str:
    """A drawn table."""
    return "\n".join(linjer)


def bevilling(nr: int, paragraf: str = "SEL-107", handler: str = "0999", betaler: str = "0999", maal: str = "x", reg: str = "2025-01-01") -> str:
    """One running grant of a citizen of its own."""
    return f"i{nr} | b_{nr} | S{nr} | {paragraf} | ivaerksat | 2025-01-01 | | {handler} | {betaler} | {maal} | {reg}"


def broerne(data) -> dict[str, tuple]:
    """By paragraph in the last quarter: egne, the causes that are not nil, forventet, leveret, uforklaret."""
    dst = leveret.dst(data, 4, 14)
    rows = [b for b in bro.broer(data, dst.vinduer, dst.borgere) if b.periode == dst.vinduer[-1][0]]
    return {b.paragraf: (b.egne, {a: n for a, n in b.aarsager.items() if n}, b.forventet, b.leveret, b.uforklaret) for b in rows}


def test_every_difference_has_its_cause(byg):
    """Six we pay for; one decided elsewhere, one without target group, one late; one decided by us that another pays: 4 is right, 3 were sent."""
    data = byg(PER, dst_indberettet=tegn(DST, "0999 | 2025 | 3 | SEL-107 | 3 | 3"), bevilling=tegn(
        BEV, bevilling(1), bevilling(2), bevilling(3), bevilling(4, handler="0561"), bevilling(5, maal=""),
        bevilling(6, reg="2025-10-15"), bevilling(7, betaler="0561")))  # fmt: skip

    assert broerne(data) == {"SEL-107": (6, {"anden_handlekommune": -1, "mangler_maalgruppe": -1, "sent_registreret": -1, "anden_betaler": 1}, 4, 3, -1)}
    svar = analyse(data, Parametre())
    assert [svar.find(n).vaerdi for n in ("egne_borgere", "indberettet_borgere", "uforklaret", "kan_ikke_indberettes")] == [6, 3, 1, 2]
    assert "mest på SEL § 107 (\u22121)" in svar.svar


def test_the_causes_add_up_from_ours_to_what_was_delivered(byg):
    """Ours and the rows of dst_aarsager sum to the delivered citizens, paragraph by paragraph."""
    data = byg(PER, dst_indberettet=tegn(DST, "0999 | 2025 | 3 | SEL-107 | 9 | 9", "0999 | 2025 | 3 | SEL-85 | 1 | 1"), bevilling=tegn(
        BEV, bevilling(1), bevilling(2, handler="0561"), bevilling(3, "SEL-85"), bevilling(4, "SEL-85", maal=""), bevilling(5, "?-52")))  # fmt: skip
    svar = analyse(data, Parametre())
    egne = svar.find("dst").data.set_index("paragraf")
    aarsager = svar.find("dst_aarsager").data.groupby("paragraf").borgere.sum()

    assert {p: egne.egne[p] + aarsager.get(p, 0) for p in egne.index} == {"SEL-107": 9, "SEL-85": 1, "?-52": 0}


def test_an_ended_paragraph_is_expected_under_its_successor(byg):
    """SEL § 66 became BL § 43 on 1 January 2024: the citizen is missing under the one and expected under the other; § 50 b has no successor."""
    data = byg(PER, dst_indberettet=tegn(DST, "0999 | 2025 | 3 | BL-43 | 2 | 2"), bevilling=tegn(
        BEV, bevilling(1, "SEL-66"), bevilling(2, "BL-43"), bevilling(3, "SEL-50b")))  # fmt: skip

    assert broerne(data) == {
        "BL-43": (1, {"fra_ophoert_paragraf": 1}, 2, 2, 0),
        "SEL-66": (1, {"ophoert_paragraf": -1}, 0, None, 0),
        "SEL-50b": (1, {"ophoert_paragraf": -1}, 0, None, 0),
    }
    kan_ikke = analyse(data, Parametre()).find("kan_ikke").data
    assert dict(zip(kan_ikke.paragraf, kan_ikke.goer, strict=True)) == {
        "SEL-66": "Flyt bevillingen til BL § 43.", "SEL-50b": "Afgør i sagen, hvilken paragraf bevillingen fortsætter efter."}  # fmt: skip


def test_paragraphs_outside_the_statistic_and_unknown_ones_are_named(byg):
    """§ 110 has a statistic of its own; a bare § 52 has no law. § 108 is in the statistic and was not delivered at all: unexplained."""
    data = byg(PER, dst_indberettet=tegn(DST, "0999 | 2025 | 3 | SEL-107 | 1 | 1"), bevilling=tegn(
        BEV, bevilling(1), bevilling(2, "SEL-110"), bevilling(3, "?-52"), bevilling(4, "SEL-108")))  # fmt: skip

    assert broerne(data) == {
        "?-52": (1, {"ukendt_paragraf": -1}, 0, None, 0), "SEL-107": (1, {}, 1, 1, 0),
        "SEL-108": (1, {}, 1, None, -1), "SEL-110": (1, {"ikke_i_statistikken": -1}, 0, None, 0)}  # fmt: skip
    assert any("SEL § 108 slet ikke er indberettet" in t for t in analyse(data, Parametre()).goer)


def test_only_ended_quarters_of_our_own_are_compared(byg):
    """Another municipality's row, and the quarter that has not ended, are left out; the last two of three are asked for."""
    data = byg("2025-11-30", bevilling=tegn(BEV, bevilling(1)), dst_indberettet=tegn(
        DST, "0999 | 2025 | 1 | SEL-107 | 1 | 1", "0999 | 2025 | 2 | SEL-107 | 1 | 1", "0999 | 2025 | 3 | SEL-107 | 1 | 1",
        "0999 | 2025 | 4 | SEL-107 | 1 | 1", "0561 | 2025 | 3 | SEL-107 | 99 | 1"))  # fmt: skip

    assert list(analyse(data, Parametre(perioder=2)).find("dst").data.periode) == ["2025 2. kvt.", "2025 3. kvt."]


def test_who_cannot_be_reported_is_listed_with_what_to_do(byg):
    """No target group, no start, no paragraph; what another municipality decides is not ours to report."""
    data = byg(PER, bevilling=tegn(
        BEV, bevilling(1), bevilling(2, maal=""), "i3 | b_3 | S3 | SEL-107 | ivaerksat | | | 0999 | 0999 | x | ",
        bevilling(4, ""), bevilling(5, maal="", handler="0561")))  # fmt: skip
    svar = analyse(data, Parametre())
    rows = svar.find("kan_ikke").data

    assert list(zip(rows.borger_id, rows.aarsag, strict=True)) == [
        ("b_4", "Paragraffen mangler"), ("b_3", "Startdatoen mangler"), ("b_2", "Målgruppen mangler")]  # fmt: skip
    assert svar.find("kan_ikke").enhed == "borger_id"
    assert list(svar.find("hvorfor").data.borgere) == [1, 1, 1]


def test_markings_that_are_missing_ended_or_double_are_found(byg):
    """A has no common code; B ended; C is right; D is used and not marked; E has two at once; F begins next year."""
    maerker = tegn(
        "opmaerket_kilde | lokal_kode | faelles_kode | gyldig_fra_dato | gyldig_til_dato",
        "BV | A |   | 2020-01-01 | ", "BV | B | 7 | 2020-01-01 | 2025-06-30", "BV | C | 8 | 2020-01-01 | ",
        "BV | E | 8 | 2020-01-01 | ", "BV | E | 9 | 2021-01-01 | ", "BV | F | 9 | 2026-01-01 | ")  # fmt: skip
    ydelse = tegn("ydelse_id | borger_id | katalogydelse", *(f"Y{k} | b_1 | {k}" for k in "ABCD"))
    data = byg(PER, bevilling=tegn(BEV, bevilling(1)), flis_opmaerkning=maerker, ydelse=ydelse, kilder={"ydelse": "bv"})
    rows = analyse(data, Parametre()).find("opmaerkninger").data

    assert {(r.lokal_kode, r.aarsag, r.i_brug) for r in rows.itertuples()} == {
        ("A", "Uden fælles kode", "ja"), ("B", "Udløbet", "ja"), ("D", "Ikke opmærket", "ja"), ("E", "Flere fælles koder", "nej")}  # fmt: skip


def test_flis_helaarspersoner_and_kroner_stand_beside_ours(byg):
    """One citizen all of 2025 is one helårsperson, and 1,000 settled; FLIS says 0.5 and 900. January is 31/365 of one."""
    data = byg("2026-01-31", bevilling=tegn(BEV, bevilling(1)),
               flis_noegletal=tegn("kommune | aar | maaned | paragraf | antal_borgere | helaarspersoner | udgift_kr",
                                   "0999 | 2025 | | SEL-107 | 1 | 0.5 | 900.00", "0999 | 2026 | 1 | SEL-107 | 1 | 1 | 0"),
               afregning=tegn("afregning_id | borger_id | paragraf | periode_fra_dato | periode_til_dato | beloeb | afregningstype | status",
                              "A1 | b_1 | SEL-107 | 2025-03-01 | 2025-03-31 | 1000.00 | udgift | effektueret"))  # fmt: skip
    svar = analyse(data, Parametre())
    rows = [tuple(round(float(v), 6) for v in r[2:]) for r in svar.find("flis_tal").data.itertuples(index=False)]

    assert rows == [(0.5, 1.0, 900.0, 1000.0, -100.0), (1.0, 0.084932, 0.0, 0.0, 0.0)]
    assert svar.find("flis_uforklaret").vaerdi == 0
    assert list(svar.ikke_koert) == ["Indberettet til Danmarks Statistik", "Opmærkninger"]


def test_flis_counts_those_we_pay_for(byg):
    """Of three grants two are paid by us, one of them decided elsewhere and without target group: FLIS is to show two; it shows three."""
    data = byg(PER, bevilling=tegn(BEV, bevilling(1), bevilling(2, handler="0561", maal=""), bevilling(3, betaler="0561"), bevilling(4, "?-52")),
               flis_noegletal=tegn("kommune | aar | maaned | paragraf | antal_borgere", "0999 | 2025 | 11 | SEL-107 | 3"))  # fmt: skip
    rows = analyse(data, Parametre()).find("flis").data

    assert [tuple(r) for r in rows[["paragraf", "egne", "forventet", "leveret", "uforklaret"]].itertuples(index=False)] == [
        ("SEL-107", 2, 2, 3, 1), ("?-52", 1, 0, None, 0)]  # fmt: skip


def test_nothing_delivered_is_said_and_no_figure_is_made(byg):
    """Without the three tables the sections are not run; the citizens that cannot be reported are still listed, for the last whole quarter."""
    svar = analyse(byg("2025-11-30", bevilling=tegn(BEV, bevilling(1, maal=""), bevilling(2))), Parametre())

    assert len(svar.ikke_koert) == 3 and svar.find("uforklaret").vaerdi is None and svar.find("uforklaret").status == "ikke_koert"
    assert svar.find("kan_ikke_indberettes").periode == "2025 3. kvt." and svar.find("kan_ikke_indberettes").vaerdi == 1


@pytest.mark.parametrize(("noegle", "dag", "ventet"), [
    ("SEL-66", date(2023, 12, 31), ("", None)), ("SEL-66", date(2024, 1, 1), ("ophoert_paragraf", "BL-43")),
    ("SEL-76", date(2025, 1, 1), ("ophoert_paragraf", None)), ("?-85", date(2025, 1, 1), ("ukendt_paragraf", None)),
])  # fmt: skip
def test_a_paragraph_stands_by_the_law_of_the_day(noegle, dag, ventet):
    """§ 66 ended with 2023; § 76 has three that follow it, so the case must tell."""
    assert bro.stand(noegle, dag, {"SEL-66"}) == ventet


def test_a_source_without_target_groups_is_told_and_blames_nobody(byg):
    """No grant has one: it is not in the extract, and no citizen is listed for it."""
    svar = analyse(byg(PER, bevilling=tegn(BEV, bevilling(1, maal=""), bevilling(2, maal=""))), Parametre())

    assert svar.find("kan_ikke_indberettes").vaerdi == 0
    assert any("ingen målgrupper med" in f for f in svar.forbehold)
