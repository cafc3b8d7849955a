"""Takes rows of the trace out as a frame: each row once, in an order that never changes, and with those that bear the same reference."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from lisanalysis.spor.raekker import KOLONNER, sider
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis
    import pandas as pd

PENGE = ("afregning", "postering")
_ORDEN = ["side", "periode", "konto", "kilde_id", "fil", "linje"]


def hent(t: ibis.Table) -> pd.DataFrame:
    """The rows as a frame of Python values."""
    import pandas as pd

    return pd.DataFrame(t.select(*KOLONNER).to_pyarrow().to_pylist(), columns=list(KOLONNER), dtype=object)


def hver_en_gang(*dele: pd.DataFrame) -> pd.DataFrame:
    """The rows of several frames, each once, in an order that never changes."""
    import pandas as pd

    alle = pd.concat([d for d in dele if len(d)] or [dele[0]])
    return alle.drop_duplicates(["tabel", "fil", "linje", "kilde_id"]).sort_values(_ORDEN, na_position="first", key=lambda k: k.map(_tekst)).reset_index(drop=True)


def samme_henvisning(data: Dataset, raekker: pd.DataFrame, kun: Collection[str] = PENGE) -> pd.DataFrame:
    """The payments and postings that bear the reference of one of the rows; of the sides in `kun`."""
    refs = sorted({r for r in raekker["henvisningsnr"] if r})
    valgte = [side(data) for navn, side in sider(data).items() if navn in kun]
    return hver_en_gang(*(hent(t.filter(t.henvisningsnr.isin(refs))) for t in valgte)) if refs and valgte else raekker.iloc[:0]


def med_bevillinger(data: Dataset, raekker: pd.DataFrame, borger_id: str = "") -> pd.DataFrame:
    """The rows with the grants that the payments name; for a citizen all of the citizen's."""
    if not data.har("bevilling"):
        return raekker
    t = sider(data)["bevilling"](data)
    ider = sorted({i for i in raekker["bevilling_id"] if i})
    fundet = t.kilde_id.isin(ider) if ider else None
    if borger_id:
        fundet = (t.borger_id == borger_id) if fundet is None else fundet | (t.borger_id == borger_id)
    return raekker if fundet is None else hver_en_gang(raekker, hent(t.filter(fundet)))


def _tekst(v: Any) -> str:
    return "" if v is None or v != v else f"{v:012d}" if isinstance(v, int) else str(v)
