"""Where does registration fail, and is it getting better? Late rows, breaks that are registration and not reality, and habits that differ."""

from lisanalysis.analyses.registreringspraksis.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.registreringspraksis.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse"]
