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

_MINDST, _SIKKER, _FORSPRING, _SAMME_TABEL = 0.45, 0.6, 0.10, 0.06
_NAVN, _SYSTEM, _UAFGJORT = 0.05, 0.05, 0.02
SVAGT = 0.12  # a pair that contents alone speak for
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
    for fil in sorted(f for f in mappe.iterdir() if not f.name.startswith((".", "~"))):
        if fil.is_symlink() or not fil.is_file():
            fejl.append(f"{shown(fil)}: det er en {'genvej' if fil.is_symlink() else 'mappe'}. Læg filerne selv direkte i mappen.")
            continue
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
    tyngde = _tyngde(holdt)
    holdt = [sorted((_op(g, gr, tyngde, r) for g in r), key=lambda g: -g.score) for gr, r in zip(grupper, holdt, strict=True)]
    return _fordel(grupper, holdt, tyngde)


def _tyngde(holdt: Sequence[Sequence[Genkendt]]) -> dict[str, float]:
    """How much of the folder speaks for each system: the fits of the kinds of file that no other system fits better."""
    ud: dict[str, float] = {g.layout.system.system: 0.0 for muligheder in holdt for g in muligheder}
    for muligheder in holdt:
        if muligheder and muligheder[0].score >= _MINDST:
            for system in {g.layout.system.system for g in muligheder if g.score >= muligheder[0].score - _UAFGJORT}:
                ud[system] += muligheder[0].score
    return ud


def _alle(gruppe: Gruppe, mulige: Sequence[Layout]) -> list[Genkendt]:
    fundne = list(profiler(gruppe.taste.columns))
    holdt = [g for y in mulige if (g := hold_op(gruppe.taste, y, fundne))]
    if not any(g.score >= _MINDST for g in holdt):  # the names say nothing: what could it be by its contents?
        holdt = [g for y in mulige if (g := hold_op(gruppe.taste, y, fundne, SVAGT)) and g.kan_laeses]
    return sorted((g for g in holdt if g.score >= _MINDST / 3), key=lambda g: -g.score)


def _op(genkendt: Genkendt, gruppe: Gruppe, tyngde: dict[str, float], andre: Sequence[Genkendt]) -> Genkendt:
    """The fit with a little more where the file's name, or its neighbours, speak for the system rather than for its twins."""
    navn = ens(Path(gruppe.navne[0]).stem)
    layout = genkendt.layout
    ord_ = {ens(layout.system.system), ens(layout.stems[0]), *map(ens, layout.tabeller)}
    tvillinger = {a.layout.system.system for a in andre if set(a.layout.tabeller) & set(layout.tabeller)}
    foerst = len(tvillinger) > 1 and tyngde[layout.system.system] > max(tyngde[s] for s in tvillinger - {layout.system.system}) + _FORSPRING
    mere = _NAVN * sum(o in navn for o in ord_) / len(ord_) + _SYSTEM * foerst
    return replace(genkendt, score=genkendt.score + mere)


def _fordel(grupper: Sequence[Gruppe], holdt: list[list[Genkendt]], tyngde: dict[str, float]) -> list[Fund]:
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
        andre = tuple(g for g in holdt[nr] if g is not bedst and g.layout.navn not in optaget and (bedst is None or g.score >= _MINDST))
        fundet.append(Fund(gruppe, bedst, bedst is not None and _sikker(bedst, andre, tyngde), andre[:3]))
    return fundet


def _sikker(bedst: Genkendt, andre: Sequence[Genkendt], tyngde: dict[str, float]) -> bool:
    """Whether the layout is told from all others; another system's twin of it is told by the folder as a whole too."""
    if not bedst.kan_laeses or bedst.score < _SIKKER:
        return False
    return all(_slaaet(bedst, a, tyngde) for a in andre if a.kan_laeses)


def _slaaet(bedst: Genkendt, anden: Genkendt, tyngde: dict[str, float]) -> bool:
    if not set(anden.layout.tabeller) & set(bedst.layout.tabeller):
        return bedst.score >= anden.score + _FORSPRING
    mere = tyngde[bedst.layout.system.system] >= tyngde[anden.layout.system.system] + _FORSPRING
    return bedst.score >= anden.score + (0 if mere else _SAMME_TABEL)


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
