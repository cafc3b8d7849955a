"""One municipality with the others' aggregates, several Datasets together, and the refusals that few decisions earn."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from tegnet import byg
from tegnet_ophold import BESLUTNING, MAANEDER, aggregat, planlagt

from lisanalysis.analyses.substitution import ANALYSE, Parametre, analyse, pulje
from lisanalysis.analyses.substitution.aggregat import aggregat as tael
from lisanalysis.analyses.substitution.erklaering import med_kommunens
from lisanalysis.analyses.substitution.faelles import faelles
from lisanalysis.analyses.substitution.grundlag import find
from lisanalysis.analyses.substitution.serier import serier
from lisanalysis.settings import Beslutning
from lisanalysis.tables import Dataset, Samling

EGEN = "0999"  # the code of a drawn municipality


def tegning(rammer: list[pd.DataFrame]) -> str:
    """Frames as a drawing of the table that `sources` fills."""
    rows = pd.concat(rammer).astype({"kohortedoegn": "Int64", "befolkning": "Int64"})
    return "\n".join(["|".join(rows.columns), *("|".join("" if pd.isna(v) else str(v) for v in r) for r in rows.itertuples(index=False))])


@pytest.fixture(scope="module")
def andre() -> tuple[list[pd.DataFrame], dict[str, str]]:
    """24 others, of which 12 decided."""
    rng = np.random.default_rng(11)
    datoer = {f"{1000 + nr}": MAANEDER[int(rng.integers(18, 40))] for nr in range(24)}
    rammer = [aggregat(k, d if int(k) % 2 else "9999-12", 0.6, rng) for k, d in datoer.items()]
    return rammer, {k: d for k, d in datoer.items() if int(k) % 2}


@pytest.fixture(scope="module")
def egen() -> Dataset:
    return planlagt(2, skala=0.15).data()


@pytest.fixture(scope="module")
def svar(andre, egen: Dataset):
    rammer, datoer = andre
    ude = aggregat("2000", "9999-12", 0.6, np.random.default_rng(1)).assign(befolkning=None)
    uden_b = ude[ude["paragraf"] == "SEL-107"].assign(kommune="2001", befolkning=9)
    gammel = aggregat(EGEN, "9999-12", 0.6, np.random.default_rng(2))
    to_slags = pd.concat([rammer[0].assign(kommune="2002"), rammer[1].head(1).assign(kommune="2002", starter=99)])
    med = byg("2021-12-31", ydelse=_ydelser(egen), aggregat=tegning([*rammer, ude, uden_b, gammel, to_slags]))
    p = Parametre(fra="2016-01", beslutning=[BESLUTNING], befolkning=30_000, andre_beslutninger=[*(f"{k}={d}-01" for k, d in datoer.items()), "3000=2019-01-01"])
    return analyse(med, p)


def _ydelser(data: Dataset) -> str:
    t = data.tabel("ydelse").select("ydelse_id", "borger_id", "paragraf", "start_dato", "slut_dato", "registreret_dato").execute()
    return "\n".join(["|".join(t.columns), *("|".join("" if pd.isna(v) else str(v)[:10] for v in r) for r in t.itertuples(index=False))])


def test_own_counts_and_the_others_give_the_pooled_estimate(svar, andre) -> None:
    """Equal to pooling the frames by hand: the municipality's own aggregat of this report with the 24 that can be used."""
    rammer, datoer = andre
    egne = svar.find("aggregat").data
    ventet = pulje([egne, *rammer], {**datoer, EGEN: "2019-01"})
    for navn in ("theta_s", "theta_d"):
        k = svar.konklusion(f"pulje_{navn}")
        assert (k.estimat, *k.interval) == pytest.approx((ventet[navn].estimat, *ventet[navn].interval))
        assert (k.n, k.status) == (ventet[navn].n, "ok")
        assert float(svar.find(f"pulje_{navn}").vaerdi) == pytest.approx(k.estimat, abs=5e-5)
    assert svar.find("pulje_kommuner").vaerdi == 25
    assert {n.noegle for n in svar.noegletal} <= set(ANALYSE.noegletal)


def test_the_report_says_whom_it_rests_on_and_who_was_held_out(svar) -> None:
    """13 with a decision, 12 comparisons, three held out with their reasons, and a decision without figures is told of."""
    t = svar.find("pulje").data.set_index("kommune")
    assert t["rolle"].value_counts().to_dict() == {"beslutning": 13, "sammenligning": 12, "holdt ude": 3}
    assert t.loc[["2000", "2001", "2002"], "bemaerkning"].tolist() == [
        "befolkning er ikke oplyst", "har ikke tal for begge sider", "to filer siger ikke det samme om en måned"]
    assert t.loc[EGEN, "bemaerkning"] == "egen"
    tekst = " ".join(svar.find("Flere kommuner tilsammen").tekst)
    assert "13 kommuner har en oplyst beslutning, og 12 er sammenligning. 3 kommuner er holdt ude" in tekst
    assert "ingen tal fra 3000" in tekst
    assert svar.svar.startswith("Kan ikke afgøres af kommunens egne tal, fordi")
    assert "Over 25 kommuner svarer hvert påbegyndt ophold mindre af det første til" in svar.svar


def test_without_own_inhabitants_the_others_still_answer(andre, egen: Dataset) -> None:
    """The municipality itself is held out and says why; its own study is as without the others."""
    rammer, datoer = andre
    data = byg("2021-12-31", ydelse=_ydelser(egen), aggregat=tegning(rammer))
    p = Parametre(fra="2016-01", andre_beslutninger=[f"{k}={d}-01" for k, d in datoer.items()])
    g = find(data, p)
    f = faelles(data, p, g, serier(g.egne, g, data.per, hul=1, horisont=365), None)
    assert f.kommuner.set_index("kommune").loc[EGEN, "bemaerkning"] == "befolkning er ikke oplyst"
    assert f.konklusioner["theta_s"].estimat == pytest.approx(pulje(rammer, datoer)["theta_s"].estimat)
    assert faelles(egen, p, g, serier(g.egne, g, data.per, hul=1, horisont=365), None) is None


def _samlet(datasaet: list[Dataset]) -> Samling:
    return Samling(tuple(datasaet), lambda nr, navn: datasaet[nr].forbindelse.table(navn))


@pytest.fixture(scope="module")
def seksten() -> list[Dataset]:
    """16 municipalities with stays, of which every other one used less of a from the day of the decision."""
    datasaet = []
    for nr in range(16):
        data = planlagt(20 + nr, skala=0.1, fald=0.8 if nr % 2 else 0.0, fra="2017-01", til="2020-12").data()
        object.__setattr__(data, "kommune", data.kommune.model_copy(update={"kode": f"{1100 + nr}"}))
        datasaet.append(data)
    return datasaet


SEKSTEN = Parametre(
    fra="2017-01", til="2020-12", befolkning=20_000, andre_befolkning=[f"{1100 + nr}=20000" for nr in range(1, 16)],
    andre_beslutninger=[f"{1100 + nr}={BESLUTNING}" for nr in range(1, 16, 2)],
)  # fmt: skip


def test_municipalities_opened_together_are_pooled_as_their_files_are(seksten) -> None:
    """The same estimate as from the aggregates that each one's own report would write, and the planted effect inside."""
    rammer = []
    for d in seksten:
        g = find(d, SEKSTEN)
        rammer.append(tael(g, serier(g.egne, g, d.per, hul=1, horisont=365), d.kommune.kode, 20_000))
    svar = analyse(_samlet(seksten), SEKSTEN)

    for navn in ("theta_s", "theta_d"):
        ventet, k = pulje(rammer, {f"{1100 + nr}": "2019-01" for nr in range(1, 16, 2)})[navn], svar.konklusion(f"pulje_{navn}")
        assert (k.estimat, *k.interval) == pytest.approx((ventet.estimat, *ventet.interval))
    lav, hoej = svar.konklusion("pulje_theta_s").interval
    assert lav < 0.5 < hoej
    assert svar.find("pulje").data["rolle"].value_counts().to_dict() == {"beslutning": 8, "sammenligning": 8}
    assert svar.find("theta_s").n == analyse(seksten[0], SEKSTEN).find("theta_s").n  # the first one's own study is as it would be alone


def test_a_municipality_opened_together_decides_for_itself_or_says_why_it_is_out(seksten, egen: Dataset) -> None:
    """Its own kommune.yaml gives the decision; without inhabitants, stays or one of the sides it is held out by name; its shared file is left out."""
    besluttet = seksten[1]
    egne = [Beslutning(dato=date(2019, 1, 1), paragraf="SEL-107", tekst="Strammere visitation", kilde="Udvalget, punkt 4")]
    object.__setattr__(besluttet, "kommune", besluttet.kommune.model_copy(update={"beslutninger": egne}))
    kun_penge = byg("2020-12-31", postering="kilde|konto|posterings_dato|beloeb\nprisme|538521001|2020-01-01|100.00")
    object.__setattr__(kun_penge, "kommune", kun_penge.kommune.model_copy(update={"kode": "1198"}))
    filen = aggregat("1101", "9999-12", 0.6, np.random.default_rng(2))
    vores = byg("2020-12-31", ydelse=_ydelser(seksten[0]), aggregat=tegning([filen]))
    p = Parametre(fra="2017-01", til="2020-12", befolkning=20_000, andre_befolkning=["1101=20000", "1104=20000"])

    t = analyse(_samlet([vores, besluttet, seksten[2], seksten[4], kun_penge]), p).find("pulje").data.set_index("kommune")

    assert t["rolle"].to_dict() == {EGEN: "sammenligning", "1101": "beslutning", "1102": "holdt ude", "1104": "sammenligning", "1198": "holdt ude"}
    assert t.loc["1101", "beslutning"] == "2019-01" and t.loc["1101", "til"] == "2020-12"
    assert t.loc["1102", "bemaerkning"] == "befolkning er ikke oplyst"
    assert t.loc["1198", "bemaerkning"].startswith("der mangler")


def test_few_decisions_and_no_comparison_are_refused(andre) -> None:
    """Seven decisions among 24, and 24 at one date: clustered errors and fixed months can carry neither."""
    rammer, datoer = andre
    syv = dict(list(datoer.items())[:7])
    assert pulje(rammer, syv)["theta_s"].status == "TOO_FEW_DECISIONS"
    assert pulje(rammer, dict(list(datoer.items())[:8]))["theta_s"].status != "TOO_FEW_DECISIONS"
    alle = pulje(rammer, {f"{1000 + nr}": "2018-06" for nr in range(24)})["theta_s"]
    assert (alle.status, alle.estimat) == ("NO_COMPARISON", None)
    assert pulje(rammer, {k: "2030-01" for k in datoer})["theta_s"].status == "NO_REGIME_DATE"


@pytest.mark.parametrize("forkert", [["573=2024-07-01"], ["0573"], ["0573=2024-02-30"], ["0573=2024-07-01", "0573=2024-08-01"]])
def test_a_decision_that_cannot_be_read_is_refused(forkert: list[str]) -> None:
    """Code of four digits, a day that exists, each municipality once."""
    with pytest.raises(ValueError, match="kommune|dato"):
        Parametre(andre_beslutninger=forkert)


@pytest.mark.parametrize("forkert", [["573=31000"], ["0573=31.000"], ["0573=0"], ["0573=1", "0573=2"]])
def test_inhabitants_that_cannot_be_read_are_refused(forkert: list[str]) -> None:
    """Code of four digits, a whole number, each municipality once."""
    with pytest.raises(ValueError, match="kommune"):
        Parametre(andre_befolkning=forkert)


def test_kommune_yaml_decides_where_the_parameters_are_silent_and_all_is_drawn(egen: Dataset) -> None:
    """The decision about a gives the date, the one about b is drawn beside it, the one about another paragraph is not; so are reforms inside."""
    egne = [Beslutning(dato=date(2019, 1, 1), paragraf="SEL-107", tekst="Strammere visitation", kilde="Udvalget, punkt 4"),
            Beslutning(dato=date(2020, 3, 1), paragraf="SEL-110", tekst="Nyt herberg", kilde="Byrådet, punkt 9"),
            Beslutning(dato=date(2018, 3, 1), paragraf="SEL-85", tekst="Andet", kilde="Byrådet, punkt 1")]  # fmt: skip
    data = byg("2021-12-31", ydelse=_ydelser(egen))
    object.__setattr__(data, "kommune", data.kommune.model_copy(update={"beslutninger": egne}))
    svar = analyse(data, Parametre(fra="2016-01"))
    assert "NO_REGIME_DATE" not in svar.find("theta_s").status
    assert any("Udvalget, punkt 4" in m for m in svar.metode)
    for navn in ("doegn_pr_maaned", "brugere_pr_maaned", "starter_pr_maaned"):
        figur = svar.find(navn)
        assert [(m.x, m.tekst) for m in figur.markeringer] == [
            ("2019-01", "Strammere visitation, 1. jan. 2019"), ("2020-03", "Nyt herberg, 1. mar. 2020")]
        assert "Strammere visitation" in figur.alt
    uden = Parametre(a=["SEL-110"], b=["SEL-107"], beslutning=["2018-05-01"])
    assert med_kommunens(uden, data.kommune) is uden


def test_few_stays_are_counted_and_not_put_in_per_cent() -> None:
    """From 3 to 6 stays a year is no rise of 100 %."""
    from lisanalysis.analyses.substitution.billeder import _retning

    assert _retning(np.array([1, 2, *[0] * 20, 2, 4])) == "gik fra 3 til 6"
    assert _retning(np.array([20, *[0] * 22, 30])) == "steg 50\u00a0%"


def test_the_lines_stand_in_the_picture(egen: Dataset) -> None:
    """The drawing holds the words as text, and a month outside the axis none; without markings it is as before."""
    from lisanalysis.analyses.result import Figur, Markering
    from lisanalysis.publish.figures import tegn

    data = pd.DataFrame({"periode": [f"2023-{m:02d}" for m in range(1, 13)], "antal": range(12)})
    uden = Figur("f", "t", "linje", data, "periode", "antal", alt="a")
    med = Figur("f", "t", "linje", data, "periode", "antal", alt="a",
                markeringer=(Markering("2023-10", "Reform: højst 120 døgn"), Markering("2022-01", "Før data")))  # fmt: skip
    assert "Reform: højst 120 døgn" in tegn(med) and "Før data" not in tegn(med)
    assert "Reform" not in tegn(uden)
