"""The floors of the house: each knows its own and those below it, and nothing above."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import cleaner

ROOT = Path(cleaner.__file__).parent
FLOORS = (
    *("document", "rules", "html", "lines", "model", "segments", "passes"),
    *("metadata", "pipeline", "formats", "corpus", "integrations", "training", "cli"),
)
# Errors, paths and tables lie at the base; the roof is what users import.
_BASE, _ROOF = -1, len(FLOORS)


def floor(module: str) -> int:
    """How high a module lies."""
    names = module.split(".")[1:]
    if names[:1] in (["errors"], ["paths"], ["tables"]):
        return _BASE
    return FLOORS.index(names[0]) if names and names[0] in FLOORS else _ROOF


def modules() -> dict[str, ast.Module]:
    """Every module of the library, parsed."""
    found = {}
    for file in sorted(ROOT.rglob("*.py")):
        names = [ROOT.name, *file.relative_to(ROOT).with_suffix("").parts]
        found[".".join(names).removesuffix(".__init__")] = ast.parse(file.read_text(encoding="utf-8"))
    return found


def imports(tree: ast.Module) -> Iterator[str]:
    """The names of the library's own modules that a module imports, wherever in it: for types alone or late as well."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.split(".")[0] == ROOT.name)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            if node.module and node.module.split(".")[0] == ROOT.name:
                yield from (f"{node.module}.{name.name}" for name in node.names) if node.module == ROOT.name else (node.module,)


def test_no_module_imports_from_a_floor_above() -> None:
    """A module imports its own floor or lower ones."""
    upwards = [(name, found) for name, tree in modules().items() for found in imports(tree) if floor(found) > floor(name)]

    # The version lies on the roof, and a command tells it.
    assert [pair for pair in upwards if pair[1] != "cleaner.__version__"] == []


def test_modules_do_not_import_in_a_circle() -> None:
    """Every module can be loaded after all those that it imports."""
    known = modules()
    left = {name: {found for found in imports(tree) if found in known and found != name} for name, tree in known.items()}
    while ready := {name for name, wanted in left.items() if not wanted}:
        left = {name: wanted - ready for name, wanted in left.items() if name not in ready}

    assert left == {}


def test_one_module_reads_the_shipped_rules() -> None:
    """Only `rules/shipped.py` knows where rule files lie, and `rules/definitions.py` where what they share does."""
    readers = [
        name
        for name, tree in modules().items()
        if any(isinstance(node, ast.Constant) and node.value == "rulesets" for node in ast.walk(tree))
    ]

    assert readers == ["cleaner.rules.definitions", "cleaner.rules.shipped"]


def test_the_ground_rests_on_the_standard_library_and_msgspec() -> None:
    """The plain records of a page import nothing that must be installed but what makes records."""
    roots = set()
    for name, tree in modules().items():
        if floor(name) == 0:
            for node in ast.walk(tree):
                if isinstance(node, ast.Import):
                    roots |= {found.name.split(".")[0] for found in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module:
                    roots.add(node.module.split(".")[0])

    assert roots & {"regex", "typer", "rich", "numpy"} == set()


def test_nothing_that_is_read_can_run() -> None:
    """No module loads what runs code as it is loaded, and none runs text as code."""
    found = set()
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import | ast.ImportFrom):
                named = [node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names]
                found |= {(name, each) for each in named if each.split(".")[0] in {"pickle", "_pickle", "marshal", "shelve"}}
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"exec", "eval", "compile"}:
                found.add((name, node.func.id))

    assert found == set()


def test_no_module_is_too_long_to_read() -> None:
    """A file is read in one sitting: 300 lines at the most, but for a kernel whose functions must be compiled together."""
    lengths = {str(file.relative_to(ROOT)): len(file.read_text(encoding="utf-8").splitlines()) for file in ROOT.rglob("*.py")}

    assert {name: length for name, length in lengths.items() if length > 300} == {"html/flow.py": 337}


def test_every_module_says_what_it_is_for() -> None:
    """A module opens with a docstring."""
    assert [name for name, tree in modules().items() if not ast.get_docstring(tree)] == []
