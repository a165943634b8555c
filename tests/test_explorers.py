"""Every explorer over its whole grid, its markup, and what it refuses."""

import asyncio
import base64
import gzip
import inspect
import io
import json
import re
import wave
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from html import unescape
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import matplotlib
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.image import imread
from matplotlib.text import Text
from sweeps import sampled

from explorables.catalogue import catalogue, collect_explorables
from explorables.drawing import handle
from explorables.explorable import MIME, Explorable
from explorables.kept import shown, table, table_name
from explorables.parameter import Parameter
from explorables.sound import LOUDEST, PLAYED_RATE, Clip, encode, wav
from explorables.svg import Picture
from explorables.theme import style
from explorables.widgets import ExplorableWidget

FIGURES = Path(__file__).parents[1] / "figures"
PLAYABLE = [explorer for explorer in catalogue().values() if explorer.parameters]
every = pytest.mark.parametrize("explorer", catalogue().values(), ids=lambda explorer: explorer.name)
playable = pytest.mark.parametrize("explorer", PLAYABLE, ids=lambda explorer: explorer.name)


@pytest.fixture(scope="module")
def tables():
    return {explorer.name: table(explorer) for explorer in PLAYABLE}


@playable
def test_every_state_has_a_sentence_and_a_picture(explorer, tables):
    content = json.loads(gzip.decompress(tables[explorer.name]))
    states = int(np.prod([len(parameter.values) for parameter in explorer.parameters]))
    assert [len(column) for column in content["columns"]] == [states] * len(content["columns"])
    for i in content["columns"][0]:
        assert content["texts"][i].endswith(".")
    assert not re.search(r"\bnan\b|\binf\b|None", " ".join(content["texts"]))


@pytest.mark.parametrize("explorer", sampled(PLAYABLE, lambda explorer: explorer.name < "f"), ids=lambda explorer: explorer.name)
def test_the_table_and_a_kernel_give_the_same(explorer, tables):
    content = json.loads(gzip.decompress(tables[explorer.name]))
    shape = [len(parameter.values) for parameter in explorer.parameters]
    drawn_before = np.random.default_rng(1).integers(0, shape, size=(2, len(shape)))  # whatever was drawn before must not matter
    for state in [explorer.start, tuple(np.array(shape) - 1), *map(tuple, drawn_before)]:
        explorer.frame_cache.pop(tuple(state), None)
        row = np.ravel_multi_index(state, shape)
        readout, *rest = (content["texts"][column[row]] for column in content["columns"])
        sound, rest = (rest[:2], rest[2:]) if explorer.hear else ([], rest)
        pose, parts = (rest[:1], rest[1:]) if explorer.scene else ([], rest)
        assert {"readout": readout, "sound": sound, "pose": pose, "parts": parts} == explorer.frame(state)


@playable
def test_every_parameter_changes_picture_and_sentence_somewhere(explorer, tables):
    content = json.loads(gzip.decompress(tables[explorer.name]))
    shape = [len(parameter.values) for parameter in explorer.parameters]
    readouts, *parts = (np.array(column).reshape(shape) for column in content["columns"])
    for axis in range(len(shape)):
        assert (np.diff(readouts, axis=axis) != 0).any()
        assert any((np.diff(part, axis=axis) != 0).any() for part in parts)


def drawn_by_itself(explorer):
    """The starting picture by Matplotlib alone, red, green and blue from 0 to 1."""
    with style():
        figure = Figure(explorer.size, layout="constrained")
        canvas, axes = FigureCanvasAgg(figure), explorer.stage(figure)
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
        explorer.draw(axes, explorer.result(explorer.start))
        figure.dpi = 144
        canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3] / 255


@every
def test_what_a_notebook_stores(explorer):
    data, metadata = explorer._repr_mimebundle_()
    assert data[MIME] == {"name": explorer.name, "at": {parameter.name: parameter.start for parameter in explorer.parameters}}
    assert data["text/plain"].splitlines() == [explorer.title, explorer.readout(explorer.result(explorer.start))]
    assert data["image/png"][:4] == b"\x89PNG" and explorer.shows in metadata["image/png"]["alt"]


SOME = pytest.mark.parametrize(
    "explorer", sampled(catalogue().values(), lambda explorer: explorer.name < "f"), ids=lambda explorer: explorer.name
)


@SOME
def test_a_stored_picture_is_what_matplotlib_draws(explorer):
    data, _ = explorer._repr_mimebundle_()
    stored = imread(BytesIO(data["image/png"]))[..., :3]
    assert np.abs(stored - drawn_by_itself(explorer)).mean() < 0.01  # of a colour: what 64 colours cannot tell apart


@SOME
def test_the_axes_never_move(explorer):
    picture = Picture(explorer.name, explorer.stage, explorer.draw, explorer.size)  # on which nothing was drawn yet
    limits = [(axes.get_xlim(), axes.get_ylim()) for axes in picture.figure.axes]
    for state in list(explorer.states)[:: max(1, len(list(explorer.states)) // 8)]:
        picture.parts(explorer.result(state))
    assert limits == [(axes.get_xlim(), axes.get_ylim()) for axes in picture.figure.axes]


@pytest.mark.skipif(matplotlib.__version_info__ < (3, 11), reason="Matplotlib 3.11 measures letters otherwise")
@every
def test_the_committed_picture_is_what_is_drawn(explorer):
    committed = (FIGURES / f"{explorer.name}.svg").read_text(encoding="utf-8")
    assert committed == explorer.picture.svg(explorer.result(explorer.start))
    assert "var(" not in committed  # a file of its own knows no variables of a page


@every
def test_every_word_lies_inside_the_picture(explorer):
    figure = explorer.picture.figure
    renderer = figure.canvas.get_renderer()
    for axes in figure.axes:
        for words in [
            text for text in (axes.xaxis.label, axes.yaxis.label, *axes.get_children()) if isinstance(text, Text) and text.get_text()
        ]:
            box = words.get_window_extent(renderer)
            assert box.x0 > -1 and box.y0 > -1 and box.x1 < figure.bbox.width + 1 and box.y1 < figure.bbox.height + 1, words


@every
def test_every_axis_says_its_quantity(explorer):
    for axes in [axes for axes in explorer.picture.figure.axes if axes.axison]:  # a picture of a thing has a bar instead
        assert axes.get_xlabel() or any(other.get_xlabel() for other in axes.get_shared_x_axes().get_siblings(axes))
        names = [label.get_text() for label in axes.get_yticklabels()]
        said = axes.get_ylabel() or any(other.get_ylabel() for other in axes.get_shared_y_axes().get_siblings(axes))
        assert said or not names or all(name.replace("\n", " ").isprintable() and not name[:1].isdigit() for name in names)


@playable
def test_the_markup_keeps_the_contract(explorer):
    html = shown(explorer).html
    if explorer.scene:  # which has controls of its own
        html = html[: html.index('<div class="scene"')] + html[html.index('<p class="flat"') :]
    assert f'data-explorer="{explorer.name}"' in html and "data-ready" not in html
    toggles = sum(parameter.is_toggle for parameter in explorer.parameters)
    named = sum(bool(parameter.words) for parameter in explorer.parameters) - toggles
    assert html.count('type="range"') == html.count('class="entry" type="text"') + named == len(explorer.parameters) - toggles
    assert html.count("<select") == named + bool(explorer.clock) and html.count("<audio controls") == bool(explorer.hear)
    for parameter in explorer.parameters:
        assert f"{parameter.label}" in html
        spoken = parameter.spoken[parameter.values.index(parameter.start)]
        assert (f"checked> {spoken}" if parameter.is_toggle else f'aria-valuetext="{spoken}"') in html
    for words in ("data-reset", 'role="img"', 'aria-live="polite"', "Show the code", "<th", explorer.conclusion[:30], explorer.shows):
        assert words in unescape(html)
    assert html.count(' id="') == len(set(re.findall(r' id="([^"]*)"', html)))


@pytest.mark.soak
def test_ids_of_two_explorers_never_meet():
    found = [name for explorer in catalogue().values() for name in re.findall(r' id="([^"]*)"', explorer.html())]
    assert len(found) == len(set(found))


@dataclass(frozen=True)
class Answer:
    value: float


def one(model) -> Explorable:
    """The smallest explorer, with a model of one's own."""

    def stage(figure):
        axes = figure.subplots()
        axes.set(xlim=(0, 1), ylim=(0, 1))
        return axes

    parameters = (Parameter("x", "the x", "mm", (1, 2, 3), start=2),)
    return Explorable(
        "one", "One", parameters, model, stage, lambda axes, r: axes.plot([0, 1], [0, r.value]), lambda r: f"{r.value}.", "A line.", "c"
    )


def elsewhere(work):
    """Run a coroutine where no browser of other tests has its loop."""
    with ThreadPoolExecutor() as apart:
        return apart.submit(lambda: asyncio.run(work())).result()


def test_two_explorers_of_one_name_are_refused():
    modules = [SimpleNamespace(__name__=name, found=one(Answer)) for name in ("first", "second")]
    with pytest.raises(ValueError, match=r"^second.found: name = 'one', as first.found has; allowed: a name that no other explorer has"):
        collect_explorables(modules)
    assert list(collect_explorables(modules[:1] * 2)) == ["one"]  # imported into a second module it is still the same


def test_a_state_that_gives_nan_is_named():
    with pytest.raises(ValueError, match=r"explorer 'one' fails in state \(x = 3 mm\): value is not finite"):
        assert one(lambda x: Answer(float("nan") if x == 0.003 else x)).table


def test_a_state_that_raises_is_named():
    with pytest.raises(ValueError, match=r"explorer 'one' fails in state \(x = 1 mm\): float division by zero"):
        assert one(lambda x: Answer(1 / (x - 0.001))).table


def test_a_state_is_named_by_the_words_and_in_the_units_that_a_learner_sees():
    medium = Parameter("medium", "medium", "", (1.2, 1010), start=1.2, words=("air", "fluid"))
    speed = Parameter("speed", "speed", "mm/s", (20, 2000), start=20)
    explorer = replace(one(lambda medium, speed: Answer(1 / (speed - 2))), parameters=(medium, speed))
    with pytest.raises(ValueError, match=r"explorer 'one' fails in state \(medium = fluid, speed = 2,000 mm/s\): float division by zero"):
        explorer.result((1, 1))
    still = replace(one(lambda: Answer(1 / 0)), parameters=())
    with pytest.raises(ValueError, match=r"explorer 'one' fails in state \(\): division by zero"):
        still.result(())


def test_the_model_is_given_si_values():
    explorer = one(lambda x: Answer(x))
    assert [explorer.result(state).value for state in explorer.states] == [1e-3, 2e-3, 3e-3]


@pytest.mark.parametrize(
    ("unit", "values", "si"),
    [
        ("µm", (50, 70), (5e-05, 7e-05)),
        ("mm", (0.3, 1.5), (0.0003, 0.0015)),
        ("%", (18.1, 62.8), (0.181, 0.628)),
        ("min", (0.1, 720), (6.0, 43200.0)),
        ("days", (-1, 30), (-86400.0, 2592000.0)),
        ("mmHg", (34, 45), (4532.948, 5999.49)),
        ("per million", (0.1, 300), (1e-07, 0.0003)),
        ("points", (5, 21.6), (5.0, 21.6)),
        ("°C", (-20, 0, 57.8), (253.15, 273.15, 330.95)),
        ("", (1.2, 1010), (1.2, 1010.0)),
    ],
)
def test_si_values_are_the_numbers_that_their_digits_write(unit, values, si):
    assert Parameter("x", "the x", unit, values, start=values[0]).si == si


@every
def test_a_model_takes_the_parameters_by_their_names(explorer):
    inspect.signature(explorer.model).bind(**{parameter.name: parameter.start for parameter in explorer.parameters})


def test_a_state_the_kernel_cannot_make_is_told_to_the_browser(monkeypatch):
    sent = []
    monkeypatch.setattr(ExplorableWidget, "send", lambda self, message, buffers=None: sent.append(message))
    many = Parameter("x", "the x", "mm", range(1, 30), start=1)
    at = next(i for i in range(29) if i not in many.main)  # where no sentence stands in the markup already
    broken = replace(one(Answer), parameters=(many,), model=lambda x: Answer(x), readout=lambda r: f"{1 / (r.value - many.si[at]):g}.")
    view = ExplorableWidget(broken)
    view.answer(view, {"state": [99]}, [])
    assert sent.pop() == {"state": [99], "problem": "tuple index out of range"}
    told = f"explorer 'one' fails in state (x = {many.spoken[at]}): float division by zero"
    view.answer(view, {"state": [at]}, [])
    assert sent.pop() == {"state": [at], "problem": told}
    elsewhere(view.make_table)
    assert sent == [{"problem": told}]


def test_a_drawing_must_give_the_same_number_of_artists_in_every_state():
    explorer = one(lambda x: Answer(x))
    uneven = replace(explorer, draw=lambda axes, r: axes.plot([0, 1], [0, 1]) if r.value > 1e-3 else [])
    with pytest.raises(ValueError, match="more artists in one state than in another"):
        assert uneven.table


@pytest.mark.parametrize("names", [("wiat",), ("x", "wiat")])
def test_a_handle_moves_parameters_and_nothing_else(names):
    held = replace(one(lambda x: Answer(x)), draw=lambda axes, r: [handle(axes, r.value, 0, *names)])
    with pytest.raises(ValueError, match=r"^explorer 'one': handle 'wiat'; allowed: x$"):
        assert held.html()
    assert replace(held, draw=lambda axes, r: [handle(axes, r.value, 0, "x")]).html()


def test_values_must_rise():
    with pytest.raises(ValueError, match=r"parameter 'x': values = 1, 3, 2; allowed: rising"):
        Parameter("x", "the x", "mm", (1, 3, 2), start=3)


def test_a_start_that_is_no_value_is_refused():
    with pytest.raises(ValueError, match=r"parameter 'x': start = 5; allowed: 1, 2, 3"):
        Parameter("x", "the x", "mm", (1, 2, 3), start=5)


def test_values_are_typed_plain_and_spoken_with_their_unit():
    parameter = Parameter("rate", "frames", "Hz", (-0.00001, 0.05, 3.2, 1200, 100000), start=3.2)
    assert parameter.typed == ["-0.00001", "0.05", "3.2", "1200", "100000"]
    assert parameter.spoken == ["-0.00001 Hz", "0.05 Hz", "3.2 Hz", "1,200 Hz", "100,000 Hz"]


def test_values_that_are_kinds_are_spoken_by_their_words():
    parameter = Parameter("medium", "medium", "", (1.2, 1010), start=1.2, words=("air", "fluid"))
    assert parameter.spoken == ["air", "fluid"]
    with pytest.raises(ValueError, match=r"parameter 'medium': 1 words; allowed: 2, one for each value"):
        Parameter("medium", "medium", "", (1.2, 1010), start=1.2, words=("air",))


def test_a_sound_is_written_so_that_it_can_be_mixed_and_played():
    clip = Clip(np.sin(np.arange(200) / 5), (0.0, 0.02), (1.0, 0.5))
    ring, repeats = encode(clip)
    assert json.loads(repeats) == [[0.0, 0.02], [1.0, 0.5]]
    assert np.frombuffer(base64.b64decode(ring), "<i2") / 32767 == pytest.approx(clip.ring / np.abs(clip.ring).max(), abs=1e-4)
    with wave.open(io.BytesIO(wav(clip))) as sound:
        assert (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) == (1, 2, PLAYED_RATE)
        samples = np.frombuffer(sound.readframes(sound.getnframes()), "<i2") / 32767
    assert samples == pytest.approx(LOUDEST * clip.samples, abs=1e-4)


def test_in_jupyterlab_the_kernel_answers_and_then_hands_over_the_table(monkeypatch):
    explorer, sent = one(lambda x: Answer(x / 4)), []
    monkeypatch.setattr(ExplorableWidget, "send", lambda self, message, buffers=None: sent.append((message, buffers)))

    async def talk():
        view = ExplorableWidget(explorer)
        view.answer(view, {"state": [0]}, [])
        view.answer(view, {"table": True}, [])
        await view.task

    elsewhere(talk)
    (answer, _), (table, buffers) = sent
    assert answer == {"state": [0], **explorer.frame((0,))}
    assert table == {"table": True} and buffers == [explorer.table]


def test_two_explorers_that_differ_in_one_word_have_tables_of_their_own():
    explorer = one(lambda x: Answer(x / 4))
    assert replace(explorer, name="two").table != explorer.table


def test_an_explorer_begins_where_it_is_asked_to():
    explorer = catalogue()["film_pressure"]
    between = explorer.at(gap=60, viscosity=0.1)
    assert between.begins == explorer.begins | {"gap": 60, "viscosity": 0.1}
    assert between.parameters[0].values == tuple(sorted({*explorer.parameters[0].values, 60.0}))
    assert between.result(between.start).gap == 60e-6
    assert table_name(explorer.at()) == table_name(explorer) != table_name(between)
    for wrong, told in (({"gap": 5000}, "start = 5000; allowed: 10 to 200"), ({"colour": 1}, "parameter = 'colour'; allowed: gap, ")):
        with pytest.raises(ValueError, match=told):
            explorer.at(**wrong)
    with pytest.raises(ValueError, match="start = 2; allowed: 1, 5"):
        catalogue()["visits_before_stroke"].at(effect=2)
