"""`lis template`: templates that municipalities share, from the first cell to another municipality's acceptance."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

from lisanalysis.cli.arguments import Data

template = typer.Typer(no_args_is_help=True, help="Skabeloner, som kommuner deler.")

Pakke = Annotated[Path, typer.Argument(metavar="FIL.lisskabelon", help="Skabelonpakken.")]
MedKommune = Annotated[str, typer.Option("--kommune", metavar="parameters/KOMMUNE", help="Kommunen, det gælder.")]
TilKommune = Annotated[str, typer.Argument(metavar="parameters/KOMMUNE", help="Kommunen, der tager imod.")]


@template.command("new")
def template_new(
    navn: Annotated[str, typer.Argument(help="Skabelonens navn: små bogstaver, tal og _.")],
    mappe: Annotated[Path, typer.Option(help="Hvor mappen lægges.")] = Path(),
    fra: Annotated[str, typer.Option(metavar="ANALYSE", help="Begynd med en af pakkens egne notebooks.")] = "",
    forfatter: Annotated[str, typer.Option(help="Dit navn.")] = "",
    kommune: Annotated[str, typer.Option(help="Din kommunes navn.")] = "",
) -> None:
    """Begynd en skabelon: en mappe med notebook, beskrivelse og README."""
    from lisanalysis.templates import command

    raise typer.Exit(command.template_new(navn, mappe, fra, forfatter, kommune))


@template.command("pack")
def template_pack(
    mappe: Annotated[Path, typer.Argument(metavar="MAPPE", help="Mappen fra 'lis template new'.")],
    til: Annotated[Path, typer.Option(metavar="MAPPE", help="Hvor pakken lægges.")] = Path(),
    kommune: MedKommune = "",
) -> None:
    """Rens, kontrollér og prøv skabelonen på opdigtede data, og pak den."""
    from lisanalysis.batch.trial import try_out
    from lisanalysis.synthetic import skriv
    from lisanalysis.templates import command

    raise typer.Exit(command.template_pack(mappe, til, kommune, lambda package: try_out(package, skriv)))


@template.command("check")
def template_check(fil: Pakke, kommune: MedKommune = "", data: Data = None) -> None:
    """Kontrollér en pakke uden at køre noget af den; med --kommune også, hvad kommunen mangler."""
    from lisanalysis.templates import command

    raise typer.Exit(command.template_check(fil, kommune, data))


@template.command("review")
def template_review(fil: Pakke, kommune: TilKommune) -> None:
    """Vis celle for celle, hvad pakken gør, hvad den læser, og hvad der er ændret siden den, I har."""
    from lisanalysis.templates import command

    raise typer.Exit(command.template_review(fil, kommune))


@template.command("accept")
def template_accept(
    fil: Pakke,
    kommune: TilKommune,
    af: Annotated[str, typer.Option(help="Dit fulde navn; du må ikke være forfatteren.")],
    celler: Annotated[str, typer.Option(metavar="N,N", help="De celler, du har læst, fordi de kræver en person; 0 er pakken selv.")] = "",
    trods_proeve: Annotated[str, typer.Option(help="Hvorfor den tages i brug, selv om prøven giver andre tal.")] = "",
) -> None:
    """Acceptér en pakke: prøv den på opdigtede data, skriv det i loggen, og lås den til netop de bytes."""
    from lisanalysis.batch.trial import differences, try_out
    from lisanalysis.synthetic import skriv
    from lisanalysis.templates import command
    from lisanalysis.templates.accept import Person

    read = [c.strip() for c in celler.split(",") if c.strip()]
    if not all(c.isdecimal() for c in read):
        raise typer.BadParameter("skal være cellernes numre med komma imellem, fx 4,7", param_hint="--celler")
    person = Person(af, frozenset(map(int, read)), trods_proeve)
    ended = command.template_accept(fil, kommune, person, lambda package: differences(package.trial.forventet, try_out(package, skriv)))
    raise typer.Exit(ended)


@template.command("list")
def template_list(
    sted: Annotated[Optional[Path], typer.Argument(metavar="MAPPE", help="Delingsstedet: en mappe, et drev eller et hentet git-depot.")] = None,
    kommune: MedKommune = "",
) -> None:
    """Vis, hvad der er accepteret, og hvad der ligger på delingsstedet."""
    from lisanalysis.templates import command

    raise typer.Exit(command.template_list(sted, kommune))
