"""The way down from a total with a person at it: account → paragraph → citizen → the rows, with file and line."""

from __future__ import annotations

import os
from typing import Any

from lisanalysis.analyses import dansk
from lisanalysis.analyses.result import Kolonne, Tabel
from lisanalysis.errors import LisError
from lisanalysis.formular.asked import asked, cifre
from lisanalysis.publish import numbers, tables, words
from lisanalysis.spor.trin import TRIN, Udvalg, raekkerne, under
from lisanalysis.tables import Dataset
from lisanalysis.workspace import current_settings

NAVNE = {"konto": "konto", "paragraf": "paragraf", "borger_id": "borger"}
_WIDE = "46em"
_SIDER = [("Bogført i økonomisystemet", "postering"), ("Afregnet (effektueret) i fagsystemet", "afregning")]
_KOLONNER = (
    Kolonne("system", "System"), Kolonne("fil", "Fil"), Kolonne("linje", "Linje i filen"), Kolonne("fra", "Dato", "dato"),
    Kolonne("kilde_id", "Nummer i kilden"), Kolonne("tekst", "Tekst"), Kolonne("beloeb", "Beløb i kr.", "decimal"), Kolonne("i_totalen", "Med i totalen"),
)  # fmt: skip


def bor_ned(data: Dataset, *, konto: str = "", paragraf: str = "", fra: str = "", til: str = "") -> None:
    """Følg et tal ned: fra totalen til konto, paragraf, borger og de rækker i filerne, det er lagt sammen af.

    `konto` er kontoen eller begyndelsen af den, `paragraf` fx SEL-107, `fra` og `til` måneder som åååå-mm; uden dem vises hele året. Under
    paragraf vises borgere under pseudonym, og kun for den, hvis rolle arbejder med sager. Er begyndelsen et fund, en celle eller en række i
    kilden, følger `data.trace(…)` den samme vej. I en samlet kørsel vises intet.

        lis.bor_ned(data, konto="538421001", fra="2025-01", til="2025-12")
    """
    if os.environ.get("LIS_RAPPORT"):
        return
    from IPython.display import display

    display(Way(data, asked({"konto": konto, "paragraf": paragraf, **({"fra": fra, "til": til} if fra or til else {})}, data.per)).widget)


class Way:
    """Where the person stands: `vej` is what has been chosen so far, `frame` what can be chosen next, None at the rows.

    `start` is the total that it begins at; without one it is all that the year of the data holds.
    """

    def __init__(self, data: Dataset, start: Udvalg | None = None, *, citizens: bool | None = None) -> None:
        import ipywidgets as w

        self.data, self.vej, self.frame = data, {}, None
        self.citizens = may_see_citizens(data) if citizens is None else citizens
        start = start or asked({}, data.per)
        style = {"description_width": "9em"}
        self.system = w.Dropdown(description="Tal fra", options=_SIDER, value=start.sider[0], style=style)

        def field(navn: str, value: str, hint: str) -> Any:
            return w.Text(description=navn, value=value, placeholder=hint, tooltip=hint, style=style, continuous_update=False)

        self.konto = field("Konto", ", ".join(start.konto), "hele kontoen, begyndelsen af den, eller tom")
        self.paragraf = field("Paragraf", ", ".join(start.paragraf), "fx SEL-107, eller tom")
        self.fra, self.til = field("Fra måned", start.fra, "åååå-mm, eller tom"), field("Til måned", start.til, "åååå-mm, eller tom")
        self.dranst = field("Dranst", ", ".join(start.dranst), "fx 1, eller tom; gælder det bogførte")
        self.art = field("Art", ", ".join(start.art), "fx 409, eller tom; gælder det bogførte")
        self.choice = w.Select(rows=12, layout=w.Layout(width=_WIDE), description="", tooltip="Vælg, og tryk Gå ned")
        self.down, self.up = w.Button(description="Gå ned", button_style="primary"), w.Button(description="Tilbage")
        self.where, self.rows = w.HTML(), w.HTML()
        pairs = [w.HBox(pair) for pair in ((self.konto, self.paragraf), (self.fra, self.til), (self.dranst, self.art))]
        self.widget = w.VBox([w.HTML("<b>Følg et tal ned til rækkerne</b>"), self.system, *pairs, self.where, self.choice, w.HBox([self.down, self.up]), self.rows])
        for widget in (self.system, self.konto, self.paragraf, self.fra, self.til, self.dranst, self.art):
            widget.observe(self.begin, names="value")
        self.down.on_click(self.go_down)
        self.up.on_click(self.go_up)
        self.begin()

    @property
    def udvalg(self) -> Udvalg:
        """What the fields say. Raises LisError where a month is none."""
        fra, til = (f.value.strip() for f in (self.fra, self.til))
        if not all(numbers.er_maaned(m) for m in (fra, til) if m):
            raise LisError("En måned skrives åååå-mm, fx 2025-03.")
        konto, paragraf, dranst, art = (tuple(v.strip() for v in f.value.split(",") if v.strip()) for f in (self.konto, self.paragraf, self.dranst, self.art))
        return Udvalg((self.system.value,), tuple(map(cifre, konto)), paragraf, fra, til, dranst, art)

    def begin(self, _: Any = None) -> None:
        """Back to the total."""
        self.vej = {}
        self.show()

    def go_down(self, _: Any = None) -> None:
        """One step down, into what is chosen."""
        if self.frame is not None and self.choice.value is not None:
            self.vej = {**self.vej, TRIN[len(self.vej)]: self.choice.value}
            self.show()

    def go_up(self, _: Any = None) -> None:
        """One step up."""
        self.vej = dict(list(self.vej.items())[:-1])
        self.show()

    def show(self) -> None:
        """Say where we are, and what can be chosen from there; at the bottom the rows themselves."""
        self.rows.value, self.choice.options, self.frame = "", [], None
        try:
            self._step()
        except LisError as error:
            self.where.value = f"<p role='alert'>{words.sikker(str(error))}</p>"
        self.choice.layout.display = None if self.choice.options else "none"
        self.down.disabled, self.up.disabled = not self.choice.options, not self.vej

    def _step(self) -> None:
        if len(self.vej) == len(TRIN):
            self._show_rows()
            return
        trin = TRIN[len(self.vej)]
        if trin == "borger_id" and not self.citizens:
            raise LisError("Din rolle viser tal ned til konto og paragraf. Borgere vises for dem, der arbejder med sagerne.")
        self.frame = under(self.data, self.udvalg, self.vej)
        i_alt = sum(self.frame["beloeb"]) if len(self.frame) else 0
        self.where.value = f"<p>{self._path()}<b>{numbers.skriv(i_alt, 'kr')}</b> fordelt på {NAVNE[trin]}:</p>"
        self.choice.options = [(f"{words.paragraf_i_ord(words.konto_i_ord(r.noegle))}   {numbers.skriv(r.beloeb, 'kr')}   ({dansk.antal(r.antal, 'række', 'rækker')})", r.noegle)
                               for r in self.frame.itertuples()]  # fmt: skip

    def _show_rows(self) -> None:
        frame = raekkerne(self.data, self.udvalg, self.vej)
        i_alt = sum(frame.loc[frame["i_totalen"], "beloeb"])
        self.where.value = f"<p>{self._path()}<b>{numbers.skriv(i_alt, 'kr')}</b> i {dansk.antal(int(frame['i_totalen'].sum()), 'række', 'rækker')}:</p>"
        tabel = Tabel("raekker", "Rækkerne, som de står i filerne", frame, _KOLONNER, fil=False, vis=200,
                      forklaring="Linje 1 i en fil er overskriften. Rækker, der ikke er med i totalen, er det andet systems række med samme henvisning.")  # fmt: skip
        self.rows.value = f'<div class="lis">{tables.html(tabel)}</div>'

    def _path(self) -> str:
        dele = [words.sikker(words.paragraf_i_ord(words.konto_i_ord(v))) for v in self.vej.values()]
        return " → ".join(["I alt", *dele]) + ": "


def may_see_citizens(data: Dataset) -> bool:
    """Whether the person's role works with cases; one who may see them all alone is a single user."""
    from lisanalysis.access.adgang import hent_adgang

    return hent_adgang(current_settings(data.stem)).maa("afsloere")


