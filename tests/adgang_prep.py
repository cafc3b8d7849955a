"""A random municipality of rows, users in every role, and a brute-force oracle of who sees which row.

The oracle is plain loops over dictionaries, written from the Danish description in docs/adgang.md and sharing no code with
the package. The same rows and the same oracle test the view layer on DuckDB and the row rights on PostgreSQL.
"""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from lisanalysis.roller import Roller

I_DAG = date.today()
NYTAAR = date(I_DAG.year, 1, 1)
BORGERE = [f"b_{i:03d}" for i in range(60)]
FOLK = [f"SB{i}" for i in range(1, 9)]
# unit: (unit above, district)
ENHEDER = {"TOP": (None, None), "BU": ("TOP", None), "BU-N": ("BU", "Nord"), "BU-S": ("BU", "Syd"), "VO": ("TOP", None), "VO-N": ("VO", "Nord"),
           "VO-N1": ("VO-N", "Nord"), "VO-S": ("VO", "Syd")}  # fmt: skip
# caseworker: (unit, first day, last day); the last one has left, one has not begun
ANSATTE = [(f, e, date(2015, 1, 1), None) for f, e in zip(FOLK[:6], ("BU-N", "BU-S", "VO-N", "VO-N1", "VO-S", "BU-N"), strict=True)]
ANSATTE += [("SB7", "VO-S", date(2015, 1, 1), I_DAG - timedelta(days=1)), ("SB8", "VO-S", I_DAG + timedelta(days=1), None)]

ROLLER = {
    "sagsbehandler": [
        {"bruger": "sag1", "sagsbehandler": ["SB1"]}, {"bruger": "SAG2", "sagsbehandler": ["SB2", "SB4"]},
        {"bruger": "sagtom", "sagsbehandler": []}, {"bruger": "sagblank", "sagsbehandler": [" "]},
        {"bruger": "begge", "sagsbehandler": ["SB5"]}, {"bruger": "fremmed", "sagsbehandler": ["SB1' OR '1'='1"]},
    ],
    "leder": [
        {"bruger": "lederorg", "organisation": ["VO-N"]}, {"bruger": "ledertop", "organisation": ["TOP"]},
        {"bruger": "lederdist", "distrikt": ["Syd"]}, {"bruger": "ledertom"}, {"bruger": "begge", "organisation": ["BU-N"]},
    ],
    "controller": ["kontrol", "kontroldir"],
    "direktion": ["direktoer", "kontroldir"],
    "skabelonforfatter": ["forfatter"],
    "vikar": [
        {"bruger": "vikar", "for": "sag1", "fra": I_DAG, "til": I_DAG, "grund": "sygdom"},
        {"bruger": "sag2", "for": "lederdist", "fra": I_DAG - timedelta(days=9), "til": I_DAG + timedelta(days=9), "grund": "ferie"},
        {"bruger": "forsent", "for": "kontrol", "fra": I_DAG - timedelta(days=9), "til": I_DAG - timedelta(days=1), "grund": "ferie"},
        {"bruger": "fortidligt", "for": "kontrol", "fra": I_DAG + timedelta(days=1), "til": I_DAG + timedelta(days=9), "grund": "ferie"},
        {"bruger": "kaede", "for": "vikar", "fra": I_DAG, "til": I_DAG, "grund": "sygdom"},
    ],
}  # fmt: skip
BRUGERE = ("sag1", "sag2", "sagtom", "sagblank", "begge", "fremmed", "lederorg", "ledertop", "lederdist", "ledertom", "kontrol", "kontroldir",
           "direktoer", "forfatter", "vikar", "forsent", "fortidligt", "kaede", "ukendt")  # fmt: skip
MED_BORGER = ("borger", "adressehistorik", "beskyttelse", "relation", "sag", "bevilling", "ydelse", "afregning", "postering")
AABNE = ("budget", "konto", "organisation", "sagsbehandler")
TABELLER = (*MED_BORGER, "disponering", *AABNE)
Raekke = dict[str, Any]


def roller() -> Roller:
    """The users as the package reads them."""
    return Roller.model_validate(ROLLER)


def raekker(seed: int = 1) -> dict[str, list[Raekke]]:
    """Random rows of every table, with the awkward ones among them: no citizen, no caseworker, ended, annulled, replaced."""
    dice = random.Random(seed)
    dato = lambda: dice.choice([None, I_DAG, NYTAAR, NYTAAR - timedelta(days=1), NYTAAR - timedelta(days=400), I_DAG + timedelta(days=30)])  # noqa: E731
    borger = lambda: dice.choice([*BORGERE] * 5 + [None])  # noqa: E731
    sagen = lambda: {"sagsbehandler": dice.choice([*FOLK, "SB99", None])}  # noqa: E731
    ud: dict[str, list[Raekke]] = {
        "borger": [{"borger_id": b} for b in BORGERE],
        "adressehistorik": [{"borger_id": b, "kommune": "0998"} for b in BORGERE],
        "beskyttelse": [{"borger_id": borger()} for _ in range(20)],
        "relation": [{"borger_id": borger(), "anden_borger_id": borger()} for _ in range(40)],
        "sag": [{"sag_id": f"S{i}", "borger_id": borger(), "lukket_dato": dato(), "distrikt": dice.choice(["Nord", "Syd", None, None]), **sagen()}
                for i in range(30)],
        "bevilling": [{"bevilling_id": f"B{i}", "borger_id": borger(), "slut_dato": dato(), "organisation": dice.choice([*ENHEDER, None]),
                       "status": dice.choice(["bevilget", "ivaerksat", "annulleret", "kladde", None]), **sagen()} for i in range(25)],
        "ydelse": [{"ydelse_id": f"Y{i % 30}", "borger_id": borger(), "slut_dato": dato(), **sagen()} for i in range(40)],
        "afregning": [{"afregning_id": f"A{i}", "borger_id": borger()} for i in range(150)],
        "disponering": [{"ydelse_id": dice.choice([f"Y{dice.randrange(35)}", None]), "aar": I_DAG.year, "maaned": 1} for _ in range(80)],
        "postering": [{"bilag": f"P{i}", "borger_id": borger(), "tekst_borger_id": borger()} for i in range(150)],
        "budget": [{"regnskabsaar": I_DAG.year, "korrigeret": 5}] * 3,
        "konto": [{"kontoalias": "4711"}],
        "organisation": [{"organisation": e, "overordnet": over, "distrikt": distrikt} for e, (over, distrikt) in ENHEDER.items()],
        "sagsbehandler": [{"sagsbehandler": f, "organisation": e, "gyldig_fra_dato": fra, "gyldig_til_dato": til} for f, e, fra, til in ANSATTE],
    }  # fmt: skip
    for navn, linjer in ud.items():
        erstattes = navn in ("sag", "bevilling", "ydelse", "afregning")
        for nr, r in enumerate(linjer, start=1):
            r |= {"kilde": dice.choice(["nexus", "bv"]) if navn in ("ydelse", "disponering") else "nexus", "leverance_id": "L", "raekke_nr": nr,
                  "skaeringsdato": dice.choice([NYTAAR, NYTAAR - timedelta(days=3000)]), "erstattet_dato": I_DAG if erstattes and dice.random() < 0.15 else None}  # fmt: skip
    return ud


def egne(bruger: str, data: dict[str, list[Raekke]]) -> set[str] | str:
    """The citizens whom the user may see, or "alle"."""
    graenser = [g for hvem in _hvem(bruger) for g in _graenser(hvem)]
    if "alle" in graenser:
        return "alle"
    return {b for b in BORGERE if any(_hoerer_til(b, g, data) for g in graenser)}


def synlig(navn: str, raekke: Raekke, borgere: set[str] | str, data: dict[str, list[Raekke]]) -> bool:
    """Whether a user with these citizens sees the row."""
    if borgere == "alle":
        return True
    if navn in AABNE:
        return bool(borgere)
    if navn == "disponering":
        ydelser = [y for y in data["ydelse"] if (y["kilde"], y["ydelse_id"]) == (raekke["kilde"], raekke["ydelse_id"]) and not y["erstattet_dato"]]
        return any(y["borger_id"] in borgere for y in ydelser)
    return raekke["borger_id"] in borgere


def _hvem(bruger: str) -> list[str]:
    """The user, and those whom the user stands in for today."""
    return [bruger, *(v["for"] for v in ROLLER["vikar"] if v["bruger"] == bruger and v["fra"] <= I_DAG <= v["til"])]


def _graenser(bruger: str) -> list[Any]:
    ud: list[Any] = ["alle"] if bruger in ROLLER["controller"] else []
    for r in ROLLER["sagsbehandler"]:
        if r["bruger"].lower() == bruger:
            ud += [("folk", s) for s in r["sagsbehandler"]]
    for r in ROLLER["leder"]:
        if r["bruger"] == bruger:
            ud += [("enhed", e) for e in r.get("organisation", [])] + [("distrikt", d) for d in r.get("distrikt", [])]
    return ud


def _hoerer_til(borger: str, graense: tuple[str, str], data: dict[str, list[Raekke]]) -> bool:
    for navn in ("sag", "bevilling", "ydelse"):
        for r in data[navn]:
            slut = r.get("lukket_dato") or r.get("slut_dato")
            if r["borger_id"] != borger or r["erstattet_dato"] or (slut and slut < NYTAAR) or r.get("status") == "annulleret":
                continue
            if _baerer(r, graense):
                return True
    return False


def _baerer(r: Raekke, graense: tuple[str, str]) -> bool:
    slags, vaerdi = graense
    if slags == "folk":
        return r["sagsbehandler"] == vaerdi
    if slags == "distrikt" and r.get("distrikt") == vaerdi:
        return True
    enheder = [e for e in ENHEDER if any(_under(e, top) for top in ([vaerdi] if slags == "enhed" else [t for t in ENHEDER if ENHEDER[t][1] == vaerdi]))]
    folk = [f for f, e, fra, til in ANSATTE if e in enheder and fra <= I_DAG and (til is None or til >= I_DAG)]
    return r.get("organisation") in enheder or r["sagsbehandler"] in folk


def _under(enhed: str | None, top: str) -> bool:
    return enhed is not None and (enhed == top or _under(ENHEDER[enhed][0], top))
