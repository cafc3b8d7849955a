"""The caseworker's own list: my citizens, what they cost, and what I must do."""

from lisanalysis.analyses.sagsbehandleroversigt.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.sagsbehandleroversigt.svar import analyse, varianter

__all__ = ["ANALYSE", "Parametre", "analyse", "varianter"]
