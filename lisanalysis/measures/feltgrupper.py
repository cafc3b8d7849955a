"""The fields that the trade groups by sag, foranstaltning, ydelse, borger, pladsoplysning, afregning, budgetark and disponering,
each group as one table with what is registered and what follows from it.

The groups and the fields named by their product sheet are KOMLIS' (Udsatte børn og voksne); the calculations are the package's own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from lisanalysis.domain import periode
from lisanalysis.errors import LisError
from lisanalysis.measures import disponering
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


def feltgruppe(data: Dataset, gruppe: str) -> ibis.Table:
    """One row per object of the group, with the columns of FELTER: kroner exact, days and years as on `data.per`.

    Raises LisError for a name that is no group, and MissingTable where its table was not delivered.
    """
    if gruppe not in FELTER:
        raise LisError(f"Der er ingen gruppe af felter, der hedder '{gruppe}'. Der er: {', '.join(FELTER)}.")
    beregn = _BEREGN.get(gruppe)
    t = beregn(data) if beregn else disponering.rest(data.tabel("disponering"), data.tabel("afregning"))
    return t.select(*FELTER[gruppe])


def _sag(data: Dataset) -> ibis.Table:
    t = data.tabel("sag")
    return t.mutate(aaben=t.lukket_dato.isnull() | (t.lukket_dato > data.per))


def _foranstaltning(data: Dataset) -> ibis.Table:
    """Days and helårspersoner in the calendar year of the cut-off, both days included, planned days with them."""
    import ibis

    aar, t = data.per.year, data.tabel("ydelse")
    fra, til = ibis.date(f"{aar}-01-01"), ibis.date(f"{aar}-12-31")
    foerste, sidste = ibis.greatest(t.start_dato, fra), ibis.least(ibis.coalesce(t.slut_dato, til), til)
    dage = ibis.greatest(sidste.delta(foerste, unit="day") + 1, 0)
    dage = ibis.ifelse(t.start_dato.isnull(), ibis.null("int64"), dage)
    return t.mutate(doegn_i_aaret=dage, helaarspersoner=dage.cast("float64") / periode.dage_i_aaret(aar))


def _ydelse(data: Dataset) -> ibis.Table:
    """`helaarspris` as `measures.helaarspris` has it: units a year times the price, in kroner and øre."""
    import ibis

    t = data.tabel("ydelse")
    grene = [
        (t.frekvens == f, (t.antal.cast("decimal(18,4)") * t.takst.cast("decimal(18,2)") * g.numerator / g.denominator).round(2).cast("decimal(18,2)"))
        for f, g in GANGE_OM_AARET.items()
    ]  # fmt: skip
    return t.mutate(helaarspris=ibis.cases(*grene, else_=ibis.null("decimal(18,2)")))


def _borger(data: Dataset) -> ibis.Table:
    """Age and 18th birthday from CPR, and the municipality of the address that holds on the day."""
    import ibis

    per, t = data.per, data.tabel("borger")
    foedt = t.foedselsdato
    ikke_fyldt = (foedt.month() > per.month) | ((foedt.month() == per.month) & (foedt.day() > per.day))
    skudaar = (foedt.month() == 2) & (foedt.day() == 29)
    atten = ibis.date(foedt.year().cast("int32") + 18, ibis.ifelse(skudaar, 3, foedt.month()), ibis.ifelse(skudaar, 1, foedt.day()))
    t = t.mutate(alder=per.year - foedt.year() - ikke_fyldt.cast("int32"), fylder_18_dato=ibis.ifelse(foedt.isnull(), ibis.null("date"), atten))
    if not data.har("adressehistorik"):
        return t.mutate(kommune=ibis.null("string"))
    a = data.tabel("adressehistorik")
    a = a.filter(a.fra_dato <= per, a.til_dato.isnull() | (a.til_dato > per)).group_by("borger_id").agg(kommune=a.kommune.argmax(a.fra_dato))
    return t.left_join(a, "borger_id").drop("borger_id_right")


def _pladsoplysning(data: Dataset) -> ibis.Table:
    """Where each measure is given; places and assumed occupancy from the newest takst of the provider's p-nummer, else its CVR."""
    import ibis

    t = data.tabel("ydelse")
    if not data.har("tilbud_takst"):
        return t.mutate(tilbud_kommune=ibis.null("string"), antal_pladser=ibis.null("int64"), belaegningspct=ibis.null("decimal(18,4)"))
    k = data.tabel("tilbud_takst").filter(lambda r: r.gyldig_fra_dato <= data.per)
    nyeste = {n: k[c].argmax(k.gyldig_fra_dato) for n, c in (("tilbud_kommune", "kommune"), ("antal_pladser", "antal_pladser"), ("belaegningspct", "belaegningspct"))}
    p = k.filter(k.p_nummer.notnull()).group_by("p_nummer").agg(**{f"{n}_p": v for n, v in nyeste.items()})
    c = k.filter(k.leverandoer_cvr.notnull()).group_by("leverandoer_cvr").agg(**nyeste)
    t = t.left_join(p, "p_nummer").drop("p_nummer_right").left_join(c, "leverandoer_cvr").drop("leverandoer_cvr_right")
    return t.mutate(**{n: ibis.coalesce(t[f"{n}_p"], t[n]) for n in nyeste})


def _afregning(data: Dataset) -> ibis.Table:
    """Year and month of the period paid for, and its days."""
    t = data.tabel("afregning")
    return t.mutate(aar=t.periode_fra_dato.year(), maaned=t.periode_fra_dato.month(), doegn=t.periode_til_dato.delta(t.periode_fra_dato, unit="day") + 1)


def _budgetark(data: Dataset) -> ibis.Table:
    """`beregnet_kr` is helårspersoner times the price that the sheet assumes, to hold against the amount it budgets."""
    t = data.tabel("budgetark")
    return t.mutate(beregnet_kr=(t.helaarspersoner.cast("decimal(18,4)") * t.enhedspris_kr.cast("decimal(18,2)")).round(2).cast("decimal(18,2)"))


_BEREGN: dict[str, Callable[[Dataset], ibis.Table]] = {
    "sag": _sag, "foranstaltning": _foranstaltning, "ydelse": _ydelse, "borger": _borger, "pladsoplysning": _pladsoplysning, "afregning": _afregning, "budgetark": _budgetark,
}  # fmt: skip
