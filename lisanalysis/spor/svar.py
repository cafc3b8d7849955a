"""What a trace answers: the findings, the ladder of sums from account to citizen, and the rows with their file and line."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

_TAL = str.maketrans(",.-", ".,\u2212")
_VIST = 200  # rows shown in a notebook; the frame has them all


@dataclass(frozen=True)
class Spor:
    """Sporet fra et tal til dets rækker og tilbage: `fund`, `niveauer` og `raekker` er tabeller (pandas).

    `niveauer` går fra konto og måned over paragraf til borger med afregnet, bogført og forskellen på hvert trin; `raekker` er rækkerne på
    begge sider med system, fil og linje; `fund` er de linjer i 8-tals-kontrollen, som rækkerne indgår i. Som tekst vises kun antal.
    """

    titel: str
    fund: pd.DataFrame = field(repr=False)
    niveauer: pd.DataFrame = field(repr=False)
    raekker: pd.DataFrame = field(repr=False)

    def __repr__(self) -> str:
        return f"<Spor {len(self.raekker)} rækker, {len(self.fund)} fund, {len(self.niveauer)} trin>"

    def _repr_html_(self) -> str:
        fund = self.fund[[k for k in ("alvor", "beskrivelse", "forskel", "konto", "periode", "gaa_til", "afvigelse_id") if k in self.fund.columns]]
        dele = [("Fund", fund), ("Fra konto til borger", self.niveauer), ("Rækkerne", self.raekker)]
        return f"<h3>{escape(self.titel)}</h3>" + "".join(_afsnit(navn, ramme) for navn, ramme in dele)


def _afsnit(navn: str, ramme: pd.DataFrame) -> str:
    if ramme.empty:
        return f"<p>{escape(navn)}: ingen.</p>"
    rest = f"<p>Viser {_VIST} af {len(ramme)}; resten står i tabellen.</p>" if len(ramme) > _VIST else ""
    hoved = "".join(f"<th>{escape(str(k).replace('_', ' '))}</th>" for k in ramme.columns)
    krop = "".join("<tr>" + "".join(f"<td>{escape(_skriv(v))}</td>" for v in r) + "</tr>" for r in ramme.head(_VIST).itertuples(index=False))
    return f"<h4>{escape(navn)}</h4><table><thead><tr>{hoved}</tr></thead><tbody>{krop}</tbody></table>{rest}"


def _skriv(vaerdi: Any) -> str:
    """A value as a Danish reader writes it; an unknown one is empty."""
    if vaerdi is None or vaerdi != vaerdi:
        return ""
    return f"{vaerdi:,.2f}".translate(_TAL) if isinstance(vaerdi, Decimal) else str(vaerdi)
