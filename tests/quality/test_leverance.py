"""What page one says of the deliveries, against counts made by hand from the delivery list."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from lisanalysis.quality.leverance import raekkevidde
from lisanalysis.tables import Dataset


class Leveret:
    """A dataset's delivery list and nothing more."""

    per = date(2025, 12, 31)

    def __init__(self, demo: Dataset, *raekker: tuple) -> None:
        self.kommune = demo.kommune
        navne = ("kilde", "tabeller", "skaeringsdato", "raekker", "afvist", "status")
        self._liste = pd.DataFrame(raekker, columns=navne).assign(skaeringsdato=lambda d: pd.to_datetime(d.skaeringsdato))

    def leverancer(self) -> pd.DataFrame:
        return self._liste


RAEKKER = (
    ("nexus", "bevilling", "2025-11-30", 100, 0, "ok"), ("nexus", "bevilling", "2025-12-30", 900, 3, "advarsel"),
    ("prisme", "postering", "2025-12-31", 1000, 0, "ok"), ("prisme", "postering", "2025-12-31", 1000, 0, "gentaget"), ("egen", "x, y", None, 5, 0, "ok"),
)  # fmt: skip


@pytest.mark.parametrize(("tabeller", "siger"), [
    (("bevilling",), "Udtrækkenes alder: Nexus 1 dag. 3 af 1.000 rækker kunne ikke læses; de står i datavalideringen."),
    (("postering",), "Alle udtræk er fra opgørelsesdagen. Alle 1.000 rækker er læst."),
    ((), "Udtrækkenes alder: Nexus 1 dag; de øvrige er fra opgørelsesdagen. 3 af 2.005 rækker kunne ikke læses; de står i datavalideringen."),
    (("y",), ""),
])  # fmt: skip
def test_alder_og_ulaeste(demo: Dataset, tabeller: tuple[str, ...], siger: str) -> None:
    """The newest delivery of each source counts for its age, a repeated file not at all, and all rows are counted."""
    assert raekkevidde(Leveret(demo, *RAEKKER), tabeller) == siger
