"""`Svar`: an answer as it is held and shown in a notebook, and as text where there is none."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from lisanalysis.analyses.result import Result
from lisanalysis.errors import ParameterError
from lisanalysis.tables.dataset import Dataset

if TYPE_CHECKING:
    from lisanalysis.publish.notebook import Vis


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
        return f"<Svar {self.result.stem} pr. {self.result.per.isoformat()}: {counts(self.result)}>"

    def _repr_html_(self) -> str:
        from html import escape

        navne = ", ".join(f"<code>{escape(d.navn)}</code>" for d in (*self.result.figurer, *self.result.tabeller))
        return f"<p>{escape(repr(self).strip('<>'))}. Vis med <code>svar.show(navn)</code>: forside, {navne}.</p>"


def _display(part: Vis, result: Result) -> None:
    """The part in the notebook; without one, the answer and its key figures as text."""
    if not in_notebook():
        print(_as_text(result) if part.navn == "forside" else part)
        return
    from IPython.display import display

    display(part)


def in_notebook() -> bool:
    """Whether somebody is there to be shown HTML: an IPython that is already running, never one started for this."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None


def _as_text(result: Result) -> str:
    from lisanalysis.publish.numbers import skriv

    tal = [f"  {n.titel}: {skriv(n.vaerdi, n.format, result.valuta)}" for n in result.noegletal if n.forside]
    return "\n".join([result.titel, result.svar, *tal])


def counts(result: Result) -> str:
    if result.status == "ikke_koert":
        return f"ikke kørt, mangler {', '.join(result.mangler)}"
    return f"{len(result.noegletal)} nøgletal, {len(result.tabeller)} tabeller, {len(result.figurer)} figurer"
