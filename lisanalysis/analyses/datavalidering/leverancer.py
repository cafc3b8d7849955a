"""The deliveries themselves: the list that the contract asks for, and each against the former one of its kind."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

KOLONNER = ("kilde", "fil", "sha256", "raekker", "indlaest", "afvist", "kontrolsum", "periode_fra", "periode_til", "skaeringsdato", "status")
LAEST = ("ok", "advarsel", "erstattet")  # the statuses of a delivery that was read, also where a later one replaced it


def liste(leverancer: pd.DataFrame, manglende: list[tuple[str, str]]) -> pd.DataFrame:
    """One row per file, and one with status `mangler` per (source, agreed file) that did not come."""
    import pandas as pd

    kendte = set(zip(leverancer["kilde"], leverancer["fil"].fillna(""), strict=True))
    nye = [
        {"kilde": kilde, "fil": fil or None, "raekker": 0, "indlaest": 0, "afvist": 0, "status": "mangler"}
        for kilde, fil in manglende if (kilde, fil) not in kendte
    ]
    rows = [*leverancer[list(KOLONNER)].to_dict("records"), *nye]
    frame = pd.DataFrame(rows, columns=list(KOLONNER)).sort_values(["kilde", "fil"], na_position="first", ignore_index=True)
    return frame.astype({"raekker": "int64", "indlaest": "int64", "afvist": "int64"})


def mod_forrige(leverancer: pd.DataFrame, udsving_pct: int) -> pd.DataFrame:
    """The latest delivery of each source and table against the one before: rows, sum, change, and whether it swings too far.

    A delivery may be several files of one cut-off date; they are taken together. A first delivery has nothing to be held against.
    """
    import pandas as pd

    laest = leverancer[leverancer["status"].isin(LAEST)]
    ud = [_raekke(kilde, tabeller, gruppe, udsving_pct) for (kilde, tabeller), gruppe in laest.groupby(["kilde", "tabeller"])]
    return pd.DataFrame(ud, columns=list(_NAVNE)).astype({"raekker": "Int64", "forrige_raekker": "Int64"})


_NAVNE = (
    "kilde", "tabel", "skaeringsdato", "raekker", "forrige_dato", "forrige_raekker", "aendring_raekker", "beloeb", "forrige_beloeb",
    "aendring_beloeb", "udsving",
)


def _raekke(kilde: str, tabeller: str, gruppe: pd.DataFrame, udsving_pct: int) -> dict:
    datoer = sorted(gruppe["skaeringsdato"].unique(), reverse=True)
    ny = _samlet(gruppe[gruppe["skaeringsdato"] == datoer[0]])
    forrige = _samlet(gruppe[gruppe["skaeringsdato"] == datoer[1]]) if len(datoer) > 1 else (None, None)
    aendring = [_aendring(n, f) for n, f in zip(ny, forrige, strict=True)]
    vaerdier = (
        kilde, tabeller, datoer[0], ny[0], datoer[1] if len(datoer) > 1 else None, forrige[0], aendring[0], ny[1], forrige[1],
        aendring[1], any(a is not None and abs(a) * 100 >= udsving_pct for a in aendring),
    )
    return dict(zip(_NAVNE, vaerdier, strict=True))


def _samlet(gruppe: pd.DataFrame) -> tuple[int, Decimal | None]:
    summer = [s for s in gruppe["kontrolsum"] if isinstance(s, Decimal) and not s.is_nan()]
    return int(gruppe["indlaest"].sum()), sum(summer, Decimal("0.00")) if summer else None


def _aendring(ny: Decimal | int | None, forrige: Decimal | int | None) -> Decimal | None:
    """The change as a share of the former; None where there is none to compare with."""
    return ((Decimal(ny) - Decimal(forrige)) / abs(Decimal(forrige))).quantize(Decimal("0.000001")) if forrige and ny is not None else None
