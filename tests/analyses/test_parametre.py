"""An analysis's parameters: what is refused, in which words, and which types are kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from lille_kommune import Sted, sted, udtraek  # noqa: F401  fixtures

import lisanalysis as lis
from lisanalysis.analyses.find import find_analyse
from lisanalysis.analyses.parametre import read_parametre
from lisanalysis.errors import ParameterError


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"tabeel": "sag"}, "tabeel: er et ukendt navn. Mente du 'tabel'?"),
        ({"tabel": 573}, "tabel: skal være tekst"),
        ({"graense": 2.5}, "graense: skal være et helt tal"),
        ({"graense": "610190-0009"}, "graense: skal være et helt tal"),
        ({"tabel": object()}, "en slags, der ikke kan være parameter"),
    ],
)
def test_wrong_parameters_are_refused_without_their_value(sted: Sted, values: dict, said: str) -> None:
    """Name, reason and nearest spelling; never what was given."""
    with pytest.raises(ParameterError) as error:
        lis.analyse("optaelling", lis.load("lille"), **values)
    assert said in str(error.value)
    assert "0009" not in str(error.value)


def test_parameters_keep_their_types(sted: Sted) -> None:
    """A date may be a date, ISO text or absent; nothing else is turned into what it is not."""
    modul = find_analyse("optaelling")
    day = date(2024, 2, 29)
    assert read_parametre(modul, {"fra": day}, "x").fra == read_parametre(modul, {"fra": "2024-02-29"}, "x").fra == day
    assert read_parametre(modul, {"konti": ("0573",)}, "x").konti == ["0573"]
    with pytest.raises(ParameterError):
        read_parametre(modul, {"graense": Decimal("5.5")}, "x")
