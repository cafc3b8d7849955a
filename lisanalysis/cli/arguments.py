"""The arguments that several commands share, with the words that `--help` says of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Optional

import typer

Kommune = Annotated[str, typer.Argument(metavar="parameters/KOMMUNE", help="Kommunens mappe med parametre.")]
Data = Annotated[Optional[Path], typer.Option(envvar="LIS_DATA", help="En anden mappe med udtræk; får sit eget lager.")]
Per = Annotated[Optional[str], typer.Option(metavar="ÅÅÅÅ-MM-DD", help="Skæringsdato; uden den bruges nyeste leverance.")]
Indbyggere = Annotated[int, typer.Option(min=1, help="Kommunens størrelse.")]
Seed = Annotated[int, typer.Option(help="Samme tal giver samme kommune.")]
