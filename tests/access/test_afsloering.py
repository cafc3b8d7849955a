"""`reveal`: role, row and reason are checked, the log has its line before anything is shown, and nothing shows by accident."""

from __future__ import annotations

import copy
import json
import pickle
import shutil
from datetime import timedelta
from pathlib import Path

import adgang_prep as prep
import pytest
from lager_prep import ANNA, BENT, CARL, Kommunen

import lisanalysis as lis
from lisanalysis.access import Noegle, hent_noegle, laes_grund, log, numre_til_eksport
from lisanalysis.access.afsloering import BESKYTTET
from lisanalysis.access.noegle import lognoeglefil
from lisanalysis.access.revision import efterproev, for_borger
from lisanalysis.errors import AccessError
from lisanalysis.settings import read_settings
from lisanalysis.workspace.load import senest

REASON = "fejlretning: dublet i afregningen"
DORA = "6903950041"
ROLLER = """\
roller:
  sagsbehandler: [{bruger: anna, sagsbehandler: [SB1]}, {bruger: uden}]
  controller: [kontrol, begge]
  direktion: [direktoer, begge]
  koersler_med_cpr: [fejlliste]
"""


def person(record: str, cpr: str, **fields: str) -> str:
    """A line of the CPR extract, each field at its published place (first position 1)."""
    line = f"{record}{cpr}".ljust(150)
    for place, text in fields.items():
        at = int(place[1:]) - 1
        line = line[:at] + text + line[at + len(text) :]
    return line.rstrip()


@pytest.fixture(scope="module")
def indlaest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four citizens in CPR, three by name, two of them protected (one no longer), cases with SB1 and SB2: loaded once."""
    sted = tmp_path_factory.mktemp("reveal")
    kommune = Kommunen(sted / "rod", "{cpr: {}, bv: {}}", ROLLER)
    ended = (prep.I_DAG - timedelta(days=1)).isoformat()
    cpr = [person("001", c) for c in (ANNA, BENT, CARL, DORA)]
    cpr += [person("008", ANNA, p14="Anna", p65="Maria", p106="Sø"), person("008", BENT, p14="Bent", p106="Holm"), person("008", CARL, p14="<b>Carl", p106="Å")]
    cpr += [person("004", BENT, p14="0001", p18="2020-01-01"), person("004", CARL, p14="0001", p18="2020-01-01", p28=ended)]
    kommune.fil("cpr_udtraek.txt", "\n".join(cpr), "iso-8859-1")
    sager = [(ANNA, "S1", "SB1"), (BENT, "S2", "SB1"), (CARL, "S3", "SB2")]
    rows = "".join(f"{c};{s};;01-01-2020;;{b};Nord;V;0998;0998\n" for c, s, b in sager)
    kommune.fil("bv_sager_20251231.csv", "Cprnr;Sagsnr;Sagstype;Aabnet;Lukket;Sagsbeh;Distrikt;Omraade;Betalkom;Handlekom\n" + rows, "cp1252")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LIS_HJEM", str(sted / "hjem"))
        patch.setattr("lisanalysis.access.adgang.os_bruger", lambda: "kontrol")
        kommune.indlaes()
    shutil.rmtree(sted / "hjem" / "proeve" / "log")
    (sted / "hjem" / "proeve" / "lognoegle").unlink()
    return sted


@pytest.fixture
def kommunen(tmp_path: Path, indlaest: Path, hjem: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the loaded municipality; `LIS_ROD` and `LIS_HJEM` point at it."""
    shutil.copytree(indlaest / "rod", tmp_path, dirs_exist_ok=True)
    shutil.copytree(indlaest / "hjem", hjem)
    monkeypatch.setenv("LIS_ROD", str(tmp_path))
    for navn in ("LIS_DATA", "LIS_RAPPORT", "LIS_NOEGLE", "LIS_LOGNOEGLE"):
        monkeypatch.delenv(navn, raising=False)
    senest.clear()
    return tmp_path


@pytest.fixture
def som(kommunen: Path, monkeypatch: pytest.MonkeyPatch):
    """Sit down as a user: the account's name is replaced, all else is the real thing."""

    def sid_ned(bruger: str) -> None:
        for modul in ("adgang", "log"):
            monkeypatch.setattr(f"lisanalysis.access.{modul}.os_bruger", lambda: bruger)

    sid_ned("kontrol")
    return sid_ned


def ids(*numre: str) -> list[str]:
    noegle = hent_noegle(read_settings("proeve"))
    return [noegle.pseudonym(n) for n in numre]


def lines() -> list[dict]:
    filer = sorted(read_settings("proeve").logmappe.glob("*.jsonl"))
    return [json.loads(line) for fil in filer for line in fil.read_text().splitlines()]


def test_a_controller_sees_number_and_name_and_the_log_had_it_first(som):
    """Number and full name; the line has reason, count and log ids and stands before the call returns."""
    lis.load("proeve")
    seen = list(lis.reveal(ids(ANNA, CARL), reason=REASON))
    key = Noegle(bytes.fromhex(lognoeglefil(read_settings("proeve")).read_text()))
    last = lines()[-1]

    assert [(p.cpr, p.navn) for p in seen] == [(ANNA, "Anna Maria Sø"), (CARL, "<b>Carl Å")]
    assert (last["handling"], last["grund"], last["tekst"], last["bruger"], last["resultat"]) == ("afsloering", "fejlretning", REASON[13:], "kontrol", "ok")
    assert last["borgere"] == sorted(key.pseudonym(n, formaal="log") for n in (ANNA, CARL))


def test_a_protected_citizen_has_no_name(som):
    """Protection that holds masks the name; one that ended yesterday does not."""
    lis.load("proeve")
    seen = {p.cpr: p for p in lis.reveal(ids(BENT, CARL), reason=REASON)}

    assert (seen[BENT].navn, seen[BENT].beskyttet) == (BESKYTTET, True)
    assert (seen[CARL].navn, seen[CARL].beskyttet) == ("<b>Carl Å", False)


def test_a_caseworker_sees_their_own_and_no_other(som):
    """The citizen of a colleague, and one that is not there at all, are refused alike; the whole call is, and it is logged."""
    som("anna")
    data = lis.load("proeve")
    assert data.tabel("borger").count().execute() == 2
    assert [p.cpr for p in lis.reveal(ids(ANNA), reason=REASON)] == [ANNA]
    errors = []
    for andet in (ids(CARL)[0], "b_findesikke"):
        with pytest.raises(AccessError, match="1 af 2 borgere hører ikke til dine") as error:
            lis.reveal([*ids(ANNA), andet], reason=REASON)
        errors.append(str(error.value))
        assert (lines()[-1]["resultat"], lines()[-1]["borgere"]) == ("afvist", [])
    assert errors[0] == errors[1]


@pytest.mark.parametrize("bruger", ["uden", "direktoer", "ukendt"])
def test_who_has_no_rows_is_refused_at_the_door(som, bruger):
    """No data are handed out, and the log says that somebody tried."""
    som(bruger)
    with pytest.raises(AccessError, match="kan ingen rækker se"):
        lis.load("proeve")
    assert (lines()[-1]["handling"], lines()[-1]["resultat"], lines()[-1]["bruger"]) == ("indlaesning", "afvist", bruger)
    with pytest.raises(AccessError, match="Hent data"):
        lis.reveal(ids(ANNA), reason=REASON)


def test_a_role_that_may_not_reveal_takes_the_right_away(som):
    """Controller and management at once: all rows, but no CPR number."""
    som("begge")
    lis.load("proeve")
    with pytest.raises(AccessError, match="må ikke slå CPR-numre op"):
        lis.reveal(ids(ANNA), reason=REASON)


@pytest.mark.parametrize("reason", ["", "dublet i afregningen", "fejlretning", "fejlretning: kort", f"fejlretning: brev til {ANNA}", f"tilsyn: om {ANNA[:6]}-{ANNA[6:]}"])
def test_a_reason_that_will_not_do_is_refused_without_being_repeated(som, reason):
    """From the list, ten characters, and no CPR number."""
    lis.load("proeve")
    before = len(lines())
    with pytest.raises(AccessError) as error:
        lis.reveal(ids(ANNA), reason=reason)
    assert ANNA[6:] not in str(error.value)
    assert len(lines()) == before


def test_fifty_at_most_and_never_an_empty_id(som):
    """51 are refused; a missing value from a table is named, not looked up."""
    lis.load("proeve")
    with pytest.raises(AccessError, match="højst slås 50"):
        lis.reveal([f"b_{i}" for i in range(51)], reason=REASON)
    for empty in ([], [None], [float("nan")]):
        with pytest.raises(AccessError, match="mindst én borger_id"):
            lis.reveal(empty, reason=REASON)


def test_a_batch_reveals_only_where_kommune_yaml_names_the_report(som, monkeypatch):
    """`LIS_RAPPORT` marks a batch; `koersler_med_cpr` lists the reports that may."""
    lis.load("proeve")
    monkeypatch.setenv("LIS_RAPPORT", "udgiftsstigning")
    with pytest.raises(AccessError, match="koersler_med_cpr"):
        lis.reveal(ids(ANNA), reason=REASON)
    assert (lines()[-1]["rapport"], lines()[-1]["resultat"]) == ("udgiftsstigning", "afvist")
    monkeypatch.setenv("LIS_RAPPORT", "fejlliste")
    assert len(lis.reveal(ids(ANNA), reason=REASON)) == 1
    lis.load("proeve")
    assert (lines()[-1]["handling"], lines()[-1]["rapport"]) == ("koersel", "fejlliste")


def test_no_line_no_reveal(som, monkeypatch):
    """Where the log fails nothing comes back, and not even the traceback's variables hold a number."""
    lis.load("proeve")

    def broken(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(log.os, "fsync", broken)
    wanted = ids(ANNA)
    with pytest.raises(AccessError, match="Derfor vises intet") as error:
        lis.reveal(wanted, reason=REASON)
    held, frame = [], error.value.__traceback__
    while frame:
        held += [repr(v) for v in frame.tb_frame.f_locals.values() if not callable(v)]
        frame = frame.tb_next
    assert not any(ANNA in h for h in held)
    with pytest.raises(AccessError, match="Derfor vises intet"):
        lis.load("proeve")


def test_what_was_revealed_shows_nothing_by_accident(som):
    """Text, repr, pickle and copy hold no number; the notebook's table does, escaped, and says that the output must go."""
    lis.load("proeve")
    seen = lis.reveal(ids(ANNA, CARL), reason=REASON)

    assert repr(seen) == str(seen) == f"{seen}" == "<Afsloering: 2 borgere>"
    assert ANNA not in repr(list(seen)) + repr(copy.deepcopy(seen)) + str(dir(seen))
    for thing in (seen, next(iter(seen))):
        with pytest.raises(AccessError):
            pickle.dumps(thing)
    page = seen._repr_html_()
    assert f"{ANNA[:6]}-{ANNA[6:]}" in page
    assert "&lt;b&gt;Carl" in page and "<b>Carl" not in page
    assert "Ryd cellens output" in page
    assert list(seen.tabel()["cpr"]) == [ANNA, CARL]


def test_an_export_is_logged_with_its_place_and_needs_the_right(som, tmp_path):
    """The numbers of a list, above 50 if need be; a caseworker exports their own only; a manager not at all."""
    settings, grund = read_settings("proeve"), laes_grund("refusion: krav for 4. kvartal")
    data = lis.load("proeve")
    assert numre_til_eksport(settings, data, ids(ANNA, CARL), grund=grund, maal=tmp_path / "krav.csv") == dict(zip(ids(ANNA, CARL), (ANNA, CARL), strict=True))
    assert (lines()[-1]["handling"], lines()[-1]["maal"], lines()[-1]["antal"]) == ("eksport", "krav.csv", 2)
    som("anna")
    with pytest.raises(AccessError, match="hører ikke til dine"):
        numre_til_eksport(settings, data, ids(CARL), grund=grund, maal=tmp_path / "krav.csv")
    som("begge")
    with pytest.raises(AccessError, match="må ikke skrive lister"):
        numre_til_eksport(settings, data, ids(ANNA), grund=grund, maal=tmp_path / "krav.csv")
    assert lines()[-1]["resultat"] == "afvist"


def test_a_citizen_who_asks_is_told_of_every_look(som):
    """Named lines and those that took in everybody; a controller's right, itself logged, and refused on a broken log."""
    lis.load("proeve")
    som("anna")
    lis.load("proeve")
    lis.reveal(ids(ANNA), reason=REASON)
    with pytest.raises(AccessError, match="må ikke læse loggen"):
        for_borger(read_settings("proeve"), ANNA)
    som("kontrol")
    lis.reveal(ids(CARL), reason=REASON)
    named, everybody = for_borger(read_settings("proeve"), f" {ANNA[:6]}-{ANNA[6:]}\n")

    assert [(x.felter["bruger"], x.felter["handling"]) for x in named] == [("anna", "indlaesning"), ("anna", "afsloering"), ("kontrol", "logopslag")]
    assert everybody == 1
    with pytest.raises(AccessError, match="ikke et CPR-nummer"):
        for_borger(read_settings("proeve"), "nej")
    fil = next(read_settings("proeve").logmappe.glob("*.jsonl"))
    fil.write_bytes(fil.read_bytes().replace(b"fejlretning", b"fejlrettelse", 1))
    assert efterproev(read_settings("proeve")).status == "brudt"
    with pytest.raises(AccessError, match="skal undersøges"):
        for_borger(read_settings("proeve"), ANNA)


def test_no_number_and_no_name_in_log_key_folder_or_lager(som, kommunen):
    """After loads, reveals and refusals, only the guarded file and the extracts hold a CPR number or a name."""
    lis.load("proeve")
    lis.reveal(ids(ANNA, BENT), reason=REASON)
    settings = read_settings("proeve")
    guarded = [f for f in settings.hjem.rglob("*") if f.is_file() and f.name.startswith("identitet-")]
    others = [f for f in settings.hjem.rglob("*") if f.is_file() and f not in guarded]

    assert guarded and len(others) >= 4
    for fil in others:
        content = fil.read_bytes()
        assert not [n for n in (ANNA, BENT, CARL, DORA, "Maria") if n.encode() in content], fil.name
