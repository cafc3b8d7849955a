"""The jobs of a batch: parameter files with checked values, and all that is refused before any kernel."""

from __future__ import annotations

import pytest
from lille_kommune import PARAMETERS, Sted, sted, udtraek  # noqa: F401  fixtures

from lisanalysis.batch.jobs import choose, find_jobs
from lisanalysis.errors import ParameterError
from lisanalysis.settings import read_settings


def refused(sted: Sted) -> str:
    with pytest.raises(ParameterError) as error:
        find_jobs(read_settings("lille"))
    return str(error.value)


def test_a_parameter_file_becomes_a_job_with_checked_values(sted: Sted) -> None:
    """A code with its zero stays text, a date becomes ISO text, and the model's defaults fill the rest."""
    sted.yaml("optaelling.syd-1.yaml", "konti: [0573]\nfra: 2024-02-29\n")
    job = next(j for j in find_jobs(read_settings("lille")) if j.variant)
    assert (job.stem, job.variant, job.navn) == ("optaelling", "syd-1", "optaelling.syd-1")
    assert job.parametre == {"tabel": "postering", "konti": ["0573"], "fra": "2024-02-29", "graense": 5}


@pytest.mark.parametrize(
    ("yaml", "said"),
    [
        ("graensse: 3\n", ["graensse", "ukendt navn", "Mente du 'graense'?"]),
        ("konti: [573]\n", ["konti.0", "anførselstegn"]),
        ("graense: '3'\n", ["graense", "helt tal"]),
        ("graense: 0\n", ["graense", "for lille"]),
        ("fra: i går\n", ["fra", "dato"]),
    ],
)
def test_a_wrong_parameter_is_refused_before_any_kernel(sted: Sted, yaml: str, said: list[str]) -> None:
    """The message names the file and the field, says what is wrong in Danish, and does not repeat the value."""
    sted.yaml("optaelling.forkert.yaml", yaml)
    message = refused(sted)
    assert all(word in message for word in ["parameters/lille/optaelling.forkert.yaml", *said]), message
    assert "i går" not in message


def test_all_that_is_wrong_is_said_at_once(sted: Sted) -> None:
    """Two bad files give one error that names both."""
    sted.yaml("optaelling.a.yaml", "x: 1\n")
    sted.yaml("optaeling.yaml", "")
    message = refused(sted)
    assert "optaelling.a.yaml" in message
    assert "optaeling.yaml: Der er ingen analyse" in message
    assert "Mente du 'optaelling'?" in message


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (PARAMETERS.replace("graense", "grense"), "'grense' er ikke en parameter til analysen (mente du 'graense'?)"),
        (PARAMETERS.replace('per: str | None = None\n', ""), "parametercellen mangler 'per'"),
        (PARAMETERS + "\nimport os", "må kun bestå af"),
        ("kommune = ", "kan ikke læses"),
    ],
)
def test_a_parameter_cell_that_disagrees_with_the_model_is_refused(sted: Sted, cell: str, said: str) -> None:
    """A name that only the notebook or only the analysis knows would be passed in silence."""
    sted.analyse("optaelling", parameters=cell)
    assert said in refused(sted)


def test_only_takes_an_analysis_or_one_of_its_variants(sted: Sted) -> None:
    """`--only` by stem takes all variants, by full name one, and a misspelt name is refused with the nearest."""
    sted.yaml("optaelling.syd.yaml", "")
    jobs = find_jobs(read_settings("lille"))
    assert [j.navn for j in choose(jobs, ["optaelling"])] == ["optaelling.syd", "optaelling"]
    assert [j.navn for j in choose(jobs, ["optaelling.syd"])] == ["optaelling.syd"]
    with pytest.raises(ParameterError, match="Mente du 'optaelling'"):
        choose(jobs, ["optælling"])
