"""What loop 1 holds the settlements against, day by day in plain Python: for grants of one unit a day, as the random municipality has them.

A day counts once, for the settlement with the earliest id; not after death; and only where a grant of the citizen, paragraph and provider
runs, or else the linked grant, or one that differs in one thing alone and has the same takst.
"""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal

AABEN = date(9999, 12, 31)
SIDSTE = 7  # per is the end of September: two closed months are waited for


def dage(fra: date, til: date) -> set[date]:
    return {fra + timedelta(days=n) for n in range((til - fra).days + 1)}


def _lev(a: dict, b: dict) -> bool:
    return a["leverandoer_cvr"] == b["leverandoer_cvr"] or not a["leverandoer_cvr"] or not b["leverandoer_cvr"]


def _loeber(b: dict, dag: date) -> bool:
    return b["start_dato"] <= dag <= (b["slut_dato"] or AABEN)


def forskelle(kommune: dict) -> list[tuple]:
    """(citizen, account, month, granted less settled) for every settlement, and for every month that a grant runs unsettled."""
    doede = {b["borger_id"]: b["cpr_status_dato"] for b in kommune["borger"]}
    alle = [a for a in kommune["afregning"] if a["status"] == "effektueret"]
    brugt: dict[str, set[int]] = defaultdict(set)
    ud = []
    for a in alle:
        periode = dage(a["periode_fra_dato"], a["periode_til_dato"])
        grants, weaker = _bevillinger(a, periode, kommune)
        if weaker:
            brugt[grants[0]["bevilling_id"]] |= {d.month for d in periode}
        her = Decimal("0.00")
        if a["beloeb"] > 0 and grants:
            egne = {d for d in periode - _delte(a, alle) if d <= doede.get(a["borger_id"], AABEN)}
            her = sum(any(_loeber(b, d) for b in grants) for d in egne) * grants[0]["takst"]
        ud.append((a["borger_id"], a["konto"], f"{a['periode_fra_dato']:%Y-%m}", her - a["beloeb"]))
    return ud + _udestaaende(kommune, alle, brugt, doede)


def _delte(a: dict, alle: list[dict]) -> set[date]:
    """The days that a settlement with an earlier id has already."""
    noegle = ("borger_id", "paragraf", "leverandoer_cvr")
    foer = [
        b for b in alle
        if all(a[k] == b[k] for k in noegle) and b["beloeb"] > 0 and (len(b["afregning_id"]), b["afregning_id"]) < (len(a["afregning_id"]), a["afregning_id"])
    ]  # fmt: skip
    return set().union(*(dage(b["periode_fra_dato"], b["periode_til_dato"]) for b in foer))


def _bevillinger(a: dict, periode: set[date], kommune: dict) -> tuple[list[dict], bool]:
    """The grants that the settlement is held against, and whether they were found by weaker evidence."""
    alle = kommune["bevilling"]
    samme = [b for b in alle if (b["borger_id"], b["paragraf"]) == (a["borger_id"], a["paragraf"]) and _lev(a, b)]
    if samme:
        return samme, False
    link = {y["ydelse_id"]: y["bevilling_id"] for y in kommune["ydelse"]}[a["ydelse_id"]]
    linket = [b for b in alle if b["bevilling_id"] == link]
    if linket:
        return linket, True
    naboer = {frozenset((n["borger_a"], n["borger_b"])) for n in kommune["nabo"]}
    mulige = []
    for b in alle:
        ens_b, ens_p = b["borger_id"] == a["borger_id"], b["paragraf"] == a["paragraf"]
        ens_l = (b["leverandoer_cvr"] or "") == (a["leverandoer_cvr"] or "")
        faelles = sum(_loeber(b, d) for d in periode)
        if not faelles or b["takst"] != a["takst"]:
            continue
        if ens_b and ens_l and not ens_p:
            mulige.append((0, -faelles, b))
        elif ens_b and ens_p and not ens_l:
            mulige.append((1, -faelles, b))
        elif not ens_b and ens_p and _lev(a, b) and frozenset((b["borger_id"], a["borger_id"])) in naboer:
            mulige.append((2, -faelles, b))
    mulige.sort(key=lambda m: (m[0], m[1], -m[2]["start_dato"].toordinal(), m[2]["bevilling_id"]))
    return ([mulige[0][2]], True) if mulige else ([], False)


def _udestaaende(kommune: dict, alle: list[dict], brugt: dict[str, set[int]], doede: dict) -> list[tuple]:
    konti = {y["bevilling_id"]: y["konto"] for y in kommune["ydelse"]}
    ud = []
    for b in kommune["bevilling"]:
        for m in range(1, SIDSTE + 1):
            maaned = dage(date(2025, m, 1), date(2025, m, monthrange(2025, m)[1]))
            afregnet = [
                a for a in alle
                if (a["borger_id"], a["paragraf"]) == (b["borger_id"], b["paragraf"]) and _lev(a, b)
                and m in {d.month for d in dage(a["periode_fra_dato"], a["periode_til_dato"])}
            ]  # fmt: skip
            antal = sum(_loeber(b, d) and d <= doede.get(b["borger_id"], AABEN) for d in maaned)
            if antal and not afregnet and m not in brugt[b["bevilling_id"]]:
                ud.append((b["borger_id"], konti.get(b["bevilling_id"], ""), f"2025-{m:02d}", antal * b["takst"]))
    return ud
