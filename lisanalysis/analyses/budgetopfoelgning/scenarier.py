"""Alternatives: the same draws with one thing turned, and what that does to the year and the next."""

from __future__ import annotations

import re
from dataclasses import replace

from lisanalysis.analyses.budgetopfoelgning.niveauer import oere
from lisanalysis.analyses.budgetopfoelgning.regnskab import Regnskab
from lisanalysis.analyses.prognose import forudsig
from lisanalysis.analyses.result import Kolonne, Tabel
from lisanalysis.domain.paragraf import ParagrafFejl, som_tekst
from lisanalysis.errors import ParameterError

_P = r"(?P<p>[A-ZÆØÅ?]+-[0-9a-z.\-]+)"
_PCT = r"(?P<pct>[+-]\d{1,3}(?:[.,]\d+)?)\s*%"
FORMER = {
    "tilgang": re.compile(rf"tilgang {_P} {_PCT}"),
    "takst": re.compile(rf"takst {_P} {_PCT}"),
    "hjemtag": re.compile(rf"hjemtag {_P} (?P<antal>\d+) {_PCT}"),
    "flyt": re.compile(rf"flyt {_P} (?P<til>[A-ZÆØÅ?]+-[0-9a-z.\-]+) (?P<antal>\d+)"),
}
EKSEMPLER = "tilgang SEL-107 -20 %, takst SEL-108 +5 %, hjemtag SEL-107 3 -15 % eller flyt SEL-107 SEL-85 5"


def laes(tekst: str) -> tuple[str, dict[str, str]]:
    """The kind of scenario and its parts. Raises ParameterError for words that are none of the four kinds."""
    for slags, form in FORMER.items():
        if fundet := form.fullmatch(tekst.strip()):
            return slags, fundet.groupdict()
    raise ParameterError(f"Et scenarie kan ikke læses. Skriv det som {EKSEMPLER}.")


def scenarier(r: Regnskab, tekster: list[str]) -> Tabel | None:
    """One line per scenario: the effect on the rest of the year and on the next, from the cut-off on; None where none is asked for."""
    import pandas as pd

    if not tekster:
        return None
    rows = [(_i_ord(*laest), *(oere(x) for x in virkning(r, *laest))) for laest in map(laes, tekster)]
    kolonner = (Kolonne("scenarie", "Alternativ"), Kolonne("i_aar", f"Virkning i {r.nu.aar}", "kr"), Kolonne("naeste_aar", f"Virkning i {r.nu.aar + 1}", "kr"))
    return Tabel("scenarier", "Alternative handlemuligheder", pd.DataFrame(rows, columns=[k.navn for k in kolonner], dtype=object), kolonner, vis=20,
                 forklaring="Virkningen er forskellen til prognosen, når alternativet gælder fra prognosens dag.")  # fmt: skip


def _i_ord(slags: str, d: dict[str, str]) -> str:
    """The scenario as it is read, where the parameter has a key and a sign: `takst SEL-108 +5 %` is "Taksten for SEL § 108 op med 5 %"."""
    p, antal = _paragraf(d["p"]), f"{d.get('antal')} {'sag' if d.get('antal') == '1' else 'sager'}"
    aendring = f"{'ned' if d.get('pct', '').startswith('-') else 'op'} med {d.get('pct', '')[1:].replace('.', ',')}\u00a0%"
    return {
        "tilgang": f"Tilgangen til {p} {aendring}", "takst": f"Taksten for {p} {aendring}", "hjemtag": f"{antal} efter {p} taget hjem, prisen {aendring}",
        "flyt": f"{antal} flyttet fra {p} til {_paragraf(d.get('til', ''))}",
    }[slags]  # fmt: skip


def _paragraf(noegle: str) -> str:
    try:
        return som_tekst(noegle)
    except ParagrafFejl:
        return noegle


def virkning(r: Regnskab, slags: str, d: dict[str, str]) -> tuple[float, float]:
    """Kroner more (+) or less (−) this year and the next."""
    faktor = 1 + float(d["pct"].replace(",", ".")) / 100 if "pct" in d else 1.0
    if slags == "tilgang":
        return _forskel(r, tilgang={d["p"]: faktor})
    if slags == "takst":
        return _forskel(r, pris={d["p"]: faktor})
    i_aar, naeste, antal, pris = _pr_sag(r, d["p"])
    flyttes = min(int(d["antal"]), antal)
    if slags == "hjemtag":
        return flyttes * i_aar * (faktor - 1), flyttes * naeste * (faktor - 1)
    ny_pris = _pr_sag(r, d["til"])[3]
    forhold = ny_pris / pris - 1 if pris else 0.0
    return flyttes * i_aar * forhold, flyttes * naeste * forhold


def _forskel(r: Regnskab, **skruet: dict[str, float]) -> tuple[float, float]:
    """The same seed with something turned, less the forecast itself."""
    ny = forudsig(r.grundlag, r.nu.aar, r.nu.maaned, replace(r.antagelser, **skruet))
    return tuple(float(getattr(ny, x).sum(axis=0).mean() - getattr(r.nu, x).sum(axis=0).mean()) for x in ("i_aar", "derefter"))


def _pr_sag(r: Regnskab, paragraf: str) -> tuple[float, float, int, float]:
    """An open case of the paragraph on average: kroner left this year and the next; how many there are; kroner a day. Refused where there are none."""
    linjer, b = r.nu.stand.linjer, r.nu.blade
    egne = linjer[linjer["paragraf"] == paragraf]
    antal = int(egne["sag"].nunique())
    if not antal:
        raise ParameterError(f"Et scenarie nævner paragraffen {paragraf}, som ingen åbne sager har.")
    paa = b["paragraf"] == paragraf
    return float(b.loc[paa, "aabne"].sum()) / antal, float(b.loc[paa, "aabne_naeste"].sum()) / antal, antal, float(egne["rate"].sum()) / antal
