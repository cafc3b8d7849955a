"""The floors of the house: what may import what, held by reading every import statement."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "lisanalysis"
FLOORS = {
    "errors": 0, "yamlfile": 0, "domain": 0,
    "law": 1, "roller": 1, "settings": 1,
    "tables": 2, "lager": 2, "motor": 2,
    "access": 3,
    "sources": 4,
    "measures": 5,
    "reconcile": 6, "quality": 6, "statistik": 6,
    "catalogue": 6.5, "spor": 6.5,
    "analyses": 7,
    "publish": 8,
    "workspace": 9, "schedule": 9,
    "templates": 9.5,
    "batch": 10, "formular": 10, "lab": 10, "start": 10, "dokumentation": 10.5,
    "cli": 11, "__main__": 12,
}  # fmt: skip
# Rooms on one floor that may not see each other, and rooms whose modules may not see their siblings in other rooms.
WINGS = {"synthetic": {"domain", "law", "synthetic"}}
ONLY_IN = {"papermill": {"batch"}, "duckdb": {"sources", "access"}, "pyspark": {"motor"}, "typer": {"cli", "__main__"}}


def modules() -> list[Path]:
    """Every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    """The top-level room that a module stands in."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The dotted names that a module imports, wherever in it the statement stands."""
    names = set()
    package = ("lisanalysis", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join((*start, node.module) if node.module else start)
            names |= {stem} | {f"{stem}.{alias.name}" for alias in node.names}
    return names


def rooms_imported(path: Path) -> set[str]:
    """The rooms of ours that a module imports from."""
    parts = {tuple(name.split(".")) for name in imported(path) if name.startswith("lisanalysis.")}
    return {p[1] for p in parts if (PACKAGE / p[1]).is_dir() or (PACKAGE / f"{p[1]}.py").is_file()}


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_module_imports_upward_or_sideways(path: Path) -> None:
    """A room sees only lower floors; a wing sees only what it is allowed; nobody but cli sees the generator."""
    here = room(path)
    if here == "__init__":
        return
    others = rooms_imported(path) - {here}
    if here in WINGS:
        assert others <= WINGS[here]
        return
    assert here in FLOORS, f"{here} has no floor"
    too_high = {o for o in others if o in WINGS and here != "cli" or o in FLOORS and FLOORS[o] > FLOORS[here]}
    siblings = {o for o in others if o in FLOORS and FLOORS[o] == FLOORS[here] and FLOORS[o] not in (0, 1, 2)}

    assert too_high == set()
    assert siblings == set()


@pytest.mark.parametrize("path", [p for p in modules() if room(p) == "analyses"], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_analyses_do_not_import_one_another(path: Path) -> None:
    """Two questions share a measure, never each other's code."""
    stems = {p.name.removesuffix(".py") for p in (PACKAGE / "analyses").iterdir() if not p.name.startswith("_")}
    questions = {s for s in stems if (PACKAGE.parent / "notebooks" / f"{s}.ipynb").is_file()}
    own = path.relative_to(PACKAGE / "analyses").parts[0].removesuffix(".py")
    seen = {name.split(".")[2] for name in imported(path) if name.startswith("lisanalysis.analyses.") and name.count(".") >= 2}

    assert (seen & questions) - {own} == set()


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_special_libraries_have_one_room(path: Path) -> None:
    """Papermill, the bare engine and the command line's library are each known in their own room only."""
    for library, rooms in ONLY_IN.items():
        if room(path) not in rooms:
            assert not {n for n in imported(path) if n.split(".")[0] == library}


@pytest.mark.parametrize("path", [p for p in modules() if room(p) != "cli"], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_the_command_line_reads_the_calendar(path: Path) -> None:
    """The day is an argument: `date.today()` stands in `cli` alone."""
    assert "date.today(" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [p for p in modules() if room(p) in ("analyses", "measures")], ids=lambda p: str(p.relative_to(PACKAGE)))
def test_analyses_and_measures_only_compute(path: Path) -> None:
    """They open no file, print nothing and ask no clock."""
    calls = {n.func.id for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}

    assert calls & {"open", "print"} == set()
    assert imported(path) & {"os", "pathlib.Path", "time", "datetime.datetime"} == set()


def test_every_room_with_a_floor_says_what_it_is() -> None:
    """Every module begins with a docstring."""
    silent = [str(p.relative_to(PACKAGE)) for p in modules() if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))]

    assert silent == []
