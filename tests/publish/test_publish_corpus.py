"""The gate against the corpus: all that is hidden is found, nothing that looks alike is refused, nothing live leaves."""

from __future__ import annotations

import io
import random
from pathlib import Path

import openpyxl
import privacy_corpus as corpus
import pytest

from lisanalysis.errors import GateError
from lisanalysis.publish.files import csv_bytes
from lisanalysis.publish.gate import Gate
from lisanalysis.publish.html import del_
from lisanalysis.publish.markup import harmloes, side_fejl
from lisanalysis.publish.sheet import xlsx_bytes

GRUPPER = ("mod11", "uden_mod11", "erstatning")


class Kendte:
    def __init__(self, *numre: str, navne: tuple[str, ...] = ()) -> None:
        self.numre, self.navne = set(numre), set(navne)

    def kender(self, nummer: str) -> bool:
        return nummer in self.numre

    def kender_navn(self, navn: str) -> bool:
        return navn in self.navne


def _afvist(nummer: str, navn: str, indhold: bytes) -> bool:
    """Whether the gate refuses the file for the citizen's number, and shows no part of it."""
    try:
        Gate(Kendte(nummer), Path("reports")).kontroller(navn, indhold)
    except GateError as fejl:
        assert nummer[:4] not in str(fejl) and nummer[6:] not in str(fejl) and "CPR" in str(fejl), str(fejl)
        return True
    return False


@pytest.mark.parametrize("gruppe", GRUPPER)
def test_hver_stavemaade_i_hver_type_fil(gruppe: str) -> None:
    """Numbers that pass modulus 11, that do not, and replacement numbers are found alike, with a leading zero or not."""
    tilfaeldig = random.Random(11)
    numre = [corpus.nummer(tilfaeldig, gruppe) for _ in range(40)]
    valgte = [next(n for n in numre if n[0] != "0"), *([next(n for n in numre if n[0] == "0")] if gruppe != "erstatning" else [])]
    missede = [
        (maade, navn) for n in valgte for maade, tekst in corpus.stavemaader(n).items() for navn, indhold in corpus.i_hver_type(tekst)
        if not _afvist(n, navn, indhold)
    ]  # fmt: skip
    assert missede == []


@pytest.mark.parametrize("gruppe", GRUPPER)
def test_hver_krog(gruppe: str) -> None:
    """Split over tags, cells and columns; in metadata, names, comments, hidden sheets, widgets and keys nobody knows: found."""
    n = corpus.nummer(random.Random(5), gruppe)
    assert [hvad for hvad, navn, indhold in corpus.i_hver_krog(n) if not _afvist(n, navn, indhold)] == []


def test_det_der_ligner_afvises_ikke() -> None:
    """Twenty thousand known citizens, and not one account, P-number, amount, hash or curve is taken for any of them."""
    tilfaeldig = random.Random(2)
    gate = Gate(Kendte(*(corpus.nummer(tilfaeldig, g) for g in GRUPPER for _ in range(7000))), Path("reports"))
    advarsler = {hvad: gate.kontroller(navn, indhold) for hvad, navn, indhold in corpus.det_der_ligner(tilfaeldig, 400)}
    assert advarsler == dict.fromkeys(advarsler, [])


def test_ukendte_numre_er_en_advarsel() -> None:
    """A number nobody is known by is warned of with or without its hyphen, and no digit of it is shown; a code's column is let be."""
    n = corpus.nummer(random.Random(3), "uden_mod11")
    gate = Gate(Kendte(), Path("reports"))
    for tekst in (n, f"{n[:6]}-{n[6:]}", f"sag {n}."):
        for navn, indhold in corpus.i_hver_type(tekst):
            (advarsel,) = gate.kontroller(navn, indhold)
            assert "ligner CPR-numre" in advarsel and not set(advarsel) & set("6789") - set("16")
    assert gate.kontroller("a.csv", f"p_nummer;tekst\r\n{n};x\r\n".encode()) == []
    assert gate.kontroller("a.parquet", corpus.parquet({"kontoalias": [n]})) == []
    assert gate.kontroller("a.xlsx", corpus.xlsx(["kontoalias"], [n])) == []
    assert gate.kontroller("a.csv", f"p_nummer;tekst\r\n1;{n}\r\n".encode())
    assert gate.kontroller("a.csv", b"tekst\r\n9999999999;1234567890;4512345678\r\n") == []


def test_navne_er_en_advarsel() -> None:
    """A loaded citizen's full name is warned of in any order and over neighbouring cells, and is not shown."""
    gate = Gate(Kendte(navne=("Ditte Prøvesen", "Ditte Marie Prøvesen")), Path("reports"))
    for tekst in ("Ditte Prøvesen", "Prøvesen, Ditte", "Fru Ditte Marie Prøvesen bor her", "Ditte;Prøvesen"):
        (advarsel,) = gate.kontroller("a.txt", f"Sagen om {tekst}.".encode())
        assert "navne" in advarsel and "Prøvesen" not in advarsel
    assert gate.kontroller("a.txt", "Ditte fra Prøvesen".encode()) == []


def test_intet_levende_slipper_ud() -> None:
    """Scripts, handlers, frames, forms, addresses, formulas, macros and links: each is refused by name, none for a number."""
    gate = Gate(Kendte(), Path("reports"))
    for hvad, navn, indhold in corpus.levende_filer():
        with pytest.raises(GateError, match="frigives ikke"):
            gate.kontroller(navn, indhold)
            pytest.fail(hvad)


@pytest.mark.parametrize("celle", corpus.USKYLDIGE_CELLER)
def test_uskyldige_celler_er_ikke_formler(celle: str) -> None:
    """A negative number, a telephone number or a lone dash passes."""
    assert Gate(Kendte(), Path("reports")).kontroller("a.csv", f"a;b\r\nx;{celle}\r\n".encode()) == []


def test_vores_egne_filer_er_doede() -> None:
    """Hostile text in every place of our own workbook and CSV is text there, and a negative number is still a number."""
    farlige = list(corpus.LEVENDE_TEKSTER)
    indhold = xlsx_bytes(farlige[0], farlige, [farlige, [-5] * len(farlige)], note=farlige[1])
    ark = openpyxl.load_workbook(io.BytesIO(indhold)).active
    assert [c.data_type for raekke in ark.iter_rows() for c in raekke if c.data_type == "f" or c.hyperlink] == []
    assert [c.value for c in ark[5]] == [-5] * len(farlige) and [c.value for c in ark[4]][:3] == farlige[:3]
    assert len(ark.title) <= 31
    gate = Gate(Kendte(), Path("reports"))
    assert gate.kontroller("a.xlsx", indhold) == [] and gate.kontroller("a.csv", csv_bytes(farlige, [farlige, [-5] * len(farlige)])) == []
    assert indhold == xlsx_bytes(farlige[0], farlige, [farlige, [-5] * len(farlige)], note=farlige[1])


@pytest.mark.parametrize("krop", corpus.FJENDTLIGE_SIDER)
def test_fjendtlig_tekst_i_et_svar_er_tekst(svar: object, krop: str) -> None:
    """Whatever stands in a field or a heading adds no element to the part, and can still be read."""
    from dataclasses import replace
    from html import unescape

    tabel = svar.tabeller[0]
    ramme = tabel.data.assign(leverandoer=krop)
    ondt = replace(
        svar, titel=krop, svar=krop, goer=(krop,), forbehold=(krop,), ikke_koert={krop: krop},
        tabeller=(replace(tabel, data=ramme, titel=krop, forklaring=krop, kolonner=(replace(tabel.kolonner[0], titel=krop), *tabel.kolonner[1:])),),
        figurer=(replace(svar.figurer[4], titel=krop, alt=krop, kilde=krop),), afsnit=(replace(svar.afsnit[0], titel=krop, tekst=(krop,), indhold=("hvem",)),),
    )  # fmt: skip
    for navn in ("forside", "forbehold", "hvem", "lys", krop):
        markup = del_(ondt, navn)
        assert harmloes(markup)
        assert side_fejl(corpus.POLITIK + markup) == ""
        assert krop in unescape(markup) or krop.replace("\\", "\\\\") in unescape(markup)
