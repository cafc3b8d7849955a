"""The files of a folder, tasted and gathered: files of the same look are one kind of delivery, and each kind gets one layout."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path

from lisanalysis.errors import DataError
from lisanalysis.sources.deliveries import date_in_name, shown
from lisanalysis.sources.taste import Taste, taste
from lisanalysis.start.genkend import Genkendt, hold_op
from lisanalysis.start.indhold import profiler
from lisanalysis.start.layouts import Layout, layouts
from lisanalysis.start.ord import ens

_MINDST, _SIKKER, _FORSPRING, _SAMME_TABEL = 0.45, 0.6, 0.10, 0.03
_NAVN, _SYSTEM = 0.05, 0.05
_DATO = re.compile(r"(?<!\d)(?:20\d\d[-_. ]?[01]\d(?:[-_. ]?[0-3]\d)?|[0-3]\d[-_. ][01]\d[-_. ]20\d\d|20\d\d)(?!\d)")


@dataclass(frozen=True)
class Gruppe:
    """Files of one look, the newest first; it is the newest that is looked into."""

    taster: tuple[Taste, ...] = field(repr=False)

    @property
    def taste(self) -> Taste:
        """The newest file."""
        return self.taster[0]

    @property
    def navne(self) -> tuple[str, ...]:
        """The files' names."""
        return tuple(shown(t.fil) for t in self.taster)


@dataclass(frozen=True)
class Fund:
    """What was made of a kind of file: the layout it fits best, how sure that is, and the next best."""

    gruppe: Gruppe
    genkendt: Genkendt | None
    sikker: bool
    andre: tuple[Genkendt, ...] = ()


def smag(mappe: Path) -> tuple[list[Gruppe], list[str]]:
    """The folder's files in groups, and a sentence for each that cannot be a table. Raises DataError for a folder without files."""
    if not mappe.is_dir():
        raise DataError(f"Mappen med udtræk findes ikke: {mappe}")
    taster, fejl = [], []
    for fil in sorted(f for f in mappe.iterdir() if f.is_file() and not f.is_symlink() and not f.name.startswith((".", "~"))):
        try:
            taster.append(taste(fil))
        except DataError as error:
            fejl.append(str(error))
        except OSError:
            fejl.append(f"{shown(fil)}: filen kan ikke læses. Giv brugeren adgang til den.")
    if not taster:
        raise DataError(f"Der er ingen filer, der kan læses, i {mappe}." + "".join(f"\n  {f}" for f in fejl))
    udseender: dict[tuple, list[Taste]] = {}
    for t in taster:
        # files without headings are of one look when their names are
        udseender.setdefault(t.heading or (t.slags, moenster([t.fil.name])), []).append(t)
    grupper = [Gruppe(tuple(sorted(ens_, key=_nyest, reverse=True))) for ens_ in udseender.values()]
    return grupper, fejl


def _nyest(t: Taste) -> tuple:
    return (date_in_name(t.fil.name) is not None, date_in_name(t.fil.name), t.fil.name)


def genkend(grupper: Sequence[Gruppe], systemer: Collection[str] = ()) -> list[Fund]:
    """Each group with its best layout; a layout goes to one group alone, the one it fits best.

    `systemer` are the only ones meant, where they are known. A system that one file surely is from is likelier for the others.
    """
    mulige = [y for y in layouts() if not systemer or y.system.system in systemer]
    holdt = [_alle(g, mulige) for g in grupper]
    kendte = {r[0].layout.system.system for r in holdt if r and _forspring(r) >= _FORSPRING} or set()
    holdt = [sorted((_op(g, gr, kendte) for g in r), key=lambda g: -g.score) for gr, r in zip(grupper, holdt, strict=True)]
    return _fordel(grupper, holdt)


def _alle(gruppe: Gruppe, mulige: Sequence[Layout]) -> list[Genkendt]:
    fundne = list(profiler(gruppe.taste.columns))
    holdt = [g for y in mulige if (g := hold_op(gruppe.taste, y, fundne))]
    return sorted((g for g in holdt if g.score >= _MINDST / 2), key=lambda g: -g.score)


def _op(genkendt: Genkendt, gruppe: Gruppe, kendte: Collection[str]) -> Genkendt:
    """The fit with a little more where the file's name, or its neighbours, speak for the system."""
    navn = ens(Path(gruppe.navne[0]).stem)
    layout = genkendt.layout
    ord_ = {ens(layout.system.system), ens(layout.stems[0]), *map(ens, layout.tabeller)}
    mere = _NAVN * sum(o in navn for o in ord_) / len(ord_) + _SYSTEM * (layout.system.system in kendte)
    return replace(genkendt, score=genkendt.score + mere)


def _forspring(holdt: Sequence[Genkendt]) -> float:
    return holdt[0].score - holdt[1].score if len(holdt) > 1 else holdt[0].score


def _fordel(grupper: Sequence[Gruppe], holdt: list[list[Genkendt]]) -> list[Fund]:
    """The best pairs first, until every group has its layout or none is left that fits."""
    valgt: dict[int, Genkendt] = {}
    taget: set[str] = set()
    for score, nr in sorted(((g.score, nr) for nr, r in enumerate(holdt) for g in r), reverse=True):
        ledige = [g for g in holdt[nr] if g.layout.samler or g.layout.navn not in taget]
        if nr in valgt or not ledige or ledige[0].score != score or score < _MINDST:
            continue
        valgt[nr] = ledige[0]
        taget.add(ledige[0].layout.navn)
    fundet = []
    for nr, gruppe in enumerate(grupper):
        bedst = valgt.get(nr)
        optaget = {g.layout.navn for n, g in valgt.items() if n != nr}
        andre = tuple(g for g in holdt[nr] if g is not bedst and g.layout.navn not in optaget and g.score >= _MINDST)
        fundet.append(Fund(gruppe, bedst, bedst is not None and _sikker(bedst, andre), andre[:3]))
    return fundet


def _sikker(bedst: Genkendt, andre: Sequence[Genkendt]) -> bool:
    """Whether the layout is told from all others; another system's twin of the same table counts by less."""
    naeste = [g.score + (_FORSPRING if g.layout.tabeller != bedst.layout.tabeller else _SAMME_TABEL) for g in andre if g.kan_laeses]
    return bedst.kan_laeses and bedst.score >= _SIKKER and all(n <= bedst.score for n in naeste)


def moenster(navne: Sequence[str], indbygget: str = "") -> str:
    """The pattern that the files' names share, their dates left open; the layout's own where all of them fit it."""
    if indbygget and all(fnmatch(n.lower(), indbygget.lower()) for n in navne):
        return indbygget
    former = {_uden_dato(n) for n in navne}
    return former.pop() if len(former) == 1 else _faelles(sorted(former))


def _uden_dato(navn: str) -> str:
    stamme = re.sub(r"(?:\.(?:csv|txt|tsv|dat|xlsx|xlsm|parquet|gz))+$", "", navn, flags=re.I)
    aaben = _DATO.sub("*", re.sub(r"[\[\]?*]", "?", stamme)).rstrip(" _-.")
    return re.sub(r"\*{2,}", "*", f"{aaben}*") if aaben.strip("*") else navn


def _faelles(former: list[str]) -> str:
    foerste, sidste = former[0], former[-1]
    laengde = next((i for i, (a, b) in enumerate(zip(foerste, sidste)) if a != b), min(len(foerste), len(sidste)))
    return f"{foerste[:laengde].rstrip('*')}*"
