"""The workbook of an answer, read back with openpyxl."""

from __future__ import annotations

import io
from dataclasses import replace

from openpyxl import load_workbook

from lisanalysis.analyses.result import Result
from lisanalysis.publish import numbers
from lisanalysis.publish.workbook import rapport_xlsx


def test_forsiden_og_tabellerne_staar_paa_hvert_sit_ark(svar: Result) -> None:
    """Page one says the answer and every key figure exactly; a table has all its rows, its money to the øre and nothing that runs."""
    bog = load_workbook(io.BytesIO(rapport_xlsx(svar)))
    assert bog.sheetnames == ["Forside", "Hvem står bag"]
    linjer = {r[0]: r[1] for r in bog["Forside"].iter_rows(min_row=4, values_only=True)}
    assert linjer["Stigning"] == 1400000.1 and linjer["Andel forklaret"] == "–" and linjer["Den sjette er ikke på forsiden"] == 6
    assert linjer["Svar"] == svar.svar and linjer["Forbehold"] == "Juni mangler."
    ark = bog["Hvem står bag"]
    assert [c.value for c in ark[3]] == ["Leverandør", "Ændring", "Andel", "Sager", "Måned", "Første dag"]
    assert ark["B4"].value == 1234567.5 and ark["B4"].number_format == "#,##0.00" and ark["C4"].number_format == "0.0 %"
    assert ark["A5"].value == "=1+1" and ark["A5"].data_type == "s" and ark.max_row == 3 + 134


def test_to_tabeller_med_samme_navn_og_en_skjult_celle(svar: Result) -> None:
    """Excel takes no two sheets of one name; a hidden value is a dot, neither empty nor zero."""
    hvem = svar.tabeller[0]
    skjult = replace(hvem, data=hvem.data.assign(antal=[numbers.SKJULT, *hvem.data.antal[1:]]))
    bog = load_workbook(io.BytesIO(rapport_xlsx(replace(svar, tabeller=(hvem, skjult)))))
    assert bog.sheetnames == ["Forside", "Hvem står bag", "Hvem står bag 2"]
    assert bog["Hvem står bag 2"]["D4"].value == "•"


def test_et_langt_navn_ender_ved_et_helt_ord(svar: Result) -> None:
    """Excel takes 31 characters; a name that is cut in the middle of a word cannot be read, and a heading that asks needs no full stop too."""
    lang = replace(svar.tabeller[0], titel="Fejllisten: det, der skal rettes nu")
    spoerger = replace(svar.tabeller[0], titel="Bliver det bedre?")
    bog = load_workbook(io.BytesIO(rapport_xlsx(replace(svar, tabeller=(lang, spoerger, replace(lang, titel="x" * 40))))))
    assert bog.sheetnames == ["Forside", "Fejllisten det, der skal rettes", "Bliver det bedre", "x" * 31]
    assert bog["Bliver det bedre"]["A1"].value.startswith("Bliver det bedre? ") or bog["Bliver det bedre"]["A1"].value == "Bliver det bedre?"
