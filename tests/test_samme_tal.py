"""Every report of the made-up municipality is run, and a figure that stands in several of them is the same figure."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from lisanalysis.analyses.find import find_analyse
from lisanalysis.analyses.result import Result
from lisanalysis.errors import ParameterError
from lisanalysis.tables import Dataset
from lisanalysis.yamlfile import read_yaml

ROD = Path(__file__).parent.parent
FILER = [f for f in sorted((ROD / "parameters" / "demo").glob("*.yaml")) if f.name not in ("kommune.yaml", "law.yaml")]
OERE = Decimal("0.01")

# One figure, and where it stands: each pair is a report (the parameter file's name) and its key figure.
SAMME = {
    "bogført i året, drift": (("udgiftsstigning", "udgift_i_aar"), ("budgetopfoelgning", "forbrug"), ("ledelsesinformation", "forbrug_kr")),
    "årets budget, drift": (("udgiftsstigning", "budget_kr"), ("budgetopfoelgning", "budget"), ("ledelsesinformation", "budget_kr")),
    "disponeret i året": (("budgetopfoelgning", "disponeret"), ("sagsbehandleroversigt", "disponeret")),
    "bogført i alt": (("datavalidering", "kontrolsum_prisme_postering"), ("ottetalskontrol", "bogfoert_kr")),
    "forskel til saldolisten": (("datavalidering", "saldo_forskel_kr"), ("ottetalskontrol", "saldo_forskel_kr")),
    "§ 110-døgn": (("substitution.107-110", "doegn_b"), ("udforsk.110", "i_alt")),
    "§ 110-brugere": (("substitution.107-110", "brugere_b"), ("udforsk.110", "borgere_i_alt")),
    "§ 107-døgn": (("substitution.107-110", "doegn_a"), ("substitution.107-108", "doegn_a")),
    "§ 107-brugere": (("substitution.107-110", "brugere_a"), ("substitution.107-108", "brugere_a")),
}
# Names that two questions use for different figures, and why they are not the same.
FORSKELLIGE = {
    "brugere": "udgiftsstigning counts those paid for on the accounts, ledelsesinformation those with a stay",
    "forbrug": "budgetopfoelgning reads the ledger, sagsbehandleroversigt the settlements",
    "maal_naaet": "effektmaaling judges outcomes with an interval, ledelsesinformation levels",
    "mde": "each study has its own smallest effect",
    "i_alt": "udforsk sums what it is asked to",
}  # fmt: skip

# Its scenario names a paragraph that nobody may have in so small a municipality; it is then refused in words.
FOR_STOR = ("budgetopfoelgning.september",)


@pytest.fixture(scope="module")
def svarene(demo: Dataset) -> dict[str, Result]:
    """Every parameter file of the demo, run: the report's name → its answer."""
    return {f.stem: _koer(f, demo) for f in FILER}


def _koer(fil: Path, demo: Dataset) -> Result:
    modul = find_analyse(fil.name.split(".")[0])
    if manglende := demo.mangler(*modul.ANALYSE.tabeller):
        return modul.ANALYSE.ikke_koert(demo.per, manglende)
    try:
        return modul.analyse(demo, modul.Parametre.model_validate(read_yaml(fil) or {}))
    except ParameterError as fejl:
        if fil.stem not in FOR_STOR:
            raise
        return modul.ANALYSE.ikke_koert(demo.per, ("åbne sager",), svar=str(fejl))


def test_every_analysis_has_a_report_on_the_demo() -> None:
    """No template stands without a parameter file, so none is left out of the comparison."""
    assert {f.name.split(".")[0] for f in FILER} == {n.stem for n in (ROD / "notebooks").glob("*.ipynb")}


def test_every_report_answers(svarene: dict[str, Result]) -> None:
    """Each says something, and one that is not run names what is missing."""
    assert all(r.svar and (r.status == "ok" or r.mangler) for r in svarene.values())
    assert sum(r.status == "ok" for r in svarene.values()) >= len(svarene) - 3


@pytest.mark.parametrize("figur", SAMME)
def test_the_same_figure_is_the_same_in_every_report(figur: str, svarene: dict[str, Result]) -> None:
    """Kroner to the øre and counts to the one; the figure is known everywhere and says something."""
    fundet = {f"{rapport}: {noegle}": svarene[rapport].find(noegle).vaerdi for rapport, noegle in SAMME[figur]}
    if set(fundet.values()) == {None}:
        return  # hidden alike: too few citizens stand behind it in the little town
    assert None not in fundet.values()
    assert len({Decimal(str(v)).quantize(OERE) for v in fundet.values()}) == 1, fundet


def test_a_name_stands_for_one_figure(svarene: dict[str, Result]) -> None:
    """Key figures of one name, area, paragraph and account agree between analyses, but for those that are said to be different."""
    fundet: dict[tuple[str, ...], dict[str, object]] = defaultdict(dict)
    for rapport, svar in svarene.items():
        if "." in rapport:
            continue  # a variant has parameters of its own
        for n in svar.noegletal:
            if n.vaerdi is not None:
                fundet[n.noegle, n.omraade, n.paragraf, n.konto][rapport] = n.vaerdi
    uens = {k[0]: v for k, v in fundet.items() if len({Decimal(str(x)) for x in v.values()}) > 1}
    assert set(uens) <= set(FORSKELLIGE), {k: v for k, v in uens.items() if k not in FORSKELLIGE}


def test_each_account_is_spent_alike(svarene: dict[str, Result]) -> None:
    """Account for account the year's spending in udgiftsstigning is that of budgetopfoelgning."""
    stigning = svarene["udgiftsstigning"].find("konti").data
    opfoelgning = svarene["budgetopfoelgning"].find("konti").data
    her = {k: Decimal(str(v)).quantize(OERE) for k, v in zip(stigning.noegle, stigning.i_aar, strict=True)}
    der = {k: Decimal(str(v)).quantize(OERE) for k, v in zip(opfoelgning.konto, opfoelgning.forbrug, strict=True)}
    faelles = her.keys() & der.keys()

    assert len(faelles) > 10
    assert {k: her[k] for k in faelles} == {k: der[k] for k in faelles}


def test_the_functions_of_the_leaders_add_up_to_the_accounts(svarene: dict[str, Result]) -> None:
    """What ledelsesinformation shows per function, the pool included, is the budget report's total, and so is its budget."""
    rows = svarene["ledelsesinformation"].find("funktioner").data
    dele = rows[rows.funktion != "i alt"]

    assert sum(dele.forbrug) == svarene["budgetopfoelgning"].find("forbrug").vaerdi
    assert sum(dele.budget) == svarene["budgetopfoelgning"].find("budget").vaerdi


def test_unreadable_rows_are_the_same_share(svarene: dict[str, Result]) -> None:
    """Rejected over all rows of datavalidering is the share that the leaders see."""
    validering = svarene["datavalidering"]
    antal, afvist = validering.find("antal_raekker").vaerdi, validering.find("antal_afvist").vaerdi

    assert svarene["ledelsesinformation"].find("afviste_raekker").vaerdi == Decimal(afvist) / antal


def test_each_target_stands_alike_in_both_reports(svarene: dict[str, Result]) -> None:
    """The targets that effektmaaling judges are those that ledelsesinformation says are measured there."""
    her = svarene["ledelsesinformation"].find("maal").data
    der = svarene["effektmaaling"].find("maalsaetninger").data

    assert list(her[her.dom == "måles i effektmåling"].graense) == list(der.graense) and len(der) > 0
