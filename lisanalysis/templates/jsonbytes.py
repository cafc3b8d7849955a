"""JSON that can be read in one way only: no key twice, no NaN, and the bytes are those that writing it again would give."""

from __future__ import annotations

import json
from typing import Any

from lisanalysis.errors import TemplateError


def write(content: Any) -> bytes:
    """The one way that we write an object, so that equal content is equal bytes."""
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False).encode() + b"\n"


def read(raw: bytes, name: str) -> Any:
    """The content of a member, or TemplateError where it could be read in more than one way; `name` is what the error calls it."""
    content = loose(raw, name)
    try:
        same = write(content) == raw
    except (ValueError, RecursionError):
        same = False
    if not same:
        raise TemplateError(f"{name} er ikke skrevet af 'lis template pack': indholdet og bytes svarer ikke til hinanden.")
    return content


def loose(raw: bytes, name: str) -> Any:
    """The content as any program may have written it; a key that stands twice and numbers that are none are refused still."""
    try:
        return json.loads(raw.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except _Twice:
        raise TemplateError(f"{name}: en nøgle står to gange.") from None
    except (ValueError, RecursionError):
        raise TemplateError(f"{name} kan ikke læses som JSON.") from None


class _Twice(Exception):
    pass


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Twice
    return found


def _no_constant(_: str) -> None:
    raise ValueError
