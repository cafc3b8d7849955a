"""How far the data behind an answer reach: how old each source is, and how much of it could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from lisanalysis.tables import Dataset

_VIST = 4  # sources named one by one, the oldest first
_IKKE_LAEST = ("gentaget", "erstattet", "afvist", "mangler")


def raekkevidde(data: Dataset, tabeller: Iterable[str] = ()) -> str:
    """Two sentences for page one on the deliveries that fill `tabeller` (all, when none is named): days since the latest
    of each source, and the rows that could not be read. Empty where nothing has a date.
    """
    laest = [r for r in data.leverancer().to_dict("records") if r["status"] not in _IKKE_LAEST and _fylder(r, set(tabeller))]
    nyeste: dict[str, date] = {}
    for r in laest:
        if r["skaeringsdato"] == r["skaeringsdato"] and r["skaeringsdato"]:
            nyeste[r["kilde"]] = max(nyeste.get(r["kilde"], date.min), r["skaeringsdato"].date())
    if not nyeste:
        return ""
    raekker, afvist = (sum(int(r[n]) for r in laest if r[n] == r[n]) for n in ("raekker", "afvist"))
    return f"{_alder(nyeste, data)} {_laest(raekker, afvist)}"


def _fylder(leverance: dict[str, Any], tabeller: set[str]) -> bool:
    return not tabeller or bool(tabeller & {t.strip() for t in str(leverance["tabeller"]).split(",")})


def _alder(nyeste: dict[str, date], data: Dataset) -> str:
    dage = sorted(((data.per - dag).days, kilde) for kilde, dag in nyeste.items())[::-1]
    gamle = [f"{_navn(kilde, data)} {n} {'dag' if n == 1 else 'dage'}" for n, kilde in dage if n > 0]
    if not gamle:
        return "Alle udtræk er fra opgørelsesdagen."
    flere = [f"{len(gamle) - _VIST} andre mindre"] if len(gamle) > _VIST else []
    return f"Udtrækkenes alder: {', '.join([*gamle[:_VIST], *flere])}{'' if len(gamle) == len(dage) else '; de øvrige er fra opgørelsesdagen'}."


def _navn(kilde: str, data: Dataset) -> str:
    system = data.kommune.systemer.get(kilde)
    return (system.navn if system else "") or kilde


def _laest(raekker: int, afvist: int) -> str:
    alle, nogle = (f"{n:,}".replace(",", ".") for n in (raekker, afvist))
    return f"{nogle} af {alle} rækker kunne ikke læses; {'den' if afvist == 1 else 'de'} står i datavalideringen." if afvist else f"Alle {alle} rækker er læst."
