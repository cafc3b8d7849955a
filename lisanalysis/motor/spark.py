"""The lager on Spark: the version's tables as Parquet beside it, read as views of a session.

`forbindelser.motor` is the master (`local[*]`, or a cluster's address), read from the environment. On a cluster the lager must lie in a
folder that all of its machines see. Spark needs Java and the package's extra `spark`.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock

from lisanalysis.errors import DataError
from lisanalysis.lager import Version
from lisanalysis.motor.kilde import aaben, tabeller
from lisanalysis.settings import Settings

if TYPE_CHECKING:
    import ibis
    from pyspark.sql import SparkSession

FORBINDELSE = "motor"
_VALG = {
    "spark.sql.session.timeZone": "UTC", "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 1)), "spark.sql.ansi.enabled": "true",
}  # fmt: skip
_LOKALT = ("spark.driver.memory", "3g")  # on one machine the driver does it all: Spark's own 1 GB ends at the third municipality of a session


def aabn(settings: Settings, version: Version) -> ibis.BaseBackend:
    """The version's tables as views of a session. Raises DataError where Spark cannot be started."""
    import ibis

    session = start(settings.forbindelse(FORBINDELSE))
    vis(session, mappen(settings, version))
    return ibis.pyspark.connect(session)


def mappen(settings: Settings, version: Version) -> Path:
    """The folder with the version's tables as Parquet, written where it is not there yet."""
    mappe = settings.lager / version.spark
    with FileLock(settings.lager / "spark.laas"):
        if not mappe.is_dir():
            _udstil(settings, version, mappe)
    return mappe


def vis(session: SparkSession, mappe: Path, forled: str = "") -> None:
    """The folder's tables as views, whose names begin with `forled`."""
    for fil in sorted(mappe.glob("*.parquet")):
        session.read.parquet(str(fil)).createOrReplaceTempView(forled + fil.stem)


def start(master: str) -> SparkSession:
    """A session of its own at the master, as quiet as it can be: its views are seen by nobody else. Raises DataError without Java or the package."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise DataError("Motoren spark kræver pyspark og Java. Kør: pip install 'lisanalysis[spark]'.") from None
    byg = SparkSession.builder.master(master).appName("lisanalysis").config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
    if master.startswith("local"):
        byg = byg.config(*_LOKALT)
    try:
        session = byg.getOrCreate().newSession()
    except Exception as fejl:
        raise DataError(f"Spark kan ikke startes ({type(fejl).__name__}). Se efter, at Java 17 er installeret, og at JAVA_HOME peger på den.") from None
    session.sparkContext.setLogLevel("ERROR")
    for navn, vaerdi in _VALG.items():
        session.conf.set(navn, vaerdi)
    return session


def _udstil(settings: Settings, version: Version, mappe: Path) -> None:
    """Every table of the lager as a file, in a folder that appears whole or not at all."""
    arbejde = Path(tempfile.mkdtemp(prefix="spark-", dir=settings.lager))
    try:
        with aaben(settings.lager / version.lager) as kilde:
            for navn in tabeller(kilde):
                fil = (arbejde / f"{navn}.parquet").as_posix().replace("'", "''")
                kilde.raw_sql(f"COPY \"{navn}\" TO '{fil}' (FORMAT parquet)")
        os.chmod(arbejde, 0o700)
        arbejde.rename(mappe)
    finally:
        shutil.rmtree(arbejde, ignore_errors=True)
