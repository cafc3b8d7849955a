"""Two made-up municipalities with different systems exchange a template: made in one, read, accepted and run in the other."""

from __future__ import annotations

import csv
import json
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from template_prep import READER, Installation, draft

from lisanalysis import sources
from lisanalysis.cli import main

KONTO = "538"


def lis(monkeypatch: pytest.MonkeyPatch, sted: Installation, bruger: str, *words: str) -> int:
    """The command as that municipality's person would give it."""
    for navn, vaerdi in (("LIS_ROD", sted.rod), ("LIS_HJEM", sted.hjem)):
        monkeypatch.setenv(navn, str(vaerdi))
    for navn in ("LIS_DATA", "LIS_REPORTS", "LIS_RAPPORT", "LIS_NOEGLE"):
        monkeypatch.delenv(navn, raising=False)
    for modul in ("accept", "pack"):
        monkeypatch.setattr(f"lisanalysis.templates.{modul}.os_bruger", lambda: bruger)
    sys.argv = ["lis", *words]
    with pytest.raises(SystemExit) as ended:
        main()
    return ended.value.code or 0


def by_hand(udtraek: Path) -> Decimal:
    """What the municipality spent on citizens on the accounts, from its own file of postings: Opus' PSP-elements are the accounts."""
    with next(udtraek.glob("opus_posteringer*")).open(encoding="utf-8", newline="") as ind:
        rows = list(csv.DictReader(ind, delimiter=";"))
    wanted = [r for r in rows if r["PSP-element"].startswith(f"XG-{KONTO}") and r["PSP-element"].split("-")[2].startswith("1") and r["Ydelsesmodtagernr."]]
    assert len(wanted) > 20
    amounts = [Decimal(r["Beløb i kr."].replace(".", "").replace(",", ".")) for r in wanted]
    return sum(abs(a) if r["Debet/kredit"] == "D" else -abs(a) for a, r in zip(amounts, wanted, strict=True))


def test_a_template_goes_from_one_municipality_to_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Packed where there are Nexus, BV and Prisme; run where there are DUBU, Sensum, AS2007 and an Opus with a heading of its own."""
    giver, taker = Installation(tmp_path, "nexusby", "0998"), Installation(tmp_path, "sensumby", "0997")
    giver.extracts(seed=3)
    taker.extracts(seed=4)
    fil = next(taker.udtraek.glob("opus_posteringer*"))
    fil.write_bytes(fil.read_bytes().replace("Beløb;".encode(), "Beløb i kr.;".encode(), 1))
    (taker.mappe / "sources").mkdir()
    (taker.mappe / "sources" / "opus.yaml").write_text(
        "files:\n  posteringer:\n    columns:\n      Beløb i kr.: {to: beloeb, debit_credit: Debet/kredit}\n", encoding="utf-8")
    delt = tmp_path / "delt"
    draft(tmp_path)

    monkeypatch.setenv("LIS_HJEM", str(giver.hjem))
    sources.load(giver.settings).forbindelse.disconnect()
    assert lis(monkeypatch, giver, "anne", "template", "pack", str(tmp_path / "natlogi"), "--til", str(delt), "--kommune", "parameters/nexusby") == 0
    pakke = str(delt / "natlogi-1.0.0.lisskabelon")

    assert lis(monkeypatch, taker, "bo", "template", "check", pakke, "--kommune", "parameters/sensumby") == 0
    assert "Sensumby har, hvad skabelonen kræver" in capfd.readouterr().out
    assert lis(monkeypatch, taker, "bo", "template", "review", pakke, "parameters/sensumby") == 0
    page = capfd.readouterr().out
    assert "borger_id" in page and "om én borger, under pseudonym" in page and 'p = data.tabel("postering")' in page
    assert lis(monkeypatch, taker, "bo", "template", "accept", pakke, "parameters/sensumby", "--af", READER) == 0
    (taker.mappe / "natlogi.yaml").write_text(f'konto: "{KONTO}"\n', encoding="utf-8")
    assert lis(monkeypatch, taker, "bo", "run", "parameters/sensumby") == 0

    (report,) = (taker.rod / "reports" / "sensumby").glob("*/natlogi")
    with (report / "noegletal.csv").open(encoding="utf-8-sig", newline="") as ind:
        (udgift,) = csv.DictReader(ind, delimiter=";")
    assert Decimal(udgift["vaerdi"].replace(",", ".")) == by_hand(taker.udtraek)
    made = json.loads((report / "koersel.json").read_text(encoding="utf-8"))
    assert made["skabelon"]["fil"] == "skabeloner/natlogi-1.0.0.lisskabelon"
    assert made["parametre"]["vaerdier"] == {"konto": KONTO}
    assert lis(monkeypatch, taker, "bo", "run", "parameters/sensumby") == 0
    assert lis(monkeypatch, taker, "bo", "template", "list", str(delt), "--kommune", "parameters/sensumby") == 0
    said = capfd.readouterr().out
    assert "uændret    natlogi" in said and f"accepteret af {READER}" in said and "[accepteret, kører]" in said
