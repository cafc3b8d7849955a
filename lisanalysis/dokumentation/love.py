"""The page of the law's figures: every dated value with its source, and what the package has no source for."""

from __future__ import annotations

from lisanalysis.dokumentation.tavle import tavle
from lisanalysis.law import Paragraf, paragraffer, tal_navne
from lisanalysis.law.figures import kendte_tal
from lisanalysis.domain.paragraf import som_tekst

INDLEDNING = """\
# Katalog over lovens tal

Siden er skrevet af koden (`lis docs docs`) og rettes i `lisanalysis/law/`. Hvert tal gælder de dage, dets kilde nævner, og ingen andre: et
tal for 2022 bliver ikke brugt i 2023. Mangler tallet for en dag, stopper beregningen og siger, hvor det skal skrives: i
`parameters/<kommune>/law.yaml`, med jeres egen kilde. Et verificeret tal kan ikke overskrives.
"""


def side() -> str:
    """The page in Markdown."""
    dele = [INDLEDNING, "## Tal\n"]
    for navn in tal_navne():
        vaerdier = [t for t in kendte_tal() if t.navn == navn.navn]
        dele.append(f"### {navn.titel}\n\n`{navn.navn}` · {navn.enhed} · {navn.lov}\n")
        if vaerdier:
            dele.append(tavle(("periode", "værdi", "sikkerhed", "kilde"), [(t.periode, f"{t.vaerdi}".replace(".", ","), t.sikkerhed, t.kilde) for t in vaerdier]) + "\n")
        else:
            dele.append("Pakken har ingen kilde, den kan stå inde for. Skriv tallet i kommunens `law.yaml`.\n")
    dele += ["## Paragraffer\n", tavle(("nøgle", "paragraf", "emne", "område", "gælder", "efterfølger", "kilde"), map(_paragraf, paragraffer()))]
    return "\n".join(dele) + "\n"


def _paragraf(p: Paragraf) -> tuple[str, ...]:
    gaelder = " til ".join(f"{d:%d-%m-%Y}" if d else "" for d in (p.gyldig_fra, p.gyldig_til)).strip()
    efter = ", ".join(p.efterfoelger) + (f" ({p.efterfoelger_sikkerhed})" if p.efterfoelger and p.efterfoelger_sikkerhed else "")
    return f"`{p.noegle}`", som_tekst(p.noegle), p.navn, p.omraade, gaelder if gaelder != "til" else "", efter, f"{p.kilde} ({p.sikkerhed})"
