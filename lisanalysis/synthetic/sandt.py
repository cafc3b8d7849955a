"""All that is true of a municipality, before any system has seen it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from . import befolkning, forloeb, forsorg, virkninger
from . import kommune as kommunen
from .katalog import RAMME
from .scenarie import Scenarie
from .stykke import Stykke, stykker


@dataclass(frozen=True, slots=True, repr=False)
class Sandt:
    """Place, people, courses and their parts, and what was planted in them."""

    kommune: kommunen.Kommune
    folk: befolkning.Befolkning
    plan: forloeb.Forloebsplan
    stykker: list[Stykke]
    stigning: forsorg.Stigning | None
    virkninger: list[virkninger.Linje]


def sandt(kode: str, navn: str, indbyggere: int, seed: int, aar: int, slut: date, scenarie: Scenarie, *, ramme: bool) -> Sandt:
    """Draw it all, in that order; each step has a stream of its own. `ramme`: some grants are paid by frame."""
    stedet = kommunen.byg(kode, navn, indbyggere, seed, aar, slut, scenarie)
    folk = befolkning.Befolkning(kode, seed, slut)
    plan = forloeb.Forloebsplan(stedet, folk, seed, scenarie)
    forloeb.boern(plan)
    forloeb.voksne(plan)
    stigning = forsorg.forsorg(plan)
    plantet = virkninger.plant(plan)
    if ramme:
        forloeb.voksne(plan, (RAMME,))
    forloeb.doedsfald(plan)
    folk.saet_maerker()
    return Sandt(stedet, folk, plan, stykker(plan, seed), stigning, plantet)
