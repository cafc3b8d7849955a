"""Why did the account rise? Spending this year against last year over the same months, from postings alone.

The change is shared out exactly, to the øre, by account, by recipient, by citizen and by kind, and led back to the posting. Days and prices
are not in the postings, so what a citizen who stays costs more or less is one figure here, with no effect named.
"""

from lisanalysis.analyses.udgiftsstigning.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.udgiftsstigning.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse"]
