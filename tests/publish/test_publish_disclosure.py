"""Disclosure control against an attacker written here: what can be worked out from the frame alone, by other equations.

The attacker's unknowns are the single cells; a total is their sum. The library's own audit has a variable per total.
"""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from lisanalysis.analyses.result import Afsnit, Figur, Kolonne, Noegletal, Result, Tabel
from lisanalysis.publish import html
from lisanalysis.publish.disclosure import Regel, Register, fraktiler, sikker_ramme, til_publikum
from lisanalysis.publish.disclosure.quantiles import MINDST
from lisanalysis.publish.files import csv_bytes, parquet_bytes
from lisanalysis.publish.numbers import SKJULT

K = 5


def _borgere(antal: dict[tuple[str, ...], int], navne: tuple[str, ...], kr: int = 100) -> pd.DataFrame:
    """That many citizens in each cell, each with three rows, so that rows and citizens differ."""
    raekker = [(*celle, f"b_{'-'.join(celle)}_{n}", Decimal(kr)) for celle, hvor_mange in antal.items() for n in range(hvor_mange) for _ in range(3)]
    return pd.DataFrame(raekker, columns=[*navne, "borger_id", "beloeb"])


def _angrib(ramme: pd.DataFrame, noegler: list[str], *, mindst: int) -> dict[tuple[str, ...], tuple[int, int | None]]:
    """Each hidden row's smallest and largest number of citizens, from the shown rows; None is without bound.

    Every row of the frame is a sum of base cells: those without a total in their key that agree with it.
    """
    raekker = {tuple(r[:-2]): (r[-2], r[-1]) for r in ramme[[*noegler, "borgere", "skjult"]].values.tolist()}
    basis = [n for n in raekker if "alle" not in n]
    indgaar = {n: [float(all(v in ("alle", w) for v, w in zip(n, b, strict=True))) for b in basis] for n in raekker}
    vist = [n for n, (_, skjult) in raekker.items() if not skjult]
    a, b = np.array([indgaar[n] for n in vist]), np.array([float(raekker[n][0]) for n in vist])
    graenser = [(mindst, None) if raekker[n][1] else (0, None) for n in basis]
    ud = {}
    for noegle, (_, skjult) in raekker.items():
        if skjult:
            ender = []
            for fortegn in (1, -1):
                svar = linprog(fortegn * np.array(indgaar[noegle]), A_eq=a if vist else None, b_eq=b if vist else None, bounds=graenser)
                assert svar.status in (0, 3), svar.message
                ender.append(fortegn * svar.fun if svar.status == 0 else None)
            ud[noegle] = (int(np.ceil(ender[0] - 1e-6)), None if ender[1] is None else int(np.floor(ender[1] + 1e-6)))
    return ud


def _holder(ramme: pd.DataFrame, noegler: list[str], mindst: int = 1) -> None:
    for lav, hoej in _angrib(ramme, noegler, mindst=mindst).values():
        assert hoej is None or hoej - lav >= K


celler = st.integers(0, 5).flatmap(lambda top: st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 9, 14, 30, 80][: 7 + top]), min_size=4, max_size=20))


@settings(max_examples=40, deadline=None)
@given(celler, st.integers(2, 4))
def test_ingen_skjult_celle_i_en_krydstabel_kan_regnes_ud(antal: list[int], bredde: int) -> None:
    """Two-way tables: given all that is shown, every hidden cell, row total and column total can still be k apart."""
    data = _borgere({(f"r{i // bredde}", f"s{i % bredde}"): n for i, n in enumerate(antal)}, ("raekke", "soejle"))
    if not data.empty:
        ramme = sikker_ramme(data, ("raekke", "soejle"), "borger_id")
        assert not [r for r in ramme.itertuples() if not r.skjult and 0 < r.borgere < K]
        _holder(ramme, ["raekke", "soejle"])


@settings(max_examples=25, deadline=None)
@given(celler, st.integers(2, 3))
def test_ingen_skjult_celle_i_et_hierarki_kan_regnes_ud(antal: list[int], bredde: int) -> None:
    """Nested tables (area over paragraph) crossed with a year: the totals of every level give nothing away."""
    data = _borgere({(f"o{i % 2}", f"p{i % 2}{i // 2 % bredde}", f"a{i // (2 * bredde)}"): n for i, n in enumerate(antal)}, ("omraade", "paragraf", "aar"))
    if not data.empty:
        _holder(sikker_ramme(data, (("omraade", "paragraf"), "aar"), "borger_id"), ["omraade", "paragraf", "aar"])


@settings(max_examples=20, deadline=None)
@given(celler)
def test_skjulte_nuller_roebes_ikke(antal: list[int]) -> None:
    """Where empty cells are hidden too, the attacker may not even know that somebody stands in a hidden cell."""
    data = _borgere({(f"r{i // 3}", f"s{i % 3}"): n for i, n in enumerate(antal)}, ("raekke", "soejle"))
    if not data.empty:
        ramme = sikker_ramme(data, ("raekke", "soejle"), "borger_id", regel=Regel(vis_nul=False))
        assert not [r for r in ramme.itertuples() if not r.skjult and r.borgere == 0]
        _holder(ramme, ["raekke", "soejle"], mindst=0)


@settings(max_examples=40, deadline=None)
@example([("a", "x", 0), ("a", "y", 0), ("b", "z", 0)])
@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(0, 25)), min_size=5, max_size=80))
def test_den_der_staar_to_steder_taelles_en_gang(raekker: list[tuple[str, str, int]]) -> None:
    """Citizens with rows in several cells: shown counts are of distinct citizens, and no cell stands hidden alone in its row."""
    data = pd.DataFrame(raekker, columns=["raekke", "soejle", "borger_id"])
    ramme = sikker_ramme(data, ("raekke", "soejle"), "borger_id")
    for r in ramme.itertuples():
        her = {b for x, y, b in raekker if r.raekke in ("alle", x) and r.soejle in ("alle", y)}
        assert r.skjult or (r.borgere == len(her) and len(her) >= K)
    for led, andet in (("raekke", "soejle"), ("soejle", "raekke")):
        for _, gruppe in ramme.groupby(led):
            assert gruppe["skjult"].sum() != 1, f"one hidden cell alone over {andet}"


def test_borgere_taelles_ikke_raekker() -> None:
    """One citizen with twelve rows is one citizen."""
    data = pd.DataFrame({"konto": ["a"] * 12 + ["b"] * 12, "borger_id": ["b_1"] * 12 + [f"b_{n}" for n in range(12)], "beloeb": [Decimal(1)] * 24})
    ramme = sikker_ramme(data, ("konto",), "borger_id", ("beloeb",)).set_index("konto")
    assert ramme.loc["a", "borgere"] is SKJULT and ramme.loc["a", "beloeb"] is SKJULT


def test_summen_skjules_med_antallet_og_saa_mange_til_som_det_kraever() -> None:
    """By hand: 3 of 23 is hidden; the total gives 20 + 3, so the smallest other is hidden too, and its 8 with it."""
    data = _borgere({("a",): 3, ("b",): 8, ("c",): 12}, ("konto",))
    ramme = sikker_ramme(data, ("konto",), "borger_id", ("beloeb",))
    assert ramme.values.tolist() == [
        ["a", SKJULT, SKJULT, True], ["b", SKJULT, SKJULT, True], ["c", 12, Decimal(3600), False], ["alle", 23, Decimal(6900), False],
    ]  # fmt: skip


def test_to_store_skjuler_en_celle() -> None:
    """Eight citizens of whom two have 90 % of the kroner are hidden; two with 80 % are not."""
    def data(stor: int) -> pd.DataFrame:
        kr = [stor, stor, 10, 10, 10, 10, 10, 10] + [50] * 20
        return pd.DataFrame({"konto": ["a"] * 8 + ["b"] * 10 + ["c"] * 10, "borger_id": [f"b_{n}" for n in range(28)], "beloeb": [Decimal(k) for k in kr]})

    skjult = {stor: sikker_ramme(data(stor), ("konto",), "borger_id", ("beloeb",)).set_index("konto")["skjult"] for stor in (270, 120)}
    assert skjult[270].to_dict() == {"a": True, "b": True, "c": False, "alle": False}
    assert not skjult[120].any()


def test_negative_beloeb_vejer_uden_fortegn() -> None:
    """A large repayment dominates as much as a large payment."""
    kr = [Decimal(-900)] + [Decimal(10)] * 9
    data = pd.DataFrame({"konto": ["a"] * 10, "borger_id": range(10), "beloeb": kr})
    assert sikker_ramme(data, ("konto",), "borger_id", ("beloeb",))["skjult"].all()


def test_tallene_selv_er_rigtige() -> None:
    """What is shown is what a plain group-by of pandas gives."""
    tilfaeldig = random.Random(5)
    data = pd.DataFrame([(tilfaeldig.choice("ab"), tilfaeldig.choice("xy"), tilfaeldig.randrange(300), Decimal(tilfaeldig.randrange(10_000)) / 100) for _ in range(900)], columns=["r", "s", "b", "kr"])
    ramme = sikker_ramme(data, ("r", "s"), "b", ("kr",))
    assert not ramme["skjult"].any() and len(ramme) == 9
    slow = defaultdict(lambda: (set(), Decimal(0)))
    for r, s, b, kr in data.itertuples(index=False):
        for noegle in ((r, s), (r, "alle"), ("alle", s), ("alle", "alle")):
            slow[noegle] = (slow[noegle][0] | {b}, slow[noegle][1] + kr)
    assert {(r.r, r.s): (r.borgere, r.kr) for r in ramme.itertuples()} == {n: (len(b), kr) for n, (b, kr) in slow.items()}


def test_uden_borger_taeller_ingen() -> None:
    """Kroner without a citizen are summed and count for nobody; an unknown key is named."""
    data = pd.concat([_borgere({("a",): 6}, ("konto",)), pd.DataFrame({"konto": [None], "borger_id": [None], "beloeb": [Decimal("7.50")]})])
    ramme = sikker_ramme(data, ("konto",), "borger_id", ("beloeb",)).set_index("konto")
    assert ramme.loc["ikke oplyst", ["borgere", "beloeb", "skjult"]].tolist() == [0, Decimal("7.50"), False]
    assert ramme.loc["alle", ["borgere", "beloeb"]].tolist() == [6, Decimal("1807.50")]


def test_afrunding() -> None:
    """Counts that are shown are multiples of five; kroner are not touched."""
    ramme = sikker_ramme(_borgere({("a",): 13, ("b",): 16}, ("konto",)), ("konto",), "borger_id", ("beloeb",), Regel(afrund=5))
    assert ramme["borgere"].tolist() == [15, 15, 30]


def test_alle_er_navnet_paa_totalen() -> None:
    """A key that is called as the total is refused, and its value not repeated with any row."""
    with pytest.raises(ValueError, match="'alle'"):
        sikker_ramme(_borgere({("alle",): 9}, ("konto",)), ("konto",), "borger_id")


def test_fraktiler_kraever_ti() -> None:
    """Nine citizens have no quartiles, ten have, and nobody's own smallest or largest is given."""
    data = pd.DataFrame({"konto": ["a"] * 9 + ["b"] * 10, "borger_id": range(19), "kr": range(19)})
    ramme = fraktiler(data, "konto", "borger_id", "kr").set_index("konto")
    assert MINDST == 10 and ramme.loc["a"].tolist() == [SKJULT] * 3
    assert ramme.loc["b"].tolist() == [11.25, 13.5, 15.75]
    with pytest.raises(ValueError, match="single citizens"):
        fraktiler(data, "konto", "borger_id", "kr", (0.0, 1.0))


def _svar(publikum: str) -> Result:
    data = _borgere({("a", "x"): 3, ("a", "y"): 20, ("b", "x"): 30, ("b", "y"): 40, ("c", "x"): 15, ("c", "y"): 16}, ("konto", "effekt"))
    kolonner = (Kolonne("borger_id", "Borger"), Kolonne("konto", "Konto"), Kolonne("beloeb", "Ændring", "kr"))
    pkt = pd.DataFrame({"m": ["a", "b"], "v": [1, 2], "n": [8, 3]})
    return Result(
        "x", "X", "direktionen", "Hvad?", date(2025, 12, 31), "Svaret.", publikum=publikum,
        noegletal=(Noegletal("faa", "Få", 10, "kr.", n=3), Noegletal("mange", "Mange", 20, "kr.", n=30), Noegletal("ingen", "Ingen", 0, "kr.", n=0)),
        tabeller=(
            Tabel("liste", "Liste", data, kolonner, enhed="borger_id"),
            Tabel("talt", "Talt op", data, kolonner, enhed="borger_id", fordel=("konto", "effekt")),
            Tabel("fri", "Filer", pd.DataFrame({"fil": ["a.csv"]}), (Kolonne("fil", "Fil"),), borgerfri=True),
            Tabel("utalt", "Ikke talt", pd.DataFrame({"konto": ["a"], "kr": [1]}), (Kolonne("konto", "Konto"),)),
        ),
        figurer=(
            Figur("lille", "Lille", "soejle", pkt, "m", "v", "alt", antal="n"),
            Figur("stor", "Stor", "soejle", pkt.assign(n=[8, 0]), "m", "v", "alt", antal="n"),
            Figur("utalt_figur", "Utalt", "soejle", pkt, "m", "v", "alt"),
        ),
        afsnit=(Afsnit("Alt", (), ("liste", "talt", "fri", "utalt", "lille", "stor", "utalt_figur")),),
    )  # fmt: skip


@pytest.mark.parametrize("publikum", ["direktion", "politiker", "offentlig", "noget nyt"])
def test_et_delt_svar_har_ingen_borgere(publikum: str) -> None:
    """For all but internal readers, an audience that is not known too, only the counted and the free are left; the rest is named."""
    svar = til_publikum(_svar(publikum))
    assert [t.navn for t in svar.tabeller] == ["talt", "fri"] and [f.navn for f in svar.figurer] == ["stor"]
    assert set(svar.ikke_koert) == {"liste", "utalt", "lille", "utalt_figur"}
    assert svar.afsnit[0].indhold == ("talt", "fri", "stor")
    assert [(n.vaerdi, n.status) for n in svar.noegletal] == [(None, "for_faa_borgere"), (20, "ok"), (0, "ok")]
    assert "borger_id" not in svar.tabeller[0].data.columns
    side = html.del_(svar, "Alt") + html.forbehold_html(svar)
    assert "b_a-x" not in side and "•" in side and "skjult af hensyn til borgerne" in side
    igen = til_publikum(svar)
    assert all(a.data is b.data for a, b in zip(igen.tabeller, svar.tabeller, strict=True))
    assert igen.ikke_koert == svar.ikke_koert


def test_et_internt_svar_beholder_listerne_og_taeller_det_der_skal_taelles() -> None:
    """Internal readers keep lists under pseudonym; a table that is to be counted is counted for them too."""
    foer = _svar("intern")
    svar = til_publikum(foer)
    assert [t.navn for t in svar.tabeller] == ["liste", "talt", "fri", "utalt"] and len(svar.figurer) == 3
    assert svar.tabeller[0] is foer.tabeller[0] and svar.tabeller[1].data["skjult"].any()
    assert svar.noegletal == foer.noegletal


def test_skjulte_vaerdier_i_filerne() -> None:
    """A hidden value is a dot in CSV and null in Parquet, where `skjult` says why; neither has the number."""
    import io

    import pyarrow.parquet as pq

    ramme = sikker_ramme(_borgere({("a",): 3, ("b",): 8, ("c",): 12}, ("konto",)), ("konto",), "borger_id", ("beloeb",))
    linjer = csv_bytes(list(ramme.columns), ramme.values.tolist()).decode("utf-8-sig").split("\r\n")
    assert linjer[1:4] == ["a;•;•;ja", "b;•;•;ja", "c;12;3600;nej"]
    tabel = pq.read_table(io.BytesIO(parquet_bytes(ramme)))
    assert tabel.column("borgere").to_pylist() == [None, None, 12, 23] and tabel.column("skjult").to_pylist() == [True, True, False, False]


def test_registeret_advarer_om_to_tabeller_der_kan_traekkes_fra_hinanden(tmp_path: Path) -> None:
    """The same keys and day with a few citizens less are warned of; the same table again, another day, or far off are not."""
    def ramme(**antal: int) -> pd.DataFrame:
        return sikker_ramme(_borgere({(k,): n for k, n in antal.items()}, ("konto",)), ("konto",), "borger_id")

    register = Register(tmp_path / "demo" / "frigivet.json")
    assert register.meld("rapport", "talt", "2025-12-31", ramme(a=20, b=30)) == []
    assert register.meld("rapport", "talt", "2025-12-31", ramme(a=20, b=30)) == []
    assert register.meld("rapport", "talt", "2026-01-31", ramme(a=21, b=30)) == []
    assert register.meld("rapport.syd", "talt", "2025-12-31", ramme(a=60, b=90)) == []
    advarsel, = register.meld("rapport.ny", "talt", "2025-12-31", ramme(a=18, b=30))
    assert "2 celler" in advarsel and "'talt' i rapport" in advarsel
    assert (tmp_path / "demo" / "frigivet.json").stat().st_mode & 0o077 == 0 or __import__("os").name == "nt"
