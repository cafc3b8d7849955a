"""Three made-up municipalities with faults of every kind, each in a folder as an analyst would have it, on any engine."""

from __future__ import annotations

from pathlib import Path

import yaml

from lisanalysis.synthetic import skriv

DEMO = Path(__file__).parent.parent / "parameters" / "demo" / "kommune.yaml"
BYER = {"oestby": "0101", "midtby": "0147", "havneby": "0151"}


def tre_byer(rod: Path, *, indbyggere: int = 600) -> list[Path]:
    """Their folders; extracts are written, nothing is loaded."""
    mapper = []
    for seed, (navn, kode) in enumerate(BYER.items(), 1):
        mappe = rod / navn
        mappe.mkdir(parents=True)
        skriv(rod / "udtraek" / navn, indbyggere=indbyggere, seed=seed, aar=2, kommune=kode, navn=navn.capitalize(), fejl=2)
        ord_ = yaml.safe_load(DEMO.read_text(encoding="utf-8")) | {"navn": navn.capitalize(), "kode": kode, "data": str(rod / "udtraek" / navn)}
        (mappe / "kommune.yaml").write_text(yaml.safe_dump(ord_, allow_unicode=True), encoding="utf-8")
        mapper.append(mappe)
    return mapper


def skift(mapper: list[Path], motor: str, variabel: str) -> None:
    """Name another engine in each folder; its address stands in the environment."""
    for mappe in mapper:
        fil = mappe / "kommune.yaml"
        ord_ = yaml.safe_load(fil.read_text(encoding="utf-8")) | {"motor": motor, "forbindelser": {"motor": f"${{{variabel}}}"}}
        fil.write_text(yaml.safe_dump(ord_, allow_unicode=True), encoding="utf-8")
