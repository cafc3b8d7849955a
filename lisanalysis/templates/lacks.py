"""What a municipality lacks for a template, said before it runs: the version, tables, columns, and columns nobody has filled."""

from __future__ import annotations

from importlib.metadata import version

from lisanalysis.analyses.dansk import opremsning
from lisanalysis.analyses.find import analyse_stems, find_analyse
from lisanalysis.tables import Dataset
from lisanalysis.templates.package import Package


def lacking(package: Package, data: Dataset) -> tuple[str, ...]:
    """What stops it from running; nothing where it can run."""
    needed = data.mangler(*(t for t in package.required_tables if t in data.tabeller))
    return (*_version(package), *_unknown(package, data), *needed, *_one_of(package, data))


def wanting(package: Package, data: Dataset) -> tuple[str, ...]:
    """What it runs without, to its loss: optional tables that did not come, and columns that are empty in every row."""
    optional = [t for t in package.tables if t not in package.required_tables and t in data.tabeller]
    return (*(f"tabellen {t}, som den kan undvære" for t in data.mangler(*optional)), *_empty(package, data))


def _one_of(package: Package, data: Dataset) -> tuple[str, ...]:
    """Where the analysis that it builds on needs one of several tables, and none of those that it may read has rows."""
    if package.manifest.bygger_paa not in analyse_stems():
        return ()
    en_af = find_analyse(package.manifest.bygger_paa).ANALYSE.en_af
    return () if not en_af or any(t in package.tables and data.har(t) for t in en_af) else (f"mindst én af tabellerne {opremsning(list(en_af))}",)


def _version(package: Package) -> tuple[str, ...]:
    here = version("lisanalysis")
    return () if package.manifest.fits(here) else (f"lisanalysis {package.manifest.kraever} (her er {here})",)


def _unknown(package: Package, data: Dataset) -> tuple[str, ...]:
    """Tables and columns that this version of lisanalysis does not have."""
    lost = []
    for name, columns in package.tables.items():
        if name not in data.tabeller:
            lost.append(f"tabellen {name}, som denne version ikke har")
            continue
        known = {k.navn for k in data.tabeller[name].lager_kolonner}
        lost += [f"kolonnen {name}.{column}, som denne version ikke har" for column in columns if column not in known]
    return tuple(lost)


def _empty(package: Package, data: Dataset) -> tuple[str, ...]:
    """The columns that hold nothing in any row: the municipality's systems do not deliver them."""
    found = []
    for name, columns in package.tables.items():
        if not data.har(name):
            continue
        t = data.tabel(name)
        counted = t.aggregate(**{c: t[c].count() for c in columns if c in t.columns}).to_pyarrow().to_pylist()[0]
        found += [f"kolonnen {name}.{column}, som er tom i alle rækker" for column, filled in counted.items() if not filled]
    return tuple(found)
