"""What the person sees of a proposal: file by file, column by column, how sure and why, and the contents as shapes alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from lisanalysis.analyses.datavalidering.otte_trin import FORBEHOLD, TRIN
from lisanalysis.start.afvigelser import Afvigelser, Kobling
from lisanalysis.start.filer import Fund
from lisanalysis.start.genkend import Par
from lisanalysis.start.indhold import Profil
from lisanalysis.start.mangler import Spoergsmaal

if TYPE_CHECKING:
    from rich.console import Console

ULAEST = "læses ikke"
_SLAGS = {"cpr": "CPR-udtræk med fast bredde", "g69": "G69-fil", "ark": "regneark eller Parquet"}
_TEGN = {"\t": "tabulator", "|": "lodret streg", ",": "komma", ";": "semikolon"}


def linje(console: Console, tekst: str = "") -> None:
    """One line as it is: no markup, no colours, no breaks."""
    console.print(tekst, markup=False, highlight=False, soft_wrap=True)


def overskrift(console: Console, trin: int, hvad: str) -> None:
    """The step of KL's eight that what follows belongs to."""
    linje(console, f"\n== KL's trin {trin}: {TRIN[trin - 1].navn} · {hvad}")


def fund(console: Console, f: Fund, nr: int, antal: int) -> None:
    """A kind of file and the proposal for it."""
    t = f.gruppe.taste
    skrevet = _SLAGS.get(t.slags) or f"{t.encoding}, adskilt af {_TEGN[t.delimiter]}"
    flere = f" og {len(f.gruppe.navne) - 1} til af samme slags" if len(f.gruppe.navne) > 1 else ""
    linje(console, f"\nFil {nr} af {antal}: {f.gruppe.navne[0]}{flere} ({t.raekker} rækker set, {skrevet})")
    if f.genkendt is None:
        kunne = f"; efter indholdet kunne den være {', '.join(a.layout.navn for a in f.andre)}" if f.andre else ""
        linje(console, f"  ligner ingen af pakkens layouts{kunne}")
        return
    hvor_sikker = "sikkert" if f.sikker else "IKKE SIKKERT"
    linje(console, f"  forslag: {f.genkendt.layout.navn} ({f.genkendt.layout.system.navn}), {hvor_sikker}" + _andre(f))


def _andre(f: Fund) -> str:
    return f"; ellers {', '.join(a.layout.navn for a in f.andre)}" if f.andre else ""


def kolonner(console: Console, par: Iterable[Par], rest: Iterable[Profil]) -> None:
    """The columns with where each goes, how sure, why, and the masked profile."""
    from rich.box import SIMPLE
    from rich.markup import escape
    from rich.table import Table

    tabel = Table(box=SIMPLE, padding=(0, 1))
    for navn in ("nr", "kolonne i filen", "bliver til", "hvor sikkert", "hvorfor", "indhold"):
        tabel.add_column(navn, overflow="fold")
    raekker = [(p.heading, p.plads.til or ULAEST, p.sikkerhed, p.grund, p.profil.maske) for p in par]
    raekker += [(p.heading, ULAEST, "", "svarer ikke til noget i layoutet", p.maske) for p in rest]
    for nr, raekke in enumerate(raekker, 1):
        tabel.add_row(str(nr), *map(escape, raekke))
    console.print(tabel)


def forskelle(console: Console, kobling: Kobling, a: Afvigelser) -> None:
    """What will stand in sources/ of this file, in words."""
    sagt: dict[str, list[str]] = {}
    for stem, del_ in a.filer.items():
        sagt.setdefault(_ord(del_), []).append(stem)
    for ord_, stems in sagt.items():
        linje(console, f"  skrives i sources/{kobling.layout.system.system}.yaml ({', '.join(stems)}): {ord_}")
    for bemaerkning in dict.fromkeys(a.bemaerkninger):
        linje(console, f"  bemærk: {bemaerkning}.")


def _ord(del_: dict) -> str:
    fmt = ", ".join(f"{n} {' og '.join(v) if isinstance(v, list) else _synlig(v)}" for n, v in del_.get("format", {}).items())
    dele = [f"navnemønster {del_['pattern']}" if "pattern" in del_ else "", fmt, _antal(len(del_.get("columns", {})), "kolonne med eget navn")]
    return "; ".join(d for d in (*dele, _antal(len(del_.get("ignored", ())), "kolonne, der ikke læses")) if d)


def _synlig(vaerdi: object) -> str:
    return {"": "ingen", "\t": "tabulator"}.get(str(vaerdi), f"'{vaerdi}'")


def _antal(tal: int, hvad: str) -> str:
    return f"{tal} {hvad if tal == 1 else hvad.replace('kolonne', 'kolonner', 1)}" if tal else ""


def spoergsmaal(console: Console, alle: Iterable[Spoergsmaal]) -> None:
    """Each question with whether it can be answered, and what it lacks."""
    for s in alle:
        linje(console, f"  {s.analyse.titel:<48} {s.sagt}")


def videre(console: Console, stem: str, fra: int = 4) -> None:
    """The steps that are left: what each is, what serves it, and how one knows that it is done."""
    for t in TRIN[fra - 1 :]:
        linje(console, f"\nKL's trin {t.nr}: {t.navn}\n  {t.hvad}")
        linje(console, f"  Med: {_rent(t.med, stem)}\n  Gjort, når {_rent(t.gjort, stem)}.")
    linje(console, f"\n{FORBEHOLD}")


def _rent(tekst: str, stem: str) -> str:
    """The sentence without Markdown, and with the municipality's own folder."""
    return tekst.replace("`", "").replace("<kommune>", stem)
