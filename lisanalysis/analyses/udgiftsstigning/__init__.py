"""Why did the account rise? Spending this year against last year over the same months, exactly, down to the posting.

From postings alone the change is shared out by account, recipient, citizen and kind. With settlements the days behind the kroner are known, and the
change is told twice, to the øre: who (new, gone, staying) and why (users, days, mix, price), with one set of effects for every cut.
"""

from lisanalysis.analyses.udgiftsstigning.erklaering import ANALYSE, Parametre
from lisanalysis.analyses.udgiftsstigning.svar import analyse

__all__ = ["ANALYSE", "Parametre", "analyse"]
