"""The load's own accounts: what each file brought, what was set apart, and what each table ended up with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from lisanalysis.sources.deliveries import Delivery
from lisanalysis.sources.mapping import SHARED
from lisanalysis.sources.text import WHOLE_ROW
from lisanalysis.tables import TABELLER, Table

if TYPE_CHECKING:
    import duckdb


# The load's own accounts, with their types.
LEVERANCE = {
    "leverance_id": "VARCHAR", "kilde": "VARCHAR", "fil": "VARCHAR", "sha256": "VARCHAR", "raekker": "BIGINT", "indlaest": "BIGINT", "afvist": "BIGINT",
    "kontrolsum": "DECIMAL(18,2)", "kontrolsum_tabel": "VARCHAR", "periode_fra": "DATE", "periode_til": "DATE", "skaeringsdato": "DATE", "status": "VARCHAR",
    "bemaerkning": "VARCHAR", "tabeller": "VARCHAR",
}  # fmt: skip
AFVIST = {"leverance_id": "VARCHAR", "fil": "VARCHAR", "linje": "BIGINT", "kolonne": "VARCHAR", "aarsag": "VARCHAR"}
SYSTEMSKIFTE = {
    "tabel": "VARCHAR", "fra": "VARCHAR", "til": "VARCHAR", "dato": "DATE", "raekker": "BIGINT", "periode_fra": "DATE", "periode_til": "DATE",
    "erklaeret": "BOOLEAN", "talt_en_gang": "BOOLEAN",
}  # fmt: skip


def create_tables(con: duckdb.DuckDBPyConnection, basis: str) -> None:
    """The lager's empty tables: the canonical ones, the load's own accounts, and what the files are read by (`basis`)."""
    for table in TABELLER.values():
        columns = ", ".join(f"{k.navn} {k.sql_type}" for k in table.lager_kolonner)
        con.execute(f"CREATE TABLE lager.{table.navn} ({columns}, _problem VARCHAR)")
    for navn, kolonner in (("leverance", LEVERANCE), ("afvist", AFVIST), ("systemskifte", SYSTEMSKIFTE)):
        con.execute(f"CREATE TABLE lager.{navn} ({', '.join(f'{k} {t}' for k, t in kolonner.items())})")
    con.execute("CREATE TABLE lager.rettelse (tabel VARCHAR, leverance_id VARCHAR, erstattet_af VARCHAR, ens BIGINT, borte BIGINT)")
    con.execute("CREATE TABLE lager.antal (tabel VARCHAR, antal BIGINT)")
    con.execute("CREATE TABLE lager.grundlag AS SELECT ? AS id", [basis])
    con.execute("CREATE TABLE lager.laest (leverance_id VARCHAR, fil VARCHAR, status VARCHAR, bemaerkning VARCHAR)")


class Ledger:
    """Keeps the delivery list while the files are read, and closes it when they are all in."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self._dates: dict[str, date | None] = {}

    def seen(self, delivery: Delivery) -> bool:
        """Whether a file with the same bytes has been read already."""
        return delivery.leverance_id in self._dates

    def repeated(self, delivery: Delivery) -> None:
        """The same bytes under another name: read once, and said so."""
        self._note(delivery, 0, 0, "gentaget", "Samme indhold som en fil, der allerede er læst.")

    def refused(self, delivery: Delivery, reason: str) -> None:
        """A file that could not be read at all."""
        for table in {m.table for m in delivery.mappings}:
            self.con.execute(f"DELETE FROM lager.{table} WHERE leverance_id = ?", [delivery.leverance_id])
        self.con.execute("DELETE FROM lager.afvist WHERE leverance_id = ?", [delivery.leverance_id])
        self._note(delivery, 0, 0, "afvist", reason)

    def set_apart(self, delivery: Delivery, rejected: list[tuple[int, str]]) -> None:
        """Records that never reached the engine."""
        import pyarrow as pa

        if rejected:
            lines, reasons = zip(*rejected, strict=True)
            self.con.register("afviste_linjer", pa.table({"linje": pa.array(lines, pa.int64()), "aarsag": reasons}))
            self.con.execute(
                "INSERT INTO lager.afvist SELECT ?, ?, linje, ?, aarsag FROM afviste_linjer", [delivery.leverance_id, delivery.navn, WHOLE_ROW]
            )
            self.con.unregister("afviste_linjer")

    def read(self, delivery: Delivery, rows: int, remark: str = "") -> None:
        """A file that was read; one line per record set apart, its first bad column."""
        self.con.execute("UPDATE lager.afvist SET fil = ? WHERE leverance_id = ?", [delivery.navn, delivery.leverance_id])
        self.con.execute(
            "DELETE FROM lager.afvist WHERE leverance_id = ? AND rowid NOT IN (SELECT min(rowid) FROM lager.afvist GROUP BY leverance_id, linje)",
            [delivery.leverance_id],
        )
        apart = self.con.execute("SELECT count(*) FROM lager.afvist WHERE leverance_id = ?", [delivery.leverance_id]).fetchone()[0]
        self._dates[delivery.leverance_id] = delivery.navnedato
        self._note(delivery, rows, apart, "advarsel" if apart or not rows else "ok", remark or ("" if rows else "Filen har ingen rækker."))

    def remark(self, leverance_id: str, sentence: str) -> None:
        """Something about a delivery that a person should look at, found when all files were in."""
        self.con.execute(
            "UPDATE lager.leverance SET bemaerkning = trim(concat_ws(' ', bemaerkning, ?)), "
            "status = CASE WHEN status = 'ok' THEN 'advarsel' ELSE status END WHERE leverance_id = ? AND status <> 'gentaget'",
            [sentence, leverance_id],
        )

    def note_unread(self, unread: Iterable[tuple[str, str]]) -> None:
        """Files that are not read are named with the reason: one that no pattern fits may be a delivery under a new name."""
        for navn, reason in unread:
            self.con.execute(
                "INSERT INTO lager.leverance (leverance_id, kilde, fil, sha256, raekker, indlaest, afvist, status, bemaerkning, tabeller) "
                "VALUES ('', '', ?, '', 0, 0, 0, 'advarsel', ?, '')",
                [navn, reason],
            )

    def _note(self, delivery: Delivery, rows: int, apart: int, status: str, remark: str) -> None:
        tables = ", ".join(dict.fromkeys(m.table for m in delivery.mappings))
        self.con.execute(
            "INSERT INTO lager.leverance (leverance_id, kilde, fil, sha256, raekker, indlaest, afvist, skaeringsdato, status, bemaerkning, "
            "tabeller) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [delivery.leverance_id, delivery.system.system, delivery.navn, delivery.sha256, rows, rows - apart, apart,
             delivery.navnedato, status, remark, tables],
        )

    def sum_up(self, tables: dict[str, Table]) -> None:
        """Give the deliveries that were read their sums and periods."""
        for table in tables.values():
            self.con.execute(f"ALTER TABLE lager.{table.navn} DROP COLUMN _problem")
            self._summarise_delivery(table)

    def close(self, tables: dict[str, Table]) -> date:
        """Give every row its delivery's cut-off date, and remember the list as it is before rows are compared; the latest cut-off."""
        self.con.execute("UPDATE lager.leverance SET skaeringsdato = periode_til WHERE skaeringsdato IS NULL AND status <> 'afvist'")
        own = f"max(skaeringsdato) FILTER (tabeller <> '{SHARED}')"  # another municipality's file does not move this one's day
        first, last = self.con.execute(f"SELECT min(skaeringsdato), {own} FROM lager.leverance").fetchone()
        self.con.execute("UPDATE lager.leverance SET skaeringsdato = ? WHERE skaeringsdato IS NULL AND status <> 'afvist' AND kilde <> ''", [first or date.min])
        for table in tables.values():
            self.con.execute(
                f"UPDATE lager.{table.navn} AS t SET skaeringsdato = l.skaeringsdato FROM lager.leverance AS l "
                "WHERE t.skaeringsdato IS NULL AND t.leverance_id = l.leverance_id AND l.status NOT IN ('gentaget', 'afvist')"
            )
        self.con.execute("DELETE FROM lager.laest")
        self.con.execute("INSERT INTO lager.laest SELECT leverance_id, fil, status, bemaerkning FROM lager.leverance")
        return last or date.min

    def reopen(self) -> None:
        """Take the list back to what it was before rows were compared, and forget the files that were not read."""
        self.con.execute(
            "UPDATE lager.leverance AS l SET status = r.status, bemaerkning = r.bemaerkning FROM lager.laest AS r "
            "WHERE l.leverance_id = r.leverance_id AND l.fil = r.fil"
        )
        self.con.execute("DELETE FROM lager.leverance WHERE kilde = ''")

    def _summarise_delivery(self, table: Table) -> None:
        first, last = (f"min({table.dato})", f"max({table.dato})") if table.dato else ("NULL::DATE", "NULL::DATE")
        if "filmaaned" in table:  # a file that says its month covers it to the end
            last = f"greatest({last}, last_day(max(filmaaned || '-01')::DATE))"
        total = f"sum({table.beloeb})" if table.beloeb else "NULL"
        self.con.execute(
            f"UPDATE lager.leverance AS l SET periode_fra = least(l.periode_fra, t.fra), periode_til = greatest(l.periode_til, t.til), "
            f"kontrolsum = coalesce(t.total, l.kontrolsum), kontrolsum_tabel = CASE WHEN t.total IS NULL THEN l.kontrolsum_tabel ELSE '{table.navn}' END "
            f"FROM (SELECT leverance_id, {first} AS fra, {last} AS til, {total} AS total FROM lager.{table.navn} GROUP BY leverance_id) AS t "
            "WHERE l.leverance_id = t.leverance_id AND l.status <> 'gentaget'"
        )

    def summarise(self, tables: dict[str, Table]) -> None:
        """Count the tables, and call a delivery replaced when later ones brought all of its rows again."""
        rows = [f"SELECT '{name}', count(*) FROM lager.{name}" for name in tables]
        self.con.execute("DELETE FROM lager.antal")
        self.con.execute("INSERT INTO lager.antal " + " UNION ALL ".join(rows))
        living = " UNION ".join(f"SELECT leverance_id FROM lager.{name} WHERE erstattet_dato IS NULL" for name in tables)
        self.con.execute(
            f"UPDATE lager.leverance SET status = 'erstattet' WHERE status IN ('ok', 'advarsel') AND indlaest > 0 AND leverance_id NOT IN ({living}) "
            "AND tabeller <> 'navn'"
        )
