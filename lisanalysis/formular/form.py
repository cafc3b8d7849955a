"""The form: fields above, the answer below, the way down to the rows, and a button that saves the setting for the monthly run."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import Any

from lisanalysis.analyses.find import find_analyse
from lisanalysis.analyses.parametre import read_parametre
from lisanalysis.analyses.udforsk.erklaering import TABEL as _UDFORSK
from lisanalysis.errors import LisError
from lisanalysis.formular.asked import asked
from lisanalysis.formular.down import Way
from lisanalysis.formular.fields import as_wanted, codes_for, field_widget, known_codes, unknown_code, value_of
from lisanalysis.formular.progress import Progress
from lisanalysis.formular.save import save_parameters
from lisanalysis.formular.tags import sort_out
from lisanalysis.publish import skabelon, words
from lisanalysis.publish.notebook import vis
from lisanalysis.spor.trin import Udvalg
from lisanalysis.tables import Dataset
from lisanalysis.workspace import Svar, analyse

PAUSE = 0.6  # seconds without a key before the answer is worked out
SHORT = "kort"  # page one, the first figure and the first table
_WIDE = "34em"


class Form:
    """One analysis with a person at it. `svar` is the answer to what stands in the fields now; None while it is wrong.

    A `svar` that is given is shown as it is; without it the answer to `start` is worked out.
    """

    def __init__(self, stem: str, data: Dataset, start: dict[str, Any], svar: Svar | None = None) -> None:
        import ipywidgets as w

        self.stem, self.data, self.modul = stem, data, find_analyse(stem)
        self.model = self.modul.Parametre
        begin = read_parametre(self.modul, start, f"lis.panel('{stem}')")
        tabeller = tuple(dict.fromkeys((*self.modul.ANALYSE.tabeller, *data.tabeller)))
        self.codes = {navn: codes_for(navn, data, tabeller) for navn in self.model.model_fields}
        self.fields = {navn: field_widget(navn, info, getattr(begin, navn), self.codes[navn]) for navn, info in self.model.model_fields.items()}
        style = {"description_width": "9em"}
        self.part = w.Dropdown(description="Vis", options=[("Forsiden, første figur og tabel", SHORT)], style=style, layout=w.Layout(width="46em"))
        self.message, self.shown, self.progress = w.HTML(), w.HTML(), Progress()
        self.name = w.Text(description="Navn", placeholder="fx 110", style=style, layout=w.Layout(width="24em"))
        self.save = w.Button(description="Gem som parameterfil", layout=w.Layout(width="14em"))
        self.dig = w.ToggleButton(description="Følg et tal ned", tooltip="Fra total til konto, paragraf, borger og række", layout=w.Layout(width="14em"))
        self.way = w.VBox()
        self.svar, self.refused = svar, ""
        self._waiting: asyncio.TimerHandle | None = None
        self.widget = self._arrange(w)
        self._listen()
        self._offer() if svar else self.answer()

    def check(self) -> bool:
        """Say at once, in Danish, what is wrong with the fields, or which code no row has; whether they can be used."""
        if fault := self._fault({}):
            self.message.value = _paragraph(fault)
            return False
        unknown = [said for navn, value in self.values().items() if (said := unknown_code(navn, value, self.codes[navn]))]
        said = [*filter(None, [self.refused]), *unknown]
        self.message.value = _paragraph("\n".join(said)) if said else ""
        return True

    def tags_changed(self, navn: str, change: dict[str, Any]) -> None:
        """Take out of a list what is no code as it is typed, say so, and go on with the rest."""
        info, widget = self.model.model_fields[navn], self.fields[navn]
        codes = known_codes(navn, info, self.values(), self.data)
        kept, self.refused = sort_out(navn, change["old"], change["new"], codes, lambda tags: self._fault({navn: as_wanted(tags, info)}))
        if self.refused:
            widget.unobserve_all("value")
            widget.value = kept
            self._watch(navn, widget)
        self.changed()

    def _fault(self, other: dict[str, Any]) -> str:
        """What the model says of the values in the fields, with the others in their place; nothing where they can be used."""
        try:
            read_parametre(self.modul, self.values() | other, "formularen")
        except LisError as error:
            return str(error)
        return ""

    def changed(self, _: Any = None) -> None:
        """Check while the person types, and work the answer out when the keys have rested."""
        if self._waiting:
            self._waiting.cancel()
        if not self.check():
            return
        try:
            self._waiting = asyncio.get_running_loop().call_later(PAUSE, self.answer)
        except RuntimeError:  # nobody types where no loop runs
            self.answer()

    def answer(self, _: Any = None) -> None:
        """Work the answer out anew from the fields, or say what is wrong with them."""
        self.svar = None
        if not self.check():
            return
        try:
            with self.progress:
                self.svar = analyse(self.stem, self.data, **self.values())
        except LisError as error:
            self.message.value = _paragraph(str(error))
        if self.svar:
            self._offer()

    def show(self, _: Any = None) -> None:
        """Put the chosen part of the answer below the form."""
        if self.svar:
            parts = _short(self.svar) if self.part.value == SHORT else [self.part.value]
            html = "".join(vis(self.svar.result, navn).html for navn in parts)
            self.shown.value = f"<style>{skabelon.tekst('dele.css')}</style>{html}"

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

    def _dig(self, change: dict[str, Any]) -> None:
        """Open the way down at what the form asks about, or close it."""
        self.way.children = (Way(self.data, self.begin_at()).widget,) if change["new"] else ()

    def begin_at(self) -> Udvalg:
        """The total that the fields ask about: of settlements where the analysis counts those, else of postings."""
        values = self.values()
        tables = (_UDFORSK[values["maal"]],) if values.get("maal") in _UDFORSK else self.modul.ANALYSE.tabeller
        return asked(values, self.data.per, "afregning" if "afregning" in tables and "postering" not in tables else "postering")

    def _offer(self) -> None:
        """Offer the parts of the answer by their titles, keep the one that is chosen, and show it."""
        if not self.svar:
            return
        result = self.svar.result
        named = [(d.titel, d.navn) for d in (*result.figurer, *result.tabeller)]
        parts = [("Forsiden, første figur og tabel", SHORT), ("Forsiden", "forside"), *named, ("Forbehold", "forbehold"), ("Metode", "metode")]
        kept = self.part.value
        with self.part.hold_trait_notifications():
            self.part.options = parts
            self.part.value = kept if kept in [value for _, value in parts] else SHORT
        self.show()

    def _watch(self, navn: str, widget: Any) -> None:
        if type(widget).__name__ == "TagsInput":
            widget.observe(partial(self.tags_changed, navn), names="value")
        else:
            widget.observe(self._field_changed, names="value")

    def _field_changed(self, _: Any = None) -> None:
        self.refused = ""
        self.changed()

    def _arrange(self, w: Any) -> Any:
        rows = [w.VBox([_labelled(navn, widget, w), w.HTML(_help(self._said_of(navn)))]) for navn, widget in self.fields.items()]
        grid = w.Box(rows, layout=w.Layout(flex_flow="row wrap", width="100%"))
        return w.VBox([grid, self.part, self.progress.widget, self.message, self.shown, w.HBox([self.name, self.save, self.dig]), self.way])

    def _said_of(self, navn: str) -> str:
        """The field's Danish sentence; of a list also how a value is put in, since JupyterLab takes Enter for itself."""
        how = " Skriv én ad gangen, og tryk Tab." if type(self.fields[navn]).__name__ == "TagsInput" else ""
        return (self.model.model_fields[navn].description or "") + how

    def _listen(self) -> None:
        for navn, widget in self.fields.items():
            self._watch(navn, widget)
        self.part.observe(self.show, names="value")
        self.save.on_click(self._save)
        self.dig.observe(self._dig, names="value")


def _labelled(navn: str, widget: Any, w: Any) -> Any:
    """The field with its name before it; a list of tags has none of its own."""
    if type(widget).__name__ != "TagsInput":
        return widget
    return w.HBox([w.Label(words.stavet(navn), layout=w.Layout(width="9em", justify_content="flex-end")), widget])


def _short(svar: Svar) -> list[str]:
    result = svar.result
    return ["forside", *(f.navn for f in result.figurer[:1]), *(t.navn for t in result.tabeller[:1])]


def _help(text: str) -> str:
    return f"<div style='margin:0 0 .4em 9.6em;line-height:1.35;color:#555;max-width:{_WIDE}'>{words.sikker(text)}</div>"


def _paragraph(text: str) -> str:
    return f"<p role='status' style='max-width:48em'>{words.sikker(text)}</p>"
