"""Planted faults: every cause of the reconciliation and every rule that a file can carry, and kinds that none covers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from .. import bogfoering
from ..forloeb import Forloebsplan
from ..registre import nummerer
from ..udtraek import Raekker
from . import mangler, perioder, regler_bog, regler_fil, sloejfe1, sloejfe2
from . import regler_register as rr
from .facit import Facit
from .mark import Mark

Fejloenske = None | int | float | dict[str, int | float]
REGISTRE, BOG, FIL = "registre", "bog", "fil"


@dataclass(frozen=True, slots=True)
class Slags:
    """One kind of fault: when it is planted, what a share of it is a share of, and how. `regler` are other names for it."""

    navn: str
    trin: str
    grundlag: str
    saa: Callable[..., object]
    regler: tuple[str, ...] = ()


# In the order of planting: what needs a citizen alone comes before what needs a month alone.
SLAGS = (
    Slags("efter_doed", REGISTRE, "afregninger", perioder.efter_doed, ("R45",)),
    Slags("R15", REGISTRE, "bevillinger", rr.r15),
    Slags("R46", REGISTRE, "sager", rr.r46),
    Slags("uden_bevilling", REGISTRE, "bevillinger", mangler.uden_bevilling, ("R01",)),
    Slags("R13", REGISTRE, "bevillinger", mangler.annulleret),
    Slags("uden_afregning_1", REGISTRE, "bevillinger", mangler.uden_afregning, ("R04",)),
    Slags("efter_slut", REGISTRE, "bevillinger", perioder.efter_slut, ("R02",)),
    Slags("foer_start", REGISTRE, "bevillinger", perioder.foer_start, ("R03",)),
    Slags("R24", REGISTRE, "bevillinger", mangler.hul),
    Slags("R14", REGISTRE, "bevillinger", rr.r14),
    Slags("R42", REGISTRE, "sager", rr.r42),
    Slags("R48", REGISTRE, "sager", rr.r48),
    Slags("overlappende_doegn", REGISTRE, "afregninger", perioder.overlappende_doegn, ("R18",)),
    Slags("dobbelt_afregning", REGISTRE, "afregninger", sloejfe1.dobbelt_afregning),
    Slags("R16", REGISTRE, "afregninger", partial(sloejfe1.dobbelt_afregning, delvis=False)),
    Slags("R17", REGISTRE, "afregninger", partial(sloejfe1.dobbelt_afregning, delvis=True)),
    Slags("enhed_afvigelse", REGISTRE, "afregninger", sloejfe1.enhed_afvigelse),
    Slags("takst_afvigelse", REGISTRE, "afregninger", sloejfe1.takst_afvigelse, ("R11",)),
    Slags("antal_afvigelse", REGISTRE, "afregninger", sloejfe1.antal_afvigelse, ("R10",)),
    Slags("paragraf_afvigelse", REGISTRE, "afregninger", sloejfe1.paragraf_afvigelse, ("R07",)),
    Slags("leverandoer_afvigelse", REGISTRE, "afregninger", sloejfe1.leverandoer_afvigelse, ("R09",)),
    Slags("betalingskommune_afvigelse", REGISTRE, "afregninger", sloejfe1.betalingskommune_afvigelse, ("R47",)),
    Slags("cpr_afvigelse_1", REGISTRE, "afregninger", sloejfe1.cpr_afvigelse),
    Slags("R43", REGISTRE, "sager", partial(sloejfe1.cpr_afvigelse, gammelt=True)),
    Slags("regnefejl", REGISTRE, "afregninger", sloejfe1.regnefejl, ("R12",)),
    Slags("uforklaret_1", REGISTRE, "afregninger", sloejfe1.uforklaret),
    Slags("R20", REGISTRE, "sager", rr.r20),
    Slags("R21", REGISTRE, "afregninger", rr.r21),
    Slags("R22", REGISTRE, "afregninger", rr.r22),
    Slags("R23", REGISTRE, "afregninger", rr.r23),
    Slags("R05", REGISTRE, "sager", rr.r05),
    Slags("R06", REGISTRE, "bevillinger", rr.r06),
    Slags("R08", REGISTRE, "bevillinger", rr.r08),
    Slags("R19", REGISTRE, "sager", rr.r19),
    Slags("R26", REGISTRE, "sager", rr.r26),
    Slags("R41", REGISTRE, "bevillinger", rr.r41),
    Slags("R53", REGISTRE, "bevillinger", rr.r53),
    Slags("R49", REGISTRE, "sager", rr.r49),
    Slags("dobbeltbogfoert", BOG, "posteringer", sloejfe2.dobbeltbogfoert),
    Slags("fortegnsfejl", BOG, "posteringer", sloejfe2.fortegnsfejl),
    Slags("decimalfejl", BOG, "posteringer", sloejfe2.decimalfejl, ("R38",)),
    Slags("beloeb_afvigelse", BOG, "posteringer", sloejfe2.beloeb_afvigelse, ("R29",)),
    Slags("periode_forskudt", BOG, "posteringer", sloejfe2.periode_forskudt, ("R37",)),
    Slags("fejlkonteret", BOG, "posteringer", sloejfe2.fejlkonteret, ("R31",)),
    Slags("forkert_dranst", BOG, "posteringer", sloejfe2.forkert_dranst, ("R32",)),
    Slags("cpr_afvigelse_2", BOG, "posteringer", sloejfe2.cpr_afvigelse, ("R44",)),
    Slags("uden_cpr", BOG, "posteringer", sloejfe2.uden_cpr, ("R34",)),
    Slags("ikke_bogfoert", BOG, "posteringer", sloejfe2.ikke_bogfoert, ("R27",)),
    Slags("uden_afregning_2", BOG, "posteringer", sloejfe2.uden_afregning, ("R28",)),
    Slags("uforklaret_2", BOG, "posteringer", sloejfe2.uforklaret, ("R30",)),
    Slags("R33", BOG, "posteringer", regler_bog.r33),
    Slags("R35", BOG, "sager", regler_bog.r35),
    Slags("R36", BOG, "posteringer", regler_bog.r36),
    Slags("R39", BOG, "posteringer", regler_bog.r39),
    Slags("R40", BOG, "sager", regler_bog.r40),
    Slags("R54", BOG, "sager", regler_bog.r54),
    Slags("R25", BOG, "bevillinger", regler_bog.r25),
    Slags("R50", BOG, "sager", regler_bog.r50),
    Slags("R55", BOG, "sager", regler_bog.r55),
    Slags("R51", FIL, "filer", regler_fil.r51),
    Slags("R52", FIL, "filer", regler_fil.r52),
    Slags("decimalfejl_lille", BOG, "posteringer", partial(sloejfe2.decimalfejl, pladser=(-2, -1, 1))),
)
NAVNE = {navn: s.navn for s in SLAGS for navn in (s.navn, *s.regler)}
# The same plants as another kind, so left out when all are asked for.
_DELE = {"R13", "R16", "R17", "R43", "decimalfejl_lille"}
# A working day's faults, as the demo has them: of every kind one, and of those that a month's payments can have one in two
# thousand, so that every report has something to show and none of its totals is about the faults. A decimal sign three places
# off would be: of those only the small. No spoilt file either, which would be the first thing that a newcomer is told.
HVERDAG = {s.navn: 0.0005 for s in SLAGS if s.navn not in _DELE | {"decimalfejl"} and s.trin != FIL} | {"decimalfejl_lille": 0.0005}


class Saaning:
    """Plants what is wished for, stage by stage, and knows what was planted."""

    def __init__(self, raekker: Raekker, plan: Forloebsplan, seed: int, oenske: Fejloenske) -> None:
        self.r = raekker
        self.seed = seed
        self.oenske = _oenske(oenske)
        self.plantet: dict[str, int] = {}
        self.mark = Mark(raekker, plan) if self.oenske else None

    @property
    def facit(self) -> Facit:
        return self.mark.facit if self.mark else Facit()

    def udfoer(self) -> None:
        """Plant in the registers, let the books follow, plant in the books; then number everything for good."""
        if self.oenske:
            self._trin(REGISTRE)
            self._foelg()
            self._trin(BOG)
        if self.oenske:
            bogfoering.bilag(self.r.regnskab.posteringer)

    def filfejl(self, mappe: Path) -> dict[str, int]:
        """Spoil written files; returns the rows of each that changed or came."""
        ud: dict[str, int] = {}
        for nr, s in enumerate(SLAGS):
            if s.trin == FIL and self.oenske.get(s.navn):
                self.mark.rng = np.random.default_rng([self.seed, 50, nr])
                nye = s.saa(self.mark, mappe, max(1, min(3, round(self.oenske[s.navn]))))
                self.plantet[s.navn] = len(nye)
                ud |= nye
        return ud

    def _trin(self, trin: str) -> None:
        for nr, s in enumerate(SLAGS):
            if s.trin == trin and s.navn in self.oenske:
                self.mark.rng = np.random.default_rng([self.seed, 50, nr])
                self.plantet[s.navn] = s.saa(self.mark, self._antal(s))

    def _antal(self, s: Slags) -> int:
        """A share is a share of the rows that the kind could hit, one at least."""
        oenske = self.oenske[s.navn]
        if isinstance(oenske, int):
            return oenske
        grundlag = {"posteringer": self.r.regnskab.posteringer}.get(s.grundlag) or getattr(self.r.registre, s.grundlag)
        return max(1, round(oenske * len(grundlag)))

    def _foelg(self) -> None:
        """Take away what is to be missing, number again, and let ledger and disponering follow the registers."""
        r, bort = self.r.registre, self.mark.fjernede
        r.ydelser = [y for y in r.ydelser if id(y) not in bort]
        r.bevillinger = [b for b in r.bevillinger if id(b) not in bort]
        r.afregninger = [a for a in r.afregninger if id(a) not in bort]
        nummerer(r, self.r.fordeling.system, self.r.fordeling.nummereret, self.seed)
        bogfoering.genopfrisk(self.r.regnskab, r.afregninger, self.r.fordeling.maskinnr)
        self.r.fordel()


def _oenske(oenske: Fejloenske) -> dict[str, int | float]:
    """By name of kind; one figure means that much of every kind."""
    if oenske is None or oenske == 0:
        return {}
    if isinstance(oenske, int | float):
        return {s.navn: oenske for s in SLAGS if s.navn not in _DELE}
    ukendte = [n for n in oenske if n not in NAVNE]
    if ukendte:
        raise ValueError(f"ukendt fejl: {', '.join(ukendte)}; kendte er {', '.join(NAVNE)}")
    return {NAVNE[n]: antal for n, antal in oenske.items()}
