"""What looks odd and is in order: split postings, reversed and reposted, rounded, a regulering of its original.

A small share of payments each, from a stream of its own, in clean municipalities too: a check must be quiet about them.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from .afregning import kroner_af
from .bogfoering import Regnskab
from .forloeb import DAG
from .kommune import Kommune, maanedsslut
from .poster import Afregning, Postering

ANDEL = 0.006


def reguleringer(kommune: Kommune, afregninger: list[Afregning], seed: int) -> int:
    """January paid at last year's takst, and the difference some weeks later as a regulering of it; returns how many."""
    rng = np.random.default_rng([seed, 10])
    nye = []
    for a in afregninger:
        if a.type == "U" and a.fra.month == 1 and a.bogfoert and not a.faktura and rng.random() < 12 * ANDEL:
            nye += _regulering(kommune, a, rng)
    afregninger += nye
    return len(nye)


def _regulering(kommune: Kommune, a: Afregning, rng) -> list[Afregning]:
    forloeb = a.ydelse.stykke.forloeb
    gammel = forloeb.betales_paa(a.fra - DAG, kommune.slut.year) if a.fra.year > kommune.fra.year else a.takst
    dag = maanedsslut(a.fra) + int(rng.integers(5, 50)) * DAG
    rigtigt = a.beloeb
    if gammel == a.takst or dag > kommune.slut or not forloeb.leverandoer:
        return []
    forskel, a.takst = a.takst - gammel, gammel
    a.beloeb, a.fast = kroner_af(a.enheder, gammel), True
    rettelse = replace(a, type="R", takst=forskel, beloeb=rigtigt - a.beloeb, dispdato=dag, bogfoert=dag, retter=a, nr="", status="")
    return [rettelse]


def posteringer(kommune: Kommune, regnskab: Regnskab, seed: int) -> dict[str, int]:
    """Split, reverse and round postings in place; returns how many of each."""
    rng = np.random.default_rng([seed, 11])
    slags = (("delt", _delt), ("tilbagefoert", _tilbagefoert), ("afrundet", _afrundet))
    antal = dict.fromkeys((navn for navn, _ in slags), 0)
    nye: list[Postering] = []
    for p, u in zip(list(regnskab.posteringer), rng.random(len(regnskab.posteringer)), strict=True):
        nr = int(u / ANDEL)
        if nr < len(slags) and p.henvisningsnr and p.afregning.type == "U" and not p.afregning.fast and abs(p.beloeb) > 10_000:
            navn, goer = slags[nr]
            nye += goer(kommune, p, rng)
            p.fast = p.afregning.fast = True
            antal[navn] += 1
    regnskab.posteringer += nye
    return antal


def _delt(kommune: Kommune, p: Postering, rng) -> list[Postering]:
    """The payment on two or three lines of one reference."""
    dele = [replace(p) for _ in range(int(rng.integers(1, 3)))]
    for d in dele:
        d.beloeb = round(p.beloeb * float(rng.uniform(0.15, 0.4)))
        p.beloeb -= d.beloeb
        d.fast = True
    return dele


def _tilbagefoert(kommune: Kommune, p: Postering, rng) -> list[Postering]:
    """Reversed and posted again within the month, or the month after."""
    dag = min(p.dato + int(rng.integers(0, 4)) * DAG, maanedsslut(p.dato), kommune.slut)
    return [replace(p, dato=dag, beloeb=-p.beloeb, fast=True), replace(p, dato=dag, fast=True)]


def _afrundet(kommune: Kommune, p: Postering, rng) -> list[Postering]:
    """The ledger rounds to whole kroner: at most 0.50 off."""
    p.beloeb = (p.beloeb + 50) // 100 * 100
    return []

