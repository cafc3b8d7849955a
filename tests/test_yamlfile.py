"""YAML is read by the rules of 1.2."""

from datetime import date

import pytest

from lisanalysis.errors import ParameterError
from lisanalysis.yamlfile import parse_yaml, read_yaml


def test_codes_with_a_leading_zero_stay_text():
    """By the rules of YAML 1.1 the code 0573 would be the number 379."""
    assert parse_yaml("kode: 0573\nkonto: 538421001", "x") == {"kode": "0573", "konto": 538421001}


def test_only_true_and_false_are_booleans():
    """`no` is a country and `ja` a word."""
    assert parse_yaml("a: no\nb: yes\nc: ja\nd: true\ne: off", "x") == {"a": "no", "b": "yes", "c": "ja", "d": True, "e": "off"}


def test_iso_dates_are_dates_and_amounts_with_a_danish_comma_are_text():
    """Only what is written unmistakably is read as more than text."""
    assert parse_yaml("a: 2025-01-31\nb: 1.234,50\nc: 1_000\nd: 1e5\ne: 0.5", "x") == {
        "a": date(2025, 1, 31), "b": "1.234,50", "c": "1_000", "d": "1e5", "e": 0.5,
    }  # fmt: skip


@pytest.mark.parametrize("text", ["a: 1\na: 2", "a: [1", "- a\n- b", "a: 2025-02-31"])
def test_what_cannot_be_read_is_refused_with_the_file_named(text):
    """A key that stands twice, a bracket left open, a list, and a date that does not exist."""
    with pytest.raises(ParameterError, match="kommune.yaml"):
        parse_yaml(text, "kommune.yaml")


def test_a_file_in_another_encoding_is_refused(tmp_path):
    """cp1252 is not UTF-8, and the message says what to do."""
    (tmp_path / "k.yaml").write_bytes("navn: Ærø".encode("cp1252"))
    with pytest.raises(ParameterError, match="UTF-8"):
        read_yaml(tmp_path / "k.yaml")


def test_code_is_never_run():
    """A tag that asks for an object is an error, not an object."""
    with pytest.raises(ParameterError):
        parse_yaml("a: !!python/object/apply:os.getcwd []", "x")
