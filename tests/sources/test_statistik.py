"""FLIS, Statistics Denmark and StatBank: what was sent out and what comes from outside."""

import os
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lager_prep import Kommunen, raekker

REALDATA = os.environ.get("LIS_REALDATA")
needs_real_data = pytest.mark.skipif(not REALDATA, reason="LIS_REALDATA er ikke sat: de rigtige StatBank-filer er ikke i projektet")
D = Decimal


def test_flis_and_dst(tmp_path):
    """Key figures by month or year, the marking of local codes, and the figures delivered by quarter."""
    kommune = Kommunen(tmp_path, "flis: {}\n  dst: {}")
    kommune.fil("flis_noegletal_2024.csv", "Kommune;År;Måned;Paragraf;Antal borgere;Helårspersoner;Udgift\n998;2024;3;SEL § 107;42;40,25;1234567,89\n0998;2023;;107;41;;\n")
    kommune.fil("flis_opmaerkninger.csv", "Kilde;Lokal kode;Lokal tekst;Fælles kode;Fælles tekst;Gyldig fra;Gyldig til\nbv;0012;Botilbud Øst;B107;Midlertidigt botilbud;01-01-2020;\nbv;0013;Nyt;;;;\n")
    kommune.fil("dst_indberettet.csv", "Kommune;År;Kvartal;Paragraf;Antal borgere;Ydelser\n998;2024;4;SEL § 85;120;133\n")
    data = kommune.indlaes()

    assert raekker(data, "flis_noegletal", "kommune", "aar", "maaned", "paragraf", "antal_borgere", "helaarspersoner", "udgift_kr") == [
        ("0998", 2024, 3, "SEL-107", 42, D("40.25"), D("1234567.89")), ("0998", 2023, None, "SEL-107", 41, None, None)]
    assert raekker(data, "flis_opmaerkning", "opmaerket_kilde", "lokal_kode", "faelles_kode", "gyldig_fra_dato") == [
        ("bv", "0012", "B107", date(2020, 1, 1)), ("bv", "0013", None, None)]
    assert raekker(data, "dst_indberettet", "kommune", "kvartal", "antal_borgere", "antal_ydelser") == [("0998", 4, 120, 133)]


def test_statbank_gathers_the_variables_that_were_chosen(tmp_path):
    """Any variables in any order; a place that is no municipality has no code; two dots are no figure."""
    kommune = Kommunen(tmp_path, "statbank: {}")
    kommune.fil("statbank_FOLK1A-7.csv", "\ufeffKØN;OMRÅDE;TID;ALDER;INDHOLD\nMænd;Høje-Taastrup;2024K1;10 år;231\nI alt;Hele landet;2024K1;I alt;5961249\nKvinder;0573;2024K1;;..\n")
    kommune.fil("statbank_PRIS111.csv", "TID;INDHOLD\n2024M01;117,4\n")
    data = kommune.indlaes()

    assert raekker(data, "statbank", "tabel", "sted", "kommune", "tid", "variable", "vaerdi") == sorted([
        ("FOLK1A", "Høje-Taastrup", "0169", "2024K1", "KØN=Mænd; ALDER=10 år", D("231")),
        ("FOLK1A", "Hele landet", None, "2024K1", "KØN=I alt; ALDER=I alt", D("5961249")),
        ("FOLK1A", "0573", "0573", "2024K1", "KØN=Kvinder", None),
        ("PRIS111", None, None, "2024M01", None, D("117.4")),
    ], key=lambda row: raekker(data, "statbank", "tabel", "sted").index(row[:2]))


@needs_real_data
def test_real_statbank_files_are_read_whole(tmp_path):
    """Statistics Denmark's own downloads, with and without byte order mark: every line a row, every municipality known, the sums theirs."""
    kommune = Kommunen(tmp_path, "statbank: {}")
    files = sorted(Path(REALDATA, "statbank").glob("FOLK1A*.csv"))
    for fil in files:
        shutil.copy(fil, kommune.udtraek / f"statbank_{fil.name}")
    data = kommune.indlaes()

    listed = data.leverancer().set_index("fil")
    for fil in files:
        lines = len([line for line in fil.read_text(encoding="utf-8-sig").splitlines() if line])
        delivered = listed.loc[f"statbank_{fil.name}"]
        assert (delivered.raekker, delivered.indlaest) == (lines - 1, lines - 1)
    t = data.tabel("statbank")
    place = t.filter(t.tid == "2020K1", t.variable == "CIVILSTAND=I alt")
    kommuner = place.filter(place.kommune.notnull()).select("kommune", "vaerdi").distinct().execute()
    hele = place.filter(place.sted == "Hele landet").vaerdi.max().execute()
    christiansoe = place.filter(place.sted == "Christiansø").vaerdi.max().execute()
    assert (kommuner.kommune.nunique(), hele, christiansoe) == (98, D("5822763"), D("84"))
    assert kommuner.vaerdi.sum() + christiansoe == hele
