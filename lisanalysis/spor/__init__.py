"""The way between a figure and the rows behind it: a finding, a cell, a citizen's year or a source's own number, down to file and line and up again."""

from lisanalysis.spor.find import bag, spor
from lisanalysis.spor.svar import Spor

__all__ = ["Spor", "bag", "spor"]
