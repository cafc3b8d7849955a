"""The passage from child to adult: who turns 18, what follows, and what it costs."""

from lisanalysis.analyses.overgang_barn_voksen.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.overgang_barn_voksen.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse"]
