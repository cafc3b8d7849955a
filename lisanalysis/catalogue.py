"""Every claim the package makes about data, causes and rules together: for `lis rules`, the docs and the fejlliste.

The page in the docs is written by: lis rules --markdown > docs/katalog-regler.md
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pkgutil import walk_packages

from lisanalysis.domain.stavning import mente_du
from lisanalysis.errors import ParameterError
from lisanalysis.tables.rule import Rule

_RUM = ("lisanalysis.reconcile.causes", "lisanalysis.quality.rules")
_SLOEJFER = {
    "1": "Sløjfe 1: bevilling mod afregning",
    "2": "Sløjfe 2: afregning mod postering",
    "regel": "Regler, der ikke sammenligner beløb",
}
_INDLEDNING = """# Katalog over regler og årsager

Siden er skrevet af koden (`lis rules --markdown`) og rettes dér. Hvert opslag siger, hvad der er galt, hvorfor det koster penge, og hvad der
skal gøres i hvilket system. Eksemplet er også reglens prøve: rækker med `ja` i kolonnen `brydes` er dem, den finder.

En regel, hvis tabel eller kolonne mangler, er "ikke kørt"; den viser aldrig 0 fejl."""


@cache
def regler() -> tuple[Rule, ...]:
    """Every cause and rule: the loops first, then by number and name."""
    fundne = [modul.RULE for rum in _RUM for modul in _moduler(rum) if hasattr(modul, "RULE")]
    return tuple(sorted(fundne, key=lambda r: (r.sloejfe, r.id, r.navn)))


def find(navn: str) -> tuple[Rule, ...]:
    """The rules of a number (`R06`) or a name. Raises ParameterError, with the nearest one, where there is none."""
    fundne = tuple(r for r in regler() if navn.upper() in r.alle_id or navn == r.navn)
    if not fundne:
        kendte = [*(n for r in regler() for n in r.alle_id), *(r.navn for r in regler())]
        raise ParameterError(f"Der er ingen regel, der hedder '{navn}'.{mente_du(navn, kendte)}")
    return fundne


@cache
def titel(nummer: str) -> str:
    """What the findings of a number are about; a rule beside the loops goes before a cause of that number. The number itself where there is none."""
    egne = sorted((r for r in regler() if nummer in r.alle_id), key=lambda r: r.sloejfe != "regel")
    return egne[0].titel if egne else nummer


def oversigt() -> str:
    """What `lis rules` says: one line per claim under its loop."""
    return "\n\n".join("\n".join([overskrift, *(f"  {_numre(r):<8} {r.alvor:<9} {r.titel}" for r in egne)]) for overskrift, egne in _afsnit())


def vis(navn: str) -> str:
    """What `lis rules R06` says: the whole of the rules of that number or name."""
    return "\n\n".join("\n".join(_opslag(r)) for r in find(navn))


def side() -> str:
    """The catalogue's page in Markdown."""
    dele = [_INDLEDNING]
    for overskrift, egne in _afsnit():
        dele.append(f"## {overskrift}")
        dele += ["\n".join(_opslag(r)) for r in egne]
    return "\n\n".join(dele) + "\n"


def _moduler(rum: str) -> Iterator:
    pakke = import_module(rum)
    for fundet in walk_packages(pakke.__path__, f"{rum}."):
        yield import_module(fundet.name)


def _afsnit() -> list[tuple[str, list[Rule]]]:
    return [(overskrift, [r for r in regler() if r.sloejfe == s]) for s, overskrift in _SLOEJFER.items()]


def _numre(r: Rule) -> str:
    return ", ".join(r.alle_id)


def _opslag(r: Rule) -> list[str]:
    """One claim in full."""
    gaelder = f"fra {r.gyldig_fra:%d-%m-%Y}" + (f" til {r.gyldig_til:%d-%m-%Y}" if r.gyldig_til else "")
    kraever = ", ".join(dict.fromkeys((*r.raekker, *r.tabeller)))
    kolonner = f"; kolonnerne {', '.join(r.kolonner)}" if r.kolonner else ""
    return [
        f"### {_numre(r)} · {r.titel}",
        "",
        f"- **Navn:** `{r.navn}` · **alvor:** {r.alvor} · **gælder:** {gaelder}",
        f"- **Hvorfor:** {r.hvorfor}",
        f"- **Gør:** {r.goer}",
        f"- **Grundlag:** {r.lov}",
        f"- **Kræver:** {kraever or 'ingen bestemt tabel'}{kolonner}",
        "",
        "```",
        r.eksempel.strip(),
        "```",
    ]
