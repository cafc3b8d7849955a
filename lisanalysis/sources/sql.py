"""Draws extracts from a database: a query or a view for a table, mapped like a file.

The answer is read in batches, written as the text that the mapping expects, and laid in a Parquet file in the load's own folder; from there
on it is a delivery like any other, and the file goes when the load ends. Its identity is a hash of what was read, whatever the order of the
rows. SQLAlchemy knows the database: PostgreSQL is tested, SQL Server goes the same way through pyodbc and has not been run here.
The address holds a password and stands in an environment variable alone; no error repeats it.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lisanalysis.errors import DataError
from lisanalysis.settings import Settings
from lisanalysis.sources.cells import Writer
from lisanalysis.sources.deliveries import Delivery
from lisanalysis.sources.mapping import FileMapping, SystemMapping

if TYPE_CHECKING:
    import sqlalchemy

_ROWS = 20_000
_MODULUS = 1 << 256
_FOLDER = "database-"


@contextmanager
def drawn(settings: Settings, mappings: Sequence[SystemMapping]) -> Iterator[list[Delivery]]:
    """One delivery for each query or view, in files that last as long as the block. Raises DataError where one cannot be read.

    The caller holds the load's lock: what an earlier load left behind when it was killed is removed.
    """
    for left in settings.lager.glob(f"{_FOLDER}*"):
        shutil.rmtree(left, ignore_errors=True)
    asked = [(s, stem, m) for s in mappings for stem, m in s.files.items() if m.connection]
    if not asked:
        yield []
        return
    with tempfile.TemporaryDirectory(prefix=_FOLDER, dir=settings.lager, ignore_cleanup_errors=True) as folder:
        yield [_draw(settings, system, stem, mapping, Path(folder)) for system, stem, mapping in asked]


def _draw(settings: Settings, system: SystemMapping, stem: str, mapping: FileMapping, folder: Path) -> Delivery:
    """One answer. Its name in the delivery list is the view, or the file's name in the mapping, at the connection."""
    fil = folder / f"{system.system}.{stem}.parquet"
    name = f"{mapping.view or f'{system.system}.{stem}'}@{mapping.connection}"
    address = settings.forbindelse(mapping.connection)
    try:
        import sqlalchemy

        engine = sqlalchemy.create_engine(address)
    except ImportError:
        raise DataError(f"{name}: databasens driver er ikke installeret. Kør: pip install 'lisanalysis[sql]' (SQL Server: lisanalysis[sqlserver]).") from None
    except Exception as error:
        raise DataError(f"{name}: databasens adresse kan ikke bruges ({type(error).__name__}).") from None
    try:
        digest = _spool(engine, mapping, fil)
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise DataError(f"{name}: databasen kunne ikke læses ({type(error).__name__}). Prøv forespørgslen i databasen selv.") from None
    finally:
        engine.dispose()
    return Delivery(fil, name, digest, system, (mapping,))


def _spool(engine: sqlalchemy.Engine, mapping: FileMapping, fil: Path) -> str:
    import pyarrow as pa
    from pyarrow import parquet

    batches = _batches(engine, mapping)
    heading = next(batches)
    writers = [Writer(h, (mapping,)) for h in heading]
    schema = pa.schema([(h, pa.string()) for h in heading])
    total, rows = 0, 0
    with parquet.ParquetWriter(fil, schema) as out:
        for batch in batches:
            columns = [w.column(c) for w, c in zip(writers, zip(*batch, strict=True), strict=True)]
            out.write_table(pa.table(columns, schema=schema))
            for row in zip(*(c.to_pylist() for c in columns), strict=True):
                total = (total + int.from_bytes(hashlib.sha256(repr(row).encode()).digest())) % _MODULUS
            rows += len(batch)
    return hashlib.sha256(f"{heading}|{rows}|{total}".encode()).hexdigest()


def _batches(engine: sqlalchemy.Engine, mapping: FileMapping) -> Iterator[Any]:
    """The column names, then the rows in batches; the server keeps the rest until it is asked."""
    import sqlalchemy

    with engine.connect().execution_options(stream_results=True, yield_per=_ROWS) as connection:
        result = connection.execute(_statement(connection, mapping))
        yield list(result.keys())
        yield from result.partitions()


def _statement(connection: sqlalchemy.Connection, mapping: FileMapping) -> sqlalchemy.Executable:
    import sqlalchemy

    if mapping.query:
        return sqlalchemy.text(mapping.query)
    schema, _, view = mapping.view.rpartition(".")
    quote = connection.dialect.identifier_preparer.quote
    return sqlalchemy.text("SELECT * FROM " + ".".join(quote(part) for part in (*filter(None, [schema]), view)))
