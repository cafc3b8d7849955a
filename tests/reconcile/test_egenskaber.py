"""What must hold, always, on random small municipalities full of faults and ties."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from random import Random

import afstem_tvilling1 as tvilling1
import pandas as pd
from afstem_koersel import kommune as byens
from afstem_koersel import loest, svar
from hypothesis import given, settings
from hypothesis import strategies as st

_FAA = settings(max_examples=4, deadline=None)
_froe = st.integers(min_value=1, max_value=4)


def _maaned(dato, aar: int | None = None) -> str:
    """The month of a date, moved into its regnskabsår."""
    if aar is None or aar == dato.year:
        return f"{dato:%Y-%m}"
    return f"{aar}-12" if dato.year > aar else f"{aar}-01"


def _summer(rows, noegle) -> dict[tuple, Decimal]:
    ud: dict[tuple, Decimal] = defaultdict(lambda: Decimal("0.00"))
    for r in rows:
        ud[noegle(r)] += r[-1]
    return {k: v for k, v in ud.items() if v}


def _sloejfe2(kommune: dict[str, list[dict]]) -> list[tuple]:
    """(borger, konto, month, amount) of both sides of loop 2, postings negative: only plain sums, nothing of ours."""
    s = [
        (a["borger_id"], a["konto"], _maaned(a["periode_fra_dato"]), a["beloeb"]) for a in kommune["afregning"] if a["status"] == "effektueret"
    ]
    p = [(p["borger_id"] or "", p["konto"], _maaned(p["posterings_dato"], p["regnskabsaar"]), -p["beloeb"]) for p in kommune["postering"]]
    return s + p


@_FAA
@given(_froe)
def test_every_krone_is_explained_once(froe: int) -> None:
    """Per konto × month and per borger × konto × year the differences add up to the øre to settled less posted, over findings and explained."""
    kommune = byens(froe)
    begge = pd.concat(svar(froe))
    penge = begge[begge["sloejfe"] == "2"]
    fundne = [(b if isinstance(b, str) else "", k, m, f) for b, k, m, f in zip(*(penge[c] for c in ("borger_id", "konto", "periode", "forskel")), strict=True)]
    sande = _sloejfe2(kommune)
    assert _summer(fundne, lambda r: (r[1], r[2])) == _summer(sande, lambda r: (r[1], r[2]))
    assert _summer(fundne, lambda r: (r[0], r[1], r[2][:4])) == _summer(sande, lambda r: (r[0], r[1], r[2][:4]))


@_FAA
@given(_froe)
def test_every_granted_krone_is_explained_once(froe: int) -> None:
    """In loop 1 the differences of each citizen, account and month add up to granted less settled, counted day by day."""
    begge = pd.concat(svar(froe))
    penge = begge[begge["sloejfe"] == "1"]
    fundne = [(b, k if isinstance(k, str) else "", m, f) for b, k, m, f in zip(*(penge[c] for c in ("borger_id", "konto", "periode", "forskel")), strict=True)]
    assert _summer(fundne, lambda r: r[:3]) == _summer(tvilling1.forskelle(byens(froe)), lambda r: r[:3])


@_FAA
@given(_froe)
def test_a_row_has_one_money_finding_and_a_finding_one_id(froe: int) -> None:
    """In a loop a source row bears at most one cause; its lines share one id, and a rule's line has no difference and no cause."""
    f, ok = svar(froe)
    penge = pd.concat([f, ok])
    penge = penge[penge["sloejfe"] != "regel"]
    f_penge = f[f["sloejfe"] != "regel"]
    assert (f_penge.groupby(["sloejfe", "tabel", "kilde_id"])["aarsag"].nunique() == 1).all()
    assert (f_penge.groupby("afvigelse_id")["kilde_id"].nunique() == 1).all()
    assert not penge.duplicated(["afvigelse_id", "borger_id", "konto", "periode", "aarsag"]).any()
    regler = f[f["sloejfe"] == "regel"]
    assert regler["forskel"].isna().all() and set(regler["aarsag"]) <= {""}
    egne = f_penge.set_index("kilde_id")["regel"].groupby(level=0).agg(set)
    ens = [r for r in regler.itertuples() if r.regel in egne.get(r.kilde_id, set()) and r.tabel == "afregning"]
    assert not [r for r in ens if len(egne[r.kilde_id]) == 1 and r.regel == next(iter(egne[r.kilde_id])) and _samme_sloejfe(r, f_penge)]


def _samme_sloejfe(r, penge: pd.DataFrame) -> bool:
    """The rule's line says again what the money's own line of the same row says."""
    egne = penge[(penge["kilde_id"] == r.kilde_id) & (penge["regel"] == r.regel)]
    return bool((egne["beskrivelse"] == r.beskrivelse).any())


@_FAA
@given(_froe)
def test_order_and_file_split_change_nothing(froe: int) -> None:
    """The same rows shuffled and split over six files give the same lines, ids and all."""
    kommune = byens(froe)
    rng = Random(froe + 1)
    blandet = {n: rng.sample(rows, len(rows)) for n, rows in kommune.items()}
    delt = {n: [{**r, "leverance_id": f"l{rng.randrange(6)}"} for r in rows] for n, rows in blandet.items()}
    for en, anden in zip(svar(froe), loest(delt), strict=True):
        orden = ["afvigelse_id", "konto", "periode", "borger_id", "regel", "forskel"]
        pd.testing.assert_frame_equal(en.sort_values(orden, ignore_index=True), anden.sort_values(orden, ignore_index=True))


@_FAA
@given(_froe)
def test_both_ends_are_shown(froe: int) -> None:
    """Every source row and counterpart named is a row that was delivered."""
    kommune = byens(froe)
    f = pd.concat(svar(froe))
    ider = {
        "afregning": {a["afregning_id"] for a in kommune["afregning"]},
        "postering": {f"{p['bilag']}/{p['linje']}" for p in kommune["postering"]},
        "bevilling": {b["bevilling_id"] for b in kommune["bevilling"]},
    }
    alle = set().union(*ider.values())
    assert all(r.kilde_id in ider[r.tabel] for r in f.itertuples())
    assert all(set(m.split("+")) <= alle for m in f["modpart_id"].dropna())
