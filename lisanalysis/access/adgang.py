"""What a person may see and do: their roles in `kommune.yaml`, put together, and failing closed.

Several roles give the union of their rows and what all of them allow of everything else. Who has no role, or a role without
its limit, sees no rows and is told so. Without `roller:` in kommune.yaml there is one user, who sees everything.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lisanalysis.access.bruger import nu, os_bruger
from lisanalysis.errors import AccessError
from lisanalysis.roller import Roller, Vikar
from lisanalysis.settings import Settings

# What a role allows beyond its rows. afsloere: reveal one's own citizens. intern: lists with CPR, to the place for them.
# skabelon: template packages. Reports without CPR need no right of their own: they hold what the rows and publish allow.
RETTIGHEDER: dict[str, frozenset[str]] = {
    "sagsbehandler": frozenset({"afsloere", "intern"}),
    "leder": frozenset({"afsloere", "intern"}),
    "controller": frozenset({"afsloere", "intern"}),
    "direktion": frozenset(),
    "skabelonforfatter": frozenset({"skabelon"}),
}
ALT = frozenset().union(*RETTIGHEDER.values())
RET_NAVNE = {
    "afsloere": "slå CPR-numre op", "intern": "skrive lister med CPR-numre", "skabelon": "lave skabelonpakker", "log": "læse loggen",
}  # fmt: skip


@dataclass(frozen=True)
class Adgang:
    """A person's rows and rights on a day. `beskeder` says in Danish what was left out, and why.

    `alle` is every row; otherwise the rows are the citizens of these caseworker ids, units and districts. No limit, no rows.
    """

    bruger: str
    roller: tuple[str, ...] = ()
    alle: bool = False
    sagsbehandlere: frozenset[str] = frozenset()
    organisationer: frozenset[str] = frozenset()
    distrikter: frozenset[str] = frozenset()
    rettigheder: frozenset[str] = frozenset()
    beskeder: tuple[str, ...] = ()
    enkeltbruger: bool = False

    @property
    def har_raekker(self) -> bool:
        """Whether there is any row that the person may see."""
        return self.alle or bool(self.sagsbehandlere or self.organisationer or self.distrikter)

    @property
    def maerke(self) -> str:
        """A fingerprint of the rows, so that a report made on one person's rows never passes for another's."""
        graenser = "|".join(f"{slags}:{','.join(sorted(v))}" for slags, v in self.graenser.items())
        return "" if self.alle else hashlib.sha256(graenser.encode()).hexdigest()[:8]

    @property
    def graenser(self) -> dict[str, frozenset[str]]:
        """The limits by kind."""
        return {"sagsbehandler": self.sagsbehandlere, "organisation": self.organisationer, "distrikt": self.distrikter}

    def maa(self, ret: str) -> bool:
        """Whether the person has a right of `RETTIGHEDER`, or may read the log (`log`: any controller)."""
        return (self.enkeltbruger or "controller" in self.roller) if ret == "log" else ret in self.rettigheder

    def kraev(self, ret: str) -> None:
        """Raise AccessError where the person has not the right."""
        if not self.maa(ret):
            roller = " og ".join(self.roller) or "ingen rolle"
            raise AccessError(f"Brugeren {self.bruger} ({roller}) må ikke {RET_NAVNE[ret]}. Rollerne står i kommune.yaml under 'roller'.")

    def kraev_raekker(self) -> None:
        """Raise AccessError where there is no row to see: an empty report would look like an answer."""
        if not self.har_raekker:
            raise AccessError(f"Brugeren {self.bruger} kan ingen rækker se: " + " ".join(self.beskeder))

    def __str__(self) -> str:
        if self.alle:
            return "alle borgere"
        return "kun borgere for " + "; ".join(f"{slags} {', '.join(sorted(v))}" for slags, v in self.graenser.items() if v)


def hent_adgang(settings: Settings, *, bruger: str | None = None, dag: date | None = None) -> Adgang:
    """What `bruger` (the account at the keyboard) may see and do on `dag` (today)."""
    bruger, dag = (bruger or os_bruger()).casefold(), dag or nu().astimezone().date()
    roller = settings.kommune.roller
    if roller is None:
        return Adgang(bruger, alle=True, rettigheder=ALT, enkeltbruger=True)
    vikarer = [v for v in roller.vikar if v.bruger.casefold() == bruger]
    gyldige = [v for v in vikarer if v.fra <= dag <= v.til]
    egne = _tildelinger(roller, bruger)
    andres = [t for v in gyldige for t in _tildelinger(roller, v.for_.casefold(), f" (vikar for {v.for_})")]
    return _saml(bruger, [*egne, *andres], _udloebne(vikarer, dag))


@dataclass(frozen=True)
class _Tildeling:
    """One role that a person holds, with its limits."""

    rolle: str
    graenser: dict[str, frozenset[str]]
    vegne: str = ""

    @property
    def mangler(self) -> str:
        """Why the role gives no rows; empty where it does."""
        if self.rolle == "direktion":
            return f"Rollen direktion{self.vegne} læser færdige rapporter og ser ingen rækker."
        if self.rolle == "skabelonforfatter":
            return f"Rollen skabelonforfatter{self.vegne} arbejder på opdigtede data: brug lis.load(\"demo\")."
        if self.rolle != "controller" and not any(self.graenser.values()):
            felt = "sagsbehandlerens id" if self.rolle == "sagsbehandler" else "organisation eller distrikt"
            return f"Rollen {self.rolle}{self.vegne} mangler {felt} i kommune.yaml."
        return ""


def _tildelinger(roller: Roller, bruger: str, vegne: str = "") -> list[_Tildeling]:
    egne = [_Tildeling("sagsbehandler", {"sagsbehandlere": _rens(r.sagsbehandler)}, vegne)
            for r in roller.sagsbehandler if r.bruger.casefold() == bruger]  # fmt: skip
    egne += [_Tildeling("leder", {"organisationer": _rens(r.organisation), "distrikter": _rens(r.distrikt)}, vegne)
             for r in roller.leder if r.bruger.casefold() == bruger]  # fmt: skip
    uden_graense = {navn: getattr(roller, navn) for navn in ("controller", "direktion", "skabelonforfatter")}
    return egne + [_Tildeling(navn, {}, vegne) for navn, folk in uden_graense.items() if bruger in {f.casefold() for f in folk}]


def _rens(vaerdier: Iterable[str]) -> frozenset[str]:
    """The limits that say something: an empty text is no limit at all."""
    return frozenset(v.strip() for v in vaerdier if v.strip())


def _saml(bruger: str, tildelinger: list[_Tildeling], beskeder: list[str]) -> Adgang:
    navne = tuple(dict.fromkeys(t.rolle for t in tildelinger))
    if not tildelinger:
        beskeder = ["Brugeren har ingen rolle i kommune.yaml.", *beskeder]
    felles = frozenset.intersection(*(RETTIGHEDER[n] for n in navne)) if navne else frozenset()
    return Adgang(
        bruger, navne, alle="controller" in navne, rettigheder=felles,
        beskeder=(*[t.mangler for t in tildelinger if t.mangler], *beskeder),
        **{felt: frozenset().union(*(t.graenser.get(felt, ()) for t in tildelinger))
           for felt in ("sagsbehandlere", "organisationer", "distrikter")},
    )  # fmt: skip


def _udloebne(vikarer: list[Vikar], dag: date) -> list[str]:
    return [f"Vikariatet for {v.for_} gælder {v.fra} til {v.til}, ikke i dag." for v in vikarer if not v.fra <= dag <= v.til]
