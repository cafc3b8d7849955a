"""A tiny municipality in a folder of its own, for tests that load hand-written files."""

from __future__ import annotations

from pathlib import Path

from lisanalysis.settings import Settings, read_settings
from lisanalysis.sources import load
from lisanalysis.tables import Dataset

# Made-up persons: day + 60.
ANNA, BENT, CARL = "6101900008", "7203850013", "8112100022"

KOMMUNE = """\
navn: Prøveby
kode: "0998"
data: ../../udtraek
cpr_serie: fiktiv
systemer:
  {systemer}
"""


class Kommunen:
    """A folder with parameters and extracts; files are added by name and loaded when asked."""

    def __init__(self, rod: Path, systemer: str = "nexus: {}", ekstra: str = "") -> None:
        self.rod = rod
        self.mappe, self.udtraek = rod / "parameters" / "proeve", rod / "udtraek"
        self.mappe.mkdir(parents=True)
        self.udtraek.mkdir()
        (rod / "notebooks").mkdir()
        (self.mappe / "kommune.yaml").write_text(KOMMUNE.format(systemer=systemer) + ekstra, encoding="utf-8")

    def fil(self, navn: str, tekst: str | bytes, encoding: str = "utf-8") -> Path:
        """Write an extract."""
        fil = self.udtraek / navn
        fil.write_bytes(tekst if isinstance(tekst, bytes) else tekst.encode(encoding))
        return fil

    def kilde(self, system: str, yaml: str) -> None:
        """Write the municipality's own words on a system."""
        (self.mappe / "sources").mkdir(exist_ok=True)
        (self.mappe / "sources" / f"{system}.yaml").write_text(yaml, encoding="utf-8")

    @property
    def settings(self) -> Settings:
        """The settings as the package reads them."""
        return read_settings(self.mappe)

    def indlaes(self, **valg) -> Dataset:
        """Load what is in the folder."""
        return load(self.settings, **valg)


def raekker(data: Dataset, tabel: str, *kolonner: str) -> list[tuple]:
    """The table's rows in file order, the named columns only."""
    t = data.tabel(tabel)
    return [tuple(r.values()) for r in t.order_by("leverance_id", "raekke_nr").select(*kolonner).to_pyarrow().to_pylist()]
