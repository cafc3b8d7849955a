"""The field's words: a page with all of them, and for each report those that it uses, so that a report on paper explains itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape, unescape

from lisanalysis.publish import frame, skabelon
from lisanalysis.yamlfile import read_yaml

SIDE = "ordliste.html"
_MARKUP = re.compile(r"<style>.*?</style>|<[^>]+>", re.S)


@dataclass(frozen=True)
class Ord:
    """A word, its other forms, and what it means here."""

    ord: str
    former: tuple[str, ...]
    betyder: str

    @property
    def anker(self) -> str:
        """Where it stands on the page."""
        return "ord-" + re.sub(r"[^a-z0-9]+", "-", self.ord.lower().translate(str.maketrans("æøå", "eoa"))).strip("-")


@cache
def ordene() -> tuple[Ord, ...]:
    """All words, in Danish order."""
    alle = [Ord(str(o["ord"]), tuple(map(str, o["former"])), o["betyder"]) for o in read_yaml(skabelon.MAPPE / "ordliste.yaml")["ordene"]]
    return tuple(sorted(alle, key=lambda o: o.ord.lower().translate(str.maketrans("æøå", "{|}"))))


def brugte(side: str) -> tuple[Ord, ...]:
    """Those of the words that the page uses, in any of their forms."""
    tekst = unescape(_MARKUP.sub(" ", side)).replace("\u00a0", " ").lower()
    return tuple(o for o in ordene() if _moenster(o).search(tekst))


def liste(ord_: Iterable[Ord]) -> str:
    """The words as a list of terms."""
    punkter = "".join(f'<div id="{o.anker}"><dt>{escape(o.ord)}</dt><dd>{escape(o.betyder)}</dd></div>' for o in ord_)
    return f'<dl class="ordliste">{punkter}</dl>' if punkter else ""


def side(*, kommune: str, per: date | str, maerke: str = "") -> str:
    """The page with all words."""
    krop = f'<p class="indeks-sum"><a href="index.html">Alle rapporter</a></p>{liste(ordene())}'
    return frame.side("Ordliste", krop, kommune=kommune, per=per, maerke=maerke)


@cache
def _moenster(o: Ord) -> re.Pattern[str]:
    former = sorted((o.ord, *o.former), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(f.lower()) for f in former) + r")(?!\w)")
