"""An analysis is found by its stem alone."""

from __future__ import annotations

import pytest
from lille_kommune import Sted, sted, udtraek  # noqa: F401  fixtures

import lisanalysis as lis
from lisanalysis.analyses.find import find_analyse
from lisanalysis.errors import ParameterError


def test_an_unknown_analysis_names_the_nearest(sted: Sted) -> None:
    """Modules that are no analysis are not offered."""
    with pytest.raises(ParameterError) as error:
        lis.analyse("optælling", lis.load("lille"))
    assert "Mente du 'optaelling'?" in str(error.value)
    for stem in ("result", "declaration", "os"):
        with pytest.raises(ParameterError):
            find_analyse(stem)
