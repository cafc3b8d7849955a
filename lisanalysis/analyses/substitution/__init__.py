"""When one measure is used less, is another used more? Any pair of paragraphs, services or accounts; §107 and §110 by default.

The answer rests on starts and cohort-days contrasted at a documented decision, with Fieller's set. Where the data cannot say,
the answer is a named refusal and the smallest effect they could have shown; what moves together month by month is shown as just that.
"""

from lisanalysis.analyses.substitution.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.substitution.pulje import pulje
from lisanalysis.analyses.substitution.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse", "pulje"]
