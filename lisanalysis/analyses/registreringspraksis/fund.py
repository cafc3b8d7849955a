"""What the 8-tals-kontrol finds, seen as registration: whose it is, of which kind, in which month, and per 100 grants, so that a large team is
not the worst for being large.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING

from lisanalysis import catalogue
from lisanalysis.analyses import dansk
from lisanalysis.analyses.registreringspraksis.delsvar import Delsvar
from lisanalysis.analyses.registreringspraksis.erklaering import Parametre
from lisanalysis.analyses.registreringspraksis.grundlag import Grundlag
from lisanalysis.analyses.result import Afsnit, Figur, Kolonne, Noegletal, Tabel
from lisanalysis.domain import periode
from lisanalysis.quality.fejlliste import UDEN

if TYPE_CHECKING:
    import pandas as pd

TITEL = "Fund i 8-tals-kontrollen"
_MAANEDER, _KVARTALER, _HOEJST = 24, 12, 6
_NUL = Decimal("0.00")


def delsvar(g: Grundlag, parametre: Parametre) -> Delsvar:
    """Open findings by unit, caseworker, month and rule, and per 100 grants quarter by quarter."""
    f = g.fund
    if f is None:
        return Delsvar((), ikke_koert=((TITEL, "8-tals-kontrollen er ikke kørt på skæringsdatoen; kør den først."),))
    if f.empty:
        return Delsvar((Afsnit(TITEL, ("8-tals-kontrollen har ingen fund, der skal rettes.",)),), noegletal=_noegletal(f, None))
    f = f.assign(enhed=_kendt(f["enhed"]), sagsbehandler=_kendt(f["sagsbehandler"]), team=_kendt(f["team"]))
    enheder, kvartaler = _pr_enhed(f, g), _pr_kvartal(f, g)
    alle = None if not len(kvartaler) else 100 * sum(kvartaler["antal"]) / max(1, sum(kvartaler["bevillinger"]))
    return Delsvar(
        (Afsnit(TITEL, _laesning(f, enheder), (*(("fund_pr_100",) if len(kvartaler) else ()), "fund_enhed", "fund_regel", "fund_sagsbehandler", "fund_maaned")),),
        noegletal=_noegletal(f, alle),
        tabeller=(_enhedstabel(enheder), _regeltabel(f), _sagsbehandlertabel(f), _maanedstabel(f), _kvartalstabel(kvartaler)),
        figurer=(_figur(kvartaler),) if len(kvartaler) else (),
        goer=_goer(f),
        forbehold=("Et fund står hos den sagsbehandler, der har sagen nu; det kan være lavet af en anden, i et andet system eller af systemet selv.",),
        saetning=f"der er {dansk.antal(len(f), 'fund', 'fund')} at rette i 8-tals-kontrollen, {_fejl(f)} af dem fejl.",
    )  # fmt: skip


def _kendt(hvem: pd.Series) -> list[str]:
    """Each one's name, an unknown one under a word of its own."""
    return [v if isinstance(v, str) else UDEN for v in hvem]


def _fejl(f: pd.DataFrame) -> int:
    """Those that are certain to be faults; the others are warnings."""
    return int((f["alvor"] == "fejl").sum())


def _noegletal(f: pd.DataFrame, alle: float | None) -> tuple[Noegletal, ...]:
    return (
        Noegletal("antal_fund", "Fund, der skal rettes", len(f), "fund", "antal"),
        Noegletal("fund_pr_100", "Fund pr. 100 løbende bevillinger i et kvartal", None if alle is None else Decimal(str(round(alle, 2))), "fund", "decimal",
                  status="ok" if alle is not None else "ikke_koert", forside=False),
    )  # fmt: skip


def _laesning(f: pd.DataFrame, enheder: pd.DataFrame) -> tuple[str, ...]:
    mest = _ord(f).most_common(1)[0]
    ud = [f"Det, der går igen mest, er »{mest[0]}«: {dansk.antal(mest[1], 'fund', 'fund')} af {dansk.tal(len(f))}."]
    kendte = enheder[[n == n and n is not None for n in enheder["pr_100"]]]
    if len(kendte) > 1:
        top = kendte.sort_values(["pr_100", "enhed"], ascending=[False, True]).iloc[0]
        ud.append(f"{top['enhed']} har flest i forhold til sine bevillinger: {dansk.tal(Decimal(str(top['pr_100'])), 1)} pr. 100 i det seneste år.")
    return tuple(ud)


def _goer(f: pd.DataFrame) -> tuple[str, ...]:
    regel, antal = _ord(f).most_common(1)[0]
    return (f"Tag »{regel}« op på et møde: den ene slags er {dansk.pct(Decimal(antal) / len(f))} af alle fund.",)


def _ord(f: pd.DataFrame) -> Counter[str]:
    """How many findings of each kind, by the rule's own words."""
    titler = {(r.sloejfe, r.aarsag or r.id): r.titel for r in catalogue.regler()}
    return Counter(titler.get((s, a or r)) or catalogue.titel(r) for s, a, r in zip(f["sloejfe"], f["aarsag"], f["regel"], strict=True))


def _pr_enhed(f: pd.DataFrame, g: Grundlag) -> pd.DataFrame:
    """Findings and kroner of each unit, and those of the latest year per 100 of the grants that ran in it."""
    import pandas as pd

    fra = periode.forskyd(g.maaneder[-1], -11)
    rows = []
    for enhed, d in f.groupby("enhed", sort=True):
        i_aar, loeb = sum((p or "") >= fra for p in d["periode"]), _loebende(g, enhed, fra, g.maaneder[-1])
        rows.append((enhed, len(d), _fejl(d), _kroner(d), loeb, 100 * i_aar / loeb if loeb else None))
    frame = pd.DataFrame(rows, columns=["enhed", "antal", "fejl", "beloeb", "bevillinger", "pr_100"], dtype=object)
    return frame.sort_values(["antal", "enhed"], ascending=[False, True]).reset_index(drop=True)


def _pr_kvartal(f: pd.DataFrame, g: Grundlag) -> pd.DataFrame:
    """Per unit and quarter: findings that belong to it, grants that ran in it, and the one per 100 of the other."""
    import pandas as pd

    hele: dict[str, list[str]] = {}
    for m in g.maaneder:
        hele.setdefault(f"{m[:4]}-K{(int(m[5:]) + 2) // 3}", []).append(m)
    kvartaler = [(k, ms) for k, ms in hele.items() if len(ms) == 3][-_KVARTALER:]
    talt = Counter(zip(f["enhed"], f["periode"], strict=True))
    rows = []
    for enhed in sorted(set(f["enhed"]) - {UDEN}):
        for kvartal, ms in kvartaler:
            if loeb := _loebende(g, enhed, ms[0], ms[-1]):
                antal = sum(talt[enhed, m] for m in ms)
                rows.append((kvartal, enhed, antal, loeb, 100 * antal / loeb))
    return pd.DataFrame(rows, columns=["kvartal", "enhed", "antal", "bevillinger", "pr_100"])


def _loebende(g: Grundlag, enhed: str, fra: str, til: str) -> int:
    """The unit's grants that ran on some day of the months."""
    r = g.raekker[g.raekker["enhed"] == enhed]
    foerste, sidste = periode.foerste(fra), periode.sidste(til)
    return sum(start <= sidste and (slut is None or slut != slut or slut >= foerste) for start, slut in zip(r["start"], r["slut"], strict=True))


def _kroner(d: pd.DataFrame) -> Decimal:
    return sum((b for b in d["beloeb"] if b is not None and b == b), _NUL)


def _enhedstabel(enheder: pd.DataFrame) -> Tabel:
    return Tabel("fund_enhed", "Fund pr. enhed", enheder, (
        Kolonne("enhed", "Enhed"), Kolonne("antal", "Fund", "antal"), Kolonne("fejl", "Heraf fejl", "antal"), Kolonne("beloeb", "Kroner", "kr"),
        Kolonne("bevillinger", "Bevillinger, seneste år", "antal"), Kolonne("pr_100", "Fund pr. 100, seneste år", "decimal"),
    ))  # fmt: skip


def _regeltabel(f: pd.DataFrame) -> Tabel:
    import pandas as pd

    rows = _ord(f).most_common()
    return Tabel("fund_regel", "Fund efter slags", pd.DataFrame(rows, columns=["slags", "antal"]), (Kolonne("slags", "Hvad"), Kolonne("antal", "Fund", "antal")))


def _sagsbehandlertabel(f: pd.DataFrame) -> Tabel:
    import pandas as pd

    rows = [(e, s, len(d), _fejl(d), _kroner(d)) for (e, s), d in f.groupby(["team", "sagsbehandler"], sort=True)]
    frame = pd.DataFrame(rows, columns=["team", "sagsbehandler", "antal", "fejl", "beloeb"], dtype=object)
    return Tabel("fund_sagsbehandler", "Fund pr. sagsbehandler", frame.sort_values(["antal", "team", "sagsbehandler"], ascending=[False, True, True]).reset_index(drop=True), (
        Kolonne("team", "Team"), Kolonne("sagsbehandler", "Sagsbehandler"), Kolonne("antal", "Fund", "antal"), Kolonne("fejl", "Heraf fejl", "antal"),
        Kolonne("beloeb", "Kroner", "kr"),
    ))  # fmt: skip


def _maanedstabel(f: pd.DataFrame) -> Tabel:
    """The latest months, counted by the month that the finding belongs to."""
    import pandas as pd

    talt = Counter(p for p in f["periode"] if p)
    rows = [(m, talt[m]) for m in sorted(talt)[-_MAANEDER:]]
    return Tabel("fund_maaned", "Fund efter den måned, de hører til", pd.DataFrame(rows, columns=["periode", "antal"]), (Kolonne("periode", "Måned", "periode"), Kolonne("antal", "Fund", "antal")), vis=12)


def _kvartalstabel(kvartaler: pd.DataFrame) -> Tabel:
    return Tabel("fund_kvartal", "Fund pr. 100 løbende bevillinger, kvartal for kvartal", kvartaler, (
        Kolonne("kvartal", "Kvartal"), Kolonne("enhed", "Enhed"), Kolonne("antal", "Fund", "antal"), Kolonne("bevillinger", "Bevillinger", "antal"),
        Kolonne("pr_100", "Pr. 100", "decimal"),
    ), vis=0)  # fmt: skip


def _figur(kvartaler: pd.DataFrame) -> Figur:
    """The units with most findings, at most six; a quarter stands at its first month."""
    stoerst = [e for e, _ in Counter(dict(kvartaler.groupby("enhed")["antal"].sum())).most_common(_HOEJST)]
    vist = kvartaler[kvartaler["enhed"].isin(stoerst)]
    vist = vist.assign(kvartal=[f"{k[:4]}-{3 * int(k[-1]) - 2:02}" for k in vist["kvartal"]])
    return Figur(
        "fund_pr_100", "Fund pr. 100 løbende bevillinger, kvartal for kvartal", "linje", vist.reset_index(drop=True), "kvartal", "pr_100", farve="enhed", y_format="decimal",
        y_titel="fund pr. 100", alt=f"Fund pr. 100 løbende bevillinger pr. kvartal for {dansk.opremsning(stoerst)}.", antal="bevillinger",
        kilde="8-tals-kontrollens åbne fund efter den måned, de hører til, og de bevillinger, der løb i kvartalet.",
    )  # fmt: skip
