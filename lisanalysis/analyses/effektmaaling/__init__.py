"""Does the effort do what was decided? The goal, the outcome before and after against a comparison, with an interval, or why it cannot be said."""

from lisanalysis.analyses.effektmaaling.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.effektmaaling.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse"]
