"""Whose expenses are counted together: the children of one household share the limits, an adult has them alone.

BEK 2430/2021 § 5: children who live at the same address as the one who has parental responsibility; a child placed in care
counts in the household it lived in before. An address is known by its pseudonym alone.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from lisanalysis.tables import Dataset

BARN_TIL = 18
UNG_TIL = 23
# Young people keep their place in the household for what follows childhood measures (until 2023 SEL §§ 76 and 76 a; BL: all help).
_LOV_MED_UNGE = ("BL", "SEL-76")


@dataclass(frozen=True)
class Familier:
    """Birth dates, who has parental responsibility, and where each person has lived."""

    foedt: dict[str, date]
    indehavere: dict[str, tuple[str, ...]]
    adresser: dict[str, tuple[tuple[date, date | None, str], ...]]

    def husstand(self, borger: str, lov: str, aar: int, maaned: int) -> tuple[str, bool]:
        """The household's id in the month, and whether the citizen counts in it as a child."""
        foedt = self.foedt.get(borger)
        alder = aar - foedt.year - (maaned < foedt.month) if foedt else None
        barn = alder is not None and (alder < BARN_TIL or (alder < UNG_TIL and lov in _LOV_MED_UNGE))
        if not barn:
            return borger, False
        slut = date(aar, maaned, monthrange(aar, maaned)[1])
        egen = self._adresse(borger, slut)
        hos = [a for i in self.indehavere.get(borger, ()) if (a := self._adresse(i, slut))]
        if egen in hos or not hos:
            return egen or borger, True
        return hos[0], True  # placed in care: the home it came from, the mother's first

    def mulige(self, borger: str) -> set[str]:
        """Every household that the citizen can have been in at any time: its own, and those of whoever has had parental responsibility."""
        return {borger}.union(a for hvem in (borger, *self.indehavere.get(borger, ())) for _, _, a in self.adresser.get(hvem, ()))

    def _adresse(self, borger: str, dag: date) -> str | None:
        return next((a for fra, til, a in self.adresser.get(borger, ()) if fra <= dag and (til is None or dag < til)), None)


def familier(data: Dataset) -> Familier:
    """The families as CPR has them; without a CPR extract everyone stands alone."""
    foedt, indehavere, adresser = {}, defaultdict(list), defaultdict(list)
    if data.har("borger"):
        t = data.tabel("borger").select("borger_id", "foedselsdato").to_pyarrow().to_pylist()
        foedt = {r["borger_id"]: r["foedselsdato"] for r in t if r["foedselsdato"]}
    if data.har("relation"):
        t = data.tabel("relation").filter(lambda r: r.relation.isin(["foraeldremyndighed", "mor"]))
        raekker = t.select("borger_id", "relation", "anden_borger_id").distinct().to_pyarrow().to_pylist()
        for r in sorted(raekker, key=lambda r: (r["relation"] != "mor", r["anden_borger_id"] or "")):
            if r["anden_borger_id"]:
                indehavere[r["borger_id"]].append(r["anden_borger_id"])
    if data.har("adressehistorik"):
        t = data.tabel("adressehistorik").select("borger_id", "fra_dato", "til_dato", "adresse_id").distinct()
        for r in t.order_by("borger_id", "fra_dato", "adresse_id").to_pyarrow().to_pylist():
            if r["adresse_id"]:
                adresser[r["borger_id"]].append((r["fra_dato"], r["til_dato"], r["adresse_id"]))
    return Familier(foedt, {k: tuple(v) for k, v in indehavere.items()}, {k: tuple(v) for k, v in adresser.items()})
