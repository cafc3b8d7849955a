"""The larger and the smaller of two: LEAST and GREATEST are not for every engine, and differ where one side is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    import ibis

    V = TypeVar("V", bound=ibis.Value)


def stoerst(a: V, b: V) -> V:
    """The larger of two known values."""
    import ibis

    return ibis.cases((a >= b, a), else_=b)


def mindst(a: V, b: V) -> V:
    """The smaller of two known values."""
    import ibis

    return ibis.cases((a <= b, a), else_=b)
