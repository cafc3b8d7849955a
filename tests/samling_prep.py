"""Three tiny municipalities in folders of their own, whose systems use the same numbers for different things."""

from __future__ import annotations

from pathlib import Path

from lager_prep import ANNA, BENT, CARL, Kommunen

KODER = {"nordby": "0101", "sydby": "0147", "vestby": "0151"}
KILDE = """
system: egen
navn: Eget system
format: {encoding: utf-8, delimiter: ";", decimal: ",", dates: [dd-mm-åååå]}
files:
  indsatser: {pattern: "indsats*", table: bevilling, columns: {CPR: borger_id, Id: bevilling_id, Lov: paragraf, Fra: start_dato, Til: slut_dato}}
  posteringer: {pattern: "post*", table: postering, columns: {Konto: konto, Dato: posterings_dato, Kr: beloeb, Bilag: bilag}}
"""


def tre_kommuner(rod: Path, ekstra: str = "") -> list[Kommunen]:
    """Nordby and Sydby have grants, all three have postings; grant 1 is another in each, and the same citizen is in two."""
    steder = []
    for nr, (navn, kode) in enumerate(KODER.items(), 1):
        sted = Kommunen(rod / navn, "egen: {}", ekstra)
        yaml = sted.mappe / "kommune.yaml"
        yaml.write_text(yaml.read_text(encoding="utf-8").replace("Prøveby", navn.capitalize()).replace('"0998"', f'"{kode}"'), encoding="utf-8")
        sted.mappe = sted.mappe.rename(sted.mappe.with_name(navn))
        sted.kilde("egen", KILDE)
        sted.fil("post.csv", f"Konto;Dato;Kr;Bilag\n538521001;05-0{nr}-2025;{nr}00,10;1\n538521001;05-06-2025;-{nr},05;2\n")
        if navn != "vestby":
            cpr = (ANNA, BENT if nr == 1 else CARL)
            sted.fil("indsats.csv", f"CPR;Id;Lov;Fra;Til\n{cpr[0]};1;SEL § 107;01-0{nr}-2025;\n{cpr[1]};2;SEL § 107;01-01-2025;31-01-2025\n")
        steder.append(sted)
    return steder
