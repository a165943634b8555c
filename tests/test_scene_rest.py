"""The rest of a joint, drawn: a film that closes."""

import re

import numpy as np
import pytest
from matplotlib.patches import Polygon
from played import result, said

from crepitus.explorers.refractory import GAP, NARROWINGS, REACH, closing
from crepitus.figures.refractory import BONE
from crepitus.models.film import carried
from crepitus.models.joint import CURVATURE, closing_time
from explorables.drawing import HANDLE

MOMENTS = (NARROWINGS[0], 10, NARROWINGS[-1])


def numbers(part):
    """How many numbers each path of a part has, as the browser counts them."""
    return [len(re.findall(r"-?(?:\d+\.?\d*|\.\d+)", path)) for path in re.findall(r' d="([^"]*)"', part)]


@pytest.mark.parametrize("narrowing", MOMENTS)
def test_the_film_its_lines_and_the_moment_stand_where_the_model_says(narrowing):
    film, gap = result("closing", narrowing=narrowing), 1 / narrowing
    with closing.picture._drawn(film) as artists:
        fluid, bone, *_ = [artist.get_xy() for artist in artists if isinstance(artist, Polygon)]
        lines, curve, moment, force = [artist.get_xydata() for artist in artists if hasattr(artist, "get_xydata")]
        assert [artist.get_gid() for artist in artists[-2:]] == [HANDLE + "narrowing", HANDLE + "force"]
    assert fluid[fluid[:, 1] > 0][:, 1].min() == pytest.approx(gap) and fluid[:, 1].min() == 0
    assert bone[:, 1].max() == pytest.approx(gap + BONE) and force[0] == pytest.approx(
        [0, gap + BONE + 2.5]
    )  # a step for each factor of ten
    feet, tops = lines[::3], lines[1::3]  # of the lines in the fluid: on one surface, and on the other
    assert (feet[:, 0] == tops[:, 0]).all() and (feet[:, 1] == 0).all()
    assert tops[:, 1] == pytest.approx(gap + tops[:, 0] ** 2 / (2e3 * CURVATURE))
    time = float(closing_time(GAP, GAP / narrowing, 1, 0.1, CURVATURE))
    assert moment[0] == pytest.approx([time, gap])
    assert np.interp(np.log(time), *np.log(curve).T) == pytest.approx(np.log(gap), abs=0.03)  # points a fifth apart, joined by straight lines


def test_within_each_line_there_is_as_much_fluid_as_before():
    first = np.linspace(0, REACH, 11)[1:]
    for narrowing in MOMENTS:
        for before, now in zip(first, carried(first, GAP, GAP / narrowing)):
            within = [
                2 * np.pi * np.trapezoid((gap + r**2 / (2 * CURVATURE)) * r, r)
                for gap, r in ((GAP, np.linspace(0, before, 2001)), (GAP / narrowing, np.linspace(0, now, 2001)))
            ]
            assert within[1] == pytest.approx(within[0], rel=1e-5)
    assert carried(first, GAP, GAP) == pytest.approx(first)
    with pytest.raises(ValueError, match="closed = 0"):
        carried(first, GAP, 0)


def test_what_moves_keeps_its_number_of_points():
    last = len(NARROWINGS) - 1
    shapes = {
        str([numbers(part) for part in closing.frame(state)["parts"]]) for state in ((0, 1, 3), (8, 1, 3), (last, 0, 0), (last, 5, 5))
    }
    assert len(shapes) == 1


def test_what_the_lesson_states_of_the_film():
    assert "in less than 10 ms" in said("closing")
    assert "in 29 minutes: more than 20" in said("closing", viscosity=100, force=0.001)
    assert "in 18 minutes: less than 20" in said("closing", viscosity=100, force=0.001, narrowing=4.2)
