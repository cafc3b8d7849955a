"""A small made-up answer that has one of everything a report can show."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from lisanalysis.analyses.result import Afsnit, Figur, Kolonne, Noegletal, Result, Tabel

MAANEDER = [f"{aar}-{nr:02d}" for aar in (2023, 2024) for nr in range(1, 13)]


@pytest.fixture
def hvem() -> Tabel:
    """134 rows of every type, with a hostile name and an unknown amount among them."""
    navne = ["<script>alert(1)</script>", "=1+1", "Åsen & Søn"] + [f"Leverandør {n}" for n in range(131)]
    data = pd.DataFrame(
        {
            "leverandoer": navne,
            "beloeb": [Decimal("1234567.50"), None, Decimal("-0.05")] + [Decimal(n) * Decimal("10.01") for n in range(131)],
            "andel": [0.125, float("nan"), -0.5] + [n / 1000 for n in range(131)],
            "antal": range(134),
            "maaned": ["2024-05"] * 134,
            "start": [date(2024, 5, 1)] * 134,
        }
    )
    kolonner = (
        Kolonne("leverandoer", "Leverandør"),
        Kolonne("beloeb", "Ændring", "kr"),
        Kolonne("andel", "Andel", "pct"),
        Kolonne("antal", "Sager", "antal"),
        Kolonne("maaned", "Måned", "periode"),
        Kolonne("start", "Første dag", "dato"),
    )
    return Tabel("hvem", "Hvem står bag", data, kolonner, vis=5, forklaring="Et minus er et fald.")


@pytest.fixture
def figurer() -> tuple[Figur, ...]:
    """One figure of each kind."""
    vand = [("2023", "41234567"), ("Flere borgere", "3200000"), ("Lavere pris", "-1800000"), ("2024", "42634567")]
    vandfald = pd.DataFrame([(navn, Decimal(b)) for navn, b in vand], columns=["trin", "beloeb"])
    linje = pd.DataFrame(
        [(m, p, 1000 + 7 * i * (1 + (p == "§110"))) for p in ("§107", "§110") for i, m in enumerate(MAANEDER)], columns=["m", "p", "v"]
    )
    soejle = pd.DataFrame({"navn": ["Børn", "Voksne"], "v": [Decimal("123456.50"), Decimal("-50000")]})
    lys = pd.DataFrame({"kilde": ["Nexus", "Prisme", "BV"], "status": ["groen", "gul", "roed"]})
    return (
        Figur("vandfald", "Udgiften steg <1,4> mio. kr.", "vandfald", vandfald, "trin", "beloeb", 'Fra "41,2" til 42,6', y_format="mio"),
        Figur("linje", "§110 steg, §107 stod stille", "linje", linje, "m", "v", "To linjer", farve="p", y_titel="døgn", kilde="Nexus"),
        Figur("soejle", "Børn koster mest", "soejle", soejle, "navn", "v", "To søjler", y_format="kr"),
        Figur("liggende", "Børn koster mest", "vandret_soejle", soejle, "navn", "v", "To liggende søjler", y_format="kr"),
        Figur("lys", "En af tre har grønt lys", "trafiklys", lys, "kilde", "status", "Tre kilder"),
    )


@pytest.fixture
def svar(hvem: Tabel, figurer: tuple[Figur, ...]) -> Result:
    return Result(
        stem="udgiftsstigning",
        titel="Udgiftsstigning på botilbud",
        laeser="controller",
        spoergsmaal="Hvorfor steg kontoen?",
        per=date(2024, 12, 31),
        svar="Udgiften steg 1,4 mio. kr., og <tre> borgere forklarer det meste.",
        noegletal=(
            Noegletal("delta_kr", "Stigning", Decimal("1400000.10"), "kr.", "kr", konto="5.38.51", periode="2024-01"),
            Noegletal("vaekst", "Vækst", 0.034, "andel", "pct", lav95=0.03, hoej95=0.04, n=134),
            Noegletal("borgere", "Borgere", 134, "borgere"),
            Noegletal("andel", "Andel forklaret", None, "andel", "pct", status="for_lille"),
            Noegletal("mio", "Udgift", Decimal("42634567"), "kr.", "mio"),
            Noegletal("sjette", "Den sjette er ikke på forsiden", 6, "stk."),
        ),
        afsnit=(Afsnit("Hvorfor", ("Prisen steg.",), ("vandfald", "hvem")),),
        tabeller=(hvem,),
        figurer=figurer,
        goer=("Ring til herberget.",),
        forbehold=("Juni mangler.",),
        datagrundlag=("97,8 % af kronerne er forklaret.",),
        metode=("Borger for borger.",),
        ikke_koert={"pr. sagsbehandler": "sagsbehandler mangler"},
    )
