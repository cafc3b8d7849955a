"""The guarded file that ties pseudonyms to persons: CPR numbers, names and addresses, apart from the lager.

Everything that points out a person by itself (`foelsomhed="identitet"`) goes here and nowhere else. The file belongs to its
owner alone, and the objects that read it show nothing of what they hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from lisanalysis.access.noegle import Noegle
from lisanalysis.errors import AccessError
from lisanalysis.lager import identitetsfil
from lisanalysis.settings import Settings

if TYPE_CHECKING:
    import duckdb


class Identiteter:
    """Collects every citizen met during a load and writes them to the guarded file.

    `skema` is the attached database inside the load's own connection; the file appears together with the lager.
    """

    def __init__(self, forbindelse: duckdb.DuckDBPyConnection, skema: str, noegle: Noegle) -> None:
        self._forbindelse, self._skema, self._noegle = forbindelse, skema, noegle
        self._moedt: dict[str, str] = {}
        forbindelse.execute(f"CREATE TABLE {skema}.cpr (borger_id VARCHAR PRIMARY KEY, cpr VARCHAR)")
        forbindelse.execute(f"CREATE TABLE {skema}.noegle AS SELECT '{noegle.id}' AS id")

    def borger(self, nummer: str) -> str:
        """The pseudonym of a ten-character CPR number, which is remembered in the guarded file."""
        if nummer not in self._moedt:
            self._moedt[nummer] = self._noegle.pseudonym(nummer)
        return self._moedt[nummer]

    def adresse(self, tekst: str) -> str:
        """The pseudonym of an address, so that a household can be told without showing where it lives."""
        return self._noegle.pseudonym(tekst, formaal="adresse")

    def gem(self) -> None:
        """Write the citizens met since last time."""
        import pyarrow as pa

        nye = pa.table({"borger_id": list(self._moedt.values()), "cpr": list(self._moedt)})
        self._forbindelse.register("nye_borgere", nye)
        self._forbindelse.execute(f"INSERT OR IGNORE INTO {self._skema}.cpr SELECT borger_id, cpr FROM nye_borgere")
        self._forbindelse.unregister("nye_borgere")

    def __repr__(self) -> str:
        return f"<Identiteter: {len(self._moedt)} borgere>"

    def __reduce__(self) -> str:
        raise TypeError("identities cannot be pickled")


class Opslag:
    """The guarded file, open to be asked; it shows nothing of itself. Only `afsloering` and `udlevering` ask for numbers."""

    def __init__(self, settings: Settings) -> None:
        fil = identitetsfil(settings)
        if fil is None:
            sted = settings.kommune.paa_stedet
            raise AccessError("Data læses på stedet, så CPR-numrene er ikke her. Slå op i kommunens eget system." if sted else "Der er ingen data indlæst, så ingen kan slås op.")
        import duckdb

        self._con = duckdb.connect(str(fil), read_only=True)

    def numre(self, ids: Sequence[str]) -> dict[str, str]:
        """CPR number by pseudonym. Raises AccessError where one is unknown."""
        fundet = dict(self._con.execute("SELECT borger_id, cpr FROM cpr WHERE borger_id IN (SELECT unnest(?))", [list(ids)]).fetchall())
        if len(fundet) < len(ids):
            raise AccessError(f"{len(ids) - len(fundet)} af {len(ids)} borgere hører ikke til kommunens data. Ingen er vist.")
        return fundet

    def navne(self, ids: Sequence[str]) -> dict[str, str]:
        """Full name by pseudonym, of those whom a source has named; the latest read holds."""
        har = {r[0] for r in self._con.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'navn'").fetchall()}
        dele = ", ".join(f"last({k})" for k in ("fornavn", "mellemnavn", "efternavn") if k in har)
        if not dele:
            return {}
        sql = f"SELECT borger_id, concat_ws(' ', {dele}) FROM navn WHERE borger_id IN (SELECT unnest(?)) GROUP BY borger_id"
        return dict(self._con.execute(sql, [list(ids)]).fetchall())

    def __enter__(self) -> Opslag:
        return self

    def __exit__(self, *_: object) -> None:
        self._con.close()

    def __reduce__(self) -> str:
        raise TypeError("identities cannot be pickled")


def borger_ids(fil: Path) -> Iterable[str]:
    """Every pseudonym in the guarded file; no CPR number leaves it."""
    import duckdb

    with duckdb.connect(str(fil), read_only=True) as forbindelse:
        return {raekke[0] for raekke in forbindelse.execute("SELECT borger_id FROM cpr").fetchall()}
