"""`lis key`, `lis access` and `lis audit`: what a person reads, and what the command ends with."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest
from lager_prep import ANNA, Kommunen

from lisanalysis import cli
from lisanalysis.access import noter
from lisanalysis.access.afproevning import afproev, andre_kan
from lisanalysis.access.bruger import os_bruger
from lisanalysis.access.status import status
from lisanalysis.settings import Settings, read_settings

MENDED = "roller: {{controller: [{}]}}\nlog: {{anker: ../../anker}}\ndatabase: postgresql:///lis\n"
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no mode bits to probe; the folder's own rights hold")


def lis(*words: str) -> int:
    """Run the command in this process; the exit code."""
    before, sys.argv = sys.argv, ["lis", *words]
    try:
        cli.main()
    except SystemExit as ended:
        return int(ended.code or 0)
    finally:
        sys.argv = before
    return 0


@pytest.fixture
def alene(tmp_path: Path) -> Settings:
    """Single-user, with one citizen loaded."""
    kommune = Kommunen(tmp_path, "cpr: {}")
    kommune.fil("cpr_udtraek.txt", f"001{ANNA}".ljust(110), "iso-8859-1")
    kommune.indlaes()
    return kommune.settings


def test_key_new_says_what_must_be_done_and_shows_no_key(tmp_path, capsys):
    """The fingerprint, the place and the backup; the second time refused with exit code 2; never the key itself."""
    settings = Kommunen(tmp_path).settings
    assert lis("key", "new", str(settings.mappe)) == 0
    said = capsys.readouterr().out
    assert "nøglearkiv NU" in said
    assert lis("key", "new", str(settings.mappe)) == 2
    assert lis("key", "new", str(settings.mappe), "--erstat") == 0
    said += "".join(capsys.readouterr())
    keys = [f.read_text() for f in settings.hjem.glob("*noegle*") if f.stat().st_size == 64]
    assert len(keys) == 3
    assert not any(key in said for key in keys)


def test_status_names_each_missing_ring_in_its_first_lines(alene, tmp_path):
    """No database, no roles, no anchor: the lines that say so come before all else; each goes when it is mended."""
    lines = status(alene)
    assert [line.split(",")[0].split(":")[0] for line in lines if line.startswith("MANGLER")] == ["MANGLER ring 1", "MANGLER ring 2", "MANGLER loggens anker"]
    assert max(i for i, line in enumerate(lines) if line.startswith("MANGLER")) == 3
    assert any("enkeltbruger" in line and "alle borgere" in line for line in lines)
    (tmp_path / "b" / "anker").mkdir(parents=True)
    mended = status(Kommunen(tmp_path / "b", ekstra=MENDED.format(os_bruger())).settings)
    assert not [line for line in mended if line.startswith("MANGLER")]
    gone = status(Kommunen(tmp_path / "c", ekstra="log: {anker: ../../vaek}\n").settings)
    assert any("MANGLER loggens anker: mappen" in line for line in gone)


def test_status_tells_who_sees_nothing_why(tmp_path):
    """A role without its id is said as it is."""
    lines = status(Kommunen(tmp_path, ekstra=f"roller: {{sagsbehandler: [{{bruger: {os_bruger()}}}]}}\n").settings)
    assert any("Rækker: ingen" in line for line in lines)
    assert any("mangler sagsbehandlerens id" in line for line in lines)


def test_status_warns_when_the_log_reaches_its_age(tmp_path, monkeypatch):
    """`log: maaneder` is a deadline, not a deletion."""
    from datetime import datetime, timezone

    settings = Kommunen(tmp_path, ekstra="log: {maaneder: 12}\n").settings
    monkeypatch.setattr("lisanalysis.access.log.nu", lambda: datetime(2020, 5, 1, tzinfo=timezone.utc))
    noter(settings, "indlaesning", borgere="alle")
    assert any("Loggen fra 2020-05" in line for line in status(settings))


@posix
def test_check_finds_what_others_on_the_machine_can_read(alene, capsys):
    """All is well until a file is opened to others and the folders above let them in; then the exit code is 1."""
    for sted in (alene.hjem, *alene.hjem.parents[:3]):
        os.chmod(sted, 0o755)
    os.chmod(alene.data, 0o700)
    assert lis("access", "check", str(alene.mappe)) == 0
    assert "0 huller" in capsys.readouterr().out
    identitet = next(alene.lager.glob("identitet-*.duckdb"))
    os.chmod(identitet, 0o644)
    holes = [f.tekst for f in afproev(alene) if not f.holder]
    open_above = all(f.stat().st_mode & 0o011 for f in identitet.parents)
    assert bool(holes) == open_above == andre_kan(identitet)
    assert lis("access", "check", str(alene.mappe)) == int(open_above)


@posix
def test_a_folder_that_lets_nobody_in_guards_what_lies_below(tmp_path):
    """Mode bits of a file count only where every folder above lets others through."""
    fil = tmp_path / "a" / "b.txt"
    fil.parent.mkdir()
    fil.write_text("x")
    os.chmod(fil, 0o644)
    os.chmod(fil.parent, 0o700)
    assert andre_kan(fil) is False
    os.chmod(fil, 0o600)
    os.chmod(fil.parent, 0o755)
    assert andre_kan(fil) is False


def test_check_says_that_files_do_not_hold_a_role(alene, monkeypatch):
    """A caseworker who can open the guarded file is a hole, and is called one."""
    text = (alene.mappe / "kommune.yaml").read_text(encoding="utf-8")
    (alene.mappe / "kommune.yaml").write_text(text + "roller: {sagsbehandler: [{bruger: anna, sagsbehandler: [SB1]}]}\n", encoding="utf-8")
    monkeypatch.setattr("lisanalysis.access.adgang.os_bruger", lambda: "anna")
    settings = read_settings(alene.mappe)
    assert any("åbne filen med CPR-numre uden om sin rolle" in f.tekst for f in afproev(settings) if not f.holder)


def test_verify_ends_with_1_on_a_broken_log(alene, capsys):
    """Whole is 0, broken is 1 and names the line."""
    assert lis("audit", "verify", str(alene.mappe)) == 0
    assert "Loggen er hel" in capsys.readouterr().out
    fil = next(alene.logmappe.glob("*.jsonl"))
    fil.write_bytes(fil.read_bytes().replace(b"indlaesning", b"indlaesninG"))
    assert lis("audit", "verify", str(alene.mappe)) == 1
    assert "brudt ved linje 1" in capsys.readouterr().out


def test_for_citizen_takes_the_number_unseen(alene, capsys, monkeypatch):
    """From standard input, never the command line; the number is in no output; a number on the command line is refused."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{ANNA}\n"))
    assert lis("audit", "for-citizen", str(alene.mappe)) == 0
    said = "".join(capsys.readouterr())
    assert "1 hændelser nævner borgeren. 1 andre" in said
    assert ANNA not in said and ANNA[6:] not in said
    assert lis("audit", "for-citizen", str(alene.mappe), ANNA) == 2
    said = "".join(capsys.readouterr())
    assert "kommandolinjen" in said
    assert ANNA not in said


def test_ddl_is_for_the_roles_of_kommune_yaml(tmp_path, capsys):
    """With roles their rows follow; `--tildelinger` alone needs roles."""
    settings = Kommunen(tmp_path, ekstra="roller: {controller: [Kontrol]}\n").settings
    assert lis("access", "ddl", str(settings.mappe)) == 0
    said = capsys.readouterr().out
    assert "FORCE ROW LEVEL SECURITY" in said and 'GRANT lis_laeser TO "kontrol"' in said
    assert lis("access", "ddl", str(settings.mappe), "--motor", "sqlserver", "--tildelinger") == 0
    assert "CREATE" not in capsys.readouterr().out
    assert lis("access", "ddl", str(Kommunen(tmp_path / "b").settings.mappe), "--tildelinger") == 2
