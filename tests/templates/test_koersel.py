"""An accepted template in a run: it reads what it declared, is told nothing else, and says what it lacks before it starts."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest
from template_prep import READER, Installation, change_draft, change_notebook, draft, packed, resealed

from lisanalysis import sources
from lisanalysis.analyses.find import find_analyse
from lisanalysis.batch.jobs import find_jobs
from lisanalysis.batch.run import Batch, Outcome
from lisanalysis.batch.trial import try_out
from lisanalysis.errors import TemplateError
from lisanalysis.publish.gate import gate_for
from lisanalysis.synthetic import skriv
from lisanalysis.templates import acceptance, jsonbytes
from lisanalysis.templates.accept import Person, accept
from lisanalysis.templates.lacks import lacking, wanting
from lisanalysis.templates.new import new
from lisanalysis.templates.pack import pack
from lisanalysis.templates.package import open_package
from lisanalysis.templates.surroundings import blanked

ROD = Path(__file__).parents[2]

PROBE = """kolonner = len(data.tabel("postering").columns)
andre = len([t for t in ["borger", "afregning", "bevilling", "postering"] if data.har(t)])
hemmeligheder = HEMMELIGHEDER
i_alt = kolonner * 100 + andre * 10 + hemmeligheder
poster = data.tabel("postering").select("regnskabsaar", "borger_id", "beloeb").to_pandas()"""


@pytest.fixture(scope="module")
def extracts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A year of a made-up municipality's extracts, written once."""
    sted = Installation(tmp_path_factory.mktemp("udtraek"), "nexusby", "0998")
    sted.extracts(seed=5, indbyggere=300)
    return sted.udtraek


@pytest.fixture
def sted(tmp_path: Path, extracts: Path, monkeypatch: pytest.MonkeyPatch) -> Installation:
    """The municipality, loaded."""
    sted = Installation(tmp_path, "nexusby", "0998")
    shutil.copytree(extracts, sted.udtraek)
    for navn in ("LIS_NOEGLE", "LIS_RAPPORT", "LIS_DATA", "LIS_REPORTS"):
        monkeypatch.delenv(navn, raising=False)
    monkeypatch.setenv("LIS_HJEM", str(sted.hjem))
    monkeypatch.setattr("lisanalysis.templates.accept.os_bruger", lambda: "bo")
    sources.load(sted.settings).forbindelse.disconnect()
    return sted


def run(sted: Installation, raw: bytes, *celler: int, **miljoe: str) -> tuple[Outcome, Path]:
    """Accept the package and run its report."""
    if not acceptance.accepted(sted.settings):
        accept(sted.settings, raw, Person(READER, frozenset(celler)), lambda package: [])
    (sted.mappe / "natlogi.yaml").write_text("", encoding="utf-8")
    settings = sted.settings
    data = sources.load(settings)
    reports = sted.rod / "reports"
    batch = Batch(settings, data, reports, gate_for(settings, reports), timeout=120, miljoe=miljoe)
    (outcome,) = batch.run(find_jobs(settings))
    data.forbindelse.disconnect()
    return outcome, batch.shelf / "natlogi"


def test_it_reads_what_it_declared_and_is_told_no_secret(sted: Installation, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five columns and a row's lineage of one table; no other table is there; a password in the environment is blank in its kernel."""
    monkeypatch.setenv("ANDEN_ADGANGSKODE", "hemmelig")
    folder = draft(tmp_path)
    raw = packed(tmp_path, folder)
    book = json.loads(open_package(raw).members["notebook.ipynb"])
    # what no package that passes the check could ask: the run is tried as if a person had been fooled
    probe = PROBE.replace("HEMMELIGHEDER", 'len(__import__("os").environ["ANDEN_ADGANGSKODE"])')
    next(c for c in book["cells"] if "p = data.tabel" in "".join(c["source"]))["source"] = probe.splitlines(keepends=True)
    hostile = resealed({**open_package(raw).members, "notebook.ipynb": jsonbytes.write(book)})
    line = acceptance.Acceptance(
        navn="natlogi", version="1.0.0", sha256=open_package(hostile).sha256, forfatter="X", accepteret_af="Y", bruger="z", tid="2026-01-01", celler=[], proeve="")
    acceptance.pin(sted.settings, line, hostile)
    outcome, report = run(sted, hostile, LIS_GRUND="fejlretning: prøve", LIS_INTERN=str(tmp_path / "intern"), LIS_SLETTES="2027-01-01")

    assert outcome.grund == "" and outcome.status == "ok"
    with (report / "noegletal.csv").open(encoding="utf-8-sig", newline="") as ind:
        (row,) = csv.DictReader(ind, delimiter=";")
    assert row["vaerdi"] == str((5 + 5) * 100 + 1 * 10 + 0)
    assert not (tmp_path / "intern").exists()


def test_what_it_lacks_is_said_and_it_is_not_started(sted: Installation, tmp_path: Path) -> None:
    """A table that did not come, and a version that does not fit: "ikke kørt" in the index, and no kernel."""
    folder = draft(tmp_path)
    change_draft(folder, tabeller="tabeller: {postering: [konto, dranst, regnskabsaar, borger_id, beloeb], statbank: [tabel]}")
    fil = folder / "skabelon.yaml"
    fil.write_text("".join(line for line in fil.read_text(encoding="utf-8").splitlines(keepends=True) if not line.startswith("  postering")), encoding="utf-8")
    with fil.open("a", encoding="utf-8") as ud:
        ud.write('kraever: ">=7.0"\n')
    outcome, report = run(sted, packed(tmp_path, folder))

    assert outcome.status == "ikke_koert"
    assert outcome.mangler[0].startswith("lisanalysis >=7.0 (her er") and outcome.mangler[1:] == ("statbank",)
    assert {f.name for f in report.iterdir()} == {"koersel.json", "svar.json"}
    assert json.loads((report / "svar.json").read_text(encoding="utf-8"))["svar"].startswith("Ikke kørt: der mangler lisanalysis")


def test_an_answer_for_another_audience_than_the_accepted_is_refused(sted: Installation, tmp_path: Path) -> None:
    """The manifest says internal readers; the notebook makes it for the public."""
    folder = draft(tmp_path)
    change_notebook(folder, lambda book: [c.update(source="".join(c["source"]).replace("per=data.per,", 'per=data.per, publikum="offentlig",')) for c in book["cells"]])
    outcome, _ = run(sted, packed(tmp_path, folder), 6)

    assert outcome.status == "fejlet"
    assert outcome.grund == "skabelonen er accepteret til intern, men svaret er lavet til offentlig"


@pytest.mark.parametrize("fra", ["udforsk", "dyre_enkeltsager"])
def test_a_template_on_one_of_our_analyses_runs_in_a_kernel(tmp_path: Path, fra: str) -> None:
    """`lis template new --fra`, packed as it is: papermill runs the notebook on made-up data, reading the tables that the analysis declares."""
    folder = new("hos_os", tmp_path, ROD, fra=fra, forfatter="Anne Analyse", kommune="Nexusby")
    change_draft(folder, proeve="proeve: {indbyggere: 300, aar: 1, systemer: [nexus, bv, prisme, cpr], parametre: {}}")
    package = open_package(pack(folder, tmp_path, lambda package: try_out(package, skriv)).file.read_bytes())

    assert set(package.tables) == set(find_analyse(fra).ANALYSE.laeser_tabeller)
    assert [navn for navn in package.trial.forventet if navn.startswith("noegletal/") and package.trial.forventet[navn]]


def test_a_trial_tells_why_a_template_does_not_run(tmp_path: Path) -> None:
    """By cell and type alone; and a municipality that cannot be made up is said, not thrown."""
    folder = draft(tmp_path)
    change_notebook(folder, lambda book: book["cells"][-1].update(source="1 / 0\n" + "".join(book["cells"][-1]["source"])))
    with pytest.raises(TemplateError, match="kørte ikke igennem på opdigtede data: celle 8: ZeroDivisionError, linje 1"):
        pack(folder, tmp_path, lambda package: try_out(package, skriv))
    change_draft(folder, proeve="proeve: {systemer: [opus, prisme]}")
    with pytest.raises(TemplateError, match="ét økonomisystem"):
        pack(folder, tmp_path, lambda package: try_out(package, skriv))


def test_lacks_name_tables_columns_and_empty_columns(sted: Installation, tmp_path: Path) -> None:
    """What stops it and what it does without are two lists; a column that this version does not have stops it."""
    raw = packed(tmp_path, draft(tmp_path))
    data = sources.load(sted.settings)
    assert (lacking(open_package(raw), data), wanting(open_package(raw), data)) == ((), ())
    tables = {
        "postering": {"kolonner": ["konto", "findes_ikke", "psp_element"], "valgfri": False},
        "ny_tabel": {"kolonner": ["x"], "valgfri": False},
        "statbank": {"kolonner": ["tabel"], "valgfri": True},
    }
    other = open_package(resealed(open_package(raw).members, tabeller=tables))
    assert lacking(other, data) == ("tabellen ny_tabel, som denne version ikke har", "kolonnen postering.findes_ikke, som denne version ikke har")
    assert wanting(other, data) == ("tabellen statbank, som den kan undvære", "kolonnen postering.psp_element, som er tom i alle rækker")
    # an analysis that takes stays from any of three tables: the template may read none that has rows
    stays = open_package(resealed(open_package(raw).members, bygger_paa="substitution", tabeller={"statbank": {"kolonner": ["tabel"], "valgfri": True}}))
    assert lacking(stays, data) == ("mindst én af tabellerne ydelse, bevilling og afregning",)
    data.forbindelse.disconnect()


def test_the_kernel_gets_what_it_needs_and_no_more(sted: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths, languages and our own variables stay, with those that name the municipality's folders; all else is blank."""
    for navn in ("UDTRAEK_MAPPE", "DB_ADRESSE", "AWS_SECRET_ACCESS_KEY", "JUPYTER_TOKEN", "PGPASSWORD"):
        monkeypatch.setenv(navn, "x")
    fil = sted.mappe / "kommune.yaml"
    fil.write_text(fil.read_text(encoding="utf-8").replace("data: ../../udtraek", "data: ${UDTRAEK_MAPPE}") + "forbindelser: {esdh: '${DB_ADRESSE}'}\n", encoding="utf-8")
    gone = blanked(sted.settings)

    assert {"DB_ADRESSE", "AWS_SECRET_ACCESS_KEY", "JUPYTER_TOKEN", "PGPASSWORD"} <= set(gone)
    assert not {"PATH", "LIS_HJEM", "UDTRAEK_MAPPE"} & set(gone)
    assert set(gone.values()) == {""}
