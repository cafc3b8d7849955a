"""The guarded file that ties pseudonyms to persons: CPR numbers, names and addresses, apart from the lager.

Everything that points out a person by itself (`foelsomhed="identitet"`) goes here and nowhere else. The file belongs to its
owner alone, and the objects that read it show nothing of what they hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from lisanalysis.access.noegle import Noegle

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


def borger_ids(fil: Path) -> Iterable[str]:
    """Every pseudonym in the guarded file; no CPR number leaves it."""
    import duckdb

    with duckdb.connect(str(fil), read_only=True) as forbindelse:
        return {raekke[0] for raekke in forbindelse.execute("SELECT borger_id FROM cpr").fetchall()}
