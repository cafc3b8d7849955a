"""Every built-in mapping keeps the rules that the engine counts on."""

from fnmatch import fnmatch
from itertools import combinations
from pathlib import Path

import pytest

from lisanalysis.sources.mapping import BUILT_IN, built_in_mappings
from lisanalysis.tables import TABELLER

SYSTEMS = built_in_mappings()
FILES = [(system, stem, file) for system in SYSTEMS for stem, file in system.files.items()]
EACH_FILE = pytest.mark.parametrize(("system", "stem", "file"), FILES, ids=lambda v: getattr(v, "system", v if isinstance(v, str) else ""))

# The patterns of the example layout, written from its own table.
LAYOUT = """
nexus_indsatser* bv_sager* bv_ydelser* bv_afregninger* bv_disponeringer* as2007_ydelser* as2007_betalinger* as2007_disponeringer* dubu_p30*
sensum_indsatser* prisme_posteringer* prisme_budget* prisme_saldo* prisme_kontoplan* prisme_g69* opus_posteringer* opus_kontering* cpr_udtraek*
adressehistorik* tilbud* flis_opmaerkninger* flis_noegletal* dst_indberettet* statbank_* rammeaktivitet* refusionstilsagn* hjemtaget_refusion*
organisation* sagsbehandlere* budgetark* prognose_manuel*
""".split()


def test_every_file_of_the_example_layout_has_a_mapping():
    """All its patterns are read, and nothing else but the free layout for postings and what other municipalities share."""
    assert {file.pattern for *_, file in FILES} == {*LAYOUT, "posteringer*", "aggregat*"}


def test_a_system_is_called_as_its_file():
    """kommune.yaml names a system by the name of its mapping."""
    assert [s.system for s in SYSTEMS] == sorted(Path(f).stem for f in BUILT_IN.glob("*.yaml"))


def test_no_file_fits_two_patterns():
    """A file name belongs to one pattern alone, whatever its date and form."""
    patterns = sorted({file.pattern for *_, file in FILES})
    for one, other in combinations(patterns, 2):
        example = one.replace("*", "_20250131.csv")
        assert not fnmatch(example, other) and not fnmatch(other.replace("*", "_20250131.csv"), one), (one, other)


@EACH_FILE
def test_codes_lead_to_the_values_that_the_table_knows(system, stem, file):
    """A code list gives only what the column allows, and covers it unless the system never says it."""
    for heading, targets in file.columns.items():
        for target in targets:
            allowed = set(file.tabel[target.to].vaerdier)
            given = {*target.codes.values(), *target.contains.values()}
            assert not allowed or given <= allowed, heading
            assert not (allowed and not given and target.otherwise != "reject"), heading


@EACH_FILE
def test_a_table_that_must_have_a_column_gets_it(system, stem, file):
    """Every required column is filled, no two source columns fill the same, and fixed records cut every field they name."""
    filled = [t.to for targets in file.columns.values() for t in targets] + list(file.constants)
    needed = {k.navn for k in file.tabel.kolonner if k.paakraevet and k.foelsomhed != "identitet"}

    assert needed <= set(filled)
    assert len(filled) == len(set(filled))
    assert set(file.columns) <= set(file.fields) or not file.fields
    assert set(file.optional) <= {*file.columns}


@EACH_FILE
def test_what_a_delivery_is_whole_for_is_a_column(system, stem, file):
    """`whole_for` and the table's key are columns of the table, and a file known by its lines is whole for something."""
    names = {k.navn for k in TABELLER[file.table].kolonner}

    assert {*(file.whole_for or []), *file.tabel.noegle} <= names
    assert file.whole_for is not None or not any("{linje}" in v for v in file.constants.values())
