"""The one door in: finds the deliveries, reads them by their mappings, and loads them into a new lager."""

from __future__ import annotations

from lisanalysis.sources.catalogue import describe
from lisanalysis.sources.load import load, open_lager, open_together

__all__ = ["describe", "load", "open_lager", "open_together"]
