"""What became of the courses, by hand; the effect found where one is planted, and refused where the data cannot carry it."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from lisanalysis.analyses.effektmaaling import ANALYSE, Parametre, analyse
from lisanalysis.analyses.effektmaaling import forloeb as fl
from lisanalysis.analyses.effektmaaling.maalsaetning import maalsaetninger
from lisanalysis.errors import ParameterError
from lisanalysis.statistik.andel import Skoen
from lisanalysis.tables import Dataset

HOVED = "bevilling_id|borger_id|paragraf|status|start_dato|slut_dato|organisation|betalingskommune"


def bev(nr: int, borger: str, fra: str, til: str = "", paragraf: str = "SEL-107", enhed: str = "VO-N", betaler: str = "") -> str:
    return f"N{nr}|{borger}|{paragraf}|{'afsluttet' if til else 'ivaerksat'}|{fra}|{til}|{enhed}|{betaler}"


def kommune(byg, *rows: str, **felter: object) -> Dataset:
    return byg(bevilling="\n".join([HOVED, *rows]), **felter)


def udfald(byg, maal: str, *rows: str, **parametre: object) -> dict[str, object]:
    frame = fl.forloeb(kommune(byg, *rows), Parametre(maal=maal, **parametre))
    return {r.borger_id: (None if v is None or v != v else bool(v)) for r in frame.drop_duplicates("borger_id").itertuples() for v in [getattr(r, maal)]}


def test_early_is_at_most_so_many_days_and_known_only_when_they_have_passed(byg) -> None:
    """100 days is early, 101 is not, and a course that began 99 days ago cannot be known yet."""
    rows = [bev(1, "a", "2025-01-01", "2025-04-10"), bev(2, "b", "2025-01-01", "2025-04-11"), bev(3, "c", "2025-01-01"),
            bev(4, "d", "2025-09-23", "2025-10-01")]  # fmt: skip
    assert udfald(byg, "slutter_tidligt", *rows, inden_dage=100) == {"a": True, "b": False, "c": False, "d": None}


def test_a_renewed_grant_is_no_end(byg) -> None:
    """Two grants that meet are one course: it did not end early and nobody came back."""
    rows = [bev(1, "a", "2024-01-01", "2024-02-29"), bev(2, "a", "2024-03-01", "2025-03-01")]
    assert udfald(byg, "slutter_tidligt", *rows) == {"a": False}
    assert udfald(byg, "vender_tilbage", *rows) == {"a": None}


def test_back_within_a_year(byg) -> None:
    """The same paragraph 365 days later is a return, another paragraph is not, and 366 days is too late."""
    rows = [bev(1, "a", "2023-01-01", "2023-06-30"), bev(2, "a", "2024-06-29", "2024-07-30"),
            bev(3, "b", "2023-01-01", "2023-06-30"), bev(4, "b", "2023-08-01", paragraf="SEL-85"),
            bev(5, "c", "2023-01-01", "2023-06-30"), bev(6, "c", "2024-06-30", "2024-07-30")]  # fmt: skip
    assert udfald(byg, "vender_tilbage", *rows) == {"a": True, "b": False, "c": False}


def test_less_intensive_is_the_first_thing_that_begins(byg) -> None:
    """§85 after §107 is down, §108 is not, nor is §108 first and §85 later."""
    rows = [bev(1, "a", "2023-01-01", "2023-06-30"), bev(2, "a", "2023-07-05", paragraf="SEL-85"),
            bev(3, "b", "2023-01-01", "2023-06-30"), bev(4, "b", "2023-07-01", paragraf="SEL-108"), bev(5, "b", "2023-08-01", paragraf="SEL-85"),
            bev(6, "c", "2023-01-01", "2023-06-30")]  # fmt: skip
    assert udfald(byg, "til_mindre_indgribende", *rows) == {"a": True, "b": False, "c": False}


def test_courses_paid_by_others_are_left_out(byg) -> None:
    """Another municipality's citizen in our tilbud is not ours to measure."""
    assert udfald(byg, "slutter_tidligt", bev(1, "a", "2024-01-01", "2024-02-01"), bev(2, "b", "2024-01-01", "2024-02-01", betaler="0101")) == {"a": True}


def forloebene(antal_pr_maaned: int, foer: float, efter: float, seed: int, enheder: tuple[str, ...] = ("VO-N",)) -> list[str]:
    """Starts every month 2020-2024; the share that ends within 60 days changes in July 2022. One course ended before them all."""
    r, rows = random.Random(seed), [bev(0, "x", "2019-01-01", "2019-12-31")]
    for nr in range(antal_pr_maaned * 60):
        start = date(2020 + nr % 60 // 12, nr % 12 + 1, 1)
        tidligt = r.random() < (efter if start >= date(2022, 7, 1) else foer)
        slut = start + timedelta(days=30 if tidligt else 200)
        rows.append(bev(nr + 1, f"b{nr}", start.isoformat(), slut.isoformat(), enhed=enheder[nr % len(enheder)]))
    return rows


def test_a_planted_effect_is_found_and_told_as_an_object(byg) -> None:
    """From 30 % to 60 %: the interval holds +100 %, notebooks and tests read the same fields; 50 of the 60 months have starts."""
    svar = analyse(kommune(byg, *forloebene(12, 0.3, 0.6, 3)), Parametre(fra="2022-07-01", inden_dage=60))
    k = svar.konklusion("effekt")
    assert (k.status, k.n) == ("ok", 600)
    assert k.interval[0] < 1.0 < k.interval[1]
    assert k.interval[0] > 0
    assert svar.find("effekt").vaerdi == k.estimat
    assert svar.find("maal_nu").lav95 < 0.6 < svar.find("maal_nu").hoej95
    assert svar.find("maal_foer").lav95 < 0.3 < svar.find("maal_foer").hoej95
    assert "kan ikke afgøres" not in svar.svar
    assert set(svar.find("udvikling").data["serie"]) == {"målt", "forventet uden indsatsen"}


def test_nothing_planted_is_not_called_an_effect(byg) -> None:
    """The same share before and after: it says that it cannot be told, and how much could have been seen."""
    svar = analyse(kommune(byg, *forloebene(8, 0.3, 0.3, 5)), Parametre(fra="2022-07-01", inden_dage=60))
    assert svar.svar.startswith("Om indsatsen efter SEL § 107 virker, kan ikke afgøres med disse tal.")  # the answer to what was asked stands first
    assert svar.find("mde").vaerdi > 0.1


def test_units_without_the_effort_are_compared_with_first(byg) -> None:
    """Twelve units, half with the effort: a fall that all had is no effect, and the comparison is what is answered with."""
    enheder = tuple(f"T{i:02d}" for i in range(12))
    rows = forloebene(24, 0.3, 0.6, 9, enheder)
    svar = analyse(kommune(byg, *rows), Parametre(fra="2022-07-01", inden_dage=60, behandlede=list(enheder[::2])))
    sammen = svar.konklusion("sammenligning")
    assert svar.konklusion("effekt").tekst == sammen.tekst
    assert sammen.interval[0] < 0 < sammen.interval[1]
    assert svar.konklusion("afbrudt_tidsserie").interval[0] > 0


@pytest.mark.parametrize(
    ("rows", "parametre", "status"),
    [
        (forloebene(6, 0.3, 0.3, 1), {}, "NO_DATE"),
        (forloebene(1, 0.3, 0.3, 1), {"fra": "2024-06-01"}, "TOO_FEW+TOO_SHORT"),
        (forloebene(6, 0.3, 0.3, 1), {"fra": "2024-06-01"}, "TOO_SHORT"),
        (forloebene(6, 0.3, 0.3, 1), {"fra": "2022-07-01", "behandlede": ["VO-N"]}, "ok"),
    ],
)
def test_refusals_have_names(byg, rows: list[str], parametre: dict, status: str) -> None:
    """No date, too few or too short give no estimate and say so; with nobody to compare with, the series is used."""
    svar = analyse(kommune(byg, *rows), Parametre(inden_dage=60, **parametre))
    assert svar.konklusion("effekt").status == status
    assert (svar.find("effekt").vaerdi is None) == (status != "ok")


@pytest.mark.parametrize("dato", ["", "2022-07-01"])
def test_the_citizens_own_before_and_after_is_never_the_effect(dato: str) -> None:
    """96 citizens who cost 260 % more after their help began: told as such, with its refusal, while the effect itself is refused."""
    import pandas as pd

    from lisanalysis.analyses.effektmaaling.maaling import Maaling
    from lisanalysis.analyses.effektmaaling.svar import _konklusioner
    from lisanalysis.statistik.foer_efter import FoerEfter
    from lisanalysis.statistik.its import Its

    its = Its(**{**dict.fromkeys(Its.__dataclass_fields__), "afslag": ("TOO_SHORT",)}) if dato else None
    serie = pd.DataFrame({"periode": ["2022-01"], "taeller": [1], "naevner": [1]})
    m = Maaling(serie, 96, Skoen(1, 1, 1, 1), Skoen(1, 1, 1, 1), its, None, FoerEfter(2.6, 0.6, 7.1, 96, "foerlagt"), (), () if dato else ("NO_DATE",))
    hoved, *resten = _konklusioner(m, Parametre(maal="kr_pr_borger", fra=dato))
    assert (hoved.estimat, hoved.status) == (None, "TOO_SHORT" if dato else "NO_DATE")
    enkelte = next(k for k in resten if k.navn == "enkelte_borgere")
    assert (enkelte.estimat, enkelte.status) == (2.6, "NO_CONTROL")
    assert "Det er ikke en virkning" in enkelte.tekst


def test_months_before_the_extract_begins_are_left_out(byg) -> None:
    """Of courses from before only the long ones are in the extract: the first month is that of the first end."""
    rows = [bev(n, f"g{n}", "2015-01-01", "2023-05-01") for n in range(3)] + [bev(9, "a", "2023-02-01", "2023-02-20")]
    assert fl.foerste_maaned(kommune(byg, *rows)) == "2023-02"


def test_nothing_to_follow_is_not_run(byg) -> None:
    """No course whose outcome is known: "ikke kørt", no figures. Kroner without settlements names the table."""
    d = kommune(byg, bev(1, "a", "2025-12-01"))
    assert analyse(d, Parametre()).status == "ikke_koert"
    from lisanalysis.tables import MissingTable

    with pytest.raises(MissingTable, match="afregning"):
        analyse(d, Parametre(maal="kr_pr_borger"))


@pytest.mark.parametrize(
    ("skoen", "dom"),
    [
        (Skoen(0.4, 0.31, 0.5, 90), "nået"), (Skoen(0.2, 0.1, 0.29, 90), "ikke nået"),
        (Skoen(0.3, 0.2, 0.4, 90), "kan ikke afgøres"), (Skoen(None, None, None, 0), "kan ikke afgøres"),
    ],
)  # fmt: skip
def test_a_target_is_met_when_the_whole_interval_is_on_its_side(skoen: Skoen, dom: str) -> None:
    """At least 30 %."""
    assert maalsaetninger({"slutter_tidligt.SEL-107": "mindst 30 %", "andet": "ud i byen"})[0].dom(skoen) == dom


def test_a_target_that_cannot_be_read_is_refused() -> None:
    """The message shows the form; kroner are not per cent."""
    assert maalsaetninger({"kr_pr_borger.SEL-107": "højst 65.000,50 kr."})[0].graense == 65000.5
    for tekst in ("ca. 30 %", "mindst 30 kr."):
        with pytest.raises(ParameterError, match=r"slutter_tidligt\.SEL-107"):
            maalsaetninger({"slutter_tidligt.SEL-107": tekst})


def test_a_date_that_does_not_exist_is_refused() -> None:
    """The 30th of February is no day."""
    with pytest.raises(ValidationError, match="findes"):
        Parametre(fra="2025-02-30")


@pytest.mark.parametrize("maal", ["slutter_tidligt", "til_mindre_indgribende", "vender_tilbage", "kr_pr_borger"])
def test_every_outcome_runs_on_the_made_up_municipality(demo: Dataset, maal: str) -> None:
    """Each gives its declared figures, or says that it was not run."""
    svar = analyse(demo, Parametre(maal=maal, paragraf="SEL-85", fra="2024-07-01", inden_dage=180))
    assert svar.status == "ok"
    assert [n.noegle for n in svar.noegletal] == list(ANALYSE.noegletal)
