"""Writes the catalogue of tables, columns and mappings in Danish, from the declarations alone: what fills what, from where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lisanalysis.sources.mapping import FileMapping, Format, SystemMapping, Target, built_in_mappings
from lisanalysis.tables import TABELLER, Column, Table

INTRO = """\
# Katalog over tabeller og kilder

Siden er dannet af koden med `lis describe` og skal ikke rettes i hånden. Første del er de tabeller, alle analyser bygger på; anden del er de
layouts, pakken kan læse uden tilpasning. Et layout er et eksempel, ikke leverandørens eget: en kommune skriver kun det, der er anderledes,
i `parameters/<kommune>/sources/<system>.yaml`.

Hver række i hver tabel kender desuden sin kilde, leverance, linje og skæringsdato. CPR-numre og navne står ikke i tabellerne;
borgere står under pseudonym.
"""
_TYPES = {
    "tekst": "tekst", "kode": "kode", "id": "id", "borger": "pseudonym", "modtager": "CVR eller pseudonym", "adresse": "pseudonym", "cpr": "CPR-nummer",
    "kommune": "kommunekode", "paragraf": "paragraf", "konto": "konto", "dato": "dato", "tidspunkt": "tidspunkt", "periode": "måned (åååå-mm)", "aar": "år",
    "heltal": "helt tal", "kr": "kroner og øre", "antal": "tal, 4 decimaler", "faktor": "tal, 4 decimaler", "ja_nej": "ja/nej",
}
_SENSITIVITY = {"identitet": "kun adgangsmodulet", "personlig": "personlig", "intern": "intern", "aaben": "åben"}
_OF_THE_ACCOUNT = ("funktion", "dranst", "gruppering", "afdeling", "aktivitet", "art")
_OF_THE_NUMBER = ("cpr", "cpr_type", "cpr_mod11_ok")
_SIGN = {"leading": "foran", "trailing": "efter", "both": "foran eller efter", "debit_credit": "af D/K"}


def describe(mappings: Sequence[SystemMapping] | None = None) -> str:
    """The catalogue as Markdown; of a municipality's own mappings where they are given, else of the built-in ones."""
    systems = mappings or built_in_mappings()
    parts = [INTRO, "## Tabeller\n", *(_table(t, systems) for t in TABELLER.values()), "## Kilder og layouts\n", *map(_system, systems)]
    return "\n".join(parts).rstrip() + "\n"


def _table(table: Table, systems: Sequence[SystemMapping]) -> str:
    rows = [
        (f"`{k.navn}`", _type(k), k.forklaring + _values(k), _SENSITIVITY[k.foelsomhed], _filled_by(table, k, systems))
        for k in table.kolonner
    ]
    key = ", ".join(f"`{n}`" for n in ("kilde", *table.noegle))
    head = ("kolonne", "type", "forklaring", "følsomhed", "fyldes af")
    return f"### {table.navn}\n\n{table.forklaring} Nøgle: {key}.\n\n{_grid(head, rows)}"


def _type(column: Column) -> str:
    return _TYPES[column.type] + (", skal være udfyldt" if column.paakraevet else "")


def _values(column: Column) -> str:
    return " Værdier: " + ", ".join(f"`{v}`" for v in column.vaerdier) + "." if column.vaerdier else ""


def _filled_by(table: Table, column: Column, systems: Sequence[SystemMapping]) -> str:
    """The systems and headings that fill the column, or what it is worked out from."""
    found = {
        f"{system.system}: {heading}"
        for system in systems
        for file in system.files.values() if file.table == table.navn
        for heading in _headings(file, column.navn)
    }
    return "; ".join(sorted(found)) or _worked_out(table, column)


def _headings(file: FileMapping, to: str) -> Iterable[str]:
    yield from (heading for heading, targets in file.columns.items() if any(t.to == to for t in targets))
    if to in file.constants:
        yield f"fast værdi ({file.constants[to]})"
    if file.collect == to:
        yield "alle øvrige kolonner"


def _worked_out(table: Table, column: Column) -> str:
    if table.afledt:
        return "laves ved indlæsningen"
    if column.navn in _OF_THE_ACCOUNT and "konto" in table:
        return "udledes af kontoen"
    if column.navn in _OF_THE_NUMBER:
        return "udledes af CPR-nummeret"
    if column.navn.endswith("_borger_id") and column.navn.removesuffix("_borger_id") in table:
        return "udledes af teksten"
    return "ingen af pakkens layouts"


def _system(system: SystemMapping) -> str:
    files = "\n".join(_file(file) for file in system.files.values())
    return f"### {system.system}: {system.navn}\n\nLayout: {system.layout or 'kommunens eget'}.\n\n{files}"


def _file(file: FileMapping) -> str:
    where = f"Filer `{file.pattern}`" if file.pattern else f"Forbindelsen `{file.connection}`"
    record = f", records {file.records}" if file.records else ""
    rows = [(heading, ", ".join(f"`{t.to}`" for t in targets), _how(targets, heading in file.optional)) for heading, targets in file.columns.items()]
    notes = [f"{', '.join(f'`{h}`' for h in file.ignored)} læses ikke."] if file.ignored else []
    notes += ["Filen gentager oplysningen på flere rækker; hver nøgle læses én gang."] if file.once else []
    notes += [_whole(file.whole_for)] if file.whole_for is not None else []
    told = " ".join([f"{where}{record} → tabellen `{file.table}`. {_format(file.format)}", *notes])
    return f"{told}\n\n{_grid(('kolonne i filen', 'kolonne i tabellen', 'læses sådan'), rows)}"


def _whole(columns: list[str]) -> str:
    what = f"hele billedet for samme {' og '.join(columns)}" if columns else "hele billedet"
    return f"En fil med dato i navnet er {what}: en senere erstatter den."


def _format(fmt: Format) -> str:
    kind = {"delimited": f"skilletegn `{fmt.delimiter}`", "fixed": "faste positioner", "floating": "flydende felter (G69), beløb i øre"}[fmt.type]
    thousands = f", tusindtegn `{fmt.thousands}`" if fmt.thousands else ""
    sign = f", fortegn {_SIGN[fmt.sign]}" if fmt.sign != "leading" else ""
    return f"Tegnsæt {fmt.encoding}, {kind}, decimaltegn `{fmt.decimal}`{thousands}{sign}, datoer {' eller '.join(fmt.dates)}."


def _how(targets: list[Target], optional: bool) -> str:
    told = ["må mangle"] if optional else []
    for target in targets:
        codes = target.codes or target.contains
        if codes:
            told.append(("indeholder " if target.contains else "") + ", ".join(f"{k} → {v}" for k, v in codes.items()))
        if target.debit_credit:
            told.append(f"fortegnet skal passe med {target.debit_credit}")
        if target.uncertain == "first":
            told.append("ukendt dag eller måned læses som den første mulige dag")
    return "; ".join(told)


def _grid(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table; a bar in a cell is escaped."""
    lines = [head, tuple("---" for _ in head), *(tuple(c.replace("|", "\\|") for c in row) for row in rows)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
