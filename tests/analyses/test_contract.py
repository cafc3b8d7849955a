"""What every analysis in the package keeps: a declaration, a strict model with Danish help, and names that tell parts apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

import ibis
import pytest
from pydantic import ValidationError

from lisanalysis import analyses
from lisanalysis.analyses import behov
from lisanalysis.analyses.result import Result
from lisanalysis.tables import TABELLER, Dataset
from lisanalysis.workspace import analyse



class Laest(Dataset):
    """A Dataset that remembers which tables it was asked about."""

    spurgt: set[str] = set()

    def har(self, navn: str) -> bool:
        self.spurgt.add(navn)
        return super().har(navn)

    def tabel(self, navn: str) -> ibis.Table:
        self.spurgt.add(navn)
        return super().tabel(navn)


ALLE = {m.name: modul for m in iter_modules(analyses.__path__) if hasattr(modul := import_module(f"lisanalysis.analyses.{m.name}"), "ANALYSE")}


@pytest.mark.parametrize("stem", ALLE)
def test_the_module_declares_itself(stem: str) -> None:
    """The declaration bears the stem, and needs only tables that exist."""
    erklaering = ALLE[stem].ANALYSE
    assert erklaering.stem == stem
    assert erklaering.spoergsmaal.endswith("?")
    assert set(erklaering.tabeller) <= set(TABELLER)
    assert len(set(erklaering.noegletal)) == len(erklaering.noegletal) > 0


@pytest.mark.parametrize("stem", ALLE)
def test_parameters_are_strict_and_explained(stem: str) -> None:
    """An unknown name is refused, and every field has a Danish sentence for the person who fills it in."""
    model = ALLE[stem].Parametre
    assert all(felt.description and felt.description[0].isupper() for felt in model.model_fields.values())
    with pytest.raises(ValidationError):
        model(findes_ikke=1)


@pytest.fixture(scope="module")
def svarer(demo: Dataset) -> Callable[[str], tuple[Result, frozenset[str]]]:
    """The answer to the analysis' own parameters, worked out once, and the tables it asked about."""
    laest = Laest(**{f.name: getattr(demo, f.name) for f in fields(demo) if f.init})

    @cache
    def svar(stem: str) -> tuple[Result, frozenset[str]]:
        laest.spurgt.clear()
        return ALLE[stem].analyse(laest, ALLE[stem].Parametre()), frozenset(laest.spurgt)

    return svar


@pytest.mark.parametrize("stem", ALLE)
def test_what_an_analysis_reads_is_what_it_declares(stem: str, svarer) -> None:
    """No table is read that the declaration does not name, so that what `lis new` and `lis check` say is lacking is all that is."""
    a, (svar, laest) = ALLE[stem].ANALYSE, svarer(stem)
    assert svar.publikum == a.publikum
    assert set(a.laeser_tabeller) <= set(TABELLER)
    assert a.alt_leveret or laest <= set(a.laeser_tabeller), laest - set(a.laeser_tabeller)


@pytest.mark.parametrize("stem", ALLE)
def test_without_any_table_it_says_so_before_and_after(stem: str, demo: Dataset) -> None:
    """What the declaration says is lacking when nothing came is what the analysis answers; only the one that looks at the deliveries has an answer."""
    svar = analyse(stem, demo.kun({})).result
    assert (svar.status == "ikke_koert") == bool(ALLE[stem].ANALYSE.mangler(())) == (stem != "datavalidering")
    assert stem == "datavalidering" or behov.sagt(ALLE[stem].ANALYSE, ()).startswith("mangler ")


@pytest.mark.parametrize("stem", ALLE)
def test_no_two_parts_of_an_answer_have_one_name(stem: str, svarer) -> None:
    """`svar.show(navn)` can mean one part only, and every part that a section names is there."""
    svar, _ = svarer(stem)
    navne = [*(t.navn for t in svar.tabeller), *(t.titel for t in svar.tabeller), *(f.navn for f in svar.figurer)]
    navne += [*(n.noegle for n in svar.noegletal), *(a.titel for a in svar.afsnit)]
    assert [n for n, antal in Counter(navne).items() if antal > 1] == []
    for afsnit in svar.afsnit:
        assert all(svar.find(navn) for navn in afsnit.indhold)


@pytest.mark.parametrize("stem", ALLE)
def test_a_sentence_ends_once(stem: str, svarer) -> None:
    """An amount at the end of one brings its full stop with it."""
    svar, _ = svarer(stem)
    tekster = [svar.svar, *svar.goer, *svar.forbehold, *svar.metode, *svar.datagrundlag, *(k.tekst for k in svar.konklusioner)]
    tekster += [t for f in svar.figurer for t in (f.titel, f.alt, f.kilde)]
    tekster += [t for tabel in svar.tabeller for t in (tabel.titel, tabel.forklaring)]
    assert [t for t in tekster if ".." in t.replace("...", "")] == []


@pytest.mark.parametrize("stem", ALLE)
def test_every_table_shows_columns_it_has(stem: str, svarer) -> None:
    """The columns declared are those of the frame, in the file's order."""
    for tabel in svarer(stem)[0].tabeller:
        assert [k.navn for k in tabel.kolonner] == list(tabel.data.columns), tabel.navn


CONTRACT = {
    ("datavalidering", "leverancer"): "kilde; fil; sha256; raekker; indlaest; afvist; kontrolsum; periode_fra; periode_til; skaeringsdato; status",
    ("datavalidering", "afviste"): "fil; linje; kolonne; aarsag",
    ("budgetopfoelgning", "prognose"): "niveau; noegle; overliggende; budget; forbrug; disponeret; forventet; lav95; hoej95",
    ("dyre_enkeltsager", "sager"): "husstand_id; borger_id; aar; maaned; brutto; fradrag; netto; refusion_25; refusion_50; refusion_75; refusion_beregnet; refusion_hjemtaget; mangler; frist",
    ("novemberliste", "liste"): "borger_id; sagsnr; cpr_kommune; handlekommune; betalingskommune; retning; flyttedato; vej; paragraf; beloeb; opkraevet; tilsagn; krav_rejst; frist; dage_tilbage",
    ("overgang_barn_voksen", "unge"): "borger_id; fylder_18; paragraf; foranstaltning; katalogydelse; sagsbehandler; pris_nu; forventet_paragraf; sandsynlighed; forventet_pris; forberedt; hul_dage",
    ("sagsbehandleroversigt", "borgere"): "borger_id; sagsnr; indsats_id; paragraf; tilbud; startdato; slutdato; disponeret; forbrug; over_under; naeste_opfoelgning; afvigelser",
    ("ottetalskontrol", "ottetal"): "omraade; paragraf; konto; periode; system; borgere; bevillinger; ydelser; doegn; helaarspersoner; disponeret; afregnet; bogfoert",
    ("udgiftsstigning", "hvem"): "niveau; noegle; effekt; beloeb; antal",
    ("udgiftsstigning", "hvorfor"): "niveau; noegle; effekt; beloeb; antal",
    ("substitution", "aggregat"): "kommune; periode; paragraf; starter; kohortedoegn; befolkning",
    ("udgiftsstigning", "bidrag"): "borger_id; konto; paragraf; leverandoer; sagsbehandler; effekt; beloeb; engangs",
}


@pytest.mark.parametrize(("stem", "tabel"), CONTRACT)
def test_the_files_have_exactly_the_columns_agreed(stem: str, tabel: str, svarer) -> None:
    """The files that others read keep their columns and order."""
    assert list(svarer(stem)[0].find(tabel).data.columns) == CONTRACT[stem, tabel].split("; ")


@pytest.mark.parametrize("stem", ["substitution", "udgiftsstigning", "effektmaaling", "registreringspraksis", "udforsk", "familie_flytning"])
def test_what_is_concluded_is_an_object(stem: str, svarer) -> None:
    """Notebooks, other code and tests read fields: each conclusion has its own name, words, what it rests on, and a refusal where it has no estimate."""
    svar, _ = svarer(stem)
    konklusioner = svar.konklusioner
    assert konklusioner or svar.status == "ikke_koert"
    assert len({k.navn for k in konklusioner}) == len(konklusioner)
    assert all(k.tekst.strip() and k.n >= 0 and (k.estimat is not None or k.afslag) for k in konklusioner)
    assert all(k.interval is None or k.interval[0] <= k.interval[1] for k in konklusioner)


@pytest.mark.parametrize("stem", ALLE)
def test_a_readers_tables_say_codes_in_words(stem: str, svarer: Callable[[str], tuple[Result, frozenset[str]]]) -> None:
    """SEL § 107 and never SEL-107, Børn and never boern, 1. kvartal 2025 and never 2025-K1: the key is for programs, in the file."""
    from lisanalysis.publish import tables

    noegler = {t.navn: fundet for t in svarer(stem)[0].tabeller if (fundet := re.findall(r">(?:(?:SEL|BL|ABL)-\d[^<]*|boern|voksne|20\d\d-K\d)<", tables.html(t)))}
    assert noegler == {}


@pytest.mark.parametrize("stem", ALLE)
def test_what_is_counted_has_a_word_for_one(stem: str, svarer: Callable[[str], tuple[Result, frozenset[str]]]) -> None:
    """1 række and never 1 rækker, whatever a key figure counts; these few are called the same in the plural."""
    from lisanalysis.publish import words

    ens = {"brud", "døgn", "forløb", "fund", "indbyggere", "mål", "ophold", "par", "skift"}
    talt = {n.enhed for n in svarer(stem)[0].noegletal if n.format == "antal" and n.vaerdi is not None}
    assert {e for e in talt - ens if words.antal_af("1", e) == e} == set()
