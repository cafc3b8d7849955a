"""A whole run, made to fail at each stage with a citizen's number in the error: no file, log or line on the screen holds it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest
from lille_kommune import ANALYSE, ANSWER, LOAD, SAVE, SHOW, Sted, sted, udtraek  # noqa: F401  fixtures

from lisanalysis.batch.failed import failed_folder
from lisanalysis.cli import main
from lisanalysis.publish.contents import steder
from lisanalysis.publish.gate import kandidater
from lisanalysis.settings import read_settings

GRUND = "fejlretning: gennemgang af listen"
LISTE = ANALYSE.replace(
    "    return ANALYSE.result(",
    "    b = data.tabel('borger').select('borger_id').order_by('borger_id').limit(9).execute()\n"
    "    liste = Tabel('liste', 'Borgere', b, (Kolonne('borger_id', 'Borger'),), enhed='borger_id', cpr_liste=True)\n"
    "    return ANALYSE.result(",
).replace("tabeller=(tabel,)", "tabeller=(tabel, liste)")


def lis(*words: str) -> int:
    sys.argv = ["lis", *words]
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code or 0


def _liste(sted: Sted) -> None:
    """An analysis with a list of citizens, beside the one that counts."""
    sted.analyse("liste")
    (sted.rod / "analyser" / "liste.py").write_text(LISTE.replace("STEM", "liste"), encoding="utf-8")


def _uden_cpr(sted: Sted, skaerm: str) -> list[Path]:
    """Every file that a run leaves but the extracts, the lager and the guarded place; the number of none of the citizens is in one."""
    kendte = {c for f in (sted.hjem / "udtraek").glob("nexus_*") for c in kandidater(f.read_text(encoding="utf-8-sig", errors="replace"))}
    assert len(kendte) > 20
    mapper = [sted.rod / "reports", *(m for m in (sted.hjem / "lille").glob("*") if m.name not in ("lager", "intern"))]
    filer = [f for m in mapper for f in ([m] if m.is_file() else m.rglob("*")) if f.is_file()]
    for fil in filer:
        raa = fil.read_bytes()
        tekster = [s.tekst for s in steder(fil.name, raa)] if fil.suffix in (".parquet", ".html", ".csv", ".ipynb", ".json") else []
        assert not any(kendte & kandidater(t) for t in (raa.decode("utf-8", "replace"), *tekster)), fil.name
    assert not kendte & kandidater(skaerm)
    return filer


def _kast(cpr: str) -> Callable[..., None]:
    def fejl(*_: object, **__: object) -> None:
        raise KeyError(f"borger {cpr} har ingen række")

    return fejl


STADIER = {
    "parametre": "lisanalysis.batch.command:find_jobs",
    "indlaesning": "lisanalysis.sources:load",
    "en fil": "lisanalysis.sources.load:_read_delivery",
    "lageret aabnes": "lisanalysis.sources.load:open_lager",
    "udgangskontrollen aabnes": "lisanalysis.publish.gate:kendte_borgere",
    "manifestet": "lisanalysis.batch.manifest:inputs",
    "kernen": "lisanalysis.batch.kernel:Kernels.execute",
    "siden": "lisanalysis.publish.html:rapport",
    "udgangskontrollen": "lisanalysis.publish.gate:Gate.slip_ud",
    "skrivningen": "lisanalysis.publish.gate:_skriv",
    "oversigten": "lisanalysis.publish.index:indeks",
    "eksempeldata": "lisanalysis.batch.scramble:_copy",
}


@pytest.mark.parametrize("sted_i_koden", STADIER.values(), ids=STADIER)
def test_hvert_trin_i_koerslen_kan_fejle_uden_at_sladre(
    sted: Sted, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], sted_i_koden: str
) -> None:
    """The error is told by its type and a place in our code, and the run does not end as if all were well."""
    cpr = sted.known_cpr()
    modul, _, navn = sted_i_koden.partition(":")
    ejer, _, navn = navn.rpartition(".")
    import_module(modul)
    monkeypatch.setattr(getattr(sys.modules[modul], ejer) if ejer else sys.modules[modul], navn, _kast(cpr))
    assert lis("run", "parameters/lille", *(["--scramble"] if "scramble" in sted_i_koden else [])) != 0
    skaerm = "".join(capfd.readouterr())
    assert "KeyError i lisanalysis/" in skaerm or "KeyError" in skaerm
    assert cpr[:6] not in skaerm
    _uden_cpr(sted, skaerm)


def test_hvert_trin_i_notebooken_kan_fejle_uden_at_sladre(sted: Sted, capfd: pytest.CaptureFixture[str]) -> None:
    """In the kernel too: load, analyse, show, save, the page's markup and the internal list; each leaves its reason and a cleaned notebook."""
    cpr = sted.known_cpr()
    kast = f"\ndef kast(*a, **k):\n    raise KeyError('{cpr[:4]}' + '{cpr[4:]}')\n"
    trin = {
        "load": [f"import lisanalysis.sources as s{kast}s.open_lager = kast", LOAD],
        "analysen": [LOAD, f"import lisanalysis.analyses.analysen as m{kast}m.analyse = kast", ANSWER.replace("STEM", "analysen")],
        "vises": [LOAD, ANSWER.replace("STEM", "vises"), f"import lisanalysis.publish.html as m{kast}m.del_ = kast", SHOW],
        "gemmes": [LOAD, ANSWER.replace("STEM", "gemmes"), f"import lisanalysis.publish.files as m{kast}m.csv_bytes = kast", SAVE],
        "interne": [LOAD, ANSWER.replace("STEM", "interne"), f"import lisanalysis.publish.intern as m{kast}m._filer = kast", SAVE],
        "rammen": [LOAD, f"import pandas as pd\nf = pd.DataFrame({{'cpr': ['{cpr[:4]}' + '{cpr[4:]}']}})\nprint(f)", "assert f.empty, f.to_string()"],
    }
    for stem, celler in trin.items():
        sted.analyse(stem, *celler)
        if stem == "interne":
            (sted.rod / "analyser" / "interne.py").write_text(LISTE.replace("STEM", "interne"), encoding="utf-8")
    assert lis("run", "parameters/lille", "--rolle", "controller", "--grund", GRUND) == 1
    skaerm = "".join(capfd.readouterr())
    assert skaerm.count("KeyError") == 5 and "AssertionError" in skaerm
    filer = _uden_cpr(sted, skaerm)
    assert not (sted.hjem / "lille" / "intern" / "lille").exists()
    efterladt = {f.name: json.loads(f.read_text(encoding="utf-8")) for f in filer if "fejlet" in f.parts}
    assert set(efterladt) == {f"{stem}.ipynb" for stem in trin}
    for navn, bog in efterladt.items():
        assert "KeyError" in bog["cells"][0]["source"] or "AssertionError" in bog["cells"][0]["source"]
        assert all(not c.get("outputs") and set(c["metadata"]) <= {"tags"} for c in bog["cells"]) and bog["metadata"] == {}
        assert len(bog["cells"]) == 3 + len(trin[navn.removesuffix(".ipynb")])
    assert {f.name for stem in trin for f in (next((sted.rod / "reports" / "lille").iterdir()) / stem).iterdir()} == {"koersel.json", "svar.json"}


def test_den_rensede_notebook_gaar_naar_rapporten_lykkes(sted: Sted) -> None:
    """What failed is set aside until it succeeds."""
    sted.analyse("optaelling", "1 / 0")
    assert lis("run", "parameters/lille") == 1
    fejlet = failed_folder(read_settings("lille"))
    assert [f.name for f in fejlet.rglob("*.ipynb")] == ["optaelling.ipynb"]
    sted.analyse("optaelling")
    assert lis("run", "parameters/lille") == 0
    assert not list(fejlet.rglob("*.ipynb"))


def test_interne_lister_fra_kommandolinjen(sted: Sted, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a reason only the pseudonymous form; with one the list in its place, said and dated; deleted at a later start."""
    _liste(sted)
    cpr = sted.known_cpr()
    assert lis("run", "parameters/lille") == 0
    assert not (sted.hjem / "lille" / "intern").exists()
    assert lis("run", "parameters/lille", "--only", "liste", "--rolle", "controller", "--grund", GRUND) == 0
    skaerm = "".join(capfd.readouterr())
    liste, = (sted.hjem / "lille" / "intern" / "lille").glob("*/liste/liste.csv")
    assert liste.read_text(encoding="utf-8-sig").startswith("cpr;borger_id") and "3 interne filer med CPR-numre" in skaerm
    filer = _uden_cpr(sted, skaerm)
    assert any(f.name == "liste.csv" and "reports" in f.parts for f in filer)
    assert cpr not in skaerm

    class Senere(date):
        @classmethod
        def today(cls) -> date:
            return date(2100, 1, 1)

    monkeypatch.setattr("lisanalysis.cli.date", Senere)
    lis("check", "parameters/lille")
    assert "3 interne lister" in "".join(capfd.readouterr()) and not liste.exists()


@pytest.mark.parametrize(
    ("ord_", "sagt"),
    [
        (["--rolle", "controller"], "både --rolle og --grund"),
        (["--grund", GRUND], "både --rolle og --grund"),
        (["--rolle", "direktion", "--grund", GRUND], "--rolle skal være"),
        (["--rolle", "controller", "--grund", "fordi"], "Grunden skal begynde"),
        (["--rolle", "controller", "--grund", GRUND, "--scramble"], "--scramble"),
        (["--rolle", "controller", "--grund", GRUND, "--intern", "reports/intern"], "--intern skal være"),
    ],
)
def test_det_afvises_foer_noget_indlaeses(sted: Sted, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, ord_: list[str], sagt: str) -> None:
    """Half a permission, a role that may not, a reason that is none, or a place among the reports ends with 2 and nothing loaded."""
    monkeypatch.chdir(sted.rod)
    assert lis("run", "parameters/lille", *ord_) == 2
    assert sagt in capfd.readouterr().err
    assert not (sted.hjem / "lille" / "lager").exists()


def test_eksempeldata_fra_kommandolinjen(sted: Sted, capfd: pytest.CaptureFixture[str]) -> None:
    """The reports stand in a folder of their own, each page says so twice, no true pseudonym is in one, and the copy is gone."""
    _liste(sted)
    assert lis("run", "parameters/lille", "--only", "liste") == 0
    assert lis("run", "parameters/lille", "--only", "liste", "--scramble") == 0
    per = next((sted.rod / "reports" / "lille").iterdir()).name
    sand = (sted.rod / "reports" / "lille" / per / "liste" / "liste.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    mappe = sted.rod / "reports" / "eksempeldata" / "lille" / per
    falsk = (mappe / "liste" / "liste.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert len(sand) == len(falsk) == 9 and not set(sand) & set(falsk)
    assert all((mappe / navn).read_text(encoding="utf-8").count("Eksempeldata:") == 2 for navn in ("index.html", "liste/rapport.html"))
    assert not list((sted.hjem / "lille").glob("eksempel-*"))
    _uden_cpr(sted, "".join(capfd.readouterr()))


DELT = ANALYSE.replace(
    "    return ANALYSE.result(",
    "    b = data.tabel('borger').select('borger_id', 'koen', 'cpr_type').order_by('borger_id').limit(parametre.graense).execute()\n"
    "    liste = Tabel('liste', 'Borgere', b, (Kolonne('borger_id', 'Borger'),), enhed='borger_id', cpr_liste=True)\n"
    "    talt = Tabel('talt', 'Borgere efter køn', b, (Kolonne('koen', 'Køn'),), enhed='borger_id', fordel=('koen',))\n"
    "    return ANALYSE.result(",
).replace("tabeller=(tabel,)", "publikum='direktion', tabeller=(tabel, liste, talt)")


def test_en_rapport_til_direktionen_har_ingen_borgere(sted: Sted, capfd: pytest.CaptureFixture[str]) -> None:
    """The list is left out and said so, the table is counted; a variant with two citizens less is warned of on screen and in the index."""
    show = SHOW.replace("tabeller", "talt") + "\nsvar.show('liste')\nsvar.show('forbehold')"
    sted.analyse("delt", LOAD, ANSWER.replace("STEM", "delt"), show, SAVE, yaml="graense: 34\n")
    (sted.rod / "analyser" / "delt.py").write_text(DELT.replace("STEM", "delt"), encoding="utf-8")
    assert lis("run", "parameters/lille", "--only", "delt", "--rolle", "controller", "--grund", GRUND) == 0
    mappe = next((sted.rod / "reports" / "lille").iterdir())
    assert not list(mappe.rglob("liste.*")) and not list(mappe.rglob("tabeller.*")) and not (sted.hjem / "lille" / "intern").exists()
    linjer = (mappe / "delt" / "talt.csv").read_text(encoding="utf-8-sig").splitlines()
    assert linjer[0] == "koen;borgere;skjult" and linjer[-1] == "alle;34;nej"
    side = (mappe / "delt" / "rapport.html").read_text(encoding="utf-8")
    assert "en liste over borgere og vises ikke i en rapport for direktion" in side and "b_" not in side
    capfd.readouterr()
    sted.yaml("delt.nord.yaml", "graense: 32\n")
    assert lis("run", "parameters/lille", "--only", "delt.nord") == 0
    assert "celler afviger med færre end 5 borgere" in capfd.readouterr().out
    assert "Udgangskontrollen har 1 advarsel" in (mappe / "index.html").read_text(encoding="utf-8")
    assert len(json.loads((mappe / "delt.nord" / "svar.json").read_text(encoding="utf-8"))["advarsler"]) == 1
