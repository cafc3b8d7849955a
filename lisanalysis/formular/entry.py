"""The entry form for figures that stand in no system: framework activity ("døde tal") and forecasts by hand."""

from __future__ import annotations

import os
from decimal import Decimal
from functools import partial
from typing import Any

from lisanalysis.analyses import dansk
from lisanalysis.domain import periode
from lisanalysis.errors import LisError
from lisanalysis.publish import numbers, words
from lisanalysis.sources.entry import SYSTEMER, Skema, gem, skema
from lisanalysis.tables import Dataset
from lisanalysis.tables.column import Column
from lisanalysis.workspace import current_settings, load, read_per

_OMRAADER = ("", "Børn", "Voksne")
_SHARED = ("periode", "regnskabsaar")  # said once above the rows
_WIDTHS = {"konto": "9em", "paragraf": "8em", "omraade": "7em", "kommentar": "16em", "fordelingsnoegle": "11em"}


def indtast(kommune: str, *, per: str = "") -> None:
    """Indtast rammeaktivitet (de døde tal) og jeres egne prognoser i stedet for i et regneark.

    Rækkerne kontrolleres, mens de skrives ind, og gemmes som en leverance i kommunens mappe med udtræk, med navn og dag. `per` er den
    dag, de gælder; uden den er det den nyeste leverances. I en samlet kørsel vises intet.

        lis.indtast("demo")
    """
    if os.environ.get("LIS_RAPPORT"):
        return
    from IPython.display import display

    display(Entry(load(kommune), per).widget)


class Entry:
    """The form: a system, a month or year, and rows of cells. `rows` are the rows' widgets, heading → widget."""

    def __init__(self, data: Dataset, per: str = "") -> None:
        import ipywidgets as w

        self.data, self.settings, self.rows = data, current_settings(data.stem), []
        style = {"description_width": "9em"}
        self.system = w.Dropdown(description="Hvad", options=[("Døde tal: rammeaktivitet", SYSTEMER[0]), ("Egen prognose", SYSTEMER[1])], style=style)
        self.shared = w.Text(description="Måned", value=periode.maaned(data.per), style=style, continuous_update=False)
        self.per = w.Text(description="Gælder pr.", value=per or data.per.isoformat(), style=style, tooltip="åååå-mm-dd", continuous_update=False)
        self.add, self.save = w.Button(description="Tilføj række"), w.Button(description="Gem", button_style="primary")
        self.grid, self.message = w.VBox(), w.HTML()
        self.widget = w.VBox([self.system, self.shared, self.per, self.grid, w.HBox([self.add, self.save]), self.message])
        self.system.observe(self.begin, names="value")
        self.shared.observe(self.fill, names="value")
        self.add.on_click(lambda _: self.new_row())
        self.save.on_click(self.store)
        self.begin()

    def begin(self, _: Any = None) -> None:
        """The chosen system's fields, with what is entered already for the month."""
        self.skema: Skema | None = None
        try:
            self.skema = skema(self.settings, self.system.value)
        except LisError as error:
            self._say(str(error))
            self.rows = []
            self._lay_out()
            return
        self._say("")
        by_year = any(k.navn == "regnskabsaar" for k in self.skema.felter.values())
        self.shared.description = "År" if by_year else "Måned"
        value = str(self.data.per.year) if by_year else periode.maaned(self.data.per)
        if self.shared.value == value:
            self.fill()
        self.shared.value = value  # a new value fills the rows by itself

    def fill(self, _: Any = None) -> None:
        """The rows that the data have for the month, to be mended or left; an empty one where there are none."""
        self.rows = []
        for row in self._known():
            self.new_row(row)
        if not self.rows:
            self.new_row()

    def new_row(self, values: dict[str, str] | None = None) -> None:
        """One more row of cells."""
        if self.skema is None:
            return
        self.rows.append({navn: self._cell(navn, kolonne, (values or {}).get(navn, "")) for navn, kolonne in self._shown().items()})
        self._lay_out()

    def remove(self, row: dict[str, Any], _: Any = None) -> None:
        """Take a row out of what is saved."""
        self.rows = [r for r in self.rows if r is not row]
        self._lay_out()

    def store(self, _: Any = None) -> None:
        """Save all rows as a delivery, or say what is wrong with which."""
        if self.skema is None:
            return
        fast = {navn: self.shared.value.strip() for navn, k in self.skema.skrives.items() if k.navn in _SHARED}
        alle = [{navn: str(cell.value) for navn, cell in row.items()} for row in self.rows]
        raekker = [r for r in alle if any(v.strip() for v in r.values())]
        try:
            fil = gem(self.settings, self.skema, [fast | r for r in raekker], read_per(self.per.value) or self.data.per)
        except LisError as error:
            self._say(str(error))
            return
        self._say(f"Gemt som {fil.name} i kommunens mappe med udtræk: {dansk.antal(len(raekker), 'række', 'rækker')}. {'Den' if len(raekker) == 1 else 'De'} er med i næste 'lis run'.")

    def _shown(self) -> dict[str, Column]:
        return {navn: k for navn, k in self.skema.skrives.items() if k.navn not in _SHARED}

    def _known(self) -> list[dict[str, str]]:
        """The month's rows as they stand now, in the form's own spelling. Forecasts are never mended, only made anew."""
        if self.skema.system != SYSTEMER[0] or not self.data.har(self.skema.mapping.table):
            return []
        t = self.data.tabel(self.skema.mapping.table)
        rows = t.filter(t.periode == self.shared.value.strip()).order_by("konto", "paragraf").to_pyarrow().to_pylist()
        return [{navn: _as_typed(row[k.navn], k) for navn, k in self._shown().items()} for row in rows]

    def _cell(self, navn: str, kolonne: Column, value: str) -> Any:
        import ipywidgets as w

        layout = w.Layout(width=_WIDTHS.get(kolonne.navn, "9em"))
        if kolonne.navn == "omraade":
            return w.Dropdown(options=_OMRAADER, value=value if value in _OMRAADER else "", layout=layout, tooltip=navn)
        return w.Text(value=value, placeholder=navn, tooltip=kolonne.forklaring, layout=layout)

    def _lay_out(self) -> None:
        import ipywidgets as w

        if self.skema is None:
            self.grid.children = ()
            return
        heads = [w.HTML(f"<b>{words.sikker(navn)}</b>", layout=w.Layout(width=_WIDTHS.get(k.navn, "9em"))) for navn, k in self._shown().items()]
        lines = [w.HBox(heads)]
        for row in self.rows:
            out = w.Button(description="Fjern", layout=w.Layout(width="5em"))
            out.on_click(partial(self.remove, row))
            lines.append(w.HBox([*row.values(), out]))
        self.grid.children = lines

    def _say(self, text: str) -> None:
        self.message.value = f"<p role='status'>{words.sikker(text)}</p>" if text else ""


def _as_typed(value: Any, kolonne: Column) -> str:
    """The value as a person would have typed it."""
    if value is None:
        return ""
    if kolonne.navn == "omraade":
        return words.omraade_i_ord(str(value))
    if isinstance(value, Decimal):
        return numbers.tal(value, "decimal").replace("\u2212", "-") if kolonne.type == "kr" else f"{value.normalize():f}".replace(".", ",")
    return str(value)
