"""What was planted, row by row: the answer sheet. It names the faulty row by file and physical line once all is written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..fil import Fil, Tekstfil
from ..poster import Afregning, Postering
from ..skrift import kroner, periode

KOLONNER = "plantning;slags;aarsag;regel;sloejfe;system;fil;linje;kilde_id;modpart_id;borger;beloeb;maaned;konto;ogsaa"


@dataclass(slots=True, repr=False, eq=False)
class Facitlinje:
    """One faulty row. `post` is the row, `kilde` whose id a finding carries, `ogsaa` rules and causes that may hit as well."""

    plantning: int
    slags: str
    aarsag: str
    regel: str
    sloejfe: str
    post: object
    kilde: object
    modpart: tuple
    borger: str
    beloeb: int
    maaned: str
    konto: str
    ogsaa: str
    sted: tuple[str, str, int] | None = None  # system, file and line, where the row is not one of ours


class Facit:
    """Collects the lines while faults are planted."""

    def __init__(self) -> None:
        self.linjer: list[Facitlinje] = []
        self._plantning = 0

    def ny(self) -> None:
        """The lines that follow belong to one plant."""
        self._plantning += 1

    def noter(
        self, slags: str, regel: str, sloejfe: str, post: object, *, aarsag: str = "", kilde: object = None,
        modpart: tuple = (), borger: str = "", beloeb: int = 0, dag: date | None = None, konto: str = "", ogsaa: str = "",
        sted: tuple[str, str, int] | None = None,
    ) -> None:  # fmt: skip
        """One faulty row; citizen, month and account are the settlement's or the posting's where not given."""
        a = post if isinstance(post, Afregning) else getattr(post, "afregning", None)
        if a:
            borger, dag, konto = borger or a.cpr, dag or a.fra, konto or a.konto
        elif isinstance(post, Postering):
            borger, dag, konto = borger or post.ydelsesmodtager, dag or post.dato, konto or post.kontolinje.konto
        maaned = periode(dag) if dag else ""
        self.linjer.append(Facitlinje(
            self._plantning, slags, aarsag, regel, sloejfe, post, kilde or post, modpart, borger, beloeb, maaned, konto,
            ogsaa, sted,
        ))  # fmt: skip

    def tabeller(self, skrevne: list[tuple[Fil | Tekstfil, str, int]]) -> dict[str, tuple[str, list[tuple]]]:
        """`fejl` by source row, and `plantet`: how many of each kind."""
        steder = self._steder(skrevne)
        antal: dict[str, set[int]] = {}
        for linje in self.linjer:
            antal.setdefault(linje.slags, set()).add(linje.plantning)
        numre = {nr: i for i, nr in enumerate(sorted({f.plantning for f in self.linjer}), 1)}  # attempts that failed took numbers
        for linje in self.linjer:
            linje.plantning = numre[linje.plantning]
        fundne = [(slags, len(hvilke)) for slags, hvilke in sorted(antal.items())]
        return {
            "fejl": (KOLONNER, [self._raekke(f, steder) for f in self.linjer]),
            "plantet": ("slags;antal", fundne),
        }

    def _steder(self, skrevne) -> dict[int, tuple[str, str, int, str]]:
        """System, file, line and id of each row that is named; the first file that has it."""
        behov = {id(o) for f in self.linjer for o in (f.post, f.kilde, *f.modpart)}
        ud: dict[int, tuple[str, str, int, str]] = {}
        for fil, navn, _ in skrevne:
            foerste = 1 if isinstance(fil, Tekstfil) else 2
            for nr, post in enumerate(fil.poster, foerste):
                if id(post) in behov and id(post) not in ud:
                    noegle = "" if isinstance(fil, Tekstfil) else _id(fil, post)
                    ud[id(post)] = (fil.system, navn, nr, noegle or f"{navn}#{nr}")
        return ud

    def _raekke(self, f: Facitlinje, steder) -> tuple:
        system, fil, linje, _ = steder.get(id(f.post), ("", "", "", ""))
        if f.sted:
            system, fil, linje = f.sted
        kilde = steder.get(id(f.kilde), ("", "", "", ""))[3] or (f"{fil}#{linje}" if f.sted else "")
        modpart = "+".join(steder[id(m)][3] for m in f.modpart if id(m) in steder)
        return (
            f.plantning, f.slags, f.aarsag, f.regel, f.sloejfe, system, fil, linje, kilde, modpart, f.borger,
            kroner(f.beloeb), f.maaned, f.konto, f.ogsaa,
        )  # fmt: skip


def _id(fil: Fil, post: object) -> str:
    """The row's id; a posting is named by bilag and line."""
    if isinstance(post, Postering):
        raekke, hoved = fil.raekke(post), fil.kolonner
        return f"{raekke[hoved.index('Bilag' if 'Bilag' in hoved else 'Bilagsnummer')]}/{post.linje}"
    return fil.id_af(post)
