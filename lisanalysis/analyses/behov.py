"""What an analysis lacks of the tables that are filled, said in a sentence: what stands in the way, what it does without, and where it comes from."""

from __future__ import annotations

from collections.abc import Collection

from lisanalysis.analyses.dansk import opremsning
from lisanalysis.analyses.declaration import Analyse
from lisanalysis.sources.mapping import built_in_mappings

KAN = "kan køre"


def kilder_til(tabel: str) -> tuple[str, ...]:
    """The built-in systems that can fill a table, so that a person knows whom to ask."""
    return tuple(s.system for s in built_in_mappings() if any(f.table == tabel for f in s.files.values()))


def sagt(analyse: Analyse, fyldte: Collection[str], *, alene: bool = True) -> str:
    """Whether the analysis can run with the tables filled. `alene` is whether the parameters' own values are enough."""
    dele = [f"{t} (fra {' eller '.join(kilder_til(t)) or 'ingen af pakkens layouts'})" for t in analyse.tabeller if t not in fyldte]
    if analyse.en_af and not set(analyse.en_af) & set(fyldte):
        dele.append("mindst én af " + opremsning([f"{t} (fra {' eller '.join(kilder_til(t))})" for t in analyse.en_af]))
    if dele:
        return "mangler " + "; ".join(dele)
    if valg := [t for t in analyse.standard if t not in fyldte]:
        return f"kan køre, når parametrene vælges: deres egne værdier kræver {opremsning(valg, 12)}"
    if not alene:
        return "kræver, at nogle parametre vælges først"
    uden = analyse.uden(fyldte)
    return f"{KAN}, uden de dele, der bruger {opremsning(uden, 12)}" if uden else KAN
