"""The gate at work: what is drawn at a moment against the run of the equations, and that nothing jumps while it plays."""

from functools import partial

import numpy as np
import pytest
from played import handles, result, said, seen

from crepitus.explorers.circuit import MOMENTS, PAIN, TOUCHES
from crepitus.explorers.gate_in_time import LENGTHS
from crepitus.figures.circuit import CELLS, HIGHEST, LINKS, PRESSED, SURFACE, ways
from crepitus.figures.gate_scenes import APART, SPIKES
from crepitus.figures.person import length_of
from crepitus.models.gate import BASELINE, LIMIT, Gate, Pulse, respond, steady_state
from explorables.catalogue import catalogue
from explorables.drawing import HANDLE
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
    for link, (dots, alpha, _) in zip(LINKS, drawn(time=time)[STREAMS], strict=True):
        if (source := link[0]) not in ("touch", "pain"):
            continue
        way = ways()[link]
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
        for link, (dots, _, _) in zip(LINKS, drawn(time=3, length=length)[STREAMS], strict=True):
            assert dots[-1] == pytest.approx(ways()[link][0])  # one still waits where the stream begins


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


def cells_of(name, first, **chosen):
    """The numbers in the cells, and how they glow, in a drawing whose cells begin at that artist."""
    lit = seen(name, **chosen)[first:][: 4 * len(CELLS)]
    return dict(zip(CELLS, ((words, glow) for (_, glow, _), (_, words, _) in zip(lit[::4], lit[3::4], strict=True)), strict=True))


WIRED = 2 * 7 + 2 + 1  # artists: seven links with their arrows, the bars of the inhibitory cells, and the way to the brain


@pytest.mark.parametrize("touch", [0, 13, 60])
def test_a_steady_touch_brings_the_circuit_where_the_equations_rest(touch):
    rest = steady_state(touch, 22, Gate(nmda_maximum=0))
    shown = cells_of("gate_curve", WIRED + 5, touch=touch)
    for cell, (words, glow) in shown.items():
        assert words == f"{getattr(rest, cell):.0f}"
        assert glow == pytest.approx(0.32 * min(1, getattr(rest, cell) / LIMIT[cell]), abs=1e-6)
    knob = [points[0] for points, _, gid in seen("gate_curve", touch=touch) if gid == f"{HANDLE}touch"]
    assert knob[1] == pytest.approx([touch, rest.projection])
    assert knob[0][1] == pytest.approx(SURFACE + 0.5 + (-0.4 * touch / 60 if touch else 0.12))  # the deeper, the stronger


@pytest.mark.parametrize("touch", [0, 13, 60])
def test_the_line_that_grows_keeps_to_its_curve(touch):
    found, grown = result("gate_curve", touch=touch), seen("gate_curve", touch=touch)[-3][0]
    reached = found.touch <= touch
    assert grown[reached] == pytest.approx(np.stack([found.touch, found.rates], axis=1)[reached])  # where they stand in every state
    assert (grown[~reached, 0] == touch).all()


def test_a_link_is_drawn_as_strong_as_its_weight():
    def look(**chosen):
        picture = catalogue()["break_the_gate"].picture
        with picture._drawn(result("break_the_gate", **chosen)) as artists:
            links = iter(artists[:WIRED])
            found = {}
            for source, goal in LINKS:
                line = next(links)
                ends = [] if goal == "brain" else [next(links).get_alpha() for _ in range(2 if source == "inhibitory" else 1)]
                found[source, goal] = (line.get_linewidth(), ends)
            return found

    link = ("inhibitory", "projection")
    for intact, ends in ((100, [0, 1]), (25, [0, 0.5]), (0, [0, 0]), (-50, [1, 0]), (-100, [1, 0])):  # arrow, bar
        width, drawn_ends = look(intact=intact)[link]
        assert width == pytest.approx(max(0.1, 2 * abs(intact) / 100)) and drawn_ends == pytest.approx(ends)
    assert look(intact=-100)["inhibitory", "excitatory"][1] == [0, 0]  # only the link to the pain cells turns round
    assert look(intact=0)["touch", "projection"] == look(intact=100)["touch", "projection"] == (pytest.approx(3.4), [1])


@pytest.mark.parametrize(("time", "length"), [(0, 0.5), (1.3, 1), (2.05, 1), (10, 1)])
def test_the_rubbed_circuit_is_that_of_the_equations(time, length):
    firing = steady_state(pain=14, start="high")
    response = respond(Pulse(40, 1.0, length), Pulse(14, 0, 12), 12, start=firing.state)
    found = result("how_long_to_rub", time=time, length=length)
    shown = cells_of("how_long_to_rub", 4 + 5, time=time, length=length)
    for cell, (words, _) in shown.items():
        assert words == f"{np.interp(time, response.time, response.rate(cell)):.0f}"
    dots = [points[0] for points, _, gid in seen("how_long_to_rub", time=time, length=length) if points is not None and len(points) == 1]
    assert any(dot == pytest.approx([14, found.rates["projection"]]) for dot in dots)  # between its two branches
    assert any(dot == pytest.approx([time, found.nmda]) for dot in dots)


@pytest.mark.parametrize("pain", [12, 14, 18])
def test_the_pain_returns_just_if_the_weight_is_above_the_border_when_the_touch_is_over(pain):
    for length in LENGTHS:
        found = result("how_long_to_rub", pain=pain, length=length)
        after = np.interp(found.touch.end + 0.06, found.response.time, found.response.nmda)  # once the inhibition is over
        if abs(after - found.border) > 0.12:
            assert (after > found.border) == (found.response.projection[-1] > 25)


def test_a_finger_that_rubs_moves_along_the_skin_and_can_be_taken_hold_of():
    places = [handles("how_long_to_rub", time=time, length=3)["touch"][0] for time in (1, 1.2, 1.3, 1.5, 2, 5)]
    assert max(places) - min(places) > 0.15 and places[-1] == PRESSED
    assert handles("how_long_to_rub", touch=20)["touch"][1] - handles("how_long_to_rub", touch=40)["touch"][1] == pytest.approx(0.15)
    assert [handles("how_long_to_rub", pain=pain)["pain"][0] for pain in (12, 14, 18, 20)] == [12, 14, 18, 20]
    assert [handles("how_long_to_rub", length=length)["length"][0] for length in LENGTHS] == pytest.approx(
        [1 + length for length in LENGTHS]
    )


@pytest.mark.parametrize("burst", [1, 8, 16])
def test_bursts_come_one_by_one(burst):
    found = result("wind_up", burst=burst, bursts=1)
    (counts, _, _), (left, _, _), (trace, _, _), _, (knob, _, _) = seen("wind_up", burst=burst, bursts=1)
    assert counts[:, 0].max() == burst == len(counts)  # another shape for each burst: none is half there
    assert counts[burst - 1, 1] == pytest.approx(np.trapezoid(found.traces[burst - 1], found.time), abs=0.05)  # spikes: area of the trace
    assert left[burst - 1, 1] == pytest.approx(found.left[burst - 1]) and knob[0] == pytest.approx(counts[burst - 1])
    assert trace[:, 1] == pytest.approx(found.traces[burst - 1])


@pytest.mark.parametrize("released", [0, 1.5, 1.6, 1.7, 4])
def test_a_circuit_that_is_let_go_goes_to_the_side_of_the_border_it_is_on(released):
    found = result("three_states", released=released)
    border = found.states[1].nmda
    assert (found.way.projection[-1] > 25) == (released > border)
    assert handles("three_states", released=released)["released"] == pytest.approx([0, released])
    assert f"goes to {'pain' if released > border else 'rest'}" in said("three_states", released=released)


def test_lesson_06_says_what_its_scenes_show():
    assert [round(result("gate_curve", touch=touch).state.inhibitory) for touch in (13, 25)] == [3, 14]
    assert [round(float(result("wind_up", bursts=bursts).left[-1]), 2) for bursts in (0.2, 1)] == [0, 0.41]
    assert "an NMDA weight of 0.41 was left" in said("wind_up", bursts=1, burst=16)
    assert "goes to rest" in said("three_states", released=1.6) and "goes to pain" in said("three_states", released=1.7)
    assert result("three_states").states[1].nmda == pytest.approx(1.64, abs=0.005)
    assert result("how_long_to_rub", pain=14).border == result("three_states").states[1].nmda
