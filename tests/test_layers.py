"""Data flows one way: data, sources, claims, models, figures, web, explorers and questions, marks, ledger, site."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "src/crepitus"
LAYERS = ("sources", "kept", "claims", "models", "figures", "web", "explorers", "questions", "marks", "ledger", "site")
FIRST_SEEN = {"matplotlib": "figures", "anywidget": "explorers", "ipywidgets": "explorers", "nbconvert": "site", "nbformat": "site"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def layer(module: str) -> str:
    return module.split(".")[1] if module.startswith("crepitus.") else ""


def imports(path: Path) -> list[str]:
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    found = []
    for node in nodes:
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [f"{node.module}.{alias.name}" if node.module == "crepitus" else node.module for alias in node.names]
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_layer_imports_only_layers_before_it(path):
    own = path.relative_to(PACKAGE).with_suffix("").parts[0]
    if own == "__init__":  # the map
        return
    for module in imports(path):
        if layer(module):
            assert LAYERS.index(layer(module)) <= LAYERS.index(own), f"{path} imports {module}"
        first = FIRST_SEEN.get(module.partition(".")[0])
        assert first is None or LAYERS.index(first) <= LAYERS.index(own), f"{path} imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_can_be_read_in_one_sitting(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 250
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 40, node.name


def test_explorers_are_the_only_widgets_beside_questions():
    using = {path.name for path in MODULES if "anywidget" in imports(path)}
    assert using == {"explorer.py", "questions.py"}
