"""The way between a figure and the rows behind it: a finding, a cell, a citizen's year or a source's own number, down to file and line and up again."""

from lisanalysis.spor.celler import Celle, Nedad, under_celler
from lisanalysis.spor.find import bag, spor
from lisanalysis.spor.svar import Spor
from lisanalysis.spor.trin import UDEN

__all__ = ["UDEN", "Celle", "Nedad", "Spor", "bag", "spor", "under_celler"]
