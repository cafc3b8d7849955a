"""Can these deliveries be used? What came against what was agreed, against last time, and against the ledger's own balance.

Runs on any data: a section whose table is missing says "ikke kørt" and what it lacks. Nothing is corrected or dropped here.
"""

from lisanalysis.analyses.datavalidering.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.datavalidering.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse"]
