"""Lets the operating system run a municipality's reports: the line for cron, the task for Windows, printed or put in.

The run is asked for every day: what is unchanged is not made again, so a delivery is in the reports the morning after it came,
and a late one is said in the log each day until it is there.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from html import escape
from pathlib import Path

from lisanalysis.errors import LisError, ParameterError
from lisanalysis.settings import Settings

LOGFIL = "koersel.log"
_KLOKKEN = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
_CRON_DAGE = {"dag": "* * *", "hverdag": "* * 1-5", "uge": "* * 1", "maaned": "6 * *"}
_UGEDAGE = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_MAANEDER = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
HVER = tuple(_CRON_DAGE)


class ScheduleError(LisError):
    """The operating system would not take the plan."""


@dataclass(frozen=True)
class Plan:
    """When the reports of a municipality are run, and by which python."""

    settings: Settings
    hver: str
    klokken: str
    python: str = sys.executable

    def __post_init__(self) -> None:
        if not _KLOKKEN.fullmatch(self.klokken):
            raise ParameterError("--kl skal være et klokkeslæt skrevet tt:mm, fx 06:30.")
        if self.hver not in HVER:
            raise ParameterError(f"--hver skal være en af: {', '.join(HVER)}.")

    @property
    def navn(self) -> str:
        """What the plan is called where it is kept."""
        return f"lisanalysis: {self.settings.stem}"

    @property
    def log(self) -> Path:
        """The user's own file that the runs' words are written in."""
        return self.settings.hjem / LOGFIL

    @property
    def ord(self) -> list[str]:
        """The command's words."""
        return [self.python, "-m", "lisanalysis", "run", str(self.settings.mappe)]


def cron_linje(plan: Plan) -> str:
    """The crontab line, its mark behind it: cron reads % as a line break, so it is escaped."""
    time, minut = _KLOKKEN.fullmatch(plan.klokken).groups()
    hjem = f"LIS_HJEM={shlex.quote(os.environ['LIS_HJEM'])} " if os.environ.get("LIS_HJEM") else ""
    kommando = f"cd {shlex.quote(str(plan.settings.rod))} && {hjem}{shlex.join(plan.ord)} >> {shlex.quote(str(plan.log))} 2>&1"
    return f"{int(minut)} {int(time)} {_CRON_DAGE[plan.hver]} {kommando.replace('%', chr(92) + '%')} # {plan.navn}"


def opgave_xml(plan: Plan) -> str:
    """The task for Windows Task Scheduler: run late when the machine was off, never twice at once, stopped after four hours."""
    kommando = subprocess.list2cmdline(plan.ord)
    saet = f'set "LIS_HJEM={os.environ["LIS_HJEM"]}" && ' if os.environ.get("LIS_HJEM") else ""
    argumenter = f'/d /c "{saet}{kommando} >> "{plan.log}" 2>&1"'
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo><Description>{escape(plan.navn)}</Description></RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <Enabled>true</Enabled>
      <StartBoundary>2026-01-01T{plan.klokken}:00</StartBoundary>
      {_udloeser(plan.hver)}
    </CalendarTrigger>
  </Triggers>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT4H</ExecutionTimeLimit>
  </Settings>
  <Actions>
    <Exec>
      <Command>cmd.exe</Command>
      <Arguments>{escape(argumenter)}</Arguments>
      <WorkingDirectory>{escape(str(plan.settings.rod))}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


def _udloeser(hver: str) -> str:
    """How often, as the schema has it."""
    if hver == "dag":
        return "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>"
    if hver == "maaned":
        maaneder = "".join(f"<{m}/>" for m in _MAANEDER)
        return f"<ScheduleByMonth><DaysOfMonth><Day>6</Day></DaysOfMonth><Months>{maaneder}</Months></ScheduleByMonth>"
    dage = "".join(f"<{d}/>" for d in (_UGEDAGE if hver == "hverdag" else _UGEDAGE[:1]))
    return f"<ScheduleByWeek><DaysOfWeek>{dage}</DaysOfWeek><WeeksInterval>1</WeeksInterval></ScheduleByWeek>"


def schtasks(plan: Plan, xml: Path) -> list[str]:
    """The command that puts the task in; the user is asked for their password with `/RP *` where it is to run with nobody logged on."""
    return ["schtasks", "/Create", "/TN", f"lisanalysis\\{plan.settings.stem}", "/XML", str(xml), "/F"]


def vis(plan: Plan) -> str:
    """What to put where, on this system and on the other one, in Danish."""
    xml = plan.settings.hjem / "opgave.xml"
    return "\n".join([
        f"Rapporterne køres hver {_ord(plan.hver)} kl. {plan.klokken}; det uændrede køres ikke igen. Loggen: {plan.log}", "",
        "Linux og macOS (cron): kør crontab -e, og tilføj linjen", "", f"  {cron_linje(plan)}", "",
        f"Windows (Opgavestyring): gem dette som {xml} i UTF-16, og kør", "",
        f"  {subprocess.list2cmdline(schtasks(plan, xml))}", "",
        "  Skal den køre, når ingen er logget på, så føj til: /RU %USERDOMAIN%\\%USERNAME% /RP *", "", opgave_xml(plan),
        *_miljoe(plan.settings),
        "Intet er sat op endnu. Med --opret sættes planen op på denne maskine.",
    ])  # fmt: skip


def _ord(hver: str) -> str:
    return {"dag": "dag", "hverdag": "hverdag", "uge": "mandag", "maaned": "måned den 6."}[hver]


def _miljoe(settings: Settings) -> list[str]:
    """The environment variables that kommune.yaml asks for: a planned run knows only those it is given."""
    tekst = (settings.mappe / "kommune.yaml").read_text(encoding="utf-8")
    navne = sorted(set(re.findall(r"\$\{(\w+)\}", tekst)) - {"LIS_HJEM"})
    return [f"Husk: kommune.yaml bruger miljøvariablerne {', '.join(navne)}; sæt dem, hvor planen kører.", ""] if navne else []


def opret(plan: Plan) -> str:
    """Put the plan in, in place of an earlier one of the same municipality; what was done. Raises ScheduleError where it is refused."""
    plan.settings.hjem.mkdir(parents=True, exist_ok=True, mode=0o700)
    return _opret_windows(plan) if sys.platform == "win32" else _opret_cron(plan)


def _opret_cron(plan: Plan) -> str:
    foer = _koer(["crontab", "-l"], maa_fejle=True)
    maerke = f"# {plan.navn}"
    linjer = [linje for linje in foer.splitlines() if not linje.rstrip().endswith(maerke)]
    _koer(["crontab", "-"], ind="\n".join([*linjer, cron_linje(plan)]) + "\n")
    return f"Planen er sat i din crontab (mærket '{maerke}'). Fjern den igen med crontab -e."


def _opret_windows(plan: Plan) -> str:
    xml = plan.settings.hjem / "opgave.xml"
    xml.write_text(opgave_xml(plan), encoding="utf-16")
    _koer(schtasks(plan, xml))
    return f"Opgaven lisanalysis\\{plan.settings.stem} er sat op i Opgavestyring og kører, når du er logget på."


def _koer(ord_: list[str], *, ind: str | None = None, maa_fejle: bool = False) -> str:
    try:
        slut = subprocess.run(ord_, input=ind, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    except FileNotFoundError:
        raise ScheduleError(f"Kommandoen {ord_[0]} findes ikke på denne maskine. Sæt planen op i hånden; lis schedule viser hvordan.") from None
    if slut.returncode and not maa_fejle:
        raise ScheduleError(f"{ord_[0]} ville ikke: {slut.stderr.strip()}")
    return slut.stdout if not slut.returncode else ""
