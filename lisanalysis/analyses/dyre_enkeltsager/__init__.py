"""Very expensive cases: what the state refunds by the law's monthly count, what was taken home, and what is missing."""

from lisanalysis.analyses.dyre_enkeltsager.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.dyre_enkeltsager.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse"]
