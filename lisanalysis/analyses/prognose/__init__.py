"""The one shared forecast: what the year ends at, from the same draws at every level. Questions ask it; it asks no question itself."""

from lisanalysis.analyses.prognose.efterproeve import Efterproeve, efterproeve
from lisanalysis.analyses.prognose.forudsigelse import METODER, Forudsigelse, bevilget, forudsig
from lisanalysis.analyses.prognose.grundlag import Grundlag, grundlag
from lisanalysis.analyses.prognose.simulering import Antagelser

__all__ = ["METODER", "Antagelser", "Efterproeve", "Forudsigelse", "Grundlag", "bevilget", "efterproeve", "forudsig", "grundlag"]
