"""The caseworker's own list: my citizens, what they cost, and what I must do."""

from lisanalysis.analyses.result import Result
from lisanalysis.analyses.sagsbehandleroversigt import svar
from lisanalysis.analyses.sagsbehandleroversigt.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.sagsbehandleroversigt.refusion import med_refusion
from lisanalysis.analyses.sagsbehandleroversigt.svar import varianter
from lisanalysis.tables import Dataset

__all__ = ["ANALYSE", "Parametre", "analyse", "varianter"]


def analyse(data: Dataset, parametre: Parametre) -> Result:
    """One caseworker's citizens, or all of them, in the year up to `per`, with those near a refund limit."""
    return med_refusion(svar.analyse(data, parametre), data, parametre)
