"""Is each row sound? Rules that compare no money, one module each in `rules/`, and what becomes of their findings over time."""

from lisanalysis.quality.kontrol import IkkeKoert, Kontrol, kontroller
from lisanalysis.quality.parametre import Parametre
from lisanalysis.quality.rules import regler

__all__ = ["IkkeKoert", "Kontrol", "Parametre", "kontroller", "regler"]
