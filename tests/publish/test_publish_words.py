"""Words for codes, and where a sentence ends."""

from __future__ import annotations

import pytest

from lisanalysis.law import kontoplan
from lisanalysis.publish import words


@pytest.mark.parametrize(("tekst", "foerste"), [
    ("Steg 4,7 mio. kr. (8,1 %) i år. De 5 største bidrag.", "Steg 4,7 mio. kr. (8,1 %) i år."),
    ("Det blev 2 mio. kr. Budgettet var 1 mio. kr.", "Det blev 2 mio. kr."),
    ("Efter BL § 32, stk. 1, nr. 6 og jf. SEL § 107 er der 3. Flere følger.", "Efter BL § 32, stk. 1, nr. 6 og jf. SEL § 107 er der 3."),
    ("Først 31. december 2025 er alt med. 9 familier mangler.", "Først 31. december 2025 er alt med."),
    ("Kroner pr. borger pr. måned steg.", "Kroner pr. borger pr. måned steg."),
])  # fmt: skip
def test_hvor_foerste_saetning_slutter(tekst: str, foerste: str) -> None:
    """An amount, an ordinal and a shortened word end no sentence; nothing of the text is lost."""
    hoved, resten = words.foerste_saetning(tekst)
    assert hoved == foerste
    assert f"{hoved} {resten}".strip() == tekst


@pytest.mark.parametrize(("skrevet", "laest"), [
    ("BL-46 og ABL-105-2 fra 2025-12 til 2026-01-31", "BL § 46 og ABL § 105, stk. 2 fra december 2025 til 31. januar 2026"),
    ("Konto 538521001 i 2024-K1", "Konto 538521001 (Botilbud til midlertidigt ophold) i 1. kvartal 2024"),
    ("Konto 538521001 (Egne), 2025-13, 2025-02-30 og SEL-1234", "Konto 538521001 (Egne), 2025-13, 2025-02-30 og SEL-1234"),
])  # fmt: skip
def test_en_saetnings_koder_siges_i_ord(skrevet: str, laest: str) -> None:
    """Paragraphs, months, days, quarters and accounts; what is none of them stays."""
    assert words.laesbar(skrevet).replace(kontoplan.funktion("5.38.52").navn, "Botilbud til midlertidigt ophold") == laest


def test_koder() -> None:
    """What is no code stays as it is."""
    assert words.paragraf_i_ord("ABL-105-2") == "ABL § 105, stk. 2" and words.paragraf_i_ord("alle") == "alle"
    assert words.konto_i_ord("i alt") == "i alt" and words.konto_i_ord("999999999") == "999999999"
    assert words.lille("Controlleren") == "controlleren" and words.lille("LIS-konsulenten") == "LIS-konsulenten"
    assert words.tabel_i_ord("statbank").startswith("statbank: ") and words.tabel_i_ord("åbne sager") == "åbne sager"


@pytest.mark.parametrize(("overskrift", "kode", "laest"), [
    ("Paragraf", "SEL-107", "SEL § 107"), ("Ventet paragraf", "BL-32-1.5", "BL § 32, stk. 1, nr. 5"), ("Fra paragraf", "ingen", "ingen"),
    ("Konto", "538521001", "538521001 Botilbud til midlertidigt ophold"), ("Sag", "SEL-107", "SEL-107"), ("", "SEL-107", "SEL-107"),
    ("Område", "boern", "Børn"), ("Område", "Hele kommunen", "Hele kommunen"), ("Side", "boern", "boern"), ("Kvartal", "2024-K1", "1. kvartal 2024"),
    ("Kvartal", "alle", "alle"), ("CPR-kommune", "0573", "Varde (0573)"), ("Handlekommune", "0998", "0998"), ("Kommune", "0573", "0573"),
])  # fmt: skip
def test_en_kode_siges_i_ord_hvor_overskriften_siger_hvad_den_er(overskrift: str, kode: str, laest: str) -> None:
    """Wherever in the heading the word stands; under another heading it may be something else."""
    assert words.kode_i_ord(overskrift, kode) == laest


@pytest.mark.parametrize(("navn", "stavet"), [("forskel_pr_paragraf", "forskel pr. paragraf"), ("sammenlign_aar", "sammenlign år"), ("pr. sagsbehandler", "pr. sagsbehandler"), ("pris", "pris")])
def test_et_navn_fra_koden_staves_paa_dansk(navn: str, stavet: str) -> None:
    """Where a part's name must be shown, it is shown as words."""
    assert words.stavet(navn) == stavet


@pytest.mark.parametrize(("skrevet", "enhed", "laest"), [
    ("1", "rækker", "række"), ("\u22121", "sager", "sag"), ("0", "rækker", "rækker"), ("21", "sager", "sager"), ("1,00", "helårspersoner", "helårspersoner"), ("1", "fund", "fund"),
])  # fmt: skip
def test_en_af_det_talte(skrevet: str, enhed: str, laest: str) -> None:
    """Only a bare 1 is one of a thing."""
    assert words.antal_af(skrevet, enhed) == laest
