"""A batch on the small installation, run to its end, and what a report's manifest says."""

from __future__ import annotations

import json

from lille_kommune import Sted

from lisanalysis import sources
from lisanalysis.access import kendte_borgere
from lisanalysis.batch.jobs import find_jobs
from lisanalysis.batch.run import Batch, Outcome
from lisanalysis.publish.gate import Gate
from lisanalysis.settings import read_settings


def batch_of(sted: Sted, timeout: int = 120) -> Batch:
    settings = read_settings("lille")
    reports = sted.rod / "reports"
    return Batch(settings, sources.load(settings), reports, Gate(kendte_borgere(settings), reports), None, timeout)


def run(batch: Batch, **how: object) -> dict[str, Outcome]:
    return {outcome.navn: outcome for outcome in batch.run(find_jobs(batch.settings), **how)}


def koersel(batch: Batch, navn: str) -> dict:
    return json.loads((batch.shelf / navn / "koersel.json").read_text(encoding="utf-8"))
