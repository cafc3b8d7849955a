"""A finding from run to run: new, still there, gone, or accepted for a while; and how many there are, month by month.

The findings are computed by then, so this works on frames. The former runs are given: where they are kept is not decided here.
A rule that did not run says nothing of its findings: they are neither gone nor new, and wait until it runs again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.quality.accepterede import Accepteret
from lisanalysis.quality.kontrol import IkkeKoert
from lisanalysis.tables.rule import AFVIGELSE

if TYPE_CHECKING:
    import pandas as pd

NY, FORTSAT, VAEK, ACCEPTERET = "ny", "fortsat", "vaek", "accepteret"
KOLONNER = tuple(k.navn for k in AFVIGELSE.kolonner)
FREMDRIFT = (
    "periode", "sloejfe", "regel", "aarsag", "aabne", "nye", "vaek", "accepterede",
    "under_1_md", "md_1_3", "md_3_6", "md_6_12", "over_12_md", "aeldste_dage",
)  # fmt: skip
_ALDRE = (("under_1_md", 0, 31), ("md_1_3", 31, 92), ("md_3_6", 92, 183), ("md_6_12", 183, 366), ("over_12_md", 366, None))


@dataclass(frozen=True)
class Koersel:
    """One run: the day it is of, its lines with the columns of AFVIGELSE, and what was not run (an empty field means all)."""

    per: date
    linjer: pd.DataFrame = field(repr=False)
    ikke_koert: tuple[IkkeKoert, ...] = ()

    def daekker(self, linjer: pd.DataFrame) -> pd.Series:
        """Per line, whether this run looked for it."""
        import pandas as pd

        daekket = pd.Series(True, index=linjer.index)
        for i in self.ikke_koert:
            if not i.forbehold:
                felter = {"sloejfe": i.sloejfe, "regel": i.regel, "tabel": i.tabel, "system": i.system}
                ramt = pd.Series(True, index=linjer.index)
                for kolonne, vaerdi in felter.items():
                    ramt &= (linjer[kolonne] == vaerdi) if vaerdi else True
                daekket &= ~ramt
        return daekket


def foelg(nu: Koersel, tidligere: Iterable[Koersel] = (), accepterede: Sequence[Accepteret] = ()) -> pd.DataFrame:
    """This run's lines with `livsforloeb` and `foerste_set`, and the lines that are gone since it was last looked for them.

    A gone line keeps what it said, with an empty `forskel`. A run of the same day or later is left out: a month can be opened again.
    """
    stade = list(_gennem([k for k in tidligere if k.per < nu.per], nu, accepterede))[-1]
    return stade.reset_index(drop=True)


def fremdrift(koersler: Iterable[Koersel], accepterede: Sequence[Accepteret] = ()) -> pd.DataFrame:
    """How many findings of each kind stood open at the last run of each month, how many came and went, and how old they were."""
    import pandas as pd

    alle = sorted(koersler, key=lambda k: k.per)
    sidste = {f"{k.per:%Y-%m}": k for k in alle}
    if not sidste:
        return pd.DataFrame(columns=list(FREMDRIFT))
    *foer, nu = sidste.values()
    rows = [r for periode, stade, k in zip(sidste, _gennem(foer, nu, accepterede), sidste.values(), strict=True) for r in _optalt(periode, stade, k.per)]
    return pd.DataFrame(rows, columns=list(FREMDRIFT))


def _gennem(tidligere: Sequence[Koersel], nu: Koersel, accepterede: Sequence[Accepteret]) -> Iterator[pd.DataFrame]:
    """The state after each run, oldest first: its lines, then those gone since the run before."""
    import pandas as pd

    aabne = pd.DataFrame(columns=[*KOLONNER, "livsforloeb", "foerste_set"]).loc[:, lambda t: ~t.columns.duplicated()]
    for koersel in (*sorted(tidligere, key=lambda k: k.per), nu):
        linjer = _egne(koersel, aabne, accepterede)
        borte = aabne[~aabne["afvigelse_id"].isin(set(linjer["afvigelse_id"]))]
        set_efter = koersel.daekker(borte)
        vaek = borte[set_efter].assign(livsforloeb=VAEK, forskel=None)
        yield _under(linjer, vaek)
        aabne = _under(linjer, borte[~set_efter])


def _egne(koersel: Koersel, aabne: pd.DataFrame, accepterede: Sequence[Accepteret]) -> pd.DataFrame:
    """The run's own lines, each new or still there since it was first seen; accepted where that holds on the day."""
    foerste = dict(zip(aabne["afvigelse_id"], aabne["foerste_set"], strict=True))
    linjer = koersel.linjer[koersel.linjer["livsforloeb"] != VAEK][list(KOLONNER)]
    ider = linjer["afvigelse_id"]
    accept = {a.afvigelse_id for a in accepterede if a.gaelder(koersel.per)}
    livsforloeb = [ACCEPTERET if i in accept else FORTSAT if i in foerste else NY for i in ider]
    return linjer.assign(livsforloeb=livsforloeb, foerste_set=[foerste.get(i, koersel.per) for i in ider])


def _under(*dele: pd.DataFrame) -> pd.DataFrame:
    """The frames one under another; empty ones left out, since they would change the columns' types."""
    import pandas as pd

    med = [d for d in dele if len(d)]
    return pd.concat(med) if med else dele[0]


def _optalt(periode: str, stade: pd.DataFrame, per: date) -> Iterator[tuple]:
    """One row per kind of finding in a month's state."""
    hver = stade.drop_duplicates("afvigelse_id")
    for (sloejfe, regel, aarsag), dele in hver.groupby(["sloejfe", "regel", "aarsag"], sort=True):
        liv = dele["livsforloeb"]
        aabne = dele[liv.isin([NY, FORTSAT])]
        dage = [(per - d).days for d in aabne["foerste_set"]]
        grupper = [sum(fra <= d and (til is None or d < til) for d in dage) for _, fra, til in _ALDRE]
        tal = (len(aabne), int((liv == NY).sum()), int((liv == VAEK).sum()), int((liv == ACCEPTERET).sum()))
        yield (periode, sloejfe, regel, aarsag, *tal, *grupper, max(dage, default=None))
