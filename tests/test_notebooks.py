"""The notebooks: stored in normal form, prose more than code, every number with its source. nbval compares their outputs."""

import ast
import re
from itertools import pairwise
from pathlib import Path
from statistics import median

import matplotlib.pyplot as plt
import numpy as np
import pytest

from explorables.catalogue import catalogue
from explorables.execute import executed, normal
from explorables.lesson import read
from explorables.questions import questions
from explorables.references import CITATION
from explorables.registry import stated

PATHS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
every = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
LESSONS = [path for path in PATHS if not path.stem.startswith("00")]


def cells(path, kind):
    return [cell for cell in read(path).nb.cells if cell.cell_type == kind]


def code(path):
    """Code cells, without those a learner is to write in or to change."""
    return [cell.source for cell in cells(path, "code") if not {"answer", "yours"} & set(cell.metadata.get("tags", ()))]


def prose(path):
    return "\n\n".join(cell.source for cell in cells(path, "markdown"))


def test_executing_again_gives_the_same_bytes_and_pictures(as_stored):
    """What `make notebooks` writes; all lessons are executed in JupyterLab (test_jupyterlab.py)."""
    as_stored(PATHS[0], executed(PATHS[0]))


@every
def test_what_is_stored_is_in_normal_form_its_citations_are_links(path):
    """`explorables notebooks --text-only` puts it right."""
    assert path.read_text(encoding="utf-8") == normal(read(path).nb)


@every
def test_cells_are_short_and_prose_is_long(path):
    lines = [len([line for line in source.splitlines() if line.strip()]) for source in code(path)]
    assert max(lines) <= 8 and median(lines) <= 2
    assert len(prose(path).split()) >= 15 * sum(lines) or path.stem.startswith("00")  # 00 is mostly questions


@every
def test_cells_only_ask_a_tested_package(path):
    for source in code(path):
        for node in ast.walk(ast.parse(source)):
            assert not isinstance(node, ast.FunctionDef | ast.ClassDef | ast.For | ast.While | ast.Lambda), source
            if isinstance(node, ast.Import | ast.ImportFrom):
                assert isinstance(node, ast.ImportFrom) and node.module in ("explorables", "crepitus"), source


@every
def test_a_lesson_begins_with_three_lines_of_imports_at_most(path):
    (setup,) = (cell.source for cell in cells(path, "code") if "setup" in cell.metadata.get("tags", ()))
    assert len(setup.splitlines()) <= 3


@every
def test_every_published_number_is_in_the_registry(path):
    assert stated(prose(path))


@every
def test_headings_are_in_order(path):
    levels = [len(marks) for marks in re.findall(r"^(#+) ", prose(path), re.MULTILINE)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@every
def test_links_lead_somewhere(path):
    anchors = {words.replace(" ", "-") for words in re.findall(r"^#+ (.+)$", prose(path), re.MULTILINE)}
    for target in re.findall(r"\]\(([^)]+)\)", prose(path)):
        if target.startswith("#"):
            assert target[1:] in anchors, target
        else:
            assert (path.parent / target.partition("#")[0]).exists(), target


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_has_its_parts(path):
    tags = [tag for cell in cells(path, "markdown") for tag in cell.metadata.get("tags", ())]
    assert {"objectives", "refutation", "limits", "takeaways"} <= set(tags)
    objectives = next(cell.source for cell in cells(path, "markdown") if "objectives" in cell.metadata.get("tags", ()))
    assert 2 <= objectives.count("\n- ") <= 5 and all("](#" in line for line in objectives.splitlines() if line.startswith("- "))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_explorer_is_predicted_tasked_and_recalled(path):
    steps = [(cell.cell_type, cell.source) for cell in read(path).nb.cells]
    asked = re.findall(r'^ask\("(\w+)"\)', "\n".join(source for _, source in steps), re.MULTILINE)
    recalled = re.findall(r'^recall\("(\w+)"\)', "\n".join(source for _, source in steps), re.MULTILINE)
    assert set(recalled) == {key for key in asked if questions()[key].kind == "prediction"}
    # what is played with: an explorer, or in lesson 12 the ledger, which has no model and no picture but is worked the same way
    played = [
        i
        for i, (kind, source) in enumerate(steps)
        if kind == "code" and ((source in catalogue() and catalogue()[source].parameters) or source == "ledger()")
    ]
    assert played
    for i in played:  # a lesson may open with what it is about: its prediction at once before it or after it, its task later
        said = [source for _, source in steps[max(0, i - 2) : i + 4]]
        asks, tasks, recalls = ([words.startswith(start) for words in said] for start in ('ask("', "**Your task.**", 'recall("'))
        at = min(i, 2)
        assert (
            (asks[at - 2] and tasks[at - 1] and recalls[at + 1])
            or (i < 6 and asks[at - 1] and tasks[at + 1] and recalls[at + 2])
            or (i < 6 and asks[at + 1] and tasks[at + 2] and recalls[at + 3])
        )


def test_every_review_is_asked_once_in_a_later_lesson_and_every_lesson_comes_back():
    asked = {}  # where each review stands
    for path in PATHS:
        steps = read(path).nb.cells
        keys = [found[1] for cell in steps if (found := re.fullmatch(r'ask\("(\w+)"\)', cell.source)) and questions()[found[1]].of]
        assert len(keys) in ((0,) if path.stem[:2] < "02" else (2, 3, 4))
        if keys:  # one after the other, at the beginning or after the first experiment
            start = next(i for i, cell in enumerate(steps) if cell.source.startswith("## From earlier lessons"))
            assert any("setup" in cell.metadata.get("tags", ()) for cell in steps[:start])
            assert [cell.source for cell in steps[start + 1 : start + 1 + len(keys)]] == [f'ask("{key}")' for key in keys]
        asked |= {key: path.stem[:2] for key in keys if key not in asked or pytest.fail(f"{key} is asked twice")}
    reviews = {key: question.of for key, question in questions().items() if question.kind == "review"}
    assert asked.keys() == reviews.keys() and all(asked[key] > reviews[key] for key in reviews)
    assert all(2 <= list(reviews.values()).count(f"{lesson:02}") <= 3 for lesson in range(1, 12))
    assert {int(asked[key]) - int(reviews[key]) for key in reviews} >= {1, 3, 6}


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_check_comes_at_least_every_450_words(path):
    words = 0
    for cell in read(path).nb.cells:
        if cell.cell_type == "markdown":
            if "Under the hood" in cell.source:
                return
            words += len(cell.source.split())
        elif re.match(r"ask\(|recall\(|again\(", cell.source):
            words = 0
        assert words <= 450, cell.source[:80]


@every
def test_no_cell_is_left_out_of_the_comparison_but_what_a_learner_makes_their_own(path):
    tagged = [set(tags) for cell in cells(path, "code") if "nbval" in str(tags := cell.metadata.get("tags", ())).lower()]
    assert all(tags == {"yours", "nbval-ignore-output"} for tags in tagged) and len(tagged) <= 1


MINE = [path for path in PATHS if any("yours" in cell.metadata.get("tags", ()) for cell in cells(path, "code"))]


@pytest.mark.parametrize("path", MINE, ids=lambda path: path.stem)
def test_what_a_learner_makes_their_own_is_short_and_its_slider_moves_it(path, monkeypatch):
    (setup,) = (cell.source for cell in cells(path, "code") if "setup" in cell.metadata.get("tags", ()))
    (mine,) = (cell.source for cell in cells(path, "code") if "yours" in cell.metadata.get("tags", ()))
    lines = [line for line in mine.splitlines() if line.strip() and "import" not in line]
    assert len(lines) <= 10 and lines[-1].startswith("interact(")
    shown, names = [], {}

    monkeypatch.setattr(plt, "show", lambda: None)
    exec(setup + "\n" + mine, names)
    function = names[re.match(r"interact\((\w+)", lines[-1])[1]]
    sliders = [child for child in function.widget.children if hasattr(child, "max")]
    assert sliders
    for slider in sliders:
        for value in (slider.min, slider.max):
            slider.value = value
            plt.close("all")
            function.widget.update()
            plt.gcf().canvas.draw()
            shown.append(np.asarray(plt.gcf().canvas.buffer_rgba()).tobytes())
    plt.close("all")
    assert len(set(shown)) >= 2  # pictures that differ


@every
def test_the_language_is_plain(path):
    text = CITATION.sub("", prose(path))
    assert "!" not in text.replace("!=", "")
    assert not re.search(r"\b(simply|obviously|clearly|just)\b", text, re.IGNORECASE)
