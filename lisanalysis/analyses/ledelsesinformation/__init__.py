"""Whether the municipality is on course: targets against actuals, volume, price, spending and data quality."""

from lisanalysis.analyses.ledelsesinformation.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.ledelsesinformation.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse"]
