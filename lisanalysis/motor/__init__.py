"""The engine that a municipality's tables are computed on: DuckDB unless `kommune.yaml` names another.

The load always writes the lager as a DuckDB file: pseudonyms and the reading of files belong there. Another engine gets the version as it
stands, once, and everything above this room is Ibis expressions, which all of them answer alike. Or the municipality's own views are seen
under our names (`visning`), and nothing is loaded.
"""

from __future__ import annotations

from lisanalysis.motor.baenk import antal, gem, slet
from lisanalysis.motor.flere import aabn_flere
from lisanalysis.motor.valg import aabn
from lisanalysis.motor.visning import forbind, vis, visninger

__all__ = ["aabn", "aabn_flere", "antal", "forbind", "gem", "slet", "vis", "visninger"]
