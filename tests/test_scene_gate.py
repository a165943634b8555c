"""The gate at work: what is drawn at a moment against the run of the equations, and that nothing jumps while it plays."""

from functools import partial

import numpy as np
import pytest
from played import handles, result, said, seen

from crepitus.explorers.circuit import MOMENTS, PAIN, TOUCHES
from crepitus.figures.circuit import APART, CELLS, HIGHEST, LINKS, SPIKES, SURFACE, WAYS
from crepitus.figures.person import length_of
from crepitus.models.gate import BASELINE, LIMIT, Pulse, respond
from explorables.blocks import catalogue
from explorables.svg import DRAWING

drawn, knobs = partial(seen, "the_gate"), partial(handles, "the_gate")
STREAMS = slice(5, 5 + len(LINKS))  # after skin, finger, nail and the sore spot


@pytest.mark.parametrize("time", [0, 0.6, 1.1, 1.4, 3])
def test_the_cells_show_the_rates_of_the_equations(time):
    response = respond(Pulse(40, 1.0, 0.15), PAIN, 3.0)
    lit = drawn(time=time)[STREAMS.stop :][: 4 * len(CELLS)]
    for cell, (_, glow, _), (_, body, _), (_, words, _) in zip(CELLS, lit[::4], lit[2::4], lit[3::4], strict=True):
        rate = float(np.interp(time, response.time, response.rate(cell)))
        assert words == f"{rate:.0f}"
        share = min(1, rate / LIMIT[cell])
        assert (glow, body) == pytest.approx((0.32 * share, 0.5 * share), abs=1e-6)


@pytest.mark.parametrize("time", [0, 1.1, 3])
def test_so_many_dots_have_passed_as_spikes_were_sent(time):
    # by hand: rates that are steady between the edges of the pulses
    touch = BASELINE * time + (40 - BASELINE) * np.clip(time - 1, 0, 0.15)
    pain = BASELINE * time + (22 - BASELINE) * np.clip(time - 0.5, 0, 2)
    for link, (dots, alpha, _) in zip(WAYS, drawn(time=time)[STREAMS], strict=True):
        if (source := link[0]) not in ("touch", "pain"):
            continue
        way = WAYS[link]
        at_first = int(length_of(way) / APART)
        come = APART * (at_first + {"touch": touch, "pain": pain}[source] / SPIKES - np.arange(len(dots)))
        for dot, distance in zip(dots, come):
            steps = np.hypot(*np.diff(way, axis=0).T)
            on_way = np.interp(np.clip(distance, 0, steps.sum()), np.concatenate([[0], steps.cumsum()]), np.arange(len(way)))
            assert np.hypot(*(dot - way[round(on_way)])) < steps.max()
        rate = {"touch": 40 if 1 <= time < 1.15 else BASELINE, "pain": 22 if 0.5 <= time < 2.5 else BASELINE}[source]
        assert alpha == pytest.approx(0.25 + 0.75 * rate / HIGHEST[source])


def test_no_dot_is_missing_at_the_end_of_the_strongest_streams():
    for length in (0.15, 1):
        for link, (dots, _, _) in zip(WAYS, drawn(time=3, length=length)[STREAMS], strict=True):
            assert dots[-1] == pytest.approx(WAYS[link][0])  # one still waits where the stream begins


def test_no_dot_runs_over_a_number():
    picture = catalogue()["the_gate"].picture
    with DRAWING:
        artists = picture.draw(picture.axes, result("the_gate"))
        streams, bodies = artists[STREAMS], [cell for cell in artists[STREAMS.stop :][1 : 4 * len(CELLS) : 4]]
        assert max(dots.get_zorder() for dots in streams) < min(body.get_zorder() for body in bodies)
        assert all(body.get_alpha() is None and body.get_fill() for body in bodies)  # nothing shines through
        for artist in artists:
            artist.remove()


def test_what_moves_keeps_its_points():
    states = [{"time": time, "touch": touch} for time in MOMENTS[::7] for touch in TOUCHES[::3]]
    shapes = {tuple(len(points) if points is not None else 0 for points, _, _ in drawn(**state)) for state in states}
    assert len(shapes) == 1 and max(*shapes) < 128


@pytest.mark.parametrize("time", [0, 1.1, 3])
def test_the_finger_can_be_pressed_at_any_moment_and_the_touch_lengthened(time):
    heights = [knobs(time=time, touch=touch)["touch"][1] for touch in TOUCHES]
    assert (np.diff(heights) < -0.05).all()  # deeper is stronger
    ends = [knobs(time=time, length=length)["length"][0] for length in (0.15, 0.5, 1)]
    assert ends == pytest.approx([1.15, 1.5, 2])
    assert knobs(time=time)["time"][0] == pytest.approx(time)


def test_the_finger_dents_the_skin_only_while_it_touches():
    depth = lambda **chosen: SURFACE - drawn(**chosen)[0][0][:50, 1].min()  # noqa: E731
    assert [round(depth(time=time), 2) for time in (0.9, 1.1, 1.3)] == [0, 0.3, 0]
    assert depth(time=1.1, touch=10) == pytest.approx(0.3 / 4, abs=0.01) and depth(time=1.1, touch=0) == 0
    tip = lambda time: drawn(time=time)[1][0][:, 1].min()  # noqa: E731
    assert tip(1.1) == pytest.approx(SURFACE - 0.3, abs=0.01) and tip(1.3) > tip(1.1) + 0.2


def test_lesson_06_says_what_touch_does_now_and_in_all():
    assert "At 1.1 s the pain cells fire at 0 Hz: no pain." in said("the_gate")
    assert "pain cells fire at 50 Hz: pain." in said("the_gate", touch=10)
    assert "there is no touch" in said("the_gate", touch=0)
    assert "the touch of 1 s silences them for 1.03 s" in said("the_gate", length=1)
