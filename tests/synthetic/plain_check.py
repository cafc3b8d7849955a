"""A slow, plain reconciliation of one municipality's files, written from the definitions alone, for the tests of the generator.

It reads Nexus, BV and Prisme with the csv module and names one cause per settlement or posting, or none. It shares nothing
with the generator and nothing with the package's own reconciliation.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

DAG = timedelta(days=1)
DOEGN = {"SEL-107", "SEL-108", "SEL-109", "SEL-110", "SEL-52-3.7", "SEL-58", "BL-46", "BL-47"}
GAELDER = {"Bevilget", "Iværksat", "Afsluttet"}


def dag(tekst: str) -> date:
    d, m, a = tekst.split("-")
    return date(int(a), int(m), int(d))


def tal(tekst: str) -> Decimal:
    return Decimal(tekst.replace(".", "").replace(",", ".") or "0")


def noegle(paragraf: str) -> str:
    return paragraf.replace(" § ", "-").replace(" stk. ", "-").replace(" nr. ", ".")


def rund(x: Decimal, cifre: str = "0.01") -> Decimal:
    return x.quantize(Decimal(cifre), ROUND_HALF_UP)


def maanedsslut(d: date) -> date:
    return date(d.year + d.month // 12, d.month % 12 + 1, 1) - DAG


def laes(mappe: Path, navn: str, kodning: str, skilletegn: str = ";") -> list[dict[str, str]]:
    (fil,) = mappe.glob(f"{navn}_2*.csv")
    return list(csv.DictReader(io.StringIO(fil.read_bytes().decode(kodning)), delimiter=skilletegn))


class Kommune:
    """The files as lists of dicts, with dates and amounts read."""

    def __init__(self, mappe: Path) -> None:
        self.bevillinger = laes(mappe, "nexus_indsatser", "utf-8-sig")
        self.ydelser = {r["Foranst_nr"]: r for r in laes(mappe, "bv_ydelser", "cp1252")}
        self.afregninger = [a for a in laes(mappe, "bv_afregninger", "cp1252") if a["Afr_id"]]
        self.posteringer = laes(mappe, "prisme_posteringer", "cp1252")
        self.takster = defaultdict(list)
        for r in laes(mappe, "tilbud", "utf-8"):
            til = dag(r["Gyldig til"]) if r["Gyldig til"] else date.max
            self.takster[r["CVR"], noegle(r["Paragraf"])].append((dag(r["Gyldig fra"]), til, tal(r["Takst"]), tal(r["Momsfaktor"])))
        self.doede, self.gamle = {}, {}
        for linje in next(mappe.glob("cpr_*")).read_bytes().decode("iso-8859-1").split("\r\n"):
            if linje.startswith("001") and linje[23:25] == "90":
                self.doede[linje[3:13]] = date.fromisoformat(linje[61:71])
            if linje.startswith("022"):
                self.gamle[linje[13:23]] = linje[3:13]
        for b in self.bevillinger:
            b["cpr"], b["par"] = b["Borger CPR"].replace("-", ""), noegle(b["Paragraf"])
            b["fra"], b["til"] = dag(b["Startdato"]), dag(b["Slutdato"]) if b["Slutdato"] else date.max
        for a in self.afregninger:
            a["fra"], a["til"], a["kr"] = dag(a["Afr_fra"]), dag(a["Afr_til"]), tal(a["Beloeb"])
            a["antal"], a["takst"], a["disp"] = tal(a["Antal_enheder"]), tal(a["Takst"]), dag(a["Dispdato"])


def loop1(k: Kommune) -> dict[str, str]:
    """Cause by Afr_id (or Indsats ID), for all that is not in order."""
    gyldige, efter_id = defaultdict(list), {}
    for b in k.bevillinger:
        if b["Status"] in GAELDER:
            gyldige[b["cpr"], b["par"], b["Leverandør CVR"]].append(b)
            efter_id[b["Indsats ID"]] = b
    e = [a for a in k.afregninger if a["Afr_status"] == "E" and a["Afr_type"] in "UR"]
    rettede = defaultdict(list)
    for a in (a for a in e if a["Afr_type"] == "R"):
        rettede[a["Foranst_nr"], a["fra"]] = []
    for a in (a for a in e if (a["Foranst_nr"], a["fra"]) in rettede):
        rettede[a["Foranst_nr"], a["fra"]].append(a)
    fund = _dobbelte(e, rettede) | _overlappende(e)
    for a in (a for a in e if a["Afr_id"] not in fund):
        aarsag = _aarsag(k, a, gyldige, efter_id, rettede)
        if aarsag:
            fund[a["Afr_id"]] = aarsag
    return fund | _uafregnede(k, e, gyldige)


def _dobbelte(e: list[dict], rettede: dict) -> dict[str, str]:
    egne, ud = defaultdict(list), {}
    for a in e:
        if a["Afr_type"] == "U" and (a["Foranst_nr"], a["fra"]) not in rettede:
            egne[a["Cprnr"], a["Paragraf"], a["Firmanr_CVR"]].append(a)
    for liste in egne.values():
        liste.sort(key=lambda a: a["Afr_id"])
        for i, a in enumerate(liste):
            if any(b["fra"] <= a["til"] and a["fra"] <= b["til"] for b in liste[:i]):
                ud[a["Afr_id"]] = "dobbelt_afregning"
    return ud


def _overlappende(e: list[dict]) -> dict[str, str]:
    egne, ud = defaultdict(list), {}
    for a in e:
        if a["Paragraf"] in DOEGN:
            egne[a["Cprnr"]].append(a)
    for liste in egne.values():
        for i, a in enumerate(liste):
            for b in liste[:i]:
                if (a["Paragraf"], a["Firmanr_CVR"]) != (b["Paragraf"], b["Firmanr_CVR"]) and _naetter(a, b):
                    ud[max(a["Afr_id"], b["Afr_id"])] = ud[min(a["Afr_id"], b["Afr_id"])] = "overlappende_doegn"
    return ud


def _naetter(a: dict, b: dict) -> bool:
    """They share a night: a common day that is not the last of the one and the first of the other."""
    fra, til = max(a["fra"], b["fra"]), min(a["til"], b["til"])
    dage = [fra + DAG * n for n in range((til - fra).days + 1)]
    return any(not (d == a["til"] == b["fra"] or d == b["til"] == a["fra"]) or a["fra"] == a["til"] == b["fra"] == b["til"] for d in dage)


def _enheder(b: dict, fra: date, til: date) -> Decimal:
    ud, d = Decimal(0), fra
    while d <= til:
        slut = min(til, maanedsslut(d))
        dage, antal = Decimal((slut - d).days + 1), tal(b["Antal"])
        ud += {
            "Daglig": antal * dage,
            "Ugentlig": rund(antal * dage / 7),
            "Månedlig": rund(antal * dage / maanedsslut(d).day, "0.0001"),
        }[b["Frekvens"]]
        d = slut + DAG
    return ud


def _aarsag(k, a, gyldige, efter_id, rettede) -> str:
    if a["Cprnr"] in k.doede and a["til"] > k.doede[a["Cprnr"]]:
        return "efter_doed"
    egne = gyldige.get((a["Cprnr"], a["Paragraf"], a["Firmanr_CVR"]), [])
    if not egne and a["Paragraf"] == "SEL-110":
        if (a["Foranst_nr"], a["fra"]) in rettede:
            return ""
        return _pris(k, a, {"Takst": "0"})
    forskel = ""
    if egne:
        daekket = {d for b in egne for d in _dage(max(a["fra"], b["fra"]), min(a["til"], b["til"]))}
        udenfor = [d for d in _dage(a["fra"], a["til"]) if d not in daekket]
        if udenfor:
            return "foer_start" if udenfor[0] < min(b["fra"] for b in egne) else "efter_slut"
        match = next((b for b in egne if b["fra"] <= a["fra"] <= b["til"]), egne[0])
    else:
        match, forskel = _anden(k, a, efter_id)
        if not match:
            return "uden_bevilling"
    if (a["Foranst_nr"], a["fra"]) in rettede:
        samlet = rettede[a["Foranst_nr"], a["fra"]]
        ventet = rund(_enheder(match, a["fra"], a["til"]) * min(_takster(k, a, match)))
        return "" if any(abs(sum(x["kr"] for x in samlet) - v) <= Decimal("0.50") for v in (ventet, *_beloeb(k, a, match))) else "regulering"
    if a["Enhed"] != match["Enhed"]:
        return "enhed_afvigelse"
    if a["takst"] not in _takster(k, a, match):
        return "takst_afvigelse"
    if a["antal"] != _enheder(match, a["fra"], a["til"]):
        return "antal_afvigelse"
    if forskel in ("paragraf", "leverandoer"):
        return f"{forskel}_afvigelse"
    if a["Betalkom"] != match["Betalingskommune"]:
        return "betalingskommune_afvigelse"
    if forskel == "cpr":
        return "cpr_afvigelse" if _naer(a["Cprnr"], match["cpr"]) or k.gamle.get(a["Cprnr"]) == match["cpr"] else "uforklaret"
    return _pris(k, a, match)


def _pris(k, a, b) -> str:
    if a["takst"] not in _takster(k, a, b):
        return "takst_afvigelse"
    return "regnefejl" if abs(a["kr"] - a["antal"] * a["takst"]) > Decimal("0.50") else ""


def _anden(k, a, efter_id):
    """The linked grant, and in what it differs."""
    b = efter_id.get(k.ydelser[a["Foranst_nr"]]["Indsats_id"])
    if not b:
        return None, ""
    par = [("paragraf", a["Paragraf"], b["par"]), ("leverandoer", a["Firmanr_CVR"], b["Leverandør CVR"]), ("cpr", a["Cprnr"], b["cpr"])]
    return b, next((navn for navn, x, y in par if x != y), "")


def _takster(k, a, b) -> set[Decimal]:
    hos = [(t, f) for fra, til, t, f in k.takster.get((a["Firmanr_CVR"], a["Paragraf"]), ()) if fra <= a["fra"] <= til]
    return {x for t, f in hos for x in (t, rund(t * f))} or {tal(b["Takst"])}


def _beloeb(k, a, b) -> list[Decimal]:
    return [rund(_enheder(b, a["fra"], a["til"]) * t) for t in _takster(k, a, b)]


def _naer(x: str, y: str) -> bool:
    ens = [i for i in range(10) if x[i] != y[i]]
    return len(ens) == 1 or len(ens) == 2 and ens[1] == ens[0] + 1 and x[ens[0]] == y[ens[1]] and x[ens[1]] == y[ens[0]]


def _dage(fra: date, til: date) -> list[date]:
    return [fra + DAG * n for n in range((til - fra).days + 1)]


def _uafregnede(k, e, gyldige) -> dict[str, str]:
    """A grant with a due month that no settlement of the same citizen, paragraph and provider, or linked to it, touches."""
    foerste, per = min(a["fra"] for a in e), max(a["til"] for a in k.afregninger)
    graense = per.replace(day=1) - DAG
    graense = graense.replace(day=1) - DAG
    maaneder = defaultdict(set)
    for a in e:
        ydelse = k.ydelser[a["Foranst_nr"]]
        for noegle_ in ((a["Cprnr"], a["Paragraf"], a["Firmanr_CVR"]), ydelse["Indsats_id"]):
            d = a["fra"].replace(day=1)
            while d <= a["til"]:
                maaneder[noegle_].add(d)
                d = maanedsslut(d) + DAG
    ud = {}
    for (cpr, par, cvr), liste in gyldige.items():
        for b in liste:
            d = max(b["fra"], foerste).replace(day=1)
            slut = min(b["til"], graense, k.doede.get(cpr, date.max))
            while d <= slut:
                if d not in maaneder[cpr, par, cvr] and d not in maaneder[b["Indsats ID"]]:
                    ud[b["Indsats ID"]] = "uden_afregning"
                d = maanedsslut(d) + DAG
    return ud


def loop2(k: Kommune) -> dict[str, str]:
    """Cause by Afr_id, or by regnskabsår/bilag/linje where no settlement exists. Invoices and own lines are left alone."""
    e = [a for a in k.afregninger if a["Afr_status"] == "E"]
    refs, poster, ud = defaultdict(list), defaultdict(list), {}
    for a in e:
        if a["Bilagsref"]:
            refs[a["Bilagsref"]].append(a)
    for p in k.posteringer:
        p["kr"], p["dag"], p["id"] = tal(p["Beløb"]), dag(p["Dato"]), f"{p['Bilag']}/{p['Linje']}"
        if p["Maskinnr"]:
            poster[p["Henvisningsnr"]].append(p)
    ens = defaultdict(list)
    for a in e:
        ens[a["Cprnr"], a["Konto"], a["kr"]].append(a)
    for p in poster.pop("", []):
        samme = [a for a in ens[p["Ydelsesmodtager"], p["Konto"], p["kr"]] if _i_tide(a, [p])]
        ud[samme[0]["Afr_id"] if samme else p["id"]] = "dobbeltbogfoert" if samme else "uden_afregning"
    for ref, egne in refs.items():
        aarsag = _ved_reference(egne, poster.pop(ref, []))
        if aarsag:
            ud[max(egne, key=lambda a: abs(a["kr"]))["Afr_id"]] = aarsag
    return ud | {p["id"]: "uden_afregning" for egne in poster.values() for p in egne}


def _ved_reference(egne: list[dict], poster: list[dict]) -> str:
    poster = _modgaaede(poster, len(egne))
    if not poster:
        return "ikke_bogfoert"
    kr, bogfoert, a = sum(a["kr"] for a in egne), sum(p["kr"] for p in poster), egne[0]
    lige = abs(kr - bogfoert) <= Decimal("0.50")
    if not lige:
        if len(poster) > 1 and abs(kr * 2 - bogfoert) <= 1:
            return "dobbeltbogfoert"
        if kr == -bogfoert:
            return "fortegnsfejl"
        if any(abs(kr * Decimal(10) ** n - bogfoert) <= Decimal("0.01") for n in (-3, -2, -1, 1, 2, 3)):
            return "decimalfejl"
        return "beloeb_afvigelse"
    if len(egne) == 1 and not _i_tide(a, poster):
        return "periode_forskudt"
    konti = {p["Konto"] for p in poster}
    if len(konti) > 1:
        return "uforklaret"
    (konto,) = konti
    if konto[:5] + konto[6:] != a["Konto"][:5] + a["Konto"][6:]:
        return "fejlkonteret"
    if konto != a["Konto"]:
        return "forkert_dranst"
    cpr = {p["Ydelsesmodtager"] for p in poster}
    if cpr != {a["Cprnr"]}:
        (c,) = cpr
        if not c:
            return "uden_cpr"
        return "cpr_afvigelse" if _naer(c, a["Cprnr"]) or poster[0]["Betalingsmodtager"] == c else "uforklaret"
    return ""


def _modgaaede(poster: list[dict], antal: int) -> list[dict]:
    """What is left when +x and -x on the same konto and citizen have cancelled, as long as a line per settlement is left."""
    tilbage = list(poster)
    for p in [p for p in poster if p["kr"] < 0]:
        modpart = next((q for q in tilbage if q["kr"] == -p["kr"] and q["Konto"] == p["Konto"] and q["Ydelsesmodtager"] == p["Ydelsesmodtager"]), None)
        if modpart and antal == 1 and len(tilbage) > 2:
            tilbage.remove(p)
            tilbage.remove(modpart)
    return tilbage


def _i_tide(a: dict, poster: list[dict]) -> bool:
    slut = max(a["til"], a["disp"]) if a["Afr_type"] == "R" else a["til"]
    for p in poster:
        aar, d = int(p["Regnskabsår"]), p["dag"]
        naeste = (d.year - slut.year) * 12 + d.month - slut.month in (0, 1)
        supplement = d.year == slut.year + 1 and d.month <= 2 and aar == slut.year
        if not (naeste and aar == slut.year or supplement or naeste and d.year == aar == slut.year):
            return False
    return True
