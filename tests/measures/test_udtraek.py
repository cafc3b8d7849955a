"""Where an extract begins, drawn by hand."""

import ibis
import pytest

from lisanalysis.measures.udtraek import foerste_hele_maaned


def bevilling(*raekker: tuple[str, str | None]) -> ibis.Table:
    return ibis.memtable([{"start_dato": s, "slut_dato": e} for s, e in raekker], schema={"start_dato": "string", "slut_dato": "string"}).cast(
        {"start_dato": "date", "slut_dato": "date"}
    )


@pytest.mark.parametrize(
    ("raekker", "maaned"),
    [
        ([("2015-01-01", None), ("2023-03-01", "2023-05-20"), ("2024-01-01", "2024-02-01")], "2023-05"),
        ([("2015-01-01", None), ("2016-02-01", None)], "2015-01"),
    ],
)
def test_the_first_end_tells_where_the_extract_begins(raekker: list, maaned: str) -> None:
    """Open courses from 2015 do not make 2015 whole; where nothing has ended the first start is all there is to go by."""
    assert foerste_hele_maaned(bevilling(*raekker)) == maaned
