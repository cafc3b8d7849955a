"""What was delivered to Statistics Denmark and shown in FLIS, against the package's own figures, with the differences explained."""

from lisanalysis.analyses.dst_flis.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.dst_flis.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse"]
