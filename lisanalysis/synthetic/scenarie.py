"""What is planted on purpose: the municipality's character, true effects of known strength and date, and a change of system.

Every figure here is an assumption of ours, chosen so that a method can be held against it; none describes a real place.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Karakter:
    """How demand and registration behave.

    `vaekst` per year; `saeson` amplitude for all but §110, which has its own; `stoej` the monthly innovation of demand with
    memory `hukommelse`; `chok` the factor on starts from two thirds into the span and nine months on; `sen_andel` the
    share of starts registered late, by measure, and `sen_oevrige` for the rest. `jaevn`: starts evenly spread, else Poisson.
    """

    navn: str
    vaekst: float = 0.02
    saeson: float = 0.05
    saeson_forsorg: float = 0.12
    stoej: float = 0.0
    hukommelse: float = 0.9
    chok: dict[str, float] = field(default_factory=dict)
    sen_andel: dict[str, float] = field(default_factory=dict)
    sen_oevrige: float = 0.0
    jaevn: bool = True


KARAKTERER = {
    k.navn: k
    for k in (
        Karakter("rolig"),
        Karakter("chok", stoej=0.06, jaevn=False, chok={"forsorg": 1.28, "midlertidigt": 1.20, "opholdssted": 1.5}),
        Karakter(
            "sen_registrering", stoej=0.03, jaevn=False, sen_oevrige=0.20,
            sen_andel={"midlertidigt": 0.30, "laengerevarende": 0.15, "botilbudslignende": 0.20, "bostoette": 0.25, "forsorg": 0.45},
        ),
    )
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Substitution:
    """From `dato` the share `fald` of §107 starts is refused, and of each refused a §110 stay follows with chance `theta`."""

    dato: date
    theta: float = 0.4
    fald: float = 0.5
    dage: float = 120.0


@dataclass(frozen=True, slots=True)
class Prisstigning:
    """One provider of a measure (its number in the list) multiplies its takst by `faktor` from the first of a month."""

    dato: date
    noegle: str = "forsorg"
    nr: int = 0
    faktor: float = 1.08


@dataclass(frozen=True, slots=True)
class Praksis:
    """From `dato` new §85 grants of one distrikt are for fewer hours, and are all dated the first of the month."""

    dato: date
    distrikt: str = "Nord"
    faktor: float = 0.75


@dataclass(frozen=True, slots=True)
class Indsats:
    """Two new measures on `dato` for users of §110: one cuts later stays to `1 - effekt`, one does nothing.

    The second goes to the costliest users of the year before, so that its users' cost falls by itself.
    """

    dato: date
    effekt: float = 0.4
    andel: float = 0.2


@dataclass(frozen=True, slots=True)
class Engangsudgift:
    """One large invoice straight in the ledger: 21 mio. kr. unless said otherwise, in øre."""

    dato: date
    beloeb: int = 21_000_000_00


@dataclass(frozen=True, slots=True)
class Systemskifte:
    """The settlement system is changed from `dato`; cases are moved one by one in the `overlap` months that follow."""

    dato: date
    fra: str = "bv"
    til: str = "as2007"
    overlap: int = 3


@dataclass(frozen=True, slots=True)
class Scenarie:
    """All that is planted. The default is the demo's: calm, with the rise of §110 in the last year."""

    karakter: str = "rolig"
    niveau: float = 1.0  # how many courses begin, against a municipality of the same size
    stigning_110: bool = True
    substitution: Substitution | None = None
    prisstigning: Prisstigning | None = None
    praksis: Praksis | None = None
    indsats: Indsats | None = None
    engangsudgift: Engangsudgift | None = None
    dyre_borgere: int = 0  # citizens at 3 mio. kr. a year each
    skifte: Systemskifte | None = None
    pr_hold: int = 0  # caseworkers in each of the four teams; 0 is by the municipality's size

    def __post_init__(self) -> None:
        if self.karakter not in KARAKTERER:
            raise ValueError(f"ukendt karakter: {self.karakter}; kendte er {', '.join(KARAKTERER)}")

    @classmethod
    def alle(cls, slut: date, aar: int, karakter: str = "rolig") -> Scenarie:
        """Every truth at once, at dates inside the last two years; needs a span of three years."""
        if aar < 3:
            raise ValueError("alle sandheder på én gang kræver mindst tre år")
        sidste = slut.year
        return cls(
            karakter, 1.0, False, Substitution(date(sidste - 1, 1, 1)), Prisstigning(date(sidste - 1, 7, 1)),
            Praksis(date(sidste - 1, 4, 1)), Indsats(date(sidste - 1, 10, 1)), Engangsudgift(date(sidste, 3, 14)), 1,
        )  # fmt: skip
