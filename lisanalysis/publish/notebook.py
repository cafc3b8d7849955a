"""What `show` hands to a notebook: a part of the answer, marked as ours so that the report knows it again."""

from __future__ import annotations

from typing import Any

from lisanalysis.analyses.result import Result
from lisanalysis.errors import ParameterError
from lisanalysis.publish import html, skabelon
from lisanalysis.publish.markup import MAERKE, STIL_SLUT, STIL_START

_FASTE = ("forside", "noegletal", "forbehold", "metode")


class Vis:
    """One part of an answer as Jupyter shows it; its text form is its name alone."""

    def __init__(self, navn: str, html: str) -> None:
        self.navn, self.html = navn, html

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> tuple[dict[str, str], dict[str, str]]:
        """The HTML with its own style, so that it looks right in JupyterLab too."""
        stil = STIL_START + skabelon.tekst("dele.css") + STIL_SLUT
        return {"text/html": stil + self.html, "text/plain": repr(self)}, {MAERKE: self.navn}

    def __repr__(self) -> str:
        return f"<{self.navn}>"


def vis(result: Result, navn: str = "forside") -> Vis:
    """The part of the answer called `navn`, ready to display. Raises ParameterError where there is none."""
    try:
        if navn not in _FASTE:
            result.find(navn)
    except KeyError:
        kendte = ", ".join([*_FASTE, *_navne(result)])
        raise ParameterError(f"Svaret har ikke noget, der hedder '{navn}'. Der er: {kendte}.") from None
    return Vis(navn, html.del_(result, navn))


def _navne(result: Result) -> list[str]:
    return [d.navn for d in (*result.figurer, *result.tabeller)] + [a.titel for a in result.afsnit]
