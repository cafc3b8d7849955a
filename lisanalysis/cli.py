"""The command line: what may be asked, and the exit code it ends with. What is done stands in `batch`, `sources`, `synthetic`.

Exit codes: 0 all done · 1 a report failed · 2 parameters or mappings refused · 3 data refused · 130 interrupted.
"""

from __future__ import annotations

import sys
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Annotated, Optional

import typer

from lisanalysis.errors import LisError

app = typer.Typer(
    help="Ledelsesinformation for det specialiserede socialområde: fra udtræk til rapporter.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # they print local variables, and those hold rows
    rich_markup_mode=None,
)

class Motor(str, Enum):
    """The databases that row rights are written for."""

    postgresql = "postgresql"
    sqlserver = "sqlserver"


Kommune = Annotated[str, typer.Argument(metavar="parameters/KOMMUNE", help="Kommunens mappe med parametre.")]
Data = Annotated[Optional[Path], typer.Option(envvar="LIS_DATA", help="En anden mappe med udtræk; får sit eget lager.")]
Per = Annotated[Optional[str], typer.Option(metavar="ÅÅÅÅ-MM-DD", help="Skæringsdato; uden den bruges nyeste leverance.")]
Indbyggere = Annotated[int, typer.Option(min=1, help="Kommunens størrelse.")]
Seed = Annotated[int, typer.Option(help="Samme tal giver samme kommune.")]


@app.callback()
def begin() -> None:
    """Ledelsesinformation for det specialiserede socialområde: fra udtræk til rapporter."""
    from lisanalysis.publish.intern import slet_forfaldne

    for said in slet_forfaldne(date.today()):
        typer.echo(said, err=True)


@app.command()
def demo(indbyggere: Indbyggere = 12_000, seed: Seed = 1) -> None:
    """Lav en opdigtet kommunes udtræk og kør alle rapporter på dem."""
    from lisanalysis.batch.command import run_reports
    from lisanalysis.batch.demo import made_up_extracts
    from lisanalysis.settings import read_settings
    from lisanalysis.synthetic import skriv

    made_up_extracts(read_settings("demo"), skriv, indbyggere=indbyggere, seed=seed)
    raise typer.Exit(run_reports("demo"))


@app.command()
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


@app.command()
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


@app.command()
def check(kommune: Kommune, data: Data = None, per: Per = None) -> None:
    """Kontrollér parametre, layouts og leverancer uden at lave en rapport."""
    from lisanalysis.batch.command import check_municipality

    raise typer.Exit(check_municipality(kommune, data=data, per=per, i_dag=date.today()))


@app.command()
def rules(
    navn: Annotated[Optional[str], typer.Argument(metavar="R06|navn", help="Én regel eller årsag; uden den vises alle.")] = None,
    markdown: Annotated[bool, typer.Option("--markdown", help="Hele kataloget som side til dokumentationen.")] = False,
) -> None:
    """Vis kataloget over regler og årsager: hvad de siger, hvorfor, og hvad der skal gøres."""
    from lisanalysis import catalogue

    typer.echo(catalogue.side() if markdown else catalogue.vis(navn) if navn else catalogue.oversigt(), nl=not markdown)


@app.command()
def describe(kommune: Annotated[Optional[str], typer.Argument(metavar="parameters/KOMMUNE", help="Kommunens egne layouts; uden den pakkens.")] = None) -> None:
    """Skriv kataloget over tabeller, kolonner og layouts, og hvilken kilde der fylder hvad."""
    from lisanalysis import sources
    from lisanalysis.settings import read_settings
    from lisanalysis.sources.mapping import read_mappings

    typer.echo(sources.describe(read_mappings(read_settings(kommune))) if kommune else sources.describe(), nl=False)


@app.command()
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


@app.command()
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


@app.command()
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


@app.command()
def lab(kommune: Kommune) -> None:
    """Åbn JupyterLab med kommunens data og en arbejdskopi af hver skabelon."""
    from lisanalysis import lab as rooms
    from lisanalysis.settings import read_settings

    raise typer.Exit(rooms.start(read_settings(kommune)))


key = typer.Typer(no_args_is_help=True, help="Nøglen, som pseudonymerne laves med.")
access = typer.Typer(no_args_is_help=True, help="Hvem der må se hvad, og hvad der mangler.")
audit = typer.Typer(no_args_is_help=True, help="Adgangsloggen.")
template = typer.Typer(no_args_is_help=True, help="Skabeloner, som kommuner deler.")
app.add_typer(key, name="key")
app.add_typer(access, name="access")
app.add_typer(audit, name="audit")
app.add_typer(template, name="template")


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


def main() -> None:
    """The entry point of `lis`: our own errors by their message, any other by type and place, and never a row's value."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Windows consoles are not UTF-8 of themselves
    try:
        app()
    except LisError as error:
        _end(str(error), error.exit_code)
    except Exception as error:
        from lisanalysis.batch.faults import place

        _end(f"Intern fejl: {place(error)}. Meld den gerne, med denne linje.", 1)


def _end(message: str, code: int) -> None:
    typer.echo(message, err=True)
    sys.exit(code)
