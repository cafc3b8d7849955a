"""Puts a block of records into the new lager: `values` reads each different text once, the engine reads the amounts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from lisanalysis.domain.ordfejl import Ordfejl
from lisanalysis.sources import totals
from lisanalysis.sources.mapping import FileMapping, Format, Target
from lisanalysis.sources.text import Block
from lisanalysis.sources.values import REPAIR, Context, filled_columns, free_text_reader, reader
from lisanalysis.tables import TYPER, Column

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

EMPTY = "Feltet er tomt, men skal være udfyldt."
NO_AMOUNT = "Tallet er ikke skrevet, som filens layout angiver."
SIGNS_DISAGREE = "Beløbets fortegn og D/K siger ikke det samme."
_SCALE = {"kr": 2, "antal": 4, "faktor": 4}
_SPLIT = chr(31)


@dataclass(frozen=True)
class Lineage:
    """Where the rows of a file come from; `navn` is the word of the file's name that its pattern leaves open."""

    kilde: str
    fil: str
    navn: str
    leverance_id: str
    skaeringsdato: date | None


@dataclass(frozen=True)
class _Part:
    """One target column: the SQL of the values it gives, and SQL of the form `condition THEN reason` for what is wrong.

    `computed` are expressions worked out first and once, under the names that `values` and `problem` use.
    """

    values: dict[str, str]
    problem: str = ""
    computed: dict[str, str] = field(default_factory=dict)


@dataclass
class Stage:
    """One kind of file on its way into one table. It remembers every text it has read, so that each is read once.

    `repairs` counts the cells that were mended to be read, by how.
    """

    con: duckdb.DuckDBPyConnection
    context: Context
    lineage: Lineage
    repairs: Counter[str] = field(default_factory=Counter)
    _read: dict[str, dict[str, tuple]] = field(default_factory=dict)

    @property
    def mapping(self) -> FileMapping:
        """How the file is read."""
        return self.context.mapping

    def insert(self, block: Block) -> None:
        """Move the block's records into the table; those that cannot be read keep their reason in `_problem`."""
        arrow: dict[str, pa.Array] = {"linje": block.lines}
        parts = [
            self._part(arrow, heading, block.columns[heading], target, block)
            for heading in block.columns
            for target in self.mapping.columns.get(heading, [])
        ]
        if self.mapping.collect:
            parts.append(self._collected(arrow, block))
        self._write(arrow, parts)

    def _collected(self, arrow: dict[str, pa.Array], block: Block) -> _Part:
        """The columns that no heading of ours names, as one text: `KØN=Mænd; ALDER=10 år`."""
        import pyarrow as pa
        import pyarrow.compute as pc

        known = {*self.mapping.headings, *self.mapping.ignored}
        named = [pc.binary_join_element_wise(h, cells, "=") for h, cells in block.columns.items() if h not in known]
        joined = pc.binary_join_element_wise(*named, "; ", null_handling="skip") if named else pa.nulls(len(block.lines), pa.string())
        arrow["samlet"] = joined
        return _Part({self.mapping.collect: "nullif(samlet, '')"})

    def _write(self, arrow: dict[str, pa.Array], parts: list[_Part]) -> None:
        import pyarrow as pa

        table = self.mapping.tabel
        values = {name: sql for part in parts for name, sql in part.values.items()}
        values |= {name: self._constant(v) for name, v in self.mapping.constants.items()} | self._herkomst()
        faults = " WHEN ".join(p.problem for p in parts if p.problem)
        columns = [k for k in table.lager_kolonner if k.navn in values]
        computed = "".join(f", {sql} AS {name}" for part in parts for name, sql in part.computed.items())
        source = f"(SELECT *{computed} FROM blok)"
        self.con.register("blok", pa.table(arrow))
        self.con.execute(
            f"INSERT INTO lager.{table.navn} ({', '.join(k.navn for k in columns)}, _problem) "
            f"SELECT {', '.join(f'{values[k.navn]}::{k.sql_type}' for k in columns)}, {f'CASE WHEN {faults} END' if faults else 'NULL'} FROM {source}"
        )
        self._keep_identity(values, source)
        self.con.unregister("blok")

    def _constant(self, value: str) -> str:
        filled = value.replace("{fil}", self.lineage.fil).replace("{navn}", self.lineage.navn)
        return " || ".join([_text(filled)] if "{linje}" not in filled else [_text(filled.replace("{linje}", "")), "linje"])

    def _herkomst(self) -> dict[str, str]:
        origin = {"kilde": _text(self.lineage.kilde), "leverance_id": _text(self.lineage.leverance_id), "raekke_nr": "linje"}
        day = self.lineage.skaeringsdato
        return origin | ({"skaeringsdato": _text(day.isoformat())} if day else {})

    def _keep_identity(self, values: dict[str, str], source: str) -> None:
        """What points out a person goes to the guarded file, and nowhere else."""
        table = self.mapping.tabel
        columns = [k.navn for k in table.kolonner if k.foelsomhed == "identitet" and k.navn in values]
        if columns:
            declared = ", ".join(f"{c} VARCHAR" for c in columns)
            self.con.execute(f"CREATE TABLE IF NOT EXISTS identitet.{table.navn} (borger_id VARCHAR, {declared})")
            self.con.execute(f"INSERT INTO identitet.{table.navn} SELECT {values['borger_id']}, {', '.join(values[c] for c in columns)} FROM {source}")

    def set_apart(self) -> None:
        """Move the rows with a problem from the table to the list of rows that could not be read."""
        totals.mark(self.con, self.mapping.tabel, self.lineage.leverance_id)
        where = f"leverance_id = {_text(self.lineage.leverance_id)} AND _problem IS NOT NULL"
        table = f"lager.{self.mapping.table}"
        if self.con.execute(f"SELECT count(*) FROM {table} WHERE {where}").fetchone()[0]:
            self.con.execute(
                f"INSERT INTO lager.afvist SELECT leverance_id, '', raekke_nr, split_part(_problem, chr(31), 1), "
                f"split_part(_problem, chr(31), 2) FROM {table} WHERE {where}"
            )
            self.con.execute(f"DELETE FROM {table} WHERE {where}")

    def keep_once(self) -> int:
        """Keep the first row of each key, for what the file repeats on every line; how many keys the file contradicts itself on.

        A row that cannot be read here is no row: the mapping that the lines belong to has set it apart, if it is one.
        """
        table, mine = self.mapping.tabel, f"leverance_id = {_text(self.lineage.leverance_id)}"
        keys = ", ".join(table.noegle)
        filled = [table[t.to] for targets in self.mapping.columns.values() for t in targets]
        told = f"({', '.join(k.navn for k in filled if k.type == 'borger' or k.vaerdier)})"
        self.con.execute(f"DELETE FROM lager.{table.navn} WHERE {mine} AND _problem IS NOT NULL")
        odd = f"SELECT 1 FROM lager.{table.navn} WHERE {mine} GROUP BY {keys} HAVING count(DISTINCT {told}) > 1"
        contradicted = len(self.con.execute(odd).fetchall())
        first = f"SELECT min(raekke_nr) FROM lager.{table.navn} WHERE {mine} GROUP BY {keys}"
        self.con.execute(f"DELETE FROM lager.{table.navn} WHERE {mine} AND raekke_nr NOT IN ({first})")
        return contradicted

    def _count_repairs(self, coded: pa.DictionaryArray, answers: list[tuple]) -> None:
        import pyarrow.compute as pc

        if any(a[-2] for a in answers):
            for entry in pc.value_counts(coded.indices).to_pylist():
                if entry["values"] is not None:
                    self.repairs.update({r: entry["counts"] for r in (answers[entry["values"]][-2] or "").split("+") if r})

    def _part(self, arrow: dict[str, pa.Array], heading: str, cells: pa.Array, target: Target, block: Block) -> _Part:
        column, name = self.mapping.tabel[target.to], f"{target.to}_{len(arrow)}"
        read = reader(target, self.context)
        if read:
            return self._by_distinct(arrow, heading, cells, target, read, filled_columns(target, self.context))
        if column.type == "tekst":
            read, names = free_text_reader(column, self.context)
            return self._by_distinct(arrow, heading, cells, target, read, names)
        arrow[name] = cells
        text = {f"{name}_t": _cleaned(name, self.mapping.format)}
        if column.type not in _SCALE:
            total = f"{totals.word_sql(f'{name}_t')} THEN {_reason(heading, totals.TOTAL_ROW)}" if totals.tells(self.mapping.tabel, column) else ""
            return _Part({column.navn: f"{name}_t"}, _both(_required(f"{name}_t", heading, column), total), text)
        mark = None
        if target.debit_credit:
            mark = f"dk_{len(arrow)}"
            arrow[mark] = block.columns[target.debit_credit]
        return _amount(name, heading, column, self.mapping.format, mark)

    def _by_distinct(
        self, arrow: dict[str, pa.Array], heading: str, cells: pa.Array, target: Target, read: Callable, names: tuple[str, ...]
    ) -> _Part:
        """A column read by its different texts: each is looked up or read once, and Arrow spreads the answers."""
        import pyarrow as pa

        known = self._read.setdefault(f"{heading}|{target.to}", {})
        coded = cells.dictionary_encode()
        empty = [*self.mapping.format.empty, *target.empty]
        summing = totals.tells(self.mapping.tabel, self.mapping.tabel[target.to])
        answers = [known.get(t) or known.setdefault(t, _read_one(read, t, names, empty, summing)) for t in coded.dictionary.to_pylist()]
        self._count_repairs(coded, answers)
        values = {}
        for i, name in enumerate(names):
            column = f"{name}_{len(arrow)}"
            arrow[column] = pa.array([a[i] for a in answers], _arrow_type(self.mapping.tabel[name])).take(coded.indices)
            values[name] = column
        problem = ""
        if any(a[-1] for a in answers):
            why = f"aarsag_{len(arrow)}"
            arrow[why] = pa.array([a[-1] for a in answers], pa.string()).take(coded.indices)
            problem = f"{why} IS NOT NULL THEN {_text(heading + _SPLIT)} || {why}"
        return _Part(values, _both(problem, _required(values[target.to], heading, self.mapping.tabel[target.to])))


def _both(one: str, other: str) -> str:
    return " WHEN ".join(p for p in (one, other) if p)


def _read_one(read: Callable[[str], dict[str, Any]], raw: str, names: tuple[str, ...], empty: list[str], summing: bool) -> tuple:
    """What a text means: one value per name, how it was mended, and last the reason if it means nothing."""
    text = raw.strip()
    if not text or text in empty:
        return (*(None for _ in names), None, None)
    if summing and totals.is_word(text):
        return (*(None for _ in names), None, totals.TOTAL_ROW)
    try:
        found = read(text)
    except Ordfejl as error:
        return (*(None for _ in names), None, error.aarsag.value)
    return (*(found.get(n) for n in names), found.get(REPAIR), None)


def _arrow_type(column: Column) -> pa.DataType:
    import pyarrow as pa

    types = {"DATE": pa.date32(), "TIMESTAMP": pa.date32(), "INTEGER": pa.int32(), "BOOLEAN": pa.bool_()}
    return types.get(column.sql_type, pa.string())


def _amount(name: str, heading: str, column: Column, fmt: Format, mark: str | None) -> _Part:
    """An exact amount by the file's own way of writing: anything else is set apart, never rounded."""
    text, value = _cleaned(name, fmt), f"{name}_v"
    computed = {value: amount_sql(text, fmt, column)}
    faults = [_required(text, heading, column), f"{value} IS NULL AND {text} IS NOT NULL THEN {_reason(heading, NO_AMOUNT)}"]
    signed = value
    if mark and fmt.sign == "debit_credit":
        signed = f"CASE WHEN trim({mark}) = 'K' THEN -abs({value}) ELSE abs({value}) END"
    elif mark:
        disagree = f"(trim({mark}) = 'K' AND {value} > 0) OR (trim({mark}) = 'D' AND {value} < 0)"
        faults.append(f"{disagree} THEN {_reason(heading, SIGNS_DISAGREE)}")
    return _Part({column.navn: signed}, " WHEN ".join(f for f in faults if f), computed)


def amount_sql(cell: str, fmt: Format, column: Column) -> str:
    """SQL that reads an amount exactly, NULL where it is not written as the format says."""
    grouped = rf"[0-9]{{1,3}}({re.escape(fmt.thousands)}[0-9]{{3}})+|" if fmt.thousands else ""
    number = rf"({grouped}[0-9]+)({re.escape(fmt.decimal)}[0-9]{{1,{_SCALE[column.type]}}}0*)?"
    shape = {"leading": f"[+-]?{number}", "trailing": f"{number}[+-]?", "both": f"[+-]?{number}|{number}[+-]"}
    pattern = shape.get(fmt.sign, number)
    plain = f"replace({cell}, {_text(fmt.thousands)}, '')" if fmt.thousands else cell
    plain = f"replace({plain}, ',', '.')" if fmt.decimal == "," else plain
    if fmt.sign in ("trailing", "both"):
        plain = f"(CASE WHEN right({cell}, 1) IN ('-', '+') THEN right({cell}, 1) || left({plain}, -1) ELSE {plain} END)"
    return f"CASE WHEN regexp_full_match({cell}, {_text(pattern)}) THEN TRY_CAST({plain} AS {TYPER[column.type]}) END"


def _required(cell: str, heading: str, column: Column) -> str:
    return f"{cell} IS NULL THEN {_reason(heading, EMPTY)}" if column.paakraevet else ""


def _cleaned(cell: str, fmt: Format) -> str:
    """The text without blanks around it; NULL where it says nothing."""
    cleaned = f"nullif(trim({cell}), '')"
    return f"CASE WHEN {cleaned} NOT IN ({', '.join(_text(t) for t in fmt.empty)}) THEN {cleaned} END" if fmt.empty else cleaned


def _reason(heading: str, reason: str) -> str:
    return _text(f"{heading}{_SPLIT}{reason}")


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"
