"""What the case system and the settlement system hold of the truth, and the numbers they give their rows."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from .afregning import afregninger
from .forloeb import Forloebsplan, Sag
from .kommune import Kommune, maanedsslut
from .poster import Afregning, Bevilling, Sagspost, Ydelse
from .stykke import Stykke

MASKINNR = {"bv": "BV001", "as2007": "AS001"}


@dataclass(slots=True, repr=False, eq=False)
class Registre:
    """All rows of the case system and the settlement system."""

    sager: list[Sagspost]
    bevillinger: list[Bevilling]
    ydelser: list[Ydelse]
    afregninger: list[Afregning] = field(default_factory=list)


def registrer(plan: Forloebsplan, stykker: list[Stykke], seed: int) -> Registre:
    """The rows as they should be: one grant and one ydelse per part; §110 has no grant, the frame no ydelse."""
    kommune = plan.kommune
    bevilgede = [_bevilling(s, kommune) if s.forloeb.type.bevilling else None for s in stykker]
    betalte = [(s, b) for s, b in zip(stykker, bevilgede, strict=True) if s.forloeb.type.pris]
    ydelser = [ny_ydelse(s, b, kommune) for s, b in betalte]
    registre = Registre(_sager(kommune, [s for s, _ in betalte]), [b for b in bevilgede if b], ydelser)
    registre.afregninger = afregninger(plan, ydelser, seed)
    return registre


def _bevilling(s: Stykke, kommune: Kommune) -> Bevilling:
    forloeb, sag, lev = s.forloeb, s.forloeb.sag, s.forloeb.leverandoer
    slut = kommune.slut
    afsluttet = s.til is not None and s.til <= slut
    firma = lev.navn if lev else (f"Plejefamilien {forloeb.plejeforaelder.efternavn}" if forloeb.plejeforaelder else "")
    return Bevilling(
        s, sag.person.cpr, sag.nr, sag.omraade, forloeb.type.indsats, s.paragraf, forloeb.maalgruppe,
        "Afsluttet" if afsluttet else "Iværksat", s.bevillingsdato, s.fra, s.til, forloeb.antal, forloeb.type.enhed,
        forloeb.type.frekvens, s.takst, firma, lev.cvr if lev else "", lev.pnr if lev else "",
        sag.sagsbehandler.organisation.noegle, sag.sagsbehandler.noegle, sag.person.betalingskommune, kommune.kode,
        _opfoelgning(s, slut), s.oprettet, max(s.til if afsluttet else date(slut.year, 1, 1), s.oprettet),
    )  # fmt: skip


def _opfoelgning(s: Stykke, slut: date) -> date:
    """Every half year from the start: the next one, or for an ended grant the last."""
    trin = timedelta(days=183)
    if s.til is not None and s.til <= slut:
        return s.fra + (s.til - s.fra) // trin * trin
    return s.fra + ((slut - s.fra) // trin + 1) * trin


def ny_ydelse(s: Stykke, bevilling: Bevilling | None, kommune: Kommune) -> Ydelse:
    forloeb, sag, lev = s.forloeb, s.forloeb.sag, s.forloeb.leverandoer
    type = forloeb.type
    return Ydelse(
        s, sag.person.cpr, sag.nr, sag.omraade, sag.sagsbehandler.organisation.distrikt, type.indsats, type.indsats,
        s.paragraf, forloeb.maalgruppe, type.anbringelsesform, *((lev.cvr, lev.navn, lev.pnr) if lev else ("", "", "")),
        forloeb.plejeforaelder.cpr if forloeb.plejeforaelder else "", forloeb.antal if type.enhed == "Vederlag" else 0,
        forloeb.antal, type.enhed, type.frekvens, s.takst, s.bevillingsdato, s.fra, s.til, s.oprettet,
        type.konto(forloeb.gruppe), sag.person.betalingskommune, kommune.kode, sag.sagsbehandler.noegle, bevilling,
    )  # fmt: skip


def _sager(kommune: Kommune, stykker: list[Stykke]) -> list[Sagspost]:
    """A case is closed when all it holds has ended."""
    indhold: dict[str, tuple[Sag, list[Stykke]]] = {}
    for s in stykker:
        indhold.setdefault(s.forloeb.sag.nr, (s.forloeb.sag, []))[1].append(s)
    return [_sagspost(kommune, *indhold[nr]) for nr in sorted(indhold)]


def _sagspost(kommune: Kommune, sag: Sag, egne: list[Stykke]) -> Sagspost:
    slut = max(s.sidste for s in egne)
    return Sagspost(
        sag.person.cpr, sag.nr, sag.omraade, min(sag.aabnet, *(s.bevillingsdato for s in egne)),
        slut if slut <= kommune.slut else None, sag.sagsbehandler.noegle, sag.sagsbehandler.organisation.distrikt,
        sag.person.betalingskommune, kommune.kode, sag,
    )  # fmt: skip


def nummerer(r: Registre, system_af, nummereret, seed: int) -> None:
    """Give ids in an order that says nothing of what was planted: by start, and for settlements at random within a month.

    `system_af(afregning)` is the system that sends it, `nummereret(bevilling)` whether its system numbers grants at all.
    A regulering carries the reference of the payment it corrects.
    """
    rng = np.random.default_rng([seed, 7])
    r.ydelser.sort(key=lambda y: (y.start, y.sagsnr, y.indsats))
    r.bevillinger.sort(key=lambda b: (b.start, b.sagsnr, b.indsats))
    for nr, y in enumerate(r.ydelser, 1):
        y.nr = f"F{nr:07d}"
    for nr, b in enumerate(r.bevillinger, 40_001):
        b.id = f"N{nr:07d}" if nummereret(b) else ""
    lod = dict(zip(map(id, r.afregninger), rng.random(len(r.afregninger)), strict=True))
    r.afregninger.sort(key=lambda a: _orden(a, lod))
    for nr, a in enumerate(r.afregninger, 1):
        a.nr = f"A{nr:08d}"
        a.status = a.status or ("E" if a.bogfoert else "G")
    for a in r.afregninger:
        if a.bogfoert and not a.faktura:
            rettet = a.retter or a
            a.ref = f"{rettet.dispdato:%Y%m%d}{MASKINNR[system_af(rettet)]}{rettet.nr[1:]}"


def _orden(a: Afregning, lod: dict[int, float]) -> tuple[date, float]:
    """The month it was made, and within it the lot; after the payment that it must follow."""
    maaned = maanedsslut(a.dispdato if a.type == "R" else a.fra)
    tal = lod[id(a)]
    if a.efter:
        foer = lod[id(a.efter)]
        tal = foer + (1 - foer) * tal
    return maaned, tal
