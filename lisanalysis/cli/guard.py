"""`lis key`, `lis access` and `lis audit`: the key, who may see what, and the log of who did."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Optional

import typer

from lisanalysis.cli.arguments import Kommune

key = typer.Typer(no_args_is_help=True, help="Nøglen, som pseudonymerne laves med.")
access = typer.Typer(no_args_is_help=True, help="Hvem der må se hvad, og hvad der mangler.")
audit = typer.Typer(no_args_is_help=True, help="Adgangsloggen.")


class Motor(str, Enum):
    """The databases that row rights are written for."""

    postgresql = "postgresql"
    sqlserver = "sqlserver"


@key.command("new")
def key_new(
    kommune: Kommune,
    erstat: Annotated[bool, typer.Option("--erstat", help="Lav en ny, selv om der er en; alle pseudonymer skifter.")] = False,
) -> None:
    """Lav kommunens nøgle."""
    from lisanalysis.access import command

    raise typer.Exit(command.key_new(kommune, erstat=erstat))


@access.command("status")
def access_status(kommune: Kommune) -> None:
    """Sig, hvad der står mellem brugeren og data, og hvad der mangler."""
    from lisanalysis.access import command

    raise typer.Exit(command.access_status(kommune))


@access.command("check")
def access_check(kommune: Kommune) -> None:
    """Prøv at komme uden om grænserne; slutter med 1, når det lykkes."""
    from lisanalysis.access import command

    raise typer.Exit(command.access_check(kommune))


@access.command("ddl")
def access_ddl(
    kommune: Kommune,
    motor: Annotated[Motor, typer.Option(help="Databasen.")] = Motor.postgresql,
    tildelinger: Annotated[bool, typer.Option("--tildelinger", help="Kun rollerne, som kommune.yaml har dem nu.")] = False,
) -> None:
    """Skriv den SQL, der giver hvert login sine egne rækker."""
    from lisanalysis.access import command

    raise typer.Exit(command.access_ddl(kommune, motor.value, kun_tildelinger=tildelinger))


@audit.command("verify")
def audit_verify(kommune: Kommune) -> None:
    """Sig, om loggen er hel; slutter med 1, når den ikke er."""
    from lisanalysis.access import command

    raise typer.Exit(command.audit_verify(kommune))


@audit.command("for-citizen")
def audit_for_citizen(
    kommune: Kommune, nummer: Annotated[Optional[list[str]], typer.Argument(hidden=True, metavar="")] = None
) -> None:
    """Find alle opslag på én borger; der spørges om CPR-nummeret, som aldrig skrives på kommandolinjen."""
    from lisanalysis.access import command

    if nummer:  # taken here so that the refusal does not repeat it
        raise typer.BadParameter("CPR-nummeret må ikke stå på kommandolinjen, hvor andre kan se det. Kør kommandoen uden; så spørges der.")

    raise typer.Exit(command.audit_for_citizen(kommune))
