"""A caseworker's notebook and report, made by a whole `lis run` in kernels of their own, hold that caseworker's citizens alone."""

from __future__ import annotations

import json
import sys

import duckdb
import pytest
from lille_kommune import KOMMUNE, Sted, sted, udtraek  # noqa: F401  fixtures

from lisanalysis import cli, lager
from lisanalysis.access.bruger import os_bruger
from lisanalysis.access.revision import efterproev
from lisanalysis.settings import read_settings

OWN = """
SELECT count(*) FROM bevilling WHERE borger_id IN (
    SELECT borger_id FROM sag WHERE sagsbehandler = 'SB005' AND coalesce(lukket_dato, DATE '2025-01-01') >= DATE '2025-01-01'
    UNION SELECT borger_id FROM ydelse WHERE sagsbehandler = 'SB005' AND coalesce(slut_dato, DATE '2025-01-01') >= DATE '2025-01-01'
    UNION SELECT borger_id FROM bevilling WHERE sagsbehandler = 'SB005' AND coalesce(slut_dato, DATE '2025-01-01') >= DATE '2025-01-01'
      AND status <> 'annulleret')
"""


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


def counted(sted: Sted) -> tuple[str, int]:
    """The report's status, and the number of grants it counted."""
    mappe = sted.rod / "reports" / "lille" / "2025-12-31" / "optaelling"
    text = (mappe / "noegletal.csv").read_text(encoding="utf-8-sig").splitlines()
    row = dict(zip(text[0].split(";"), text[1].split(";"), strict=True))
    return json.loads((mappe / "koersel.json").read_text(encoding="utf-8"))["status"], int(row["vaerdi"].split(",")[0])


def test_each_persons_report_has_their_own_rows_and_is_made_again_for_the_next(sted: Sted, capsys: pytest.CaptureFixture[str]) -> None:
    """As controller all grants; as SB005 those that plain SQL counts; as nobody the run is refused and nothing new is made."""
    sted.analyse("optaelling", yaml="tabel: bevilling\n")

    def with_roles(roller: str) -> int:
        (sted.mappe / "kommune.yaml").write_text(f"{KOMMUNE}{roller}\n", encoding="utf-8")
        return lis("run", "parameters/lille", "--only", "optaelling")

    assert with_roles("") == 0
    with duckdb.connect(str(lager.lagerfil(read_settings("lille"))), read_only=True) as con:
        everybody, own = con.execute("SELECT count(*) FROM bevilling").fetchone()[0], con.execute(OWN).fetchone()[0]
    assert 0 < own < everybody
    assert counted(sted) == ("ok", everybody)
    assert with_roles(f"roller: {{sagsbehandler: [{{bruger: {os_bruger()}, sagsbehandler: [SB005]}}]}}") == 0
    assert counted(sted) == ("ok", own)
    assert with_roles(f"roller: {{controller: [{os_bruger()}]}}") == 0
    assert counted(sted) == ("ok", everybody)
    assert with_roles("roller: {controller: [en-helt-anden]}") == 2
    assert "kan ingen rækker se" in capsys.readouterr().err
    assert counted(sted) == ("ok", everybody)
    settings = read_settings("lille")
    done = [json.loads(line)["handling"] for fil in settings.logmappe.glob("*.jsonl") for line in fil.read_text().splitlines()]
    assert efterproev(settings).status == "hel"
    assert (done.count("koersel"), done.count("indlaesning")) == (3, 4)
