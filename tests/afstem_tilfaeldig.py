"""A small random municipality with faults of every kind and many ties: amounts and dates are drawn from few values on purpose."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from random import Random

Raekker = list[dict]
KONTO = {"SEL-107": "538521001", "SEL-108": "538501001", "SEL-110": "538421001", "SEL-85": "538391004"}
FORKERT = "538591002"
PARAGRAFFER = tuple(KONTO)
LEVERANDOERER = ("11111111", "22222222", None)
PRISER = (Decimal("100.00"), Decimal("1000.00"), Decimal("999.70"))


def tilfaeldig(rng: Random, borgere: int = 12) -> dict[str, Raekker]:
    """Grants, ydelser, settlements and postings of half a year, with neighbours, deaths and a foster parent."""
    kommune: dict[str, Raekker] = {n: [] for n in ("bevilling", "ydelse", "afregning", "postering", "nabo", "borger", "sag")}
    for nr in range(borgere):
        _borger(rng, f"b_{nr}", nr, kommune)
    for nr in range(0, borgere - 1, 3):
        kommune["nabo"].append({"borger_a": f"b_{nr}", "borger_b": f"b_{nr + 1}", "slags": "ciffer"})
    kommune["postering"] += [_postering(rng, f"L{m}", date(2025, m, 28), "538521200", None, Decimal("5000.00"), None, None) for m in range(1, 7)]
    return kommune


def _borger(rng: Random, borger: str, nr: int, kommune: dict[str, Raekker]) -> None:
    paragraf, lev, pris = rng.choice(PARAGRAFFER), rng.choice(LEVERANDOERER), rng.choice(PRISER)
    konto = KONTO[paragraf] if rng.random() < 0.95 else FORKERT
    kommune["sag"].append({"sag_id": f"s{nr}", "borger_id": borger, "omraade": "voksne", "betalingskommune": "0999"})
    if rng.random() < 0.1:
        kommune["borger"].append({"borger_id": borger, "cpr_status": "90", "cpr_status_dato": date(2025, 3, 10)})
    start = date(2025, rng.choice([1, 1, 1, 2]), rng.choice([1, 1, 15]))
    slut = rng.choice([None, None, date(2025, 4, 15)])
    felles = {"borger_id": borger, "paragraf": paragraf, "leverandoer_cvr": lev, "takst": pris}
    if rng.random() < 0.9:
        kommune["bevilling"].append({"bevilling_id": f"n{nr}", "start_dato": start, "slut_dato": slut, **felles})
    if rng.random() < 0.2:
        kommune["bevilling"].append({"bevilling_id": f"n{nr}x", "start_dato": date(2025, 4, 1), "slut_dato": None, **felles})
    pleje = "p_1" if rng.random() < 0.1 else None
    kommune["ydelse"].append({"ydelse_id": f"f{nr}", "bevilling_id": f"n{nr}", "borger_id": borger, "konto": konto, "plejefamilie_id": pleje})
    for maaned in range(1, 7):
        if rng.random() < 0.85:
            _afregnet(rng, f"{nr}m{maaned}", maaned, {**felles, "ydelse_id": f"f{nr}", "sag_id": f"s{nr}", "konto": konto}, kommune)


def _afregnet(rng: Random, nr: str, maaned: int, felter: dict, kommune: dict[str, Raekker]) -> None:
    fra, til = date(2025, maaned, 1), date(2025, maaned, monthrange(2025, maaned)[1])
    if rng.random() < 0.1:
        til = min(til + timedelta(days=rng.choice([-10, 12])), date(2025, 6, 30))
    antal = (til - fra).days + 1 + (rng.choice([0, 0, 0, 0, 0, 0, 3]))
    takst = felter["takst"] * rng.choice([1, 1, 1, 1, 1, 1, 1, 10])
    beloeb = (antal * takst + rng.choice([0, 0, 0, 0, 0, 0, Decimal("0.40"), 700])).quantize(Decimal("0.01"))
    ref = f"h{nr}" if rng.random() < 0.7 else None
    a = {**felter, "afregning_id": f"a{nr}", "periode_fra_dato": fra, "periode_til_dato": til, "antal": antal, "enhed": "doegn", "takst": takst,
         "beloeb": beloeb, "henvisningsnr": ref, "betalingskommune": rng.choice(["0999"] * 12 + ["0998"])}  # fmt: skip
    if rng.random() < 0.05:
        a["paragraf"] = rng.choice(PARAGRAFFER)
    if rng.random() < 0.05:
        a["leverandoer_cvr"] = rng.choice(LEVERANDOERER)
    a["status"] = rng.choice(["effektueret"] * 15 + ["annulleret", "godkendt"])
    rows = [a]
    if rng.random() < 0.08:
        rows.append({**a, "afregning_id": f"a{nr}d", "henvisningsnr": f"h{nr}d" if ref else None})
    if rng.random() < 0.12:
        rows.append({**a, "afregning_id": f"a{nr}r", "afregningstype": "regulering", "beloeb": -rng.choice([beloeb, Decimal("500.00")]), "antal": None,
                     "takst": None, "disposition_dato": til + timedelta(days=rng.choice([5, 60]))})  # fmt: skip
    kommune["afregning"] += rows
    for r in rows:
        kommune["postering"] += _bogfoert(rng, r)


def _bogfoert(rng: Random, a: dict) -> Raekker:
    """The settlement's postings, with some slip or other now and then."""
    slags = rng.choice(["rigtig"] * 10 + ["mangler", "dobbelt", "fortegn", "ti", "andet", "oere", "sent", "aaret", "konto", "dranst", "nabo", "fremmed", "pleje",
                                          "uden_cpr", "tilbage", "delt", "omkonteret"])  # fmt: skip
    dato, konto, borger, x, nr = a["periode_til_dato"], a["konto"], a["borger_id"], a["beloeb"], a["afregning_id"]
    ref, fag = a["henvisningsnr"], "BV001" if a["henvisningsnr"] or rng.random() < 0.5 else None
    p = lambda k, d=dato, ko=konto, b=borger, v=x, aar=None: _postering(rng, f"B{nr}{k}", d, ko, b, v, ref, fag, aar)  # noqa: E731
    senere = dato + timedelta(days=20)
    nabo = f"b_{int(borger[2:]) + (1 if int(borger[2:]) % 3 == 0 else -1)}"
    return {
        "rigtig": [p("", d=rng.choice([dato, dato, senere]))], "mangler": [], "dobbelt": [p(""), p("x", d=senere)], "fortegn": [p("", v=-x)], "ti": [p("", v=x * 10)],
        "andet": [p("", v=x + 37)], "oere": [p("", v=x + Decimal("0.20"))], "sent": [p("", d=dato + timedelta(days=70))], "aaret": [p("", aar=2024)],
        "konto": [p("", ko=FORKERT)], "dranst": [p("", ko=konto[:5] + "3" + konto[6:])], "nabo": [p("", b=nabo)], "fremmed": [p("", b="b_90")],
        "pleje": [p("", b="p_1")], "uden_cpr": [p("", b=None)], "tilbage": [p(""), p("x", d=senere, v=-x), p("y", d=senere)],
        "delt": [p("", v=Decimal("10.00")), p("x", v=x - 10)],
        "omkonteret": [p("", ko=FORKERT), p("x", d=senere, ko=FORKERT, v=-x), p("y", d=senere)],
    }[slags]  # fmt: skip


def _postering(rng: Random, bilag: str, dato: date, konto: str, borger: str | None, beloeb: Decimal, ref: str | None, fag: str | None, aar: int | None = None) -> dict:
    return {"bilag": bilag, "linje": "1", "posterings_dato": dato, "regnskabsaar": aar or dato.year, "konto": konto, "borger_id": borger, "beloeb": beloeb,
            "henvisningsnr": ref, "maskinnr": fag, "art": rng.choice(["409", "409CPR"])}  # fmt: skip
