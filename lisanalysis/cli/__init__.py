"""The command line: what may be asked, and the exit code it ends with. What is done stands in `batch`, `sources`, `synthetic`.

Exit codes: 0 all done · 1 a report failed · 2 parameters or mappings refused · 3 data refused · 130 interrupted.
"""

from __future__ import annotations

import sys
from datetime import date

import typer

from lisanalysis.cli import guard, reports, setup, template
from lisanalysis.errors import LisError

app = typer.Typer(
    help="Ledelsesinformation for det specialiserede socialområde: fra udtræk til rapporter.",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # they print local variables, and those hold rows
    rich_markup_mode=None,
)
for command in (reports.demo, reports.synth, reports.run, reports.check, setup.rules, setup.describe, setup.new, setup.schedule, setup.docs, setup.lab):
    app.command()(command)
app.add_typer(guard.key, name="key")
app.add_typer(guard.access, name="access")
app.add_typer(guard.audit, name="audit")
app.add_typer(template.template, name="template")


@app.callback()
def begin() -> None:
    """Ledelsesinformation for det specialiserede socialområde: fra udtræk til rapporter."""
    from lisanalysis.publish.intern import slet_forfaldne

    for said in slet_forfaldne(date.today()):
        typer.echo(said, err=True)


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
