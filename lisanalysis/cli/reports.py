"""Commands that make reports, or the extracts of a made-up municipality to make them of."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Optional

import typer

from lisanalysis.cli.arguments import Data, Indbyggere, Kommune, Per, Seed


def demo(indbyggere: Indbyggere = 12_000, seed: Seed = 1) -> None:
    """Lav en opdigtet kommunes udtræk og kør alle rapporter på dem."""
    from lisanalysis.batch.command import run_reports
    from lisanalysis.batch.demo import made_up_extracts
    from lisanalysis.settings import read_settings
    from lisanalysis.synthetic import DEMOER, skriv

    made_up_extracts(read_settings("demo"), skriv, indbyggere=indbyggere, seed=seed, **DEMOER["demo"])
    raise typer.Exit(run_reports("demo"))


def synth(
    mappe: Annotated[Path, typer.Argument(metavar="DIR", help="Hvor udtrækkene skrives.")],
    seed: Seed = 1,
    indbyggere: Indbyggere = 12_000,
    aar: Annotated[int, typer.Option(min=1, help="Antal kalenderår.")] = 3,
    slut: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], metavar="ÅÅÅÅ-MM-DD", help="Skæringsdato.")] = "2025-12-31",
    systemer: Annotated[str, typer.Option(metavar="A,B,…", help="Kildesystemer.")] = "nexus,bv,prisme,cpr",
    fejl: Annotated[Optional[float], typer.Option(min=0, max=1, metavar="ANDEL", help="Plant hver slags fejl på så stor en andel.")] = None,
    ren: Annotated[bool, typer.Option("--ren", help="Ingen fejl (som uden --fejl).")] = False,
    karakter: Annotated[str, typer.Option(help="rolig, chok eller sen_registrering.")] = "rolig",
    sandheder: Annotated[bool, typer.Option("--sandheder", help="Plant alle kendte virkninger; kræver tre år.")] = False,
) -> None:
    """Skriv en opdigtet kommunes udtræk; sandheden om dem lægges ved siden af i sandhed-<navn>."""
    from lisanalysis.synthetic import Scenarie, skriv

    if ren and fejl:
        raise typer.BadParameter("brug enten --fejl eller --ren")
    try:
        scenarie = Scenarie.alle(slut.date(), aar, karakter) if sandheder else Scenarie(karakter)
        valg = {"systemer": tuple(systemer.split(",")), "fejl": fejl, "scenarie": scenarie, "slut": slut.date()}
        oversigt = skriv(mappe, indbyggere=indbyggere, seed=seed, aar=aar, **valg)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    planter = f"\n{sum(oversigt.fejl.values())} fejl plantet" if oversigt.fejl else ""
    typer.echo(f"{len(oversigt.filer)} filer i {oversigt.mappe}\nsandheden i {oversigt.sandhed}{planter}")


def run(
    kommune: Kommune,
    data: Data = None,
    reports: Annotated[Optional[Path], typer.Option(envvar="LIS_REPORTS", help="Hvor rapporterne lægges.")] = None,
    per: Per = None,
    only: Annotated[Optional[list[str]], typer.Option(metavar="STEM …", help="Kun disse rapporter.")] = None,
    jobs: Annotated[int, typer.Option(min=1, help="Hvor mange notebooks der kører samtidig.")] = 2,
    force: Annotated[bool, typer.Option("--force", help="Kør også det, der er uændret.")] = False,
    timeout: Annotated[int, typer.Option(min=1, help="Sekunder, en celle højst må tage.")] = 1800,
    intern: Annotated[Optional[Path], typer.Option(help="Hvor lister med CPR-numre lægges; uden den i din egen datamappe.")] = None,
    rolle: Annotated[str, typer.Option(help="Rollen, du skriver lister med CPR-numre i; kræver --grund.")] = "",
    grund: Annotated[str, typer.Option(help="Hvorfor, fx 'fejlretning: dubletter i afregningen'; skrives i loggen.")] = "",
    scramble: Annotated[bool, typer.Option("--scramble", help="Vis eksempeldata til skærmbilleder og undervisning.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Lav også hver rapport som PDF; kræver Chromium, Chrome eller Edge.")] = False,
    flere: Annotated[Optional[list[str]], typer.Argument(hidden=True, metavar="STEM")] = None,
) -> None:
    """Indlæs, kontrollér og kør kommunens rapporter; det uændrede køres ikke igen."""
    from lisanalysis.batch.command import Internal, run_reports

    if flere and not only:
        raise typer.BadParameter("der kan kun nævnes én kommune ad gangen", param_hint=" ".join(flere))
    stems = (*(only or ()), *(flere or ()))  # `--only a b`: what follows the first is read as arguments
    internal = Internal(intern, rolle, grund, date.today())
    ended = run_reports(kommune, data=data, reports=reports, per=per, only=stems, jobs=jobs, force=force, timeout=timeout,
                        internal=internal, scramble=scramble, pdf=pdf)  # fmt: skip
    raise typer.Exit(ended)


def check(kommune: Kommune, data: Data = None, per: Per = None) -> None:
    """Kontrollér parametre, layouts og leverancer uden at lave en rapport."""
    from lisanalysis.batch.command import check_municipality

    raise typer.Exit(check_municipality(kommune, data=data, per=per, i_dag=date.today()))
