"""Whether the municipality is dear, and at what: kroner per inhabitant against others, volume apart from price."""

from lisanalysis.analyses.kommunesammenligning.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.kommunesammenligning.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse"]
