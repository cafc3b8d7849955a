"""How near a heading is to what a column is called: the names in every built-in layout, a list of other words, and spelling."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path

from lisanalysis.sources.mapping import built_in_mappings
from lisanalysis.tables import Column
from lisanalysis.yamlfile import read_yaml

SAMME, SYNONYM, _NAER = 1.0, 0.95, 0.88
_KERNE, _KERNE_ALENE, _ANDEN_SLAGS = 0.86, 0.80, 0.5
# What is said of a thing without being it: `Distriktsnavn` is the name of a distrikt, `Artsnr.` the number of an art.
_SLAGS = {"nummer": "nummer", "nr": "nummer", "id": "nummer", "kode": "nummer", "noegle": "nummer", "navn": "navn", "tekst": "navn", "betegnelse": "navn"}
_BOEJNING = re.compile(r"(?:(?<=d)dets|ernes|erne|ets|ens|et|en|s)$")
_OVERSAET = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "oe", "ä": "ae"})
_DEL = re.compile(r"[A-ZÆØÅ]+(?![a-zæøå])|[A-ZÆØÅ]?[a-zæøå]+|\d+|§")
_AFKORTET = {"nr": "nummer", "num": "nummer", "id": "id", "bet": "betaling", "komm": "kommune", "kom": "kommune", "lev": "leverandoer",
             "afr": "afregning", "dsp": "disposition", "disp": "disposition", "anbr": "anbringelse", "foranst": "foranstaltning", "bel": "beloeb",
             "beh": "behandler", "sagsbeh": "sagsbehandler", "betal": "betaling", "cprnr": "cpr", "cprnummer": "cpr", "dt": "dato"}  # fmt: skip
_TOM = {"i", "paa", "af", "for", "den", "det", "der", "pr", "kr", "dkk", "felt"}


@cache
def _liste() -> Mapping[str, Mapping]:
    return read_yaml(Path(__file__).parent / "ordliste.yaml")


@cache
def kendte_navne() -> dict[str, frozenset[str]]:
    """Every name that a column of ours is known by, in every built-in layout and the word list."""
    navne: dict[str, set[str]] = {}
    for system in built_in_mappings():
        for fil in system.files.values():
            for heading, targets in fil.columns.items():
                if fil.format.type == "delimited":
                    navne.setdefault(targets[0].to, set()).add(ens(heading))
    for kolonne, ord_ in _liste()["kolonner"].items():
        navne.setdefault(kolonne, set()).update(map(ens, ord_))
    for kolonne, egne in navne.items():
        egne.add(ens(kolonne))
    return {k: frozenset(v) for k, v in navne.items()}


@lru_cache(maxsize=20_000)
def lighed(heading: str, layoutets: str, kolonne: str) -> float:
    """From 0 to 1, how likely the heading is another name for the layout's own heading, which fills `kolonne`."""
    skrevet = ens(heading)
    if _flad(heading) == _flad(layoutets):
        return SAMME
    kendte = kendte_navne().get(kolonne, frozenset())
    if skrevet in kendte:
        return SYNONYM
    andre = (ens(layoutets), *sorted(kendte))
    return max(_NAER * max(naerhed(skrevet, navn) for navn in andre), max(_samme_kerne(skrevet, navn) for navn in andre))


def _samme_kerne(a: str, b: str) -> float:
    """Whether two names are about the same thing, and say the same of it: its number, its name, or only the thing."""
    (kerne_a, slags_a), (kerne_b, slags_b) = kerne(a), kerne(b)
    if kerne_a != kerne_b or not kerne_a:
        return 0.0
    return _KERNE if slags_a == slags_b else _KERNE_ALENE if "" in (slags_a, slags_b) else _ANDEN_SLAGS


@lru_cache(maxsize=20_000)
def kerne(navn: str) -> tuple[str, str]:
    """The thing that a name is about, uninflected, and what it says of it: `tilbuddets navn` is (`tilbud`, `navn`)."""
    dele, slags = [], ""
    for ord_ in navn.split():
        hale = next((s for s in _SLAGS if ord_.endswith(s) and len(ord_) - len(s) not in (1, 2)), "")
        slags = _SLAGS.get(hale, slags)
        if rest := ord_.removesuffix(hale):
            dele.append(_BOEJNING.sub("", rest) if len(rest) > 3 else rest)
    return " ".join(sorted(dele)), slags


def _flad(heading: str) -> str:
    """The letters and digits alone."""
    return re.sub(r"[\W_]", "", heading.lower().translate(_OVERSAET)) or heading


@lru_cache(maxsize=20_000)
def ens(heading: str) -> str:
    """The heading as its words in one spelling: `Afr_fra` and `AFR. FRA` are both `afregning fra`."""
    dele = [d.lower().translate(_OVERSAET) for d in _DEL.findall(heading)]
    dele = [_AFKORTET.get(d, d) for d in dele]
    return " ".join([d for d in dele if d not in _TOM] or dele)


@lru_cache(maxsize=200_000)
def naerhed(a: str, b: str) -> float:
    """How alike two spellings are: the share of letter pairs they have in common, and of letters in the same order."""
    if not a or not b:
        return 0.0
    par_a, par_b = _par(a), _par(b)
    faelles = 2 * len(par_a & par_b) / (len(par_a) + len(par_b))
    if faelles < 0.25:
        return faelles
    flad_a, flad_b = "".join(sorted(a.split())), "".join(sorted(b.split()))
    return max(faelles, SequenceMatcher(None, flad_a, flad_b, autojunk=False).ratio())


@lru_cache(maxsize=20_000)
def _par(tekst: str) -> frozenset[str]:
    return frozenset(f"^{o}$"[i : i + 2] for o in tekst.split() for i in range(len(o) + 1))


@cache
def _koder() -> dict[str, dict[str, str]]:
    return {kolonne: {o.casefold(): kode for kode, ord_ in koder.items() for o in (kode, *ord_)} for kolonne, koder in _liste()["koder"].items()}


def kodeord(column: Column) -> dict[str, str]:
    """Other words for the codes of a column, each with the code it stands for: `pr. døgn` is `doegn`."""
    return {o: kode for o, kode in _koder().get(column.navn, {}).items() if not column.vaerdier or kode in column.vaerdier}
