"""CPR's extract P12170: fixed width, ISO-8859-1, right-trimmed lines, one block of records per person."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..befolkning import Befolkning, Bopael, Person, aarsdag
from ..fil import Fil, Tekstfil
from ..kommune import Kommune
from ..skrift import dato

_UDLAND = "5104"
_OPGAVENR = "000998"
HISTORIK = ("CPR", "Kommune", "Tilflyttet", "Fraflyttet", "Fra kommune")
_RELATION = {"mor": "0003", "far": "0004"}


def filer(kommune: Kommune, befolkning: Befolkning) -> list[Tekstfil]:
    """`cpr_udtraek`, with its start and end records."""
    poster = [(person, p) for person in befolkning.personer for p in _person(person, kommune.slut)]
    forrige = date(kommune.slut.year, kommune.slut.month, 1) - timedelta(days=1)
    start = post("000", {4: "0" * 10, 14: _OPGAVENR, 20: f"{kommune.slut:%Y%m%d}", 28: f"{forrige:%Y%m%d}"})
    slut = post("999", {4: "9" * 10, 14: f"{len(poster):08d}"})
    linjer = [start, *(p for _, p in poster), slut]
    return [Tekstfil("cpr_udtraek", "cpr", linjer, [None, *(person for person, _ in poster), None])]


def historik(kommune: Kommune, befolkning: Befolkning) -> list[Fil]:
    """`adressehistorik`: the moves between municipalities as a list."""
    raekker = [r for person in befolkning.personer for r in _flytninger(person, kommune.slut)]
    return [Fil("adressehistorik", "adressehistorik", HISTORIK, raekker, lambda r: r[1])]


def _flytninger(p: Person, slut: date) -> Iterator[tuple[Person, tuple]]:
    """One row per stay in a municipality."""
    ophold: list[tuple[date, str]] = []
    for b in p.bopaele(p.udrejst or slut):
        if not ophold or ophold[-1][1] != b.kommune:
            ophold.append((b.fra, b.kommune))
    ender = [fra - timedelta(days=1) for fra, _ in ophold[1:]] + [p.doed or p.udrejst]
    foer = ["", *(kommune for _, kommune in ophold)]
    for (fra, kommune), til, tidligere in zip(ophold, ender, foer, strict=False):
        yield p, (p.cpr, kommune, dato(fra), dato(til), tidligere)


def post(type: str, felter: dict[int, str]) -> str:
    """A record with each value at its 1-based position, right-trimmed."""
    linje = type
    for position in sorted(felter):
        linje = linje.ljust(position - 1) + felter[position]
    return linje.rstrip()


def _person(p: Person, slut: date) -> Iterator[str]:
    """A person's records; an address only while the status is below 30."""
    bopaele = p.bopaele(p.udrejst or slut)
    yield _grund(p)
    if not p.doed and not p.udrejst:
        yield _adresse(p, bopaele)
    if p.beskyttet:
        yield post("004", {4: p.cpr, 14: "0001", 18: p.beskyttet.isoformat()})
    if p.udrejst:
        yield post("005", {4: p.cpr, 14: _UDLAND, 18: _tid(p.udrejst)})
    yield post("008", {4: p.cpr, 14: p.fornavn, 106: p.efternavn, 147: _tid(p.foedt), 160: f"{p.efternavn},{p.fornavn}"})
    yield _civilstand(p)
    yield from _familie(p)
    yield from _historik(p, bopaele)
    if p.tidligere_cpr:
        yield from _tidligere(p, *p.tidligere_cpr)


def _grund(p: Person) -> str:
    status, siden = ("90", p.doed) if p.doed else ("80", p.udrejst) if p.udrejst else ("01", p.foedt)
    felter = {4: p.cpr, 24: status, 26: _tid(siden), 39: p.koen, 40: p.foedt.isoformat(), 51: p.foedt.isoformat()}
    return post("001", felter | ({62: p.doed.isoformat()} if p.doed else {}))


def _adresse(p: Person, bopaele: list[Bopael]) -> str:
    """The address, with the day moved to it, to the municipality, and from which municipality."""
    nu, til_kommune, fra_kommune = bopaele[-1], bopaele[-1].fra, ""
    for foer in reversed(bopaele[:-1]):
        if foer.kommune != nu.kommune:
            fra_kommune = foer.kommune
            break
        til_kommune = foer.fra
    felter = {4: p.cpr, 14: nu.kommune, 18: f"{nu.vej:04d}", 22: f"{nu.husnr:03d}", 70: _tid(nu.fra), 83: _tid(til_kommune)}
    return post("002", felter | ({96: fra_kommune, 100: _tid(til_kommune)} if fra_kommune else {}))


def _civilstand(p: Person) -> str:
    if not p.aegtefaelle:
        return post("012", {4: p.cpr, 14: "U"})
    return post("012", {4: p.cpr, 14: "G", 15: p.aegtefaelle.cpr, 71: _tid(p.gift)})


def _familie(p: Person) -> Iterator[str]:
    """Children; for a child its parents and, until 18, who has custody."""
    for barn in p.boern:
        yield post("014", {4: p.cpr, 14: barn.cpr})
    if p.mor:
        yield post("015", {4: p.cpr, 25: p.mor.cpr} | ({92: p.far.cpr} if p.far else {}))
        atten = aarsdag(p.foedt, 18).isoformat()
        for rolle, foraelder in (("mor", p.mor), ("far", p.far)):
            if foraelder:
                yield post("016", {4: p.cpr, 14: _RELATION[rolle], 18: p.foedt.isoformat(), 29: atten, 39: foraelder.cpr})


def _historik(p: Person, bopaele: list[Bopael]) -> Iterator[str]:
    """Former addresses; the last one too for who has died or left the country."""
    ender = [b.fra for b in bopaele[1:]] + [d for d in (p.doed or p.udrejst,) if d]
    for b, til in zip(bopaele, ender, strict=False):
        felter = {15: b.kommune, 19: f"{b.vej:04d}", 23: f"{b.husnr:03d}", 71: _tid(b.fra), 84: _tid(til)}
        yield post("023", {4: p.cpr} | felter)


def _tidligere(p: Person, gammelt: str, skiftet: date) -> Iterator[str]:
    """The old number points to the present one (status 60), which names the old one in its history."""
    felter = {4: gammelt, 14: p.cpr, 24: "60", 26: _tid(skiftet), 39: p.koen, 40: p.foedt.isoformat()}
    yield post("001", felter | {51: p.foedt.isoformat(), 62: skiftet.isoformat()})
    yield post("022", {4: p.cpr, 14: gammelt, 24: p.foedt.isoformat(), 35: skiftet.isoformat()})


def _tid(dag: date) -> str:
    """`ååååmmddttmm`."""
    return f"{dag:%Y%m%d}0000"
