"""The form: fields above, the answer below, and a button that saves the setting for the monthly run."""

from __future__ import annotations

from typing import Any

from lisanalysis.errors import LisError
from lisanalysis.formular.fields import codes_for, field_widget, value_of
from lisanalysis.formular.save import save_parameters
from lisanalysis.tables import Dataset
from lisanalysis.workspace import Svar, analyse, find_analyse, read_parametre


class Form:
    """One analysis with a person at it. `svar` is the answer to what stands in the fields now; None while it is wrong."""

    def __init__(self, stem: str, data: Dataset, start: dict[str, Any]) -> None:
        import ipywidgets as w

        self.stem, self.data, self.modul = stem, data, find_analyse(stem)
        self.model = self.modul.Parametre
        begin = read_parametre(self.modul, start, f"lis.panel('{stem}')")
        tabeller = tuple(dict.fromkeys((*self.modul.ANALYSE.tabeller, *data.tabeller)))
        self.fields = {
            navn: field_widget(navn, info, getattr(begin, navn), codes_for(navn, data, tabeller))
            for navn, info in self.model.model_fields.items()
        }
        self.part = w.Dropdown(description="Vis", options=["forside"], style={"description_width": "9em"}, layout=w.Layout(width="34em"))
        self.message, self.working = w.HTML(), w.IntProgress(value=1, max=1, bar_style="info", description="Regner …")
        self.name = w.Text(description="Navn", placeholder="fx 110", style={"description_width": "9em"}, layout=w.Layout(width="24em"))
        self.save = w.Button(description="Gem som parameterfil", layout=w.Layout(width="14em"))
        self.shown = w.Output()
        self.svar: Svar | None = None
        self.widget = self._arrange(w)
        self._listen()
        self.answer()

    def answer(self, _: Any = None) -> None:
        """Work the answer out anew from the fields, or say what is wrong with them."""
        self.message.value, self.working.layout.visibility = "", "visible"
        try:
            self.svar = analyse(self.stem, self.data, **self.values())
        except LisError as error:
            self.svar, self.message.value = None, _paragraph(str(error))
        finally:
            self.working.layout.visibility = "hidden"
        if self.svar:
            self._offer_parts(self.svar)
            self.show()

    def show(self, _: Any = None) -> None:
        """Put the chosen part of the answer below the form."""
        self.shown.clear_output(wait=True)
        if self.svar:
            with self.shown:
                self.svar.show(self.part.value)

    def values(self) -> dict[str, Any]:
        """What stands in the fields."""
        return {navn: value_of(widget, self.model.model_fields[navn]) for navn, widget in self.fields.items()}

    def _save(self, _: Any = None) -> None:
        try:
            read_parametre(self.modul, self.values(), "formularen")
            fil = save_parameters(self.data.stem, self.stem, self.name.value, self.model, self.values())
        except LisError as error:
            self.message.value = _paragraph(str(error))
            return
        self.message.value = _paragraph(f"Gemt som parameters/{self.data.stem}/{fil.name}. Den køres med næste 'lis run'.")

    def _offer_parts(self, svar: Svar) -> None:
        result = svar.result
        parts = ["forside", *(f.navn for f in result.figurer), *(t.navn for t in result.tabeller), "forbehold", "metode"]
        kept = self.part.value if self.part.value in parts else "forside"
        self.part.options = parts
        self.part.value = kept

    def _arrange(self, w: Any) -> Any:
        rows = [w.VBox([widget, w.HTML(_help(self.model.model_fields[navn].description))]) for navn, widget in self.fields.items()]
        return w.VBox([*rows, self.part, self.working, self.message, self.shown, w.HBox([self.name, self.save])])

    def _listen(self) -> None:
        for widget in self.fields.values():
            widget.observe(self.answer, names="value")
        self.part.observe(self.show, names="value")
        self.save.on_click(self._save)


def _help(text: str | None) -> str:
    return f"<div style='margin:0 0 .4em 9.6em;color:#555;max-width:40em'>{_escaped(text or '')}</div>"


def _paragraph(text: str) -> str:
    return f"<p role='status' style='max-width:48em'>{_escaped(text)}</p>"


def _escaped(text: str) -> str:
    from html import escape

    return escape(text).replace("\n", "<br>")
