"""What a municipality's files say differently from a built-in layout: the content of `sources/<system>.yaml`, and nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lisanalysis.sources.mapping import BUILT_IN, FileMapping, Format
from lisanalysis.start import former
from lisanalysis.start.filer import Gruppe, moenster
from lisanalysis.start.indhold import Profil, profiler
from lisanalysis.start.layouts import Layout
from lisanalysis.start.ord import kodeord
from lisanalysis.tables import Column
from lisanalysis.yamlfile import read_yaml

_DATOER = ("dato", "tidspunkt")
_DECIMALER = {"kr": 2, "antal": 4, "faktor": 4}


@dataclass(frozen=True)
class Kobling:
    """Files of one look coupled to a layout: each heading with the layout's heading, or None for a column that is not read."""

    gruppe: Gruppe
    layout: Layout
    koblet: Mapping[str, str | None]

    @property
    def fil_til(self) -> dict[str, str]:
        """The layout's headings with the file's own."""
        return {plads: heading for heading, plads in self.koblet.items() if plads}

    def profiler(self) -> dict[str, Profil]:
        """The columns of the newest file."""
        return {p.heading: p for p in profiler(self.gruppe.taste.columns)}


@dataclass
class Afvigelser:
    """The differences by file of the layout, and what a person should know of them, without a value."""

    filer: dict[str, dict[str, Any]] = field(default_factory=dict)
    bemaerkninger: list[str] = field(default_factory=list)


def afvigelser(kobling: Kobling) -> Afvigelser:
    """What differs for each of the layout's files; a file with no difference is left out."""
    ud, layout = Afvigelser(), kobling.layout
    raa = read_yaml(BUILT_IN / f"{layout.system.system}.yaml")["files"]
    fundet = kobling.profiler()
    for nr, stem in enumerate(layout.stems):
        mapping, part = layout.system.files[stem], {}
        navne = [t.fil.name for t in kobling.gruppe.taster]
        if (moenstret := moenster(navne, mapping.pattern)) != mapping.pattern:
            part["pattern"] = moenstret
        if fmt := _format(kobling, mapping, fundet, ud):
            part["format"] = fmt
        if layout.slags == "tekst":
            part |= _kolonner(kobling, mapping, raa[stem]["columns"], fundet, ud, foerste=nr == 0)
        if part:
            ud.filer[stem] = part
    return ud


def _format(kobling: Kobling, mapping: FileMapping, fundet: dict[str, Profil], ud: Afvigelser) -> dict[str, Any]:
    taste, fmt = kobling.gruppe.taste, mapping.format
    ny: dict[str, Any] = {}
    if taste.slags == "tekst":
        if not _samme_tegn(taste.encoding, fmt.encoding, taste.columns, taste.heading):
            ny["encoding"] = taste.encoding
        if taste.delimiter != fmt.delimiter:
            ny["delimiter"] = taste.delimiter
    if taste.slags not in ("tekst", "ark"):
        return ny
    par = [(fundet[h], mapping.tabel[t.to]) for h, p in kobling.koblet.items() if p for t in mapping.columns.get(p, [])[:1]]
    ny |= former.talform(((p.celler, _DECIMALER[k.type]) for p, k in par if k.type in _DECIMALER), fmt)
    if datoer := _nye_datoformer([p for p, k in par if k.type in _DATOER], fmt, ud):
        ny["dates"] = datoer
    return ny


def _samme_tegn(fundet: str, layoutets: str, columns: Mapping[str, list[str]], heading: tuple[str, ...]) -> bool:
    """Whether the two encodings read the file alike; cp1252 and iso-8859-1 do where no letter is in the one alone."""
    ens = {"utf-8-sig": "utf-8", "latin-1": "iso-8859-1"}
    a, b = fundet, ens.get(layoutets.lower(), layoutets.lower())
    if a in ("ascii", b):
        return True
    if {a, b} != {"cp1252", "iso-8859-1"}:
        return False
    return all(ord(tegn) < 256 for tekst in (*heading, *(c for kolonne in columns.values() for c in kolonne)) for tegn in tekst)


def _nye_datoformer(kolonner: list[Profil], fmt: Format, ud: Afvigelser) -> list[str]:
    """The forms to state, or none where the layout's own read every date."""
    if any(former.to_cifret_aar(p.celler) for p in kolonner):
        ud.bemaerkninger.append("datoer har årstal med to cifre, som ikke læses: århundredet ville være et gæt. Bed om fire cifre.")
    laest = former.datoformer([list(p.vaerdier) for p in kolonner])
    ulaest = [p for p in kolonner if p.andel(lambda v: not former.laeses(v, tuple(fmt.dates)))]
    return list(laest) if ulaest and laest and laest != tuple(fmt.dates) else []


def _kolonner(
    kobling: Kobling, mapping: FileMapping, raa: dict[str, Any], fundet: dict[str, Profil], ud: Afvigelser, *, foerste: bool
) -> dict[str, Any]:
    """Renamed columns, columns that are lacking, and columns that are not read."""
    fil_til, nye, mangler = kobling.fil_til, {}, []
    for heading, targets in raa.items():
        ny = fil_til.get(heading)
        if ny is None:
            mangler += [heading] * (heading not in mapping.optional)
            if heading in kobling.koblet:  # the file has a column of that name, and it means something else or nothing
                nye.setdefault(heading, None)
            continue
        tilpasset = _tilpasset(targets, fundet[ny], mapping, fil_til, ud)
        if ny != heading or tilpasset != targets:
            nye[ny] = tilpasset
    ulaest = [h for h, plads in kobling.koblet.items() if plads is None and h not in mapping.ignored]
    ulaest += [ny for plads in mapping.ignored if (ny := fil_til.get(plads)) and ny != plads]
    ud.bemaerkninger += [f"'{h}' mangler i filen; {raa[h] if isinstance(raa[h], str) else 'kolonnen'} bliver tom" for h in mangler if foerste]
    samler = mapping.unknown_columns == "collect"
    dele = {"columns": nye, "optional": [h for h in mangler if nye.get(h, "") is not None], "ignored": ulaest if foerste and not samler else []}
    return {navn: del_ for navn, del_ in dele.items() if del_}


def _tilpasset(targets: Any, profil: Profil, mapping: FileMapping, fil_til: Mapping[str, str], ud: Afvigelser) -> Any:
    """The targets with the file's own column for the side, its own way of writing dates, and other words for known codes."""
    if isinstance(targets, list):
        return [_tilpasset(t, profil, mapping, fil_til, ud) for t in targets]
    if isinstance(targets, str):
        column = mapping.tabel[targets]
        return _med_ord(targets, column, profil) if column.vaerdier else targets
    ny = dict(targets)
    if dk := targets.get("debit_credit"):
        ny["debit_credit"] = fil_til.get(dk, dk)
        if dk not in fil_til:
            del ny["debit_credit"]
    if (datoer := targets.get("dates")) and profil.andel(lambda v: former.dato_form(v) is not None):
        laest = former.datoformer([list(profil.vaerdier)])
        ny["dates"] = list(laest) if laest and any(not former.laeses(v, tuple(datoer)) for v in profil.vaerdier) else datoer
    if "codes" in targets:
        ny["codes"] = _koder(targets, mapping.tabel[targets["to"]], profil, ud)
    return ny


def _med_ord(kolonne: str, column: Column, profil: Profil) -> Any:
    """A column of fixed values whose file writes other words that we know."""
    andre = _andre_ord({v: v for v in column.vaerdier}, column, profil)
    return {"to": kolonne, "codes": {v: v for v in column.vaerdier} | andre} if andre else kolonne


def _koder(targets: Mapping[str, Any], column: Column, profil: Profil, ud: Afvigelser) -> dict[str, str]:
    """The layout's codes and the words of ours that stand in the file; what neither knows is counted and never shown."""
    koder = {str(k): v for k, v in targets["codes"].items()}
    koder |= _andre_ord(koder, column, profil)
    kendte = {k.casefold() for k in koder}
    if targets.get("otherwise", "reject") == "reject" and (ukendte := [v for v in profil.vaerdier if v.casefold() not in kendte]):
        raekker = sum(profil.vaerdier[v] for v in ukendte)
        ud.bemaerkninger.append(
            f"'{profil.heading}': {len(ukendte)} af {len(profil.vaerdier)} koder kendes ikke ({raekker} af de læste rækker). Slå dem op i "
            f"kildesystemet, og skriv dem under codes for {column.navn}; til da sættes rækkerne til side"
        )
    return koder


def _andre_ord(kendte: Mapping[str, str], column: Column, profil: Profil) -> dict[str, str]:
    laest, vore = {k.casefold() for k in kendte}, kodeord(column)
    return {v.casefold(): vore[v.casefold()] for v in profil.vaerdier if v.casefold() not in laest and v.casefold() in vore}
