"""Runs every rule that the data can answer, and says of the others what they lack: a check that was not run never shows 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING

from lisanalysis.errors import LawError
from lisanalysis.quality.fund import afvigelser, raekke
from lisanalysis.quality.parametre import Parametre
from lisanalysis.quality.rules import moduler
from lisanalysis.quality.regeldata import FILTABELLER, FraKilde, KanIkkeKoeres, Regeldata, tabel
from lisanalysis.tables import Dataset, MissingTable
from lisanalysis.tables.rule import Rule

if TYPE_CHECKING:
    import ibis

Kilder = dict[str, dict[str, dict[str, int]]]  # table → source → column → filled rows


@dataclass(frozen=True)
class IkkeKoert:
    """A rule that these data cannot answer, wholly or on one `tabel` or from one `system` (empty: all), and why.

    A `forbehold` is a part of a rule that ran: it says what the findings cannot carry.
    """

    regel: str
    navn: str
    grund: str
    sloejfe: str = "regel"
    tabel: str = ""
    system: str = ""
    forbehold: bool = False


@dataclass(frozen=True)
class Kontrol:
    """What the rules found: `fund` has the columns of AFVIGELSE, `koert` are the numbers that ran, also those without a finding."""

    fund: ibis.Table = field(repr=False)
    koert: tuple[str, ...]
    ikke_koert: tuple[IkkeKoert, ...]


def kontroller(data: Dataset, parametre: Parametre | None = None, *, regler: Sequence[ModuleType] | None = None) -> Kontrol:
    """Every finding of the rules up to `data.per`, as one expression; nothing is computed but which columns are filled.

    `regler` runs these modules alone.
    """
    parametre, regler = parametre or Parametre(), moduler() if regler is None else regler
    kilder = _fyldte(data, [m.RULE for m in regler])
    dele, koert, ikke_koert = [], [], []
    for modul in regler:
        fundet, mangler = _koer(modul, data, parametre, kilder)
        dele += fundet
        koert += [modul.RULE.id] if fundet else []
        ikke_koert += mangler
    return Kontrol(afvigelser(data, dele), tuple(koert), tuple(ikke_koert))


def _koer(modul: ModuleType, data: Dataset, parametre: Parametre, kilder: Kilder) -> tuple[list[ibis.Table], list[IkkeKoert]]:
    """The rule's rows from each judged table, and what it could not answer."""
    rule, fundet = modul.RULE, []
    nej = partial(IkkeKoert, rule.id, rule.navn)
    if borte := [t for t in rule.tabeller if not _har(data, t)]:
        return [], [nej(f"Der mangler {', '.join(borte)}.")]
    ikke = [nej(f"Der mangler {navn}.", tabel=navn) for navn in rule.raekker if not _har(data, navn)]
    for navn in filter(partial(_har, data), rule.raekker):
        if navn not in FILTABELLER and not kilder[navn]:
            ikke.append(nej(f"Der er ingen rækker i {navn} på skæringsdatoen.", tabel=navn))
            continue
        brugbare, tomme = _brugbare(rule, navn, kilder)
        ikke += [nej(grund, tabel=navn, system=system) for grund, system in tomme]
        try:
            regeldata = Regeldata(data, brugbare)
            if all(brugbare.values()):
                fundet.append(raekke(rule, tabel(data, navn), modul.brud(regeldata.tabel(navn), regeldata, parametre)))
        except (KanIkkeKoeres, LawError, MissingTable) as fejl:
            ikke.append(nej(str(fejl), tabel=navn))
    if fundet and hasattr(modul, "mangler"):
        for grund in modul.mangler(Regeldata(data, {}), parametre):
            ikke.append(nej(grund.grund, tabel=grund.tabel, system=grund.kilde) if isinstance(grund, FraKilde) else nej(grund, forbehold=True))
    return fundet, ikke


def _brugbare(rule: Rule, judged: str, kilder: Kilder) -> tuple[dict[str, tuple[str, ...]], list[tuple[str, str]]]:
    """Per table with needed columns, the sources that fill them; and a sentence for each source that does not.

    A sentence about the judged table names its source; an empty column elsewhere stops the rule for all of them where no source fills it.
    """
    brugbare, grunde = {}, []
    for navn, kolonner in _kraevede(rule, judged).items():
        tomme = {kilde: [k for k in kolonner if not talt[k]] for kilde, talt in kilder[navn].items()}
        if not any(tomme.values()):
            continue
        brugbare[navn] = tuple(kilde for kilde, borte in tomme.items() if not borte)
        for kilde, borte in tomme.items():
            if borte and (navn == judged or not brugbare[navn]):
                grund = f"Kolonnen {', '.join(f'{navn}.{k}' for k in borte)} er tom fra {kilde}."
                grunde.append((grund, kilde if navn == judged else ""))
    return brugbare, grunde


def _kraevede(rule: Rule, judged: str) -> dict[str, list[str]]:
    kraevede: dict[str, list[str]] = {}
    for kolonne in rule.kolonner:
        navn, _, kol = kolonne.rpartition(".")
        kraevede.setdefault(navn or judged, []).append(kol)
    return kraevede


def _fyldte(data: Dataset, regler: Sequence[Rule]) -> Kilder:
    """The sources of each judged table, and how many of their rows fill each column that some rule needs: one query per table."""
    behov: dict[str, set[str]] = {judged: set() for r in regler for judged in r.raekker}
    for navn, kolonner in ((n, k) for r in regler for judged in r.raekker for n, k in _kraevede(r, judged).items()):
        behov.setdefault(navn, set()).update(kolonner)
    return {navn: dict(_taelt(data, navn, sorted(kolonner))) for navn, kolonner in behov.items() if data.har(navn)}


def _taelt(data: Dataset, navn: str, kolonner: list[str]) -> Iterator[tuple[str, dict[str, int]]]:
    t = data.tabel(navn)
    for talt in t.group_by("kilde").agg(raekker=t.count(), **{k: t[k].count() for k in kolonner}).order_by("kilde").to_pyarrow().to_pylist():
        yield talt.pop("kilde"), talt


def _har(data: Dataset, navn: str) -> bool:
    return navn in FILTABELLER or data.har(navn)
