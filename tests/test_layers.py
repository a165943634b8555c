"""Data flows one way: in the engine, from the engine to the course, and in the course; and the engine knows no subject."""

import ast
import re
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src"
LAYERS = {  # each package's modules and folders in order: each imports only those before it
    "explorables": (
        "arrays", "course", "units", "records", "digits", "references", "registry", "cache", "theme", "drawing", "compact",
        "reflow", "svg", "reading", "icon_array", "sound", "web", "scene", "parameter", "kept", "explorable", "catalogue", "questions",
        "exercises", "claims", "widgets", "blocks", "lesson", "execute", "prebuild", "lite", "site", "teaching", "build",
        "readme", "command", "__main__",
    ),
    "crepitus": ("course", "models", "figures", "explorers", "__main__"),
}  # fmt: skip
FIRST_SEEN = {  # where a library that takes long to import, or belongs to one layer, comes in
    "matplotlib": "theme", "anywidget": "widgets", "nbformat": "blocks", "nbclient": "execute", "nbconvert": "site", "bs4": "site",
}  # fmt: skip
CLAIMS = len((SOURCE.parent / "data/claims.csv").read_text(encoding="utf-8").splitlines()) - 1
SUBJECT = re.compile(rf"\b(joints?|spines?|spinal|crack\w*|knuckles?|vertebra\w*|necks?|cavit\w+|crepitus|backs|{CLAIMS})\b", re.IGNORECASE)
ANOTHER_SENSE = re.compile(r'axes\.spines|"axes\.spines|spines\[')  # Matplotlib's frame around a graph
MODULES = sorted(SOURCE.rglob("*.py"))
ENGINE = [
    path
    for path in sorted((SOURCE / "explorables").rglob("*.*"))
    if path.suffix in (".py", ".pyi", ".js", ".css", ".html", ".j2") and ".min." not in path.name
]
name = dict(ids=lambda path: str(path.relative_to(SOURCE)))


def imports(path: Path) -> list[str]:
    """What a module imports at its top; within functions it may reach for what is heavy and seldom needed.

    What stands under `if TYPE_CHECKING` is not imported: a drawing names the type of the result that it draws.
    """
    found = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            whole = node.module in LAYERS
            found += [f"{node.module}.{alias.name}" for alias in node.names] if whole else [node.module]
    return found


@pytest.mark.parametrize("path", MODULES, **name)
def test_a_layer_imports_only_layers_before_it(path):
    package, own, *_ = path.relative_to(SOURCE).with_suffix("").parts
    if own == "__init__":  # the map
        return
    order = LAYERS[package]
    for module in imports(path):
        first, _, rest = module.partition(".")
        if first == package:
            assert order.index(rest.partition(".")[0]) <= order.index(own), f"{path} imports {module}"
        if package == "explorables":
            assert first != "crepitus"
            assert first not in FIRST_SEEN or order.index(FIRST_SEEN[first]) <= order.index(own), f"{path} imports {module}"


@pytest.mark.parametrize("path", ENGINE, **name)
def test_no_word_of_the_subject_stands_in_the_engine(path):
    assert SUBJECT.findall(ANOTHER_SENSE.sub("", path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", MODULES, **name)
def test_a_module_can_be_read_in_one_sitting(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 250
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 40, node.name


def test_widgets_stand_in_one_module():
    assert [path.name for path in MODULES if "anywidget" in imports(path)] == ["widgets.py"]
