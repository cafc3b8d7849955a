"""The monthly budget follow-up: where the year ends, at every level from the municipality to the citizen, from one shared forecast."""

from lisanalysis.analyses.budgetopfoelgning.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.budgetopfoelgning.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse"]
