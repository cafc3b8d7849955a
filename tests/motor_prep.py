"""The same municipality on another engine, and what it takes for two answers to be the same."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from lisanalysis.settings import Settings


def skifteret(settings: Settings, motor: str, variabel: str) -> Settings:
    """The settings with another engine, whose address stands in the environment."""
    forbindelser = settings.kommune.forbindelser | {"motor": f"${{{variabel}}}"}
    return replace(settings, kommune=settings.kommune.model_copy(update={"motor": motor, "forbindelser": forbindelser}))


def raekker(t: pd.DataFrame) -> list[tuple[str, ...]]:
    """The rows as texts in one order: what is unknown is unknown, and an amount is written as it stands."""
    kolonner = sorted(t.columns)
    return sorted(tuple("–" if pd.isna(v) else str(v) for v in r) for r in t[kolonner].astype(object).itertuples(index=False, name=None))


def tabeller_af(result) -> dict[str, list[tuple[str, ...]]]:
    """The rows of every table of an answer."""
    return {t.navn: raekker(t.data) for t in result.tabeller}
