"""The trend pictures: volume, helårspersoner, price, spending against budget, and data quality."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from lisanalysis.analyses import dansk
from lisanalysis.analyses.ledelsesinformation.budget import Budget
from lisanalysis.analyses.ledelsesinformation.grundlag import Grundlag, Maaned
from lisanalysis.analyses.ledelsesinformation.kvalitet import Kvalitet
from lisanalysis.analyses.pulje import MINDST
from lisanalysis.analyses.result import Figur
from lisanalysis.domain import periode
from lisanalysis.measures import paragraftal


def figurer(g: Grundlag | None, b: Budget | None, k: Kvalitet) -> tuple[Figur, ...]:
    """Those that there is something to draw for."""
    alle = (*(_volumen(g) if g else ()), _budget(b) if b else None, _kvalitet(k))
    return tuple(f for f in alle if f is not None)


def _volumen(g: Grundlag) -> tuple[Figur | None, ...]:
    """By area; an area with too few citizens in some month is left out of the picture altogether."""
    for_faa = {m.omraade for m in g.maaneder if m.brugere < MINDST}
    med = [m for m in g.maaneder if m.omraade not in for_faa]
    if not med:
        return ()
    return (_brugere(med), _helaarspersoner(med, g), _pris(med) if g.har_kr else None)


def _brugere(med: list[Maaned]) -> Figur:
    rows = [(m.periode, m.omraade, m.brugere, m.brugere) for m in med]
    return _linje("brugere_maaned", f"Brugere: {_retning(med)}", rows, "Brugere", "antal", "Brugere med mindst ét døgn i måneden, område for område.")


def _helaarspersoner(med: list[Maaned], g: Grundlag) -> Figur:
    rows = [
        (m.periode, m.omraade, paragraftal.helaarspersoner(m.doegn, periode.foerste(m.periode), periode.sidste(m.periode)), m.brugere) for m in med
    ]
    fra, til = g.alle_foer.helaarspersoner, g.alle_nu.helaarspersoner
    titel = f"Helårspersoner: {dansk.tal(til)} i de seneste 12 måneder mod {dansk.tal(fra)} året før"
    return _linje("helaarspersoner_maaned", titel, rows, "Helårspersoner", "decimal", "Månedens døgn delt med dens dage, område for område.")


def _pris(med: list[Maaned]) -> Figur | None:
    """By quarter, which evens out when a month is paid for; whole quarters only."""
    kvartaler: dict[tuple[str, str], list[Maaned]] = defaultdict(list)
    for m in med:
        kvartaler[f"{m.periode[:4]}-{(int(m.periode[5:]) - 1) // 3 * 3 + 1:02d}", m.omraade].append(m)
    rows = []
    for (kvartal, navn), dele in sorted(kvartaler.items()):
        pris = paragraftal.pris(sum((m.kr for m in dele), Decimal(0)), sum(m.doegn for m in dele))
        if len(dele) == 3 and pris:
            rows.append((kvartal, navn, pris, min(m.brugere for m in dele)))
    if not rows:
        return None
    return _linje("pris_kvartal", "Hvad en helårsperson koster, kvartal for kvartal", rows, "kr.", "kr", "Afregnede kroner pr. helårsperson, område for område.")


def _linje(navn: str, titel: str, rows: list[tuple], y_titel: str, form: str, alt: str) -> Figur:
    import pandas as pd

    frame = pd.DataFrame(rows, columns=["periode", "omraade", "vaerdi", "antal"])
    return Figur(navn, titel, "linje", frame, "periode", "vaerdi", alt=alt, farve="omraade", y_titel=y_titel, y_format=form, antal="antal",
                 kilde="Forløb og afregninger, vi selv betaler.")  # fmt: skip


def _retning(med: list[Maaned]) -> str:
    """The last month against the same month a year before, over the areas shown."""
    slut = max(m.periode for m in med)
    nu, foer = (sum(m.brugere for m in med if m.periode == p) for p in (slut, periode.forskyd(slut, -12)))
    ord_ = "flere" if nu > foer else "færre"
    return f"{dansk.tal(abs(nu - foer))} {ord_} end samme måned året før" if nu != foer else "lige så mange som samme måned året før"


def _budget(b: Budget) -> Figur | None:
    """Cumulated spending beside the even share of the budget."""
    import pandas as pd

    rows, loebende = [], Decimal(0)
    for nr, maaned in ((int(m[5:]), m) for m in sorted(b.pr_maaned)):
        loebende += b.pr_maaned[maaned]
        rows += [(maaned, "forbrug", loebende), (maaned, "budget til dato", b.i_alt.budget * nr / 12)]
    if not rows or not b.i_alt.budget:
        return None
    over = b.i_alt.over
    titel = f"Der er brugt {dansk.beloeb(abs(over))} {'mere' if over > 0 else 'mindre'} end budgettet til dato"
    return Figur("forbrug_budget", titel, "linje", pd.DataFrame(rows, columns=["periode", "serie", "beloeb"]), "periode", "beloeb", farve="serie",
                 alt="Årets forbrug lagt sammen måned for måned ved siden af en tolvtedel af budgettet pr. måned.", y_titel="kr.", y_format="kr",
                 kilde="Posteringer og budget, drift.", borgerfri=True)  # fmt: skip


def _kvalitet(k: Kvalitet) -> Figur | None:
    import pandas as pd

    rows = [(dag, Decimal(afvist) / antal) for dag, (antal, afvist) in k.pr_dato.items() if antal]
    if len(rows) < 2:  # one delivery is a figure on page one, and no course
        return None
    return Figur("afvist_andel", f"{dansk.pct(k.andel or Decimal(0), 2)} af de leverede rækker kunne ikke læses", "linje",
                 pd.DataFrame(rows, columns=["skaeringsdato", "andel"]), "skaeringsdato", "andel", alt="Andel afviste rækker efter leverancens skæringsdato.",
                 y_titel="Andel", y_format="pct", kilde="Leverancerne.", borgerfri=True)  # fmt: skip
