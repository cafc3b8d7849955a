"""From facts to lines: in which direction the money goes, why the citizen is on the list, and until when a claim can be raised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from lisanalysis.analyses.novemberliste import borgere
from lisanalysis.analyses.novemberliste.borgere import Flytning, Sag, Tilsagn
from lisanalysis.domain import periode
from lisanalysis.tables import Dataset

FRA, TIL, FLYTTET = "fra", "til", "flyttet"
_NUL = Decimal("0.00")
TIL_TILBUD, UKENDT_VEJ = "til tilbud", "ukendt"


@dataclass(frozen=True)
class Linje:
    """One line of the list. `retning` fra: we may collect; til: another municipality does; flyttet: look at it."""

    borger_id: str
    sagsnr: str
    cpr_kommune: str | None
    handlekommune: str | None
    betalingskommune: str | None
    retning: str
    flyttedato: date | None
    vej: str
    paragraf: str
    beloeb: Decimal
    opkraevet: Decimal
    tilsagn: bool
    krav_rejst: bool
    frist: date | None
    dage_tilbage: int | None
    ny: bool

    @property
    def uopkraevet(self) -> Decimal:
        """What we may still collect on the line: nothing where the money goes the other way."""
        return max(self.beloeb - self.opkraevet, _NUL) if self.retning == FRA else _NUL


def linjer(data: Dataset, dag: date, forrige: date, flytning_dage: int) -> list[Linje]:
    """Every case whose three municipalities do not agree, and every citizen who moved since the last list; dearest first."""
    aar = int(data.lov("mellemkommunal_krav_aar", dag).vaerdi)
    fra = _forskudt(dag, -12 * aar)
    bor, flyttet = borgere.bopael(data, dag), borgere.flytninger(data, dag)
    doegn, aftalt = borgere.doegnstart(data), borgere.tilsagn(data, dag)
    bogfoert = borgere.bogfoert_opkraevning(data, fra, dag)
    fundet = []
    for sag in borgere.sager(data, fra, dag):
        flytning = flyttet.get(sag.borger_id)
        ny = flytning is not None and forrige < flytning.dato <= dag
        retning = _retning(sag, bor.get(sag.borger_id), data.kommune.kode, ny)
        if retning:
            vej = _vej(flytning, doegn.get(sag.borger_id, []), flytning_dage)
            tilsagn = aftalt.get((sag.borger_id, retning))
            fundet.append(_linje(data, sag, retning, bor.get(sag.borger_id), flytning, vej, tilsagn, bogfoert, dag, ny))
    return sorted(fundet, key=lambda x: (-x.uopkraevet, -x.beloeb, x.borger_id, x.sagsnr))


def _retning(sag: Sag, cpr_kommune: str | None, egen: str, ny: bool) -> str | None:
    """Where the money should go. Unknown municipalities are no disagreement."""
    if sag.betalingskommune not in (None, egen):
        return FRA
    if sag.handlekommune not in (None, egen):
        return TIL
    if ny or cpr_kommune not in (None, egen):
        return FLYTTET
    return None


def _vej(flytning: Flytning | None, doegn: list[date], dage: int) -> str:
    """How the citizen came: into a tilbud where the move lies close to the first day of a stay, else unknown."""
    if flytning is None:
        return ""
    return TIL_TILBUD if any(abs((start - flytning.dato).days) <= dage for start in doegn) else UKENDT_VEJ


def _linje(
    data: Dataset, sag: Sag, retning: str, cpr_kommune: str | None, flytning: Flytning | None, vej: str,
    tilsagn: Tilsagn | None, bogfoert: dict[str, Decimal] | None, dag: date, ny: bool,
) -> Linje:  # fmt: skip
    opkraevet = sag.opkraevet if bogfoert is None else bogfoert.get(sag.borger_id, _NUL)
    frist = _frist(data, sag, opkraevet, dag) if retning == FRA else None
    return Linje(
        sag.borger_id, sag.sag_id, cpr_kommune, sag.handlekommune, sag.betalingskommune, retning,
        flytning.dato if flytning else None, vej, sag.paragraf, sag.beloeb, opkraevet, tilsagn is not None,
        bool(tilsagn and tilsagn.krav_rejst), frist, (frist - dag).days if frist else None, ny,
    )  # fmt: skip


def _frist(data: Dataset, sag: Sag, opkraevet: Decimal, dag: date) -> date | None:
    """The last day to claim the oldest month not yet collected: payments count off the oldest months first.

    Three years after the help (RSL § 9 c); twelve months where another municipality acts and uses our tilbud (SEL § 174).
    """
    rest = opkraevet
    for maaned in sorted(sag.maaneder):
        rest -= sag.maaneder[maaned]
        if rest < 0:
            slut = periode.sidste(f"{maaned:%Y-%m}")
            if sag.handlekommune not in (None, data.kommune.kode):
                return _forskudt(slut, int(data.lov("tilbud_krav_maaneder", dag).vaerdi))
            return _forskudt(slut, 12 * int(data.lov("mellemkommunal_krav_aar", dag).vaerdi))
    return None


def _forskudt(dag: date, maaneder: int) -> date:
    """The same day so many months later, or the month's last where it has no such day."""
    ny = periode.forskyd(f"{dag:%Y-%m}", maaneder)
    return min(periode.foerste(ny) + timedelta(days=dag.day - 1), periode.sidste(ny))
