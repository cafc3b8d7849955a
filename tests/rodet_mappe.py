"""Makes a folder of unknown extracts out of a made-up municipality's: other headings in another order, other names, other writing.

A plain script on purpose: it knows the example layouts by heart and shares no code with what is to recognise the files.
"""

from __future__ import annotations

import csv
import io
import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_DATO, _TAL = re.compile(r"(\d\d)-(\d\d)-(\d{4})"), re.compile(r"-?[\d.]+,\d+")


@dataclass(frozen=True)
class Ny:
    """How one extract is disguised: its new name, writing and headings; `dato` is a pattern of day, month and year."""

    navn: str
    overskrifter: dict[str, str]
    fra: str = "utf-8"
    fra_skilletegn: str = ";"
    til: str = "utf-8"
    skilletegn: str = ";"
    dato: str = r"\1-\2-\3"
    tal: Callable[[str], str] = str
    ekstra: tuple[str, ...] = ()


def _engelsk(tal: str) -> str:
    return tal.replace(".", "").replace(",", ".")


def _uden_tusind(tal: str) -> str:
    return tal.replace(".", "")


def _grupperet(tal: str) -> str:
    """Thousands apart by a dot."""
    hele, _, dele = tal.replace(".", "").partition(",")
    fortegn, hele = ("-", hele[1:]) if hele.startswith("-") else ("", hele)
    return f"{fortegn}{int(hele):,}".replace(",", ".") + f",{dele}"


FORKLAEDT = {
    "nexus_indsatser": Ny("Bevillinger fra fagsystem 2025-01-31.csv", {
        "Borger CPR": "Borgerens CPR-nr.", "Indsats ID": "Indsatsnr.", "Grundforløb": "Hovedforløb", "Forløb": "Forløbsnavn", "Indsats": "Indsatsens navn",
        "Paragraf": "Lovparagraf", "Målgruppe": "Målgruppe (VUM)", "Status": "Indsatsstatus", "Bevillingsdato": "Bevilget d.", "Startdato": "Gældende fra",
        "Slutdato": "Gældende til", "Afregning start": "Afregnes fra", "Afregning slut": "Afregnes til", "Antal": "Mængde", "Enhed": "Enhedstype",
        "Frekvens": "Hyppighed", "Takst": "Pris pr. enhed", "Leverandør": "Leverandørnavn", "Leverandør CVR": "CVR-nr.", "Leverandør P-nr": "P-nr.",
        "Organisation": "Organisationsenhed", "Sagsbehandler": "Ansvarlig sagsbehandler", "Betalingskommune": "Betalende kommune",
        "Handlekommune": "Handlende kommune", "Opfølgningsdato": "Næste opfølgning", "Oprettet": "Oprettelsesdato", "Sidst ændret": "Senest ændret",
    }, til="cp1252", skilletegn=",", dato=r"\3-\2-\1", tal=_engelsk, ekstra=("Udskrevet af",)),
    "bv_sager": Ny("sagsliste_jan.csv", {
        "Cprnr": "CPR", "Sagsnr": "Sagsnummer", "Sagstype": "Type af sag", "Aabnet": "Åbnet den", "Lukket": "Lukket den", "Sagsbeh": "Sagsbehandler",
        "Distrikt": "Distriktsnavn", "Omraade": "Fagområde", "Betalkom": "Betalingskommune", "Handlekom": "Handlekommune",
    }, fra="cp1252", til="utf-8-sig", dato=r"\1.\2.\3"),
    "bv_ydelser": Ny("foranstaltninger_20250131.txt", {
        "Cprnr": "Personnr.", "Sagsnr": "Sag nr.", "Foranst_nr": "Foranstaltningsnr.", "Indsats_id": "Bevilling-id", "Foranstaltning": "Foranstaltningsnavn",
        "Katalogydelse": "Ydelse i kataloget", "Paragraf": "§", "Maalgruppe": "Målgruppe", "Anbr_form": "Anbringelsesform", "Firmanr_CVR": "Firmaets CVR",
        "Firma": "Firmanavn", "P_nr": "P-nummer", "Plejefamilie": "Plejefamilienr.", "Antal_vederlag": "Antal plejevederlag", "Antal": "Antal enheder",
        "Enhed": "Takstenhed", "Frekvens": "Beregningsfrekvens", "Takst": "Takst i kr.", "Bevillingsdato": "Dato for bevilling", "Startdato": "Start den",
        "Slutdato": "Slut den", "Oprettet": "Oprettet dato", "Konto": "Kontonr.", "Betalkom": "Betalende komm.", "Sagsbeh": "Rådgiver",
    }, fra="cp1252", til="iso-8859-1", skilletegn="|", dato=r"\1/\2/\3"),
    "bv_afregninger": Ny("Udbetalinger 31-01-2025.csv", {
        "Cprnr": "Personnummer", "Sagsnr": "Sagsnummer", "Foranst_nr": "Foranstaltningsnummer", "Afr_id": "Afregningsnr.", "Foranstaltning": "Foranstaltningens navn",
        "Paragraf": "Lovhjemmel", "Firmanr_CVR": "CVR", "Afr_fra": "Periode start", "Afr_til": "Periode slut", "Antal_enheder": "Antal enh.",
        "Enhed": "Afregningsenhed", "Takst": "Enhedspris", "Beloeb": "Beløb (kr.)", "Betalkom": "Betalende kommune", "Konto": "Kontonummer",
        "Afr_status": "Afregningsstatus", "Afr_type": "Afregningens type", "Bilagsref": "Bilagsreference", "Dispdato": "Dispositionsdato",
    }, fra="cp1252", til="utf-8", skilletegn="\t", dato=r"\3\2\1", tal=_grupperet),
    "bv_disponeringer": Ny("disponeret.csv", {
        "Foranst_nr": "Foranstaltning nr.", "Aar": "År", "Maaned": "Måned", "Disponeret": "Disponeret beløb", "Effektueret": "Effektueret beløb",
    }, fra="cp1252", tal=_engelsk),
    "prisme_posteringer": Ny("Posteringsliste 20250131.csv", {
        "Dato": "Bogføringsdato", "Regnskabsår": "Regnskabsaar", "Bilag": "Bilagsnr.", "Linje": "Linjenr.", "Finanskonto": "Finanskontoalias",
        "Kontonavn": "Kontoens navn", "Afdeling": "Afdelingsnr.", "Konto": "Hovedkonto", "Aktivitet": "Aktivitetsnr.", "Art": "Artskode", "Beløb": "Beløb i kr.",
        "D/K": "Debet/kredit", "Tekst": "Posteringstekst", "Ydelsesmodtager": "Ydelsesmodtager CPR", "Betalingsmodtager": "Betalingsmodtagernr.",
        "Maskinnr": "Maskinnummer", "Henvisningsnr": "Henvisning",
    }, fra="cp1252", til="utf-8", dato=r"\1.\2.\3", tal=_uden_tusind),
    "prisme_budget": Ny("Budget 2025.csv", {
        "År": "Regnskabsår", "Konto": "Kontonr.", "Aktivitet": "Aktivitetsnummer", "Art": "Art nr.", "Oprindeligt": "Oprindeligt budget",
        "Tillæg": "Tillægsbevillinger", "Korrigeret": "Korrigeret budget",
    }, fra="cp1252", til="utf-8", tal=_uden_tusind),
    "prisme_saldo": Ny("saldobalance_20250131.csv", {
        "Regnskabsår": "År", "Periode": "Regnskabsperiode", "Konto": "Konto nr.", "Art": "Artsnr.", "Saldo": "Saldo i kr.",
    }, fra="cp1252", til="cp1252", skilletegn=",", tal=_engelsk),
    "prisme_kontoplan": Ny("alias_2025-01-31.csv", {
        "Finanskontoalias": "Alias", "Angivelse af finanskontoalias": "Fuld kontostreng", "Navn": "Kontonavn", "Paragraf": "Lov og paragraf", "CPR-krav": "Krav om CPR",
        "Gyldig fra": "Gælder fra", "Gyldig til": "Gælder til",
    }, fra_skilletegn=",", til="cp1252", dato=r"\3-\2-\1"),
    "tilbud": Ny("Takstoversigt.csv", {
        "Tilbud": "Tilbuddets navn", "Tilbuds-ID": "Tilbudsnr.", "CVR": "CVR-nr.", "P-nummer": "P-nr.", "Kommune": "Beliggenhedskommune", "Paragraf": "Lovgrundlag",
        "Ydelse": "Ydelsesnavn", "Takst": "Takst (kr.)", "Enhed": "Takstenhed", "Gyldig fra": "Gyldig fra dato", "Gyldig til": "Gyldig til dato",
        "Belægningspct": "Belægning i pct.", "Pladser": "Antal pladser", "Momsfaktor": "Momsfaktor",
    }, til="cp1252", dato=r"\3/\2/\1"),
    "organisation": Ny("enheder.csv", {
        "Organisation": "Organisation", "Navn": "Enhedens navn", "Område": "Område", "Distrikt": "Distrikt", "Leder": "Leder", "Overordnet": "Overordnet enhed",
    }),
    "sagsbehandlere": Ny("medarbejderliste.csv", {
        "Sagsbehandler": "Sagsbehandler-id", "Navn": "Medarbejderens navn", "Organisation": "Organisation", "Gyldig fra": "Fra dato", "Gyldig til": "Til dato",
    }, dato=r"\1.\2.\3"),
}  # fmt: skip


def forklaed(fra: Path, til: Path, seed: int = 1) -> None:
    """Write every extract in `fra` into `til` in disguise; the CPR extract, which has no headings, only under another name."""
    til.mkdir(parents=True)
    rng = random.Random(seed)
    for kendt, ny in FORKLAEDT.items():
        (til / ny.navn).write_bytes(_omskrevet(_en(fra, kendt).read_bytes(), ny, rng))
    shutil.copyfile(_en(fra, "cpr_udtraek"), til / "folkeregister 2025-01-31.txt")


def _en(mappe: Path, navn: str) -> Path:
    return next(mappe.glob(f"{navn}*"))


def _omskrevet(raa: bytes, ny: Ny, rng: random.Random) -> bytes:
    tekst = raa.decode(ny.fra).removeprefix("\ufeff")
    hoved, *raekker = csv.reader(io.StringIO(tekst), delimiter=ny.fra_skilletegn)
    assert set(hoved) == set(ny.overskrifter), ny.navn
    orden = rng.sample(range(len(hoved)), len(hoved))
    ud = io.StringIO(newline="")
    skriver = csv.writer(ud, delimiter=ny.skilletegn, lineterminator="\r\n")
    skriver.writerow([*(ny.overskrifter[hoved[i]] for i in orden), *ny.ekstra])
    skriver.writerows([*(_celle(r[i], ny) for i in orden), *("x" for _ in ny.ekstra)] for r in raekker)
    return ud.getvalue().encode(ny.til)


def _celle(celle: str, ny: Ny) -> str:
    if _DATO.fullmatch(celle):
        return _DATO.sub(ny.dato, celle)
    return ny.tal(celle) if _TAL.fullmatch(celle) else celle
