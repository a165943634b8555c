"""The body cut level by level: lines are those of the surfaces, and what the lesson says of roots, cord and artery is what they show."""

import numpy as np
import pytest
import trimesh
from played import result

from crepitus.explorers.body_scene import OPENED
from crepitus.explorers.slices import pair, slice_by_slice
from crepitus.figures.slices import FILL, LARGER, WITHIN
from crepitus.models.slices import area, cut, middle
from explorables.registry import number


def test_a_level_cuts_a_ball_in_a_circle_and_a_ring_in_two():
    ball = trimesh.creation.icosphere(4, 0.02)
    (line,) = cut(np.asarray(ball.vertices), np.asarray(ball.faces), 0.01)
    assert area(line) == pytest.approx(np.pi * 0.75 * 0.02**2, rel=0.01)  # the ball is a polyhedron of 5,120 faces
    assert middle(line) == pytest.approx([0, 0], abs=1e-5)
    assert not cut(np.asarray(ball.vertices), np.asarray(ball.faces), 0.03)
    ring = trimesh.creation.torus(0.02, 0.005)
    lying = np.asarray(ring.vertices)[:, [0, 2, 1]]
    outer, inner = sorted(map(area, cut(lying, np.asarray(ring.faces), 1e-4)), reverse=True)
    assert [outer, inner] == pytest.approx([np.pi * 0.025**2, np.pi * 0.015**2], rel=0.03)  # its section has 32 corners


def test_a_lumbar_root_leaves_above_the_disc_of_its_bone_and_the_next_is_still_inside_behind_it():
    at_pedicle, at_disc = (result("slice_by_slice", region=2, depth=depth) for depth in (15, 55))
    assert at_pedicle.through == "L4" and "L4" in at_pedicle.inside
    assert at_disc.through == "the disc between L4 and L5"
    assert "L4" in at_disc.outside and at_disc.inside[0] == "L5"
    disc, *_ = at_disc.lines["disc"]
    roots = [line for line in at_disc.lines["nerve"] if abs(middle(line)[0]) < 0.008]
    assert roots and max(line[:, 1].max() for line in roots) < disc[:, 1].min()  # behind the disc


def test_in_the_neck_cord_and_artery_run_within_two_centimetres_of_the_joint():
    found = [result("slice_by_slice", region=0, depth=depth) for depth in range(0, 101, 5)]
    assert all(one.cord is not None and 0.004 < one.cord < 0.02 for one in found)
    assert all(one.artery is not None and 0.004 < one.artery < 0.02 for one in found)
    cord = max((line for line in found[10].lines["nerve"]), key=area)
    assert np.ptp(cord[:, 0]) == pytest.approx(number("cord_width_c5").si, rel=0.05)  # C4 to C5 is not quite C5


@pytest.mark.parametrize(("region", "depth"), [(0, 0), (1, 50), (2, 100)])
def test_what_is_drawn_is_what_the_level_cuts(region, depth):
    found = result("slice_by_slice", region=region, depth=depth)
    axes = slice_by_slice.picture.axes
    artists = slice_by_slice.draw(axes, found)
    patches = dict(zip(FILL, [one for one in artists if one.axes is axes["cut"]]))
    larger = 1e3 * LARGER[OPENED[region][0]]
    for layer in ("bone", "nerve", "ligament"):
        lines = larger * (np.concatenate(found.lines[layer]) - found.middle)
        box = patches[layer].get_path().get_extents().get_points()
        assert box == pytest.approx(np.array([lines.min(axis=0), lines.max(axis=0)]), abs=WITHIN)
    (knob,) = (one for one in artists if str(one.get_gid()).startswith("handle"))
    _, _, high, low, picture = pair(region)
    height = high + depth / 100 * (low - high)
    assert knob.get_ydata()[0] == pytest.approx(larger * (height - sum(picture.box)[1] / 2))
    for artist in artists:
        artist.remove()


@pytest.mark.parametrize("step", [9, 10, 11])
def test_nothing_is_shown_between_two_cuts(step):
    """Two fragments that differ in a word, and not only in numbers, are never mixed by the browser (picture.js)."""
    cuts = [part for part in slice_by_slice.frame((2, step))["parts"] if "stroke: var(--outline)" in part]
    assert len(cuts) == len(FILL) and {"linejoin: miter" in part for part in cuts} == {step % 2 == 0}
