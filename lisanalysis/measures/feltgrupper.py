"""The fields that the trade groups by sag, foranstaltning, ydelse, borger, pladsoplysning, afregning, budgetark and disponering,
each group as one table with what is registered and what follows from it.

The groups and the fields named by their product sheet are KOMLIS' (Udsatte børn og voksne); the calculations are the package's own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lisanalysis.domain import periode
from lisanalysis.errors import LisError
from lisanalysis.measures import disponering, hele
from lisanalysis.measures.graenser import mindst, stoerst
from lisanalysis.measures.helaarspris import GANGE_OM_AARET
from lisanalysis.tables import Dataset

if TYPE_CHECKING:
    import ibis

FELTER: dict[str, tuple[str, ...]] = {
    "sag": ("kilde", "sag_id", "borger_id", "sagstype", "omraade", "distrikt", "aabnet_dato", "lukket_dato", "aaben", "sagsbehandler", "betalingskommune", "handlekommune"),
    "foranstaltning": (
        "kilde", "ydelse_id", "borger_id", "sag_id", "foranstaltning", "katalogydelse", "paragraf", "maalgruppe", "anbringelsesform", "bevillings_dato",
        "registreret_dato", "start_dato", "slut_dato", "sagsbehandler", "konto", "betalingskommune", "doegn_i_aaret", "helaarspersoner",
    ),
    "ydelse": ("kilde", "ydelse_id", "borger_id", "antal", "enhed", "frekvens", "takst", "antal_vederlag", "helaarspris"),
    "borger": ("borger_id", "koen", "foedselsdato", "alder", "fylder_18_dato", "cpr_status", "kommune"),
    "pladsoplysning": ("kilde", "ydelse_id", "borger_id", "anbringelsesform", "leverandoer_cvr", "leverandoer", "p_nummer", "plejefamilie_id", "antal_vederlag", "tilbud_kommune", "antal_pladser", "belaegningspct"),
    "afregning": (
        "kilde", "afregning_id", "borger_id", "sag_id", "ydelse_id", "foranstaltning", "paragraf", "konto", "leverandoer_cvr", "periode_fra_dato", "periode_til_dato",
        "disposition_dato", "antal", "enhed", "takst", "beloeb", "afregningstype", "status", "betalingskommune", "henvisningsnr", "aar", "maaned", "doegn",
    ),
    "budgetark": ("regnskabsaar", "konto", "omraade", "paragraf", "antal_pladser", "helaarspersoner", "enhedspris_kr", "beloeb", "forudsaetning", "beregnet_kr"),
    "disponering": ("kilde", "ydelse_id", "aar", "maaned", "disponeret", "forbrug", "rest"),
}  # fmt: skip

_TILBUDDETS = {"tilbud_kommune": "kommune", "antal_pladser": "antal_pladser", "belaegningspct": "belaegningspct"}  # from tilbud_takst
_MILLION = 1_000_000


def feltgruppe(data: Dataset, gruppe: str) -> ibis.Table:
    """One row per object of the group, with the columns of FELTER: kroner exact, days and years as on `data.per`.

    Raises LisError for a name that is no group, and MissingTable where its table was not delivered.
    """
    if gruppe not in FELTER:
        raise LisError(f"Der er ingen gruppe af felter, der hedder '{gruppe}'. Der er: {', '.join(FELTER)}.")
    beregn = _BEREGN.get(gruppe)
    t = beregn(data) if beregn else disponering.rest(data.tabel("disponering"), data.tabel("afregning"), data.kommune.kode)
    return t.select(*FELTER[gruppe])


def _sag(data: Dataset) -> ibis.Table:
    import ibis

    t = data.tabel("sag")
    aaben = ibis.cases((t.lukket_dato.isnull() | (t.lukket_dato > data.per), 1), else_=0)
    return t.mutate(aaben=aaben.cast("boolean"))  # by way of a number: SQL Server has no condition as a value


def _foranstaltning(data: Dataset) -> ibis.Table:
    """Days and helårspersoner (to six decimals) in the calendar year of the cut-off, both days included, planned days with them."""
    import ibis

    aar, t = data.per.year, data.tabel("ydelse")
    fra, til = ibis.date(aar, 1, 1), ibis.date(aar, 12, 31)
    dage = mindst(ibis.coalesce(t.slut_dato, til), til).delta(stoerst(t.start_dato, fra), unit="day") + 1
    t = t.mutate(doegn_i_aaret=ibis.cases((t.start_dato.isnull(), ibis.null("int64")), (dage < 0, 0), else_=dage).cast("int64"))
    milliontedele = hele.andel(t.doegn_i_aaret * _MILLION, 1, periode.dage_i_aaret(aar))
    return t.mutate(helaarspersoner=hele.decimaltal(milliontedele, 6))


def _ydelse(data: Dataset) -> ibis.Table:
    """`helaarspris` as `measures.helaarspris` has it: units a year times the price, in kroner and øre."""
    import ibis

    t = data.tabel("ydelse")
    t = t.mutate(gang=hele.enheder(t.antal) * hele.oere(t.takst))
    grene = [(t.frekvens == f, hele.andel(t.gang, g.numerator, g.denominator * hele.ENHED)) for f, g in GANGE_OM_AARET.items()]
    return t.mutate(helaarspris=hele.kroner(ibis.cases(*grene, else_=ibis.null("int64"))))


def _borger(data: Dataset) -> ibis.Table:
    """Age and 18th birthday from CPR, and the municipality of the address that holds on the day."""
    import ibis

    per, t = data.per, data.tabel("borger")
    foedt = t.foedselsdato
    ikke_fyldt = (foedt.month() > per.month) | ((foedt.month() == per.month) & (foedt.day() > per.day))
    skudaar = (foedt.month() == 2) & (foedt.day() == 29)
    atten = ibis.date(foedt.year() + 18, ibis.cases((skudaar, 3), else_=foedt.month()), ibis.cases((skudaar, 1), else_=foedt.day()))
    alder = (per.year - foedt.year()).cast("int64") - ibis.cases((ikke_fyldt, 1), else_=0)
    t = t.mutate(alder=alder, fylder_18_dato=ibis.cases((foedt.isnull(), ibis.null("date")), else_=atten))
    if not data.har("adressehistorik"):
        return t.mutate(kommune=ibis.null("string"))
    a = data.tabel("adressehistorik")
    a = a.filter(a.fra_dato <= per, a.til_dato.isnull() | (a.til_dato > per))
    return t.left_join(_nyeste(a, "borger_id", "kommune", "fra_dato"), "borger_id")


def _pladsoplysning(data: Dataset) -> ibis.Table:
    """Where each measure is given; places and assumed occupancy from the newest takst of the provider's p-nummer, else its CVR."""
    import ibis

    t = data.tabel("ydelse")
    if not data.har("tilbud_takst"):
        return t.mutate(tilbud_kommune=ibis.null("string"), antal_pladser=ibis.null("int32"), belaegningspct=ibis.null("decimal(7,4)"))
    k = data.tabel("tilbud_takst").filter(lambda r: r.gyldig_fra_dato <= data.per)
    ud = t.select(*(n for n in FELTER["pladsoplysning"] if n not in _TILBUDDETS))
    for navn, kolonne in _TILBUDDETS.items():
        for noegle in ("p_nummer", "leverandoer_cvr"):
            ud = ud.left_join(_nyeste(k, noegle, kolonne, "gyldig_fra_dato", f"{navn}_{noegle}"), noegle).drop(f"{noegle}_right")
    return ud.mutate(**{n: ibis.coalesce(ud[f"{n}_p_nummer"], ud[f"{n}_leverandoer_cvr"]) for n in _TILBUDDETS})


def _nyeste(t: ibis.Table, noegle: str, kolonne: str, dato: str, navn: str = "") -> ibis.Table:
    """The newest known value of a column for each key, in the column `navn`; of two from one day the one that stands first in its delivery."""
    import ibis

    t = t.filter(t[noegle].notnull(), t[kolonne].notnull())
    nr = ibis.row_number().over(group_by=noegle, order_by=[t[dato].desc(), t.leverance_id, t.raekke_nr, t[kolonne]])
    t = t.mutate(nr=nr)
    return t.filter(t.nr == 0).select(noegle, **{navn or kolonne: t[kolonne]})


def _afregning(data: Dataset) -> ibis.Table:
    """Year and month of the period paid for, and its days."""
    t = data.tabel("afregning")
    return t.mutate(aar=t.periode_fra_dato.year(), maaned=t.periode_fra_dato.month(), doegn=t.periode_til_dato.delta(t.periode_fra_dato, unit="day") + 1)


def _budgetark(data: Dataset) -> ibis.Table:
    """`beregnet_kr` is helårspersoner times the price that the sheet assumes, to hold against the amount it budgets."""
    t = data.tabel("budgetark")
    return t.mutate(beregnet_kr=hele.kroner(hele.andel(hele.enheder(t.helaarspersoner) * hele.oere(t.enhedspris_kr), 1, hele.ENHED)))


_BEREGN: dict[str, Callable[[Dataset], ibis.Table]] = {
    "sag": _sag, "foranstaltning": _foranstaltning, "ydelse": _ydelse, "borger": _borger, "pladsoplysning": _pladsoplysning, "afregning": _afregning, "budgetark": _budgetark,
}  # fmt: skip
