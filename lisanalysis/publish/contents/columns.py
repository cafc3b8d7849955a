"""Parquet: every column whatever its type, and numbers that are split over two neighbouring columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from lisanalysis.publish.contents.plain import Sted, er_kode, udfoldet

if TYPE_CHECKING:
    import pyarrow as pa


def laes(indhold: bytes) -> Iterator[Sted]:
    """Column by column: a CPR number may stand as text, as a number or inside a list."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    tabel = pq.read_table(pa.BufferReader(indhold))
    yield Sted("kolonnenavne", udfoldet("\n".join(tabel.column_names)))
    skema = [tabel.schema.metadata, *(felt.metadata for felt in tabel.schema)]
    yield Sted("metadata", udfoldet(" ".join(v.decode("utf-8", "replace") for m in skema for par in (m or {}).items() for v in par)))
    for nr, (navn, kolonne) in enumerate(zip(tabel.column_names, tabel.columns, strict=True), start=1):
        yield Sted(f"kolonne {nr}", udfoldet("\n".join(_kolonne(kolonne))), "" if er_kode(navn) else None)
    for nr, (venstre, hoejre) in enumerate(pairwise(tabel.columns), start=1):
        yield Sted(f"kolonne {nr} og {nr + 1}", "\n".join(_delt(venstre, hoejre)), "")


def _kolonne(kolonne: pa.ChunkedArray) -> list[str]:
    """The column's different values as text; a number as the whole number it may be."""
    import pyarrow as pa

    if pa.types.is_dictionary(kolonne.type):
        kolonne = kolonne.cast(kolonne.type.value_type)
    if pa.types.is_nested(kolonne.type):
        return [str(v) for v in kolonne.to_pylist() if v is not None]
    if pa.types.is_floating(kolonne.type) or pa.types.is_decimal(kolonne.type):
        return [f"{v:.0f}" for v in kolonne.unique().to_pylist() if v is not None and v == v and abs(v) < 1e15 and v == int(v)]
    if pa.types.is_binary(kolonne.type) or pa.types.is_large_binary(kolonne.type):
        return [v.decode("utf-8", "replace") for v in kolonne.unique().to_pylist() if v is not None]
    return [str(v) for v in kolonne.unique().to_pylist() if v is not None]


def _delt(venstre: pa.ChunkedArray, hoejre: pa.ChunkedArray) -> list[str]:
    """The rows where five or six digits stand beside four: birth date and serial number in a column each.

    A number lost its zeros where both are numbers; then four digits are still asked for, or any two amounts would be candidates.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    def som_tekst(kolonne: pa.ChunkedArray) -> pa.ChunkedArray | None:
        slags = kolonne.type.value_type if pa.types.is_dictionary(kolonne.type) else kolonne.type
        if pa.types.is_integer(slags) or pa.types.is_string(slags) or pa.types.is_large_string(slags):
            return kolonne.cast(pa.string())
        return None

    foer, efter = som_tekst(venstre), som_tekst(hoejre)
    if foer is None or efter is None:
        return []
    sidst = r"\d{4}$" if pa.types.is_integer(venstre.type) else r"\d{1,4}$"
    valgt = pc.and_kleene(pc.match_substring_regex(foer, r"^\s*\d{5,6}\s*-?$"), pc.match_substring_regex(efter, rf"^\s*-?{sidst}"))
    ramt = pc.fill_null(valgt, False)
    par = zip(foer.filter(ramt).to_pylist(), efter.filter(ramt).to_pylist(), strict=True)
    return [f"{a.strip(' -')}-{b.strip(' -').zfill(4)}" for a, b in par]
