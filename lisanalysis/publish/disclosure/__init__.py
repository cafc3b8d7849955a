"""Disclosure control: what a table of citizens may show to someone who may not see the citizens.

Citizens are counted, never rows. A cell of fewer than five, or one that two citizens make out more than 85 % of, is hidden
together with as many others as it takes that no hidden cell can be worked out; linear programming then checks just that.
"""

from lisanalysis.publish.disclosure.audience import til_publikum
from lisanalysis.publish.disclosure.cells import Regel, opgoer
from lisanalysis.publish.disclosure.quantiles import fraktiler
from lisanalysis.publish.disclosure.safe import sikker_ramme, skjulte
from lisanalysis.publish.disclosure.register import Register

__all__ = ["Regel", "Register", "fraktiler", "opgoer", "sikker_ramme", "skjulte", "til_publikum"]
