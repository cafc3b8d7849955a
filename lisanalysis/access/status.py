"""What stands between a person and the data: the missing rings first, then who one is and what one may."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from lisanalysis.access.adgang import RET_NAVNE, Adgang, hent_adgang
from lisanalysis.access.afproevning import andre_kan
from lisanalysis.access.bruger import nu
from lisanalysis.access.noegle import hent_noegle, noeglefil
from lisanalysis.access.revision import efterproev
from lisanalysis.errors import AccessError
from lisanalysis.settings import Settings


def status(settings: Settings) -> list[str]:
    """The lines of `lis access status`; each missing ring is named before anything else."""
    ret = hent_adgang(settings)
    return [*mangler(settings), *_den_der_spoerger(ret), *_noegle(settings), *_log(settings)]


def mangler(settings: Settings) -> Iterator[str]:
    """The rings and locks that are not there, the outermost first."""
    if not settings.database:
        yield "MANGLER ring 1, databasen: data er filer. Rettighederne på mapperne er den eneste rigtige grænse."
    else:
        yield "Ring 1, databasen, er angivet. Den er først en grænse, når 'lis access check' ikke finder hul i den."
    if settings.kommune.roller is None:
        yield "MANGLER ring 2, rollerne: én bruger. Enhver, der kan læse filerne og nøglen, ser alle borgere."
    yield "Ring 2 og 3 (roller og udgangskontrol) fanger fejl. De standser ikke en, der vil uden om dem."
    if settings.anker is None:
        yield "MANGLER loggens anker: bliver loggens sidste linjer skåret væk, kan det ikke ses."
    elif not settings.anker.is_dir():
        yield "MANGLER loggens anker: mappen i kommune.yaml findes ikke, og så vises intet."
    if andre_kan(settings.data) if settings.data.exists() else False:
        yield f"MANGLER lås på udtrækkene: andre på maskinen kan læse {settings.data}."


def _den_der_spoerger(ret: Adgang) -> Iterator[str]:
    rolle = "enkeltbruger" if ret.enkeltbruger else " og ".join(ret.roller) or "ingen rolle"
    yield f"Bruger: {ret.bruger} ({rolle}). Rækker: {ret if ret.har_raekker else 'ingen'}."
    yield f"Må: {', '.join(hvad for r, hvad in RET_NAVNE.items() if ret.maa(r)) or 'intet ud over rækkerne'}."
    yield from ret.beskeder


def _noegle(settings: Settings) -> Iterator[str]:
    try:
        yield f"Nøgle: {hent_noegle(settings).id} i {noeglefil(settings)}. Findes den ikke i en sikkerhedskopi, så lav en."
    except AccessError as fejl:
        yield f"Nøgle: {fejl}"


def _log(settings: Settings) -> Iterator[str]:
    yield f"Log: {settings.logmappe}"
    try:
        yield efterproev(settings).besked
    except (AccessError, OSError) as fejl:
        yield f"Loggen kan ikke læses ({fejl if isinstance(fejl, AccessError) else fejl.strerror}), og så vises intet."
        return
    graense = settings.kommune.log.maaneder
    gamle = [f.stem for f in sorted(settings.logmappe.glob("????-??.jsonl")) if _alder(f.stem) >= graense - 1]
    if gamle:
        yield f"Loggen fra {gamle[0]} når eller er over grænsen på {graense} måneder i kommune.yaml: tag stilling til den."


def _alder(maaned: str) -> int:
    """Whole months from a month `åååå-mm` until now."""
    foer, idag = datetime.strptime(maaned, "%Y-%m"), nu()
    return (idag.year - foer.year) * 12 + idag.month - foer.month
