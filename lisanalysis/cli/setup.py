"""Commands that set a municipality up, and that show or write what the package knows of itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Optional

import typer

from lisanalysis.cli.arguments import Kommune


def rules(
    navn: Annotated[Optional[str], typer.Argument(metavar="R06|navn", help="Én regel eller årsag; uden den vises alle.")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Hele kataloget som side til dokumentationen.")] = False,
) -> None:
    """Vis kataloget over regler og årsager: hvad de siger, hvorfor, og hvad der skal gøres."""
    from lisanalysis import catalogue

    typer.echo(catalogue.side() if markdown else catalogue.vis(navn) if navn else catalogue.oversigt(), nl=not markdown)


def describe(kommune: Annotated[Optional[str], typer.Argument(metavar="parameters/KOMMUNE", help="Kommunens egne layouts; uden den pakkens.")] = None) -> None:
    """Skriv kataloget over tabeller, kolonner og layouts, og hvilken kilde der fylder hvad."""
    from lisanalysis import sources
    from lisanalysis.settings import read_settings
    from lisanalysis.sources.mapping import read_mappings

    typer.echo(sources.describe(read_mappings(read_settings(kommune))) if kommune else sources.describe(), nl=False)


def new(
    kommune: Annotated[str, typer.Argument(metavar="KOMMUNE", help="Navnet på den nye mappe i parameters, fx varde.")],
    data: Annotated[Path, typer.Option(metavar="DIR", help="Mappen med de udtræk, I har.")],
    navn: Annotated[str, typer.Option(help="Kommunens navn; ellers spørges der.")] = "",
    kode: Annotated[str, typer.Option(help="Kommunekoden med fire cifre; ellers spørges der.")] = "",
    systemer: Annotated[str, typer.Option(metavar="A,B,…", help="Kun disse kildesystemer kommer på tale.")] = "",
    ja: Annotated[bool, typer.Option("--ja", help="Tag alle sikre forslag uden at spørge; resten udelades og nævnes.")] = False,
    kun_nye: Annotated[bool, typer.Option("--kun-nye", help="Mappen findes: skriv kun de filer, der ikke er der.")] = False,
) -> None:
    """Kom i gang: genkend udtrækkene, spørg om resten, og skriv kommunens parametre."""
    from lisanalysis.start.command import new_municipality

    valgte = tuple(s.strip() for s in systemer.split(",") if s.strip())
    raise typer.Exit(new_municipality(kommune, data, navn=navn, kode=kode, systemer=valgte, ja=ja, kun_nye=kun_nye, i_dag=date.today()))


def schedule(
    kommune: Kommune,
    hver: Annotated[str, typer.Option(metavar="dag|hverdag|uge|maaned", help="Hvor ofte rapporterne køres.")] = "hverdag",
    kl: Annotated[str, typer.Option(metavar="TT:MM", help="Klokkeslættet.")] = "06:30",
    opret: Annotated[bool, typer.Option("--opret", help="Sæt planen op på denne maskine; ellers vises den kun.")] = False,
) -> None:
    """Vis, hvordan rapporterne kører af sig selv (cron eller Windows Opgavestyring), eller sæt det op."""
    from lisanalysis import schedule as plans
    from lisanalysis.settings import read_settings

    plan = plans.Plan(read_settings(kommune), hver, kl)
    typer.echo(plans.opret(plan) if opret else plans.vis(plan))


def docs(
    mappe: Annotated[Path, typer.Argument(metavar="DIR", help="Mappen med vejledningen, fx docs.")],
    optag: Annotated[bool, typer.Option("--optag", help="Kør først alle analyser på den opdigtede kommune, og optag, hvad deres filer rummer.")] = False,
) -> None:
    """Skriv de sider i vejledningen, som koden selv kender: notebooks, regler, tabeller, mål og lovens tal."""
    from lisanalysis import dokumentation
    from lisanalysis.settings import root

    if optag:
        from lisanalysis.dokumentation.optag import optag as optagelse

        typer.echo(f"Optaget: {', '.join(optagelse('demo', mappe / dokumentation.OPTAGET))}")
    typer.echo(f"Skrevet: {', '.join(dokumentation.skriv(mappe, root())) or 'intet; siderne er, som de skal være'}")


def lab(kommune: Kommune) -> None:
    """Åbn JupyterLab med kommunens data og en arbejdskopi af hver skabelon."""
    from lisanalysis import lab as rooms
    from lisanalysis.settings import read_settings

    raise typer.Exit(rooms.start(read_settings(kommune)))
