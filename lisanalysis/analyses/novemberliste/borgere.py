"""The facts of each case: where the citizen lives, who acts and who pays, what it has cost, and what has been collected."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from lisanalysis.tables import Dataset

_NUL = Decimal("0.00")
# Paragraphs under which the citizen lives where the help is given.
DOEGN = ("SEL-107", "SEL-108", "SEL-109", "SEL-110", "SEL-66", "SEL-52-3.7", "BL-43", "BL-46", "BL-47")


@dataclass
class Sag:
    """One case with what it cost by month (our own payments) and what other municipalities have paid back."""

    borger_id: str
    sag_id: str
    handlekommune: str | None
    betalingskommune: str | None
    paragraf: str = ""
    maaneder: dict[date, Decimal] = field(default_factory=lambda: defaultdict(lambda: _NUL))
    opkraevet: Decimal = _NUL

    @property
    def beloeb(self) -> Decimal:
        """What the case has cost in all its months."""
        return sum(self.maaneder.values(), _NUL)


@dataclass(frozen=True)
class Flytning:
    """The citizen's last move between municipalities."""

    dato: date
    fra_kommune: str | None
    til_kommune: str


@dataclass(frozen=True)
class Tilsagn:
    """An agreement with the other municipality, and whether the claim has been raised."""

    krav_rejst: bool
    krav_dato: date | None


def sager(data: Dataset, fra: date, til: date) -> list[Sag]:
    """Every case with effected settlements in the window; the payer is the settlement's where it says one, else the case's."""
    t = data.tabel("sag").order_by("kilde", "sag_id", "raekke_nr").select("kilde", "sag_id", "borger_id", "handlekommune", "betalingskommune")
    kendte = {(r["kilde"], r["sag_id"]): r for r in t.to_pyarrow().to_pylist()}
    fundet: dict[tuple[str, str, str | None], Sag] = {}
    for r in _afregnet(data, fra, til):
        k = kendte.get((r["kilde"], r["sag_id"]), {})
        betaler = r["betalingskommune"] or k.get("betalingskommune")
        noegle = (r["kilde"], r["sag_id"] or r["borger_id"], betaler)
        sag = fundet.setdefault(noegle, Sag(r["borger_id"], r["sag_id"] or "", k.get("handlekommune"), betaler, r["paragraf"] or ""))
        if r["afregningstype"] in ("udgift", "regulering"):
            sag.maaneder[date(r["aar"], r["maaned"], 1)] += r["beloeb"]
        elif r["afregningstype"] == "mellemkommunal":
            sag.opkraevet -= r["beloeb"]
    return list(fundet.values())


def _afregnet(data: Dataset, fra: date, til: date) -> list[dict]:
    t = data.tabel("afregning")
    t = t.filter(t.status == "effektueret", t.periode_fra_dato >= fra, t.periode_fra_dato <= til)
    t = t.mutate(aar=t.periode_fra_dato.year(), maaned=t.periode_fra_dato.month())
    noegler = ["kilde", "sag_id", "borger_id", "betalingskommune", "paragraf", "aar", "maaned", "afregningstype"]
    return t.group_by(noegler).agg(beloeb=t.beloeb.sum().cast("decimal(38,2)")).order_by(noegler).to_pyarrow().to_pylist()


def bogfoert_opkraevning(data: Dataset, fra: date, til: date) -> dict[str, Decimal] | None:
    """What the ledger has on payments from other municipalities (art 7.7) by citizen; None where there is no ledger."""
    if not data.har("postering"):
        return None
    t = data.tabel("postering")
    t = t.filter(t.borger_id.notnull(), t.art.startswith("77"), t.posterings_dato >= fra, t.posterings_dato <= til)
    sum_ = t.group_by("borger_id").agg(beloeb=t.beloeb.sum().cast("decimal(38,2)"))
    return {r["borger_id"]: -r["beloeb"] for r in sum_.to_pyarrow().to_pylist()}


def bopael(data: Dataset, dag: date) -> dict[str, str]:
    """The municipality each citizen lived in on the day, as CPR has it."""
    if not data.har("adressehistorik"):
        return {}
    t = data.tabel("adressehistorik")
    t = t.filter(t.fra_dato <= dag, t.til_dato.isnull() | (t.til_dato > dag)).order_by("borger_id", "fra_dato", "raekke_nr")
    return {r["borger_id"]: r["kommune"] for r in t.select("borger_id", "kommune").to_pyarrow().to_pylist()}


def flytninger(data: Dataset, til: date) -> dict[str, Flytning]:
    """Each citizen's last move from one municipality to another up to the day."""
    if not data.har("adressehistorik"):
        return {}
    t = data.tabel("adressehistorik")
    t = t.filter(t.fra_dato <= til).order_by("borger_id", "fra_dato", "raekke_nr")
    sidste: dict[str, Flytning] = {}
    boede: dict[str, str] = {}
    for r in t.select("borger_id", "fra_dato", "kommune", "fraflyt_kommune").to_pyarrow().to_pylist():
        fra = boede.get(r["borger_id"]) or r["fraflyt_kommune"]
        if fra and fra != r["kommune"]:
            sidste[r["borger_id"]] = Flytning(r["fra_dato"], fra, r["kommune"])
        boede[r["borger_id"]] = r["kommune"]
    return sidste


def doegnstart(data: Dataset) -> dict[str, list[date]]:
    """The first days of each citizen's stays where one lives: a move close to one is a move into a tilbud."""
    fundet: dict[str, list[date]] = defaultdict(list)
    for navn in ("bevilling", "ydelse"):
        if data.har(navn):
            t = data.tabel(navn)
            t = t.filter(t.paragraf.isin(list(DOEGN)), t.start_dato.notnull()).select("borger_id", "start_dato").distinct()
            for r in t.to_pyarrow().to_pylist():
                fundet[r["borger_id"]].append(r["start_dato"])
    return fundet


def tilsagn(data: Dataset, dag: date) -> dict[tuple[str, str], Tilsagn]:
    """The agreements in force on the day, by citizen and direction."""
    if not data.har("refusionstilsagn"):
        return {}
    t = data.tabel("refusionstilsagn")
    gaelder = (t.gyldig_fra_dato.isnull() | (t.gyldig_fra_dato <= dag)) & (t.gyldig_til_dato.isnull() | (t.gyldig_til_dato >= dag))
    t = t.filter(gaelder).order_by("borger_id", "retning", "raekke_nr")
    return {(r["borger_id"], r["retning"]): Tilsagn(bool(r["krav_rejst"]), r["krav_rejst_dato"]) for r in t.to_pyarrow().to_pylist()}
