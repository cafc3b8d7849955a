"""The only way back from a pseudonym to a person: role, row right and reason are checked, the log is written, then it is shown.

`afsloer` shows at most 50 citizens to the person who asks. `numre_til_eksport` gives the numbers for a list that must carry
them (`uddata.md`, the internal place). Whoever has a name or address protection in CPR is shown without a name.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from lisanalysis import lager
from lisanalysis.access.adgang import Adgang, hent_adgang
from lisanalysis.access.bruger import nu
from lisanalysis.access.grund import Grund, laes_grund
from lisanalysis.access.identitet import Opslag
from lisanalysis.access.log import noter
from lisanalysis.access.udsnit import borgere
from lisanalysis.errors import AccessError
from lisanalysis.settings import Settings
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import pandas as pd

HOEJST = 50
BESKYTTET = "(navne- og adressebeskyttet)"


@dataclass(frozen=True, repr=False)
class Person:
    """One citizen, identified. As text it shows nothing."""

    borger_id: str
    cpr: str
    navn: str
    beskyttet: bool

    def __repr__(self) -> str:
        return "<Person>"

    def __reduce__(self) -> str:
        raise AccessError("Opslåede personer kan ikke gemmes.")


class Afsloering:
    """Those who were looked up. In a notebook it shows the table; as text, in an error or a pickle it shows a count or nothing."""

    __slots__ = ("__personer",)

    def __init__(self, personer: Iterable[Person]) -> None:
        self.__personer = tuple(personer)

    def __iter__(self) -> Iterator[Person]:
        return iter(self.__personer)

    def __len__(self) -> int:
        return len(self.__personer)

    def tabel(self) -> pd.DataFrame:
        """The citizens as a frame: borger_id, cpr, navn, beskyttet. It must not be saved."""
        import pandas as pd

        return pd.DataFrame([(p.borger_id, p.cpr, p.navn, p.beskyttet) for p in self], columns=["borger_id", "cpr", "navn", "beskyttet"])

    def __repr__(self) -> str:
        return f"<Afsloering: {len(self)} borgere>"

    def _repr_html_(self) -> str:
        raekker = "".join(f"<tr><td>{escape(p.borger_id)}</td><td>{escape(f'{p.cpr[:6]}-{p.cpr[6:]}')}</td><td>{escape(p.navn)}</td></tr>" for p in self)
        advarsel = "Opslaget er logget. Ryd cellens output, før notebooken gemmes."
        return f"<table><thead><tr><th>borger_id</th><th>cpr</th><th>navn</th></tr></thead><tbody>{raekker}</tbody></table><p>{advarsel}</p>"

    def __reduce__(self) -> str:
        raise AccessError("Opslåede personer kan ikke gemmes.")

    __copy__ = __deepcopy__ = lambda self, *_: self


def afsloer(settings: Settings, data: Dataset, ids: Iterable[str], reason: str) -> Afsloering:
    """The persons behind at most 50 pseudonyms; the log's line is on disk before they are returned.

    Raises AccessError for a reason that will not do, a citizen who is not the person's own, more than 50, a batch, or a log
    that cannot be written. A refusal is logged too.
    """
    oensket = _ids(ids)
    grund, ret = laes_grund(reason), hent_adgang(settings)
    try:
        _ikke_i_parti(settings)
        if len(oensket) > HOEJST:
            raise AccessError(f"Der kan højst slås {HOEJST} borgere op ad gangen; der blev bedt om {len(oensket)}.")
        ret.kraev("afsloere")
        _kraev_egne(settings, data, ret, oensket)
    except AccessError:
        noter(settings, "afsloering", grund=grund.kode, tekst=grund.tekst, antal=len(oensket), resultat="afvist")
        raise
    beskyttede = _beskyttede(data, oensket)
    with Opslag(settings) as kilde:
        numre, navne = kilde.numre(oensket), kilde.navne(oensket)
    with _tomt_ved_fejl(numre, navne):
        noter(settings, "afsloering", borgere=numre.values(), grund=grund.kode, tekst=grund.tekst, filter=str(ret))
    return Afsloering(Person(i, numre[i], BESKYTTET if i in beskyttede else navne.get(i, ""), i in beskyttede) for i in oensket)


def numre_til_eksport(settings: Settings, data: Dataset, ids: Iterable[str], *, grund: Grund, maal: Path) -> Mapping[str, str]:
    """CPR numbers by pseudonym for a list to the internal place `maal`; logged as an export before they are returned.

    No cap, for a list is as long as it is; allowed in a batch, for that is where lists are made. Needs the right `intern` and
    that every citizen is the person's own.
    """
    oensket, ret = _ids(ids), hent_adgang(settings)
    try:
        ret.kraev("intern")
        _kraev_egne(settings, data, ret, oensket)
    except AccessError:
        noter(settings, "eksport", grund=grund.kode, tekst=grund.tekst, maal=maal.name, antal=len(oensket), resultat="afvist")
        raise
    with Opslag(settings) as kilde:
        numre = kilde.numre(oensket)
    with _tomt_ved_fejl(numre):
        noter(settings, "eksport", borgere=numre.values(), grund=grund.kode, tekst=grund.tekst, maal=maal.name, filter=str(ret))
    return numre


@contextmanager
def _tomt_ved_fejl(*numre: dict[str, str]) -> Iterator[None]:
    """Where the log cannot be written, not even the traceback's own variables hold what was looked up."""
    try:
        yield
    except BaseException:
        for fundet in numre:
            fundet.clear()
        raise


def _ids(ids: Iterable[str]) -> tuple[str, ...]:
    """Pseudonyms in their order, each once; one text alone is one pseudonym."""
    fundne = tuple(dict.fromkeys([ids] if isinstance(ids, str) else ids))
    if not fundne or not all(isinstance(i, str) for i in fundne):
        raise AccessError("Giv mindst én borger_id som tekst, fx kolonnen borger_id fra en tabel uden tomme felter.")
    return fundne


def _ikke_i_parti(settings: Settings) -> None:
    rapport, roller = os.environ.get("LIS_RAPPORT", ""), settings.kommune.roller
    if rapport and rapport not in (roller.koersler_med_cpr if roller else ()):
        raise AccessError(f"CPR-numre slås ikke op, når rapporter køres samlet. Skal {rapport} kunne det, står den i kommune.yaml "
                          "under 'roller: koersler_med_cpr'.")  # fmt: skip


def _kraev_egne(settings: Settings, data: Dataset, ret: Adgang, oensket: tuple[str, ...]) -> None:
    """All of them the person's own; one who is not there at all is told no otherwise than one who is another's."""
    if ret.alle:
        return
    egne = borgere(data, ret, lager.nyeste(settings))
    antal = egne.filter(egne.borger_id.isin(oensket)).count().execute()
    if antal < len(oensket):
        raise AccessError(f"{len(oensket) - antal} af {len(oensket)} borgere hører ikke til dine ({ret}). Ingen er vist.")


def _beskyttede(data: Dataset, oensket: tuple[str, ...]) -> set[str]:
    """Those with a protection in CPR that has not ended today, whatever its kind and whenever it began."""
    if not data.har("beskyttelse"):
        return set()
    t, dag = data.forbindelse.table("beskyttelse"), nu().astimezone().date()
    staar, gaelder = t.erstattet_dato.isnull(), t.til_dato.isnull() | (t.til_dato > dag)
    fundne = t.filter(t.borger_id.isin(oensket), staar, gaelder).select("borger_id").distinct()
    return {r["borger_id"] for r in fundne.to_pyarrow().to_pylist()}
