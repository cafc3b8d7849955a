"""Could two counts differ by chance? The exact test and interval of a ratio of Poisson counts, by the binomial they give."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Forhold:
    """This count over the former, its 95 % interval (None as an end: without limit), and the two-sided p value."""

    forhold: float | None
    lav: float
    hoej: float | None
    p: float


def poisson_forhold(foer: int, efter: int, *, eksponering: float = 1.0) -> Forhold:
    """The ratio of two Poisson rates; `eksponering` is this period's time or population over the former's.

    Given their sum, the later count is binomial (Przyborowski and Wilenski 1940); the interval is Clopper and Pearson's.
    """
    from scipy.stats import binomtest

    if foer + efter == 0:
        return Forhold(None, 0.0, None, 1.0)
    andel = eksponering / (1 + eksponering)
    proeve = binomtest(efter, foer + efter, andel)
    lav, hoej = proeve.proportion_ci(0.95, method="exact")
    om = [None if a >= 1 else a / (1 - a) / eksponering for a in (efter / (foer + efter), lav, hoej)]
    return Forhold(om[0], om[1], om[2], float(proeve.pvalue))
