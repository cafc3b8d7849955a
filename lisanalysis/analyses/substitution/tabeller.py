"""The tables of the answer, and the file that a municipality can share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lisanalysis.analyses import dansk
from lisanalysis.analyses.result import Kolonne, Tabel
from lisanalysis.analyses.substitution.aggregat import aggregat
from lisanalysis.analyses.substitution.tal import Tal
from lisanalysis.domain import kommune

if TYPE_CHECKING:
    import pandas as pd

_MAAL = ("brugere", "doegn", "starter", "slutter")


def alle(tal: Tal, kode: str, befolkning: int) -> tuple[Tabel, ...]:
    """Every table: month by month, the moves, what follows an end, the mix, what moves together, the checks, and the file to share."""
    return (
        _udvikling(tal, befolkning), _begge(tal), _overgange(tal), _efter(tal), _mix(tal), samvariation(tal.samvariation), _robust(tal),
        _aggregat(tal, kode, befolkning), *((_kommuner(tal),) if tal.faelles else ()),
    )  # fmt: skip


def _udvikling(tal: Tal, befolkning: int) -> Tabel:
    import pandas as pd

    par, s = tal.grundlag.par, tal.serier
    sider = (("a", par.a, par.vist_a), ("b", par.b, par.vist_b))
    data = {"periode": s.maaneder, **{f"{m}_{k}": s.pr_maaned(g, m).astype(int) for k, g, _ in sider for m in _MAAL}}
    frame = pd.DataFrame(data)
    titel = {"brugere": "brugere", "doegn": "døgn", "starter": "påbegyndt", "slutter": "ophørt"}
    kolonner = [Kolonne(f"{m}_{k}", f"{vist}, {titel[m]}", "antal") for k, _, vist in sider for m in _MAAL]
    if befolkning:
        for k, _, vist in sider:
            frame[f"doegn_{k}_pr_10000"] = [round(d / befolkning * 10_000, 2) for d in frame[f"doegn_{k}"]]
            kolonner.append(Kolonne(f"doegn_{k}_pr_10000", f"{vist}, døgn pr. 10.000 på 18-66 år", "decimal"))
    return Tabel("udvikling", "Brugere og døgn pr. måned", frame, (Kolonne("periode", "Måned", "periode"), *kolonner), vis=60)


def _begge(tal: Tal) -> Tabel:
    par = tal.grundlag.par
    return Tabel(
        "i_begge", f"Borgere i {par.vist_a} og {par.vist_b} på én gang", tal.forloeb.begge,
        (Kolonne("borger_id", "Borger"), Kolonne("fra", "Fra", "dato"), Kolonne("til", "Til", "dato"), Kolonne("naetter", "Nætter", "antal")),
        enhed="borger_id", forklaring="Den, der flytter fra det ene til det andet samme dag, er ikke i begge.",
    )  # fmt: skip


def _overgange(tal: Tal) -> Tabel:
    par = tal.grundlag.par
    return Tabel(
        "overgange", f"Fra {par.vist_a} til {par.vist_b} inden 90 dage", tal.forloeb.overgange,
        (Kolonne("borger_id", "Borger"), Kolonne("slut_dato", "Ophørte", "dato"), Kolonne("fra_sted", "Fra"),
         Kolonne("start_dato", "Begyndte", "dato"), Kolonne("til_sted", "Til"), Kolonne("dage", "Dage imellem", "antal")),
        enhed="borger_id",
    )  # fmt: skip


def _efter(tal: Tal) -> Tabel:
    par = tal.grundlag.par
    return Tabel(
        "efter_ophoer", f"Hvor mange der går fra {par.vist_a} til {par.vist_b}", tal.forloeb.efter,
        (Kolonne("del_", "Periode"), Kolonne("inden", "Inden dage", "antal"), Kolonne("antal", "Ophørte ophold", "antal"),
         Kolonne("andel", "Andel", "pct"), Kolonne("lav95", "Fra", "pct"), Kolonne("hoej95", "Til", "pct")),
        forklaring="Andelen af ophørte ophold, som det andet følger efter, før noget andet gør. Den, der er afvist ved døren og aldrig har haft "
        f"{par.vist_a}, kan ikke ses her; derfor må tallet ikke lægges sammen med virkningen af beslutningen.",
    )  # fmt: skip


def _mix(tal: Tal) -> Tabel:
    return Tabel(
        "forskydning", "Forsorgsdøgn og efterforsorgsdøgn", tal.forloeb.mix,
        (Kolonne("del_", "Periode"), Kolonne("forsorg", "Forsorgsdøgn", "antal"), Kolonne("efterforsorg", "Efterforsorgsdøgn", "antal"),
         Kolonne("andel_doegn", "Efterforsorgs andel af døgn", "pct"), Kolonne("borgere", "Borgere", "antal"),
         Kolonne("andel_borgere", "Borgere med efterforsorg", "pct"), Kolonne("lav95", "Fra", "pct"), Kolonne("hoej95", "Til", "pct")),
        forklaring=f"Før og efter {dansk.maaned(tal.forloeb.skiftedato)}. En forskydning i andel siger ikke, at der er blevet flere eller færre døgn i alt.",
    )  # fmt: skip


def samvariation(frame: pd.DataFrame) -> Tabel:
    """The tests of the association layer, one row each."""
    return Tabel(
        "samvariation", "Prøver af samvariation", frame,
        (Kolonne("proeve", "Prøve"), Kolonne("serie", "På"), Kolonne("stoerrelse", "Størrelse", "decimal"), Kolonne("lag", "Måneder efter", "antal"),
         Kolonne("p", "p", "decimal"), Kolonne("p_holm", "p efter Holm", "decimal"), Kolonne("n", "Måneder", "antal")),
        forklaring="En lille p siger, at rækkerne bevæger sig sammen; aldrig, at den ene er årsag til den anden.", borgerfri=True,
    )  # fmt: skip


def _robust(tal: Tal) -> Tabel:
    """The tries with what each measures in words; the file keeps the code beside them."""
    ord_ = {"theta_s": "ophold pr. ophold", "theta_d": "døgn pr. døgn", "start i b": f"påbegyndte ophold på {tal.grundlag.par.vist_b}"}
    frame = tal.robust.assign(maal_i_ord=[ord_.get(m, m) for m in tal.robust["maal"]]) if len(tal.robust) else tal.robust
    return Tabel(
        "robusthed", "Holder resultatet?", frame,
        (Kolonne("proeve", "Prøve"), Kolonne("maal_i_ord" if len(frame) else "maal", "Mål"), Kolonne("vaerdi", "Værdi", "decimal"), Kolonne("lav95", "Fra", "decimal"),
         Kolonne("hoej95", "Til", "decimal"), Kolonne("p", "p", "decimal"), Kolonne("n", "Antal", "antal"), Kolonne("bemaerkning", "Bemærkning")),
        vis=40, borgerfri=True, kun_i_filen=(Kolonne("maal", "Målets kode"),) * bool(len(frame)),
    )  # fmt: skip


def _aggregat(tal: Tal, kode: str, befolkning: int) -> Tabel:
    return Tabel(
        "aggregat", "Til fælles undersøgelse med andre kommuner", aggregat(tal.grundlag, tal.serier, kode, befolkning),
        (Kolonne("kommune", "Kommune"), Kolonne("periode", "Måned", "periode"), Kolonne("paragraf", "Paragraf"),
         Kolonne("starter", "Påbegyndte", "antal"), Kolonne("kohortedoegn", "Kohortedøgn", "antal"), Kolonne("befolkning", "Indbyggere", "antal")),
        vis=0,
    )  # fmt: skip


def _kommuner(tal: Tal) -> Tabel:
    """Whom the pooled estimate rests on, and who was held out and why."""
    par = tal.grundlag.par
    frame = tal.faelles.kommuner.copy()
    frame.insert(1, "navn", [kommune.NAVNE.get(k, "") for k in frame["kommune"]])
    return Tabel(
        "pulje", "Kommunerne i den fælles undersøgelse", frame,
        (Kolonne("kommune", "Kommune"), Kolonne("navn", "Navn"), Kolonne("fra", "Fra", "periode"), Kolonne("til", "Til", "periode"),
         Kolonne("starter_a", f"Påbegyndte {par.vist_a}", "antal"), Kolonne("starter_b", f"Påbegyndte {par.vist_b}", "antal"),
         Kolonne("beslutning", "Beslutning fra", "periode"), Kolonne("rolle", "Rolle"), Kolonne("bemaerkning", "Bemærkning")),
        vis=100, forklaring="En kommune uden oplyst beslutning er sammenligning; har den alligevel truffet en, trækker det resultatet mod nul.",
    )  # fmt: skip
