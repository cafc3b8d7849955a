"""Loads a municipality's deliveries into a new lager and lets it take the former one's place."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from lisanalysis import lager, motor
from lisanalysis.access import Identiteter, Noegle, find_naboer, hent_noegle, udlever
from lisanalysis.law import tal
from lisanalysis.errors import AccessError, DataError
from lisanalysis.settings import Settings
from lisanalysis.sources import fixed, floating, increment, retention, sql, tabular, text
from lisanalysis.sources.deliveries import Delivery, check_heading, find_deliveries, shown
from lisanalysis.sources.derive import derive
from lisanalysis.sources.inplace import open_in_place
from lisanalysis.sources.ledger import Ledger, create_tables
from lisanalysis.sources.mapping import FileMapping, SystemMapping, read_mappings
from lisanalysis.sources.rowgroups import row_groups
from lisanalysis.sources.stage import Lineage, Stage
from lisanalysis.sources.values import REPAIRS, Context
from lisanalysis.tables import TABELLER, Dataset, Samling

if TYPE_CHECKING:
    import duckdb

Progress = Callable[[str], None]
MEMORY_LIMIT = "700MB"
NO_PATTERN = "Filens navn passer ikke på noget mønster; den er ikke læst."


def load(settings: Settings, *, per: date | None = None, vis: Progress | None = None, i_dag: date | None = None) -> Dataset:
    """The municipality's tables; what has changed in the folder of extracts is loaded first.

    Unchanged files and mappings are not loaded again. `vis` is told which file is being read. Raises ParameterError for a
    mapping that cannot be used and DataError where there is nothing to load; a single bad file is refused and named in the
    delivery list, and the rest goes on. What is past the municipality's limit is deleted only where `i_dag` says what day it is.
    A warehouse that is read where it is (`paa_stedet`) is opened, not loaded.
    """
    if settings.kommune.paa_stedet:
        return open_in_place(settings, per=per)
    mappings = read_mappings(settings)
    settings.lager.mkdir(parents=True, exist_ok=True, mode=0o700)
    with FileLock(settings.lager / "indlaesning.laas"), sql.drawn(settings, mappings) as drawn:
        lager.ryd_efterladt(settings)
        slettet = retention.delete_expired(settings, mappings, i_dag) if i_dag else ()
        deliveries, unknown = find_deliveries(settings, mappings)
        deliveries += drawn
        if not deliveries:
            raise DataError(f"Der er ingen filer at indlæse i {settings.data}. Filnavnene skal passe på systemernes mønstre.")
        noegle = hent_noegle(settings, opret=True)
        basis = _basis(settings, mappings, noegle)
        found = _Found(tuple(deliveries), tuple((shown(f), NO_PATTERN) for f in unknown), slettet, basis)
        present = lager.aktuel(settings)
        if present is None or present.id != found.version:
            _build(settings, found, noegle, vis or (lambda _: None))
    return open_lager(settings, per=per)


@dataclass(frozen=True)
class _Found:
    """What there is to load: the deliveries, what is not read and why, what was just deleted, and what all of it is read by."""

    deliveries: tuple[Delivery, ...]
    unread: tuple[tuple[str, str], ...]
    deleted: tuple[tuple[str, str], ...]
    basis: str

    @property
    def version(self) -> str:
        """A hash of all that decides what the lager holds."""
        total = hashlib.sha256(self.basis.encode())
        for item in (*sorted((d.navn, d.sha256) for d in self.deliveries), *sorted(self.unread)):
            total.update("|".join(item).encode() + b"\n")
        return total.hexdigest()[:16]


def open_lager(settings: Settings, *, per: date | None = None) -> Dataset:
    """The present lager, read-only and taken down to what the person may see. Raises DataError where nothing has been loaded."""
    if settings.kommune.paa_stedet:
        return open_in_place(settings, per=per)
    version = lager.aktuel(settings)
    if version is None:
        raise DataError(f"{settings.kommune.navn} er ikke indlæst endnu. Kør: lis check parameters/{settings.stem}")
    if version.noegle_id != hent_noegle(settings).id:
        raise AccessError("Lageret er lavet med en anden nøgle end den, der ligger her. Hent den rigtige nøgle, eller slet lageret.")
    con = motor.aabn(settings, version)
    counts = {r["tabel"]: r["antal"] for r in con.table("antal").to_pyarrow().to_pylist()}
    day = per or date.fromisoformat(version.per)
    return udlever(settings, Dataset(con, settings.kommune, settings.stem, day, version.id, counts, TABELLER, lov=partial(tal, ekstra=settings.mappe / "law.yaml")))


def open_together(dele: Sequence[tuple[Settings, Dataset]]) -> Samling:
    """Several municipalities that have been opened, as one.

    Raises AccessError where a role does not see all rows of one of them, and DataError where one is read where it is.
    """
    if begraenset := [d.stem for _, d in dele if d.udsnit is not None or d.kolonner is not None]:
        raise AccessError(f"Flere kommuner samlet kræver en rolle, der må se alle rækker i hver (controller); det må du ikke i {', '.join(begraenset)}.")
    if paa_stedet := [d.stem for s, d in dele if s.kommune.paa_stedet]:
        raise DataError(f"Flere kommuner samlet kræver, at hver er indlæst; {', '.join(paa_stedet)} læses på stedet, og to databaser kan ikke spørges som én.")
    find = motor.aabn_flere([(s, lager.Version(d.version, "", d.per.isoformat())) for s, d in dele])  # the versions opened, not the newest
    return Samling(tuple(d for _, d in dele), find)


def _basis(settings: Settings, mappings: tuple[SystemMapping, ...], noegle: Noegle) -> str:
    """A hash of what files are read by: mappings, the words of kommune.yaml, the key, and this code."""
    total = hashlib.sha256()
    for mapping in mappings:
        total.update(mapping.model_dump_json().encode())
    kommune = settings.kommune
    changes = sorted(f"{s.fra}>{s.til}@{s.dato}" for s in kommune.systemskifte)
    words = (kommune.kode, kommune.kontoplan, kommune.cpr_serie, noegle.id, *changes)
    total.update("|".join(words).encode())
    root = Path(__file__).parent.parent
    rooms = sorted(f for room in ("domain", "tables", "sources") for f in (root / room).glob("*.py"))
    for source in (*rooms, root / "access" / "naboer.py"):
        total.update(source.read_bytes())
    return total.hexdigest()[:16]


def _build(settings: Settings, found: _Found, noegle: Noegle, vis: Progress) -> None:
    """Fill new files in a folder of their own and let the pointer name them: until then the former lager stands."""
    former = lager.aktuel(settings)
    with _room_to_work(settings) as work:
        per = _fill_from_former(work, settings, found, noegle, vis)
        new = lager.Version(found.version, noegle.id, per.isoformat())
        for source, target in ((work / "lager.duckdb", new.lager), (work / "identitet.duckdb", new.identitet)):
            os.chmod(source, 0o600)
            os.replace(source, settings.lager / target)
        lager.peg_paa(settings, new)
    retention.delete_versions(settings, new, former, emptied=bool(found.deleted))


@contextmanager
def _room_to_work(settings: Settings) -> Iterator[Path]:
    """A folder that is gone again when the block ends. Raises DataError where the disk is full."""
    import duckdb

    work = Path(tempfile.mkdtemp(prefix=lager.ARBEJDE, dir=settings.lager))
    try:
        yield work
    except (duckdb.Error, OSError) as error:
        if not _is_full(error):
            raise
        raise DataError(f"Der er ikke plads på disken til lageret i {settings.lager}. Det tidligere lager står urørt; skaf plads, og prøv igen.") from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _is_full(error: Exception) -> bool:
    told = str(error).lower()
    codes = (errno.ENOSPC, errno.EFBIG, errno.EDQUOT) if hasattr(errno, "EDQUOT") else (errno.ENOSPC, errno.EFBIG)
    return getattr(error, "errno", None) in codes or any(os.strerror(code).lower() in told for code in codes) or "max_temp_directory_size" in told


def _fill_from_former(work: Path, settings: Settings, found: _Found, noegle: Noegle, vis: Progress) -> date:
    """Only what is new, on top of the present lager, where that gives the same; else everything. The latest cut-off date."""
    grown = increment.find(settings, found.basis, found.deliveries)
    if grown is not None:
        try:
            return _fill(work, settings, found, noegle, vis, grown)
        except increment.ReadAnew:
            for left in work.iterdir():
                shutil.rmtree(left) if left.is_dir() else left.unlink()
    return _fill(work, settings, found, noegle, vis, None)


def _fill(work: Path, settings: Settings, found: _Found, noegle: Noegle, vis: Progress, grown: increment.Increment | None) -> date:
    """Read the deliveries into `work/lager.duckdb` and complete the tables; the latest cut-off date."""
    import duckdb

    with duckdb.connect() as con:
        con.execute(f"SET memory_limit='{MEMORY_LIMIT}'")
        con.execute(f"SET temp_directory='{_quoted(work / 'spild')}'")
        for name in ("lager", "identitet"):
            con.execute(f"ATTACH '{_quoted(work / name)}.duckdb' AS {name}")
        create_tables(con, found.basis)
        identiteter, ledger = Identiteter(con, "identitet", noegle), Ledger(con)
        for delivery in grown.new if grown else found.deliveries:
            vis(delivery.navn)
            _read_delivery(_Load(con, settings, identiteter, ledger), delivery)
        ledger.sum_up(TABELLER)
        if grown:
            increment.merge(con, work, grown)
            ledger.reopen()
        ledger.note_unread((*found.unread, *found.deleted))
        per = ledger.close(TABELLER)
        derive(ledger, found.deliveries, settings.kommune, {d.leverance_id for d in grown.new} if grown else None)
        find_naboer(con, "identitet", "lager")
        ledger.summarise(TABELLER)
        con.execute("CHECKPOINT lager")
        con.execute("CHECKPOINT identitet")
    return per


def _quoted(path: Path) -> str:
    return path.as_posix().replace("'", "''")


@dataclass(frozen=True)
class _Load:
    """The things that reading one file needs."""

    con: duckdb.DuckDBPyConnection
    settings: Settings
    identiteter: Identiteter
    ledger: Ledger

    def context(self, mapping: FileMapping) -> Context:
        return Context(self.settings.kommune, self.identiteter, mapping)

    def stages(self, delivery: Delivery) -> list[Stage]:
        lineage = Lineage(delivery.system.system, delivery.navn, delivery.navneord, delivery.leverance_id, delivery.navnedato)
        return [Stage(self.con, self.context(mapping), lineage) for mapping in delivery.mappings]


def _read_delivery(load: _Load, delivery: Delivery) -> None:
    """One file into the lager; a file that cannot be read as its mapping says is refused whole and named."""
    if delivery.fejl:
        return load.ledger.refused(delivery, delivery.fejl)
    if load.ledger.seen(delivery):
        return load.ledger.repeated(delivery)
    try:
        _READ[delivery.mappings[0].format.type](load, delivery)
    except DataError as error:
        load.ledger.refused(delivery, str(error))
    load.identiteter.gem()


def _read_table(load: _Load, delivery: Delivery) -> None:
    """A file with headings, into one table or several."""
    tally, stages = text.Tally(), load.stages(delivery)
    heading, blocks = tabular.read(delivery.fil, delivery.mappings, tally)
    check_heading(heading, delivery.mappings, delivery.navn)
    for block in row_groups(blocks):
        for stage in stages:
            stage.insert(block)
        load.ledger.set_apart(delivery, tally.take())
    _close(load, delivery, tally, stages)


def _read_floating(load: _Load, delivery: Delivery) -> None:
    """A ledger's interface file, whose lines name their fields and which must add up to nothing."""
    tally, (stage,) = text.Tally(), load.stages(delivery)
    for block in floating.read(delivery.fil, delivery.mappings[0].format, tally):
        stage.insert(block)
        load.ledger.set_apart(delivery, tally.take())
    _close(load, delivery, tally, [stage])
    if unbalanced := floating.unbalanced(load.con, delivery.leverance_id):
        load.ledger.remark(delivery.leverance_id, unbalanced)


def _read_fixed(load: _Load, delivery: Delivery) -> None:
    """A file of several record types: each mapping takes its own; a type that nobody knows is set apart."""
    tally, stages = text.Tally(), load.stages(delivery)
    records = fixed.Records(delivery.system, delivery.mappings)
    for block in text.read_fixed(delivery.fil, delivery.mappings[0].format, tally):
        records.count(block, tally)
        for stage in stages:
            stage.insert(records.cut(block, stage.mapping))
        load.ledger.set_apart(delivery, tally.take())
    tally.rows -= records.annulled
    _close(load, delivery, tally, stages, records.remark)


def _close(load: _Load, delivery: Delivery, tally: text.Tally, stages: list[Stage], remark: str = "") -> None:
    """Set apart what could not be read, keep once what the file repeats, and enter the file in the delivery list."""
    load.ledger.set_apart(delivery, tally.take())
    contradicted = sum(stage.keep_once() for stage in stages if stage.mapping.once)
    for stage in stages:
        stage.set_apart()
    repairs = sum((stage.repairs for stage in stages if not stage.mapping.once), Counter())
    remarks = [remark, *(f"{count} {REPAIRS[repair][count > 1]}" for repair, count in sorted(repairs.items()))]
    if contradicted:
        hvem, deres = ("sag", "sine") if contradicted == 1 else ("sager", "deres")
        remarks.append(f"{contradicted} {hvem} har ikke de samme oplysninger på alle {deres} rækker; den første række gælder.")
    load.ledger.read(delivery, tally.rows, " ".join(filter(None, remarks)))


_READ = {"delimited": _read_table, "fixed": _read_fixed, "floating": _read_floating}
