"""A list of codes checked as one types: a tag that is no code, or that the model refuses, does not stay, and the person is told why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from lisanalysis.publish import words


def sort_out(navn: str, old: Sequence[str], new: Sequence[str], codes: Sequence[str], fault: Callable[[list[str]], str]) -> tuple[list[str], str]:
    """The tags that stay, and what is said of those that do not; nothing where all stay.

    What stood there before is left alone. `codes` are the known ones, none where anything goes; `fault` is what the model says of a list.
    """
    added = [tag for tag in new if tag not in old]
    strange = [tag for tag in added if codes and not _known(tag, codes)]
    if strange:
        near = get_close_matches(strange[0], codes, n=1)
        said = f"{_quoted(strange)} er ikke en kode i jeres data eller kodelister og er ikke taget med.{f' Mente du {near[0]}?' if near else ''}"
    elif added and (why := fault(list(new))) and not fault(list(old)):
        strange, said = added, f"{_quoted(added)} er ikke taget med: {why}"
    else:
        return list(new), ""
    return [tag for tag in new if tag not in strange], f"{words.stavet(navn)}: {said}"


def _known(tag: str, codes: Sequence[str]) -> bool:
    """The code, or the beginning of one."""
    plain = tag.replace(".", "")
    return bool(plain) and any(code.replace(".", "").startswith(plain) for code in codes)


def _quoted(tags: Sequence[str]) -> str:
    return ", ".join(f"»{tag}«" for tag in tags)
