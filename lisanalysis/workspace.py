"""All that a notebook says about coming and going: load, analyse, show, save.

The same four calls work in JupyterLab and in a batch. What `lis run` was given reaches the kernel by environment:
`LIS_ROD` (the folder with parameters and notebooks), `LIS_DATA`, `LIS_REPORTS`, and `LIS_RAPPORT`, the report's name;
`LIS_TABELLER`, the only tables and columns that a shared template may read;
`LIS_INTERN`, `LIS_GRUND` and `LIS_SLETTES` where internal lists are to be written, `LIS_SKRAMLET` for a scrambled lager.
"""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import TYPE_CHECKING, Any, overload

from lisanalysis.analyses.result import Result
from lisanalysis.errors import AccessError, ParameterError
from lisanalysis.settings import Settings, danish_reason, read_settings
from lisanalysis.tables.dataset import Dataset, MissingTable
from lisanalysis.tables.samling import Samling

if TYPE_CHECKING:
    import pandas as pd
    from pydantic import BaseModel

    from lisanalysis.access import Afsloering
    from lisanalysis.publish.notebook import Vis

# What `save` tells the batch in the cell's own output, so that nothing need pass by way of a file.
SVAR_MIME = "application/vnd.lisanalysis.svar+json"

# The data loaded last in this session: whose citizens `reveal` is asked about when nothing else is said.
_senest: deque[Dataset] = deque(maxlen=1)

# Pydantic has several names for what is one mistake to a person.
_SAME = {"date_parsing": "date_type", "date_from_datetime_parsing": "date_type", "date_from_datetime_inexact": "date_type",
         "int_from_float": "int_type", "tuple_type": "list_type", "set_type": "list_type"}  # fmt: skip


@overload
def load(kommune: str = "demo", *, per: date | str | None = None) -> Dataset: ...


@overload
def load(kommune: Sequence[str], *, per: date | str | None = None) -> Samling: ...


def load(kommune: str | Sequence[str] = "demo", *, per: date | str | None = None) -> Dataset | Samling:
    """Kommunens data, som de så ud den dag `per`, klar til en analyse.

    `kommune` er navnet på en mappe i `parameters/`. `per` er en dato eller tekst `åååå-mm-dd`; uden den bruges den nyeste
    leverance. Er udtrækkene ændret, indlæses de først; ellers åbnes lageret, som det er.

        data = lis.load("demo")
        data = lis.load("demo", per="2025-12-31")
        samling = lis.load(["nordby", "sydby"])

    Flere navne giver kommunerne samlet: `samling.tabel(navn)` med `kommune_kode` som nøgle, og hver kommunes egne data i `samling.dele`.

    Fejl: `ParameterError` når kommune.yaml eller et layout ikke kan bruges, `DataError` når der ingen data er.
    """
    from lisanalysis import sources

    if not isinstance(kommune, str):
        return sources.open_together([(_vist_lager(current_settings(navn)), load(navn, per=per)) for navn in kommune])
    settings, dag = current_settings(kommune), read_per(per)
    i_parti = bool(os.environ.get("LIS_RAPPORT"))  # the batch has loaded already, and all its reports read the same version
    data = sources.open_lager(_vist_lager(settings), per=dag) if i_parti else sources.load(settings, per=dag)
    data = _erklaeret(_med_hukommelse(data, settings))
    _senest.append(data)
    return data


def _med_hukommelse(data: Dataset, settings: Settings) -> Dataset:
    """The data with what stands beside them: earlier runs' tables on the shelf, and the findings that are accepted for a while."""
    from lisanalysis.quality.accepterede import laes_accepterede
    from lisanalysis.spor import spor

    hylde = reports_root(settings) / settings.stem

    def tidligere(navn: str) -> dict[date, pd.DataFrame]:
        import pandas as pd

        filer = {read_per(f.parent.parent.name): f for f in sorted(hylde.glob(f"20??-??-??/{navn}.parquet"))}
        return {dag: pd.read_parquet(f) for dag, f in filer.items() if dag}

    return replace(data, tidligere=tidligere, accepterede=laes_accepterede(settings.mappe), sporing=spor)


def _erklaeret(data: Dataset) -> Dataset:
    """The data as they are; to a shared template the tables and columns that it declares, and of earlier reports its own."""
    if not os.environ.get("LIS_TABELLER"):
        return data
    alle, eget = data.tidligere, os.environ.get("LIS_RAPPORT")
    smal = data.kun(json.loads(os.environ["LIS_TABELLER"]))
    return replace(smal, tidligere=lambda navn: alle(navn) if navn.partition("/")[0] == eget else {}, accepterede=())


def analyse(stem: str, data: Dataset | Samling, **parametre: Any) -> Svar:
    """Svaret på et spørgsmål: analysen `stem` regnet på `data` med de parametre, der er givet.

    `stem` er notebookens navn. Mangler en tabel, som spørgsmålet kræver, siger svaret "ikke kørt" og hvad der mangler.

        svar = lis.analyse("udgiftsstigning", data)
        svar = lis.analyse("kommunesammenligning", lis.load(["nordby", "sydby"]))   # den første er vores

    Fejl: `ParameterError` når analysen eller en parameter ikke findes, eller en værdi ikke har den rigtige type.
    """
    modul = find_analyse(stem)
    model = read_parametre(modul, parametre, f"lis.analyse('{stem}')")
    if isinstance(data, Samling) and not modul.ANALYSE.samling:
        raise ParameterError(f"lis.analyse('{stem}'): den regner på én kommune ad gangen; kør den for hver af samlingens data.")
    egen = data.dele[0] if isinstance(data, Samling) else data
    if manglende := egen.mangler(*modul.ANALYSE.tabeller):
        return Svar(modul.ANALYSE.ikke_koert(egen.per, manglende, valuta=egen.kommune.valuta), egen)
    try:
        svar = _med_forside(modul.analyse(data, model), egen, modul.ANALYSE.tabeller)
        return Svar(svar, egen, model.model_dump(mode="json"))
    except MissingTable as fejl:
        return Svar(modul.ANALYSE.ikke_koert(egen.per, fejl.navne, valuta=egen.kommune.valuta), egen)


def _med_forside(result: Result, data: Dataset, tabeller: tuple[str, ...]) -> Result:
    """The answer with what page one of every report says: how far its data reach, and what its figures were the time before."""
    from lisanalysis.publish.earlier import med_sidst
    from lisanalysis.quality.leverance import raekkevidde

    grundlag = tuple(filter(None, (*result.datagrundlag, raekkevidde(data, tabeller))))
    return med_sidst(replace(result, datagrundlag=grundlag), data.tidligere(f"{os.environ.get('LIS_RAPPORT') or result.stem}/noegletal"))


def reveal(ids: Iterable[str], reason: str, *, data: Dataset | None = None) -> Afsloering:
    """Personerne bag højst 50 pseudonymer, når din rolle tillader det; opslaget står i loggen, før noget vises.

    `ids` er værdier fra en kolonne `borger_id`, `reason` et ord fra listen af grunde og hvad numrene skal bruges til, fx
    "fejlretning: dublet i afregningen". `data` er det, `lis.load` gav; uden det bruges det senest indlæste.

        lis.reveal(["b_..."], reason="opfoelgning: handleplan mangler i Nexus")

    Fejl: `AccessError` når rollen, borgeren eller grunden ikke er i orden, når rapporter køres samlet, eller når loggen ikke
    kan skrives.
    """
    from lisanalysis.access import afsloer

    data = data or next(iter(_senest), None)
    if data is None:
        raise AccessError("Hent data med lis.load, før borgere slås op.")
    return afsloer(current_settings(data.stem), data, ids, reason)


def save(svar: Svar) -> Path:
    """Gemmer svarets nøgletal og tabeller under `reports/<kommune>/<per>/<analyse>/` og giver mappen tilbage.

    Hver fil går gennem udgangskontrollen, som afviser en fil med en borgers CPR-nummer (`GateError`).
    """
    from lisanalysis.publish.files import skriv_result
    from lisanalysis.publish.gate import gate_for

    settings = current_settings(svar.data.stem)
    rod = reports_root(settings)
    navn = os.environ.get("LIS_RAPPORT") or svar.result.stem
    mappe = rod / svar.data.stem / svar.data.per.isoformat() / navn
    advarsler = [*skriv_result(svar.result, mappe, gate_for(settings, rod)), *_naere_tabeller(settings, svar.result, navn)]
    _hand_over(svar, advarsler, _skriv_interne(svar, settings, navn))
    return Gemt(mappe)


def _naere_tabeller(settings: Settings, result: Result, navn: str) -> list[str]:
    """Enter the safe tables in the register of what has been released; warnings for those that can be subtracted from another."""
    from lisanalysis.publish.disclosure import Register
    from lisanalysis.publish.disclosure.safe import SKJULT_KOLONNE

    register = Register(settings.hjem / "frigivet.json")
    sikre = [t for t in result.tabeller if t.borgerfri and SKJULT_KOLONNE in t.data.columns]
    return [a for t in sikre for a in register.meld(navn, t.navn, result.per.isoformat(), t.data)]


def _skriv_interne(svar: Svar, settings: Settings, navn: str) -> int:
    """Write the lists that must carry CPR numbers where the run was given a reason; how many files."""
    if not os.environ.get("LIS_GRUND"):
        return 0
    from lisanalysis.publish.intern import Internt, skriv_interne

    sted = Internt(Path(os.environ["LIS_INTERN"]), os.environ["LIS_GRUND"], date.fromisoformat(os.environ["LIS_SLETTES"]))
    return len(skriv_interne(svar.result, svar.data, settings, sted, navn))


class Gemt(type(Path())):
    """Mappen, et svar blev gemt i: en almindelig sti, som en notebook ikke skriver ud, for `save` har sagt det."""

    def _ipython_display_(self) -> None:
        """Nothing: the path of this machine has no place in a report."""


@dataclass(frozen=True)
class Svar:
    """Et svar i notebooken: `svar.show("forside")`, `svar.noegletal`, `svar.tabeller`, `svar.forbehold` …

    Indpakker et `Result` sammen med de data og parametre, det er regnet på. Som tekst viser det navne og antal, aldrig rækker.
    """

    result: Result
    data: Dataset = field(repr=False)
    parametre: Mapping[str, Any] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Whoever put the answer together, it is held as its audience may see it."""
        from lisanalysis.publish.disclosure import til_publikum

        object.__setattr__(self, "result", til_publikum(self.result))

    def show(self, navn: str = "forside") -> None:
        """Viser "forside", "noegletal", "forbehold", "metode", eller den figur, tabel eller det afsnit, der hedder `navn`.

        En del, der ikke kunne regnes ud, vises ikke; forsiden eller forbeholdene siger hvorfor.
        """
        from lisanalysis.publish.notebook import vis

        try:
            _display(vis(self.result, navn), self.result)
        except ParameterError:
            if self.result.status == "ok" and navn not in self.result.ikke_koert:
                raise

    def __getattr__(self, navn: str) -> Any:
        if navn.startswith("_") or navn in ("result", "data", "parametre"):
            raise AttributeError(navn)
        return getattr(self.result, navn)

    def __repr__(self) -> str:
        return f"<Svar {self.result.stem} pr. {self.result.per.isoformat()}: {_counts(self.result)}>"

    def _repr_html_(self) -> str:
        from html import escape

        navne = ", ".join(f"<code>{escape(d.navn)}</code>" for d in (*self.result.figurer, *self.result.tabeller))
        return f"<p>{escape(repr(self).strip('<>'))}. Vis med <code>svar.show(navn)</code>: forside, {navne}.</p>"


def find_analyse(stem: str) -> ModuleType:
    """The module that answers the question `stem`; an unknown one is refused with the nearest spelling."""
    if stem in _module_names() and hasattr(modul := _module(stem), "ANALYSE"):
        return modul
    kendte = analyse_stems()
    raise ParameterError(f"Der er ingen analyse, der hedder '{stem}'{nearest(stem, kendte)} Der er: {', '.join(kendte)}.")


def analyse_stems() -> tuple[str, ...]:
    """The stems of all analyses."""
    return tuple(navn for navn in _module_names() if hasattr(_module(navn), "ANALYSE"))


def _module_names() -> tuple[str, ...]:
    from lisanalysis import analyses

    return tuple(sorted(m.name for m in iter_modules(analyses.__path__)))


def _module(stem: str) -> ModuleType:
    return import_module(f"lisanalysis.analyses.{stem}")


def read_parametre(modul: ModuleType, vaerdier: Mapping[str, Any], hvor: str) -> BaseModel:
    """The analysis's own model filled with `vaerdier`; `hvor` is what the error calls the place they stand.

    Strict by the rules of JSON, so that a date may be a date or ISO text, while a number where a code belongs is refused.
    """
    from pydantic import ValidationError
    from pydantic_core import PydanticSerializationError, to_json

    try:
        return modul.Parametre.model_validate_json(to_json(dict(vaerdier)))
    except PydanticSerializationError:
        raise ParameterError(f"{hvor}: en værdi er af en slags, der ikke kan være parameter.") from None
    except ValidationError as fejl:
        linjer = [_reason(e, tuple(modul.Parametre.model_fields)) for e in fejl.errors()]
        raise ParameterError(f"{hvor} kan ikke bruges:\n  " + "\n  ".join(linjer)) from None


def nearest(navn: str, kendte: tuple[str, ...]) -> str:
    """` Mente du 'x'?` when a known name is near, else nothing; ends the sentence either way."""
    ens = get_close_matches(navn, kendte, n=1)
    return f". Mente du '{ens[0]}'?" if ens else "."


def current_settings(kommune: str | Path) -> Settings:
    """The settings of the municipality, with the folder of extracts that `lis run` was given."""
    return read_settings(kommune, data=Path(os.environ["LIS_DATA"]) if os.environ.get("LIS_DATA") else None)


def _vist_lager(settings: Settings) -> Settings:
    """The settings with the scrambled lager where the run shows one; all else is the municipality's own, the gate's citizens too."""
    skramlet = os.environ.get("LIS_SKRAMLET")
    if not skramlet:
        return settings
    return replace(settings, lager=Path(skramlet), kommune=settings.kommune.model_copy(update={"motor": "duckdb"}))  # gone when the run ends


def reports_root(settings: Settings) -> Path:
    """The folder that all reports stand under."""
    return Path(os.environ.get("LIS_REPORTS") or settings.rod / "reports").resolve()


def read_per(per: date | str | None) -> date | None:
    """The cut-off date as a date; None or empty text means the latest delivery's."""
    if not per or isinstance(per, date):
        return per or None
    try:
        return date.fromisoformat(per)
    except (TypeError, ValueError):
        raise ParameterError("'per' skal være en dato, der findes, skrevet åååå-mm-dd.") from None


def _reason(fejl: dict, kendte: tuple[str, ...]) -> str:
    """One of pydantic's complaints in Danish, without the value; an analysis's own ValueError by its words."""
    navn, slags = ".".join(str(del_) for del_ in fejl["loc"]), fejl["type"]
    if slags == "value_error":
        return f"{navn or 'parametrene'}: {fejl['ctx']['error']}"
    grund = danish_reason(fejl | {"type": _SAME.get(slags, slags)})
    return f"{navn or 'parametrene'}: {grund}{nearest(navn, kendte) if slags == 'extra_forbidden' else '.'}"


def _display(part: Vis, result: Result) -> None:
    """The part in the notebook; without one, the answer and its key figures as text."""
    if not _in_notebook():
        print(_as_text(result) if part.navn == "forside" else part)
        return
    from IPython.display import display

    display(part)


def _hand_over(svar: Svar, advarsler: list[str], interne: int) -> None:
    """Tell the batch what the answer is by way of the cell's output; a person in JupyterLab sees one line."""
    if not _in_notebook():
        print(*advarsler, sep="\n", end="\n" if advarsler else "", file=sys.stderr)
        return
    from IPython.display import display

    r = svar.result
    said = {"status": r.status, "mangler": list(r.mangler), "titel": r.titel, "laeser": r.laeser, "publikum": r.publikum,
            "spoergsmaal": r.spoergsmaal, "svar": r.svar, "data": svar.data.version, "advarsler": advarsler, "interne": interne}  # fmt: skip
    display({SVAR_MIME: said, "text/plain": "\n".join([f"Gemt: {_counts(r)}", *advarsler])}, raw=True)


def _in_notebook() -> bool:
    """Whether somebody is there to be shown HTML: an IPython that is already running, never one started for this."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None


def _as_text(result: Result) -> str:
    from lisanalysis.publish.numbers import skriv

    tal = [f"  {n.titel}: {skriv(n.vaerdi, n.format, result.valuta)}" for n in result.noegletal if n.forside]
    return "\n".join([result.titel, result.svar, *tal])


def _counts(result: Result) -> str:
    if result.status == "ikke_koert":
        return f"ikke kørt, mangler {', '.join(result.mangler)}"
    return f"{len(result.noegletal)} nøgletal, {len(result.tabeller)} tabeller, {len(result.figurer)} figurer"
