"""How a fault is told: by type and place, and where in the template."""

from __future__ import annotations

from lille_kommune import Sted, sted, udtraek  # noqa: F401  fixtures

from lisanalysis.batch.faults import cell_reason
from lisanalysis.batch.kernel import template_cell


def test_a_foreign_error_is_told_without_its_message() -> None:
    """pandas has a DataError too: only an error that our own code raised is told by its words."""
    import lisanalysis.settings as ours

    own = f"File {ours.__file__}:70, in find_root(start)"
    foreign = "File /usr/lib/python3/pandas/core/frame.py:12, in agg(x)"
    assert cell_reason("DataError", "fil x mangler", ["Cell In[2], line 1", own]) == "fil x mangler"
    assert cell_reason("DataError", "610190-0009", [own, foreign]) == "DataError i lisanalysis/settings.py, linje 70"
    assert cell_reason("DataError", "610190-0009", ["Cell In[2], line 4", foreign]) == "DataError, linje 4"


def test_cells_are_numbered_as_in_the_template(sted: Sted) -> None:
    """Papermill's own cell after the parameters is not counted: its index 3 is the template's third cell."""
    path = sted.notebook("optaelling")
    assert [template_cell(path, index) for index in (0, 2, 3)] == [1, 2, 3]
