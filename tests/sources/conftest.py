"""Every test here has a user folder of its own, so that keys and lagers never meet."""

import pytest


@pytest.fixture(autouse=True)
def hjem(tmp_path, monkeypatch):
    """The user's own data folder, in the test's folder."""
    monkeypatch.setenv("LIS_HJEM", str(tmp_path / "hjem"))
    return tmp_path / "hjem"
