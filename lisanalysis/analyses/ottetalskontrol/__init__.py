"""8-tals-kontrollen: do Nexus, Børn og Voksne and Prisme say the same, and where not?"""

from lisanalysis.analyses.ottetalskontrol.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.ottetalskontrol.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse"]
