"""Any measure by what one chooses: up to three dimensions, any filter, a table that is safe to show, and a picture of it."""

from lisanalysis.analyses.udforsk.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.udforsk.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse"]
