"""A small Dataset drawn as text, as the analyses' tests ask for it."""

from __future__ import annotations

import pytest
from tegnet import Byg
from tegnet import byg as _byg


@pytest.fixture
def byg() -> Byg:
    """Builds a Dataset from drawings: byg(per, postering="...", leverance="...", systemer={...}, kontoplan="fri")."""
    return _byg
