"""Who moves in and out, with which measures and kroner, and which families have more than one case."""

from lisanalysis.analyses.familie_flytning.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.familie_flytning.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse"]
