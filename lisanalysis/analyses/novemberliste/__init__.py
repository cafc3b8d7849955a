"""The November list: citizens whose CPR municipality, handlekommune and betalingskommune do not agree, and what is at stake."""

from lisanalysis.analyses.novemberliste.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.novemberliste.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse"]
