"""Opens the present version of the lager on the municipality's engine."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from lisanalysis.lager import Version
from lisanalysis.settings import Settings

if TYPE_CHECKING:
    import ibis

_MOTORER = {"postgresql": "postgresql", "spark": "spark"}


def aabn(settings: Settings, version: Version) -> ibis.BaseBackend:
    """The version's tables on the engine that `kommune.yaml` names; they are copied there first where they are not yet.

    Raises DataError where the engine cannot be reached or its driver is missing.
    """
    motor = settings.kommune.motor
    if motor == "duckdb":
        import ibis

        return ibis.duckdb.connect(settings.lager / version.lager, read_only=True)
    return import_module(f"lisanalysis.motor.{_MOTORER[motor]}").aabn(settings, version)
