"""One joint, two theories, drawn: what stands in the picture is what the model says of that moment."""

import numpy as np
import pytest
from played import numbers

from crepitus.explorers.joint import hear_moment
from crepitus.figures.section import capsule, lens
from crepitus.figures.theories import drawn_time
from crepitus.models.joint import ATMOSPHERE, VAPOUR, Joint
from explorables.catalogue import catalogue

SCENE = catalogue()["formation_or_collapse"]
CLOCK = SCENE.parameters[0]
BEFORE, TEARS, OPENS, SMALLEST, LAST = 0, CLOCK.values.index(0), CLOCK.values.index(2.2), CLOCK.values.index(5.22), len(CLOCK.values) - 1
MOMENTS = {
    name: SCENE.result((at, 1, 1))
    for name, at in zip(("before", "tears", "opens", "smallest", "last"), (BEFORE, TEARS, OPENS, SMALLEST, LAST))
}


def lens_volume(seen):
    """Of the outline that is drawn [mm], turned about the joint's axis [m³]."""
    outline = lens(1e3 * seen.gap, seen.half_width, seen.thickness)
    right = outline[outline[:, 0] > 1e-9]
    across = np.unique(np.round(right[:, 0], 9))
    thick = np.array([np.ptp(right[np.isclose(right[:, 0], x), 1]) for x in across])
    return np.trapezoid(2 * np.pi * np.r_[0, across] * np.r_[1e3 * seen.thickness, thick], np.r_[0, across]) * 1e-9


@pytest.mark.parametrize("name", ["opens", "smallest", "last"])
@pytest.mark.parametrize("theory", ["formation", "collapse"])
def test_the_cavity_that_is_drawn_has_the_models_volume(name, theory):
    seen = getattr(MOMENTS[name], theory)
    pull = getattr(MOMENTS[name].cracks, theory).pull
    assert seen.cavity_volume == pytest.approx(np.interp(seen.time, pull.time, pull.cavity_volume), rel=1e-9)
    assert lens_volume(seen) == pytest.approx(seen.cavity_volume, rel=0.03)  # 48 corners inscribed into a lens lose two in a hundred


def test_no_cavity_is_drawn_before_the_fluid_tears_and_it_has_torn_all_over_after_the_rupture_time():
    for name in ("before", "tears"):
        for seen in (MOMENTS[name].formation, MOMENTS[name].collapse):
            assert np.ptp(lens(1e3 * seen.gap, seen.half_width, seen.thickness)[:, 0]) == 0 == seen.thickness
    assert np.pi * MOMENTS["opens"].formation.half_width ** 2 == pytest.approx(Joint().area, rel=1e-9)
    growing = [SCENE.result((i, 1, 1)).formation.half_width for i in range(TEARS, OPENS)]
    assert (np.diff(growing) >= 0).all() and growing[1] < growing[-1] / 2


def test_a_collapsing_cavity_keeps_its_form_as_the_models_sphere_does():
    widest, now = MOMENTS["opens"].cracks.collapse.pull, MOMENTS["smallest"].collapse
    share = (now.cavity_volume / widest.cavity_volume.max()) ** (1 / 3)
    assert now.half_width == pytest.approx(share * np.sqrt(Joint().area / np.pi), rel=1e-6)
    assert now.thickness / now.half_width == pytest.approx(
        MOMENTS["smallest"].formation.thickness / np.sqrt(Joint().area / np.pi), rel=0.01
    )


def test_the_cavity_fits_between_the_bones_in_every_state():
    for state in SCENE.states:
        for seen in (SCENE.result(state).formation, SCENE.result(state).collapse):
            assert seen.thickness < seen.gap


@pytest.mark.parametrize("name", ["before", "tears", "opens", "smallest", "last"])
def test_fluid_is_neither_made_nor_lost(name):
    # by Guldin: the area between the capsule's line at rest and now, carried round the joint's axis
    for seen in (MOMENTS[name].formation, MOMENTS[name].collapse):
        gap = 1e3 * seen.gap
        rest, now = capsule(gap, 0), capsule(gap, seen.dimpled)
        drawn_in = np.trapezoid(rest[:, 0] - now[:, 0], now[:, 1])
        ring = 2 * np.pi * 6.8 * drawn_in * 1e-9
        assert ring == pytest.approx(seen.dimpled, rel=0.01, abs=1e-12)  # twenty points of a parabola
        assert seen.dimpled + seen.cavity_volume == pytest.approx(Joint().area * (seen.gap - Joint().rest_gap), rel=1e-9, abs=1e-15)
    assert MOMENTS["smallest"].collapse.dimpled > MOMENTS["smallest"].formation.dimpled > 0


def test_the_fluids_pressure_falls_until_it_tears_stays_low_if_the_cavity_stays_and_is_normal_once_it_collapses():
    assert MOMENTS["before"].formation.suction == 0
    assert MOMENTS["tears"].formation.suction == pytest.approx(ATMOSPHERE - Joint().inception_pressure)
    for name in ("opens", "smallest", "last"):
        assert MOMENTS[name].formation.suction == pytest.approx(ATMOSPHERE - VAPOUR)
    assert MOMENTS["opens"].collapse.suction == pytest.approx(ATMOSPHERE - VAPOUR)
    assert MOMENTS["smallest"].collapse.suction == 0


def test_bones_cavity_and_this_moment_stand_where_the_model_says():
    def drawn(at):
        with SCENE.picture._drawn(SCENE.result((at, 1, 1))) as artists:
            patches = [artist.get_xy() for artist in artists if hasattr(artist, "get_xy")]
            marks = [artist.get_xydata() for artist in artists if getattr(artist, "get_marker", str)() == "o"]
            return patches, marks

    for at, moment in ((BEFORE, MOMENTS["before"]), (OPENS, MOMENTS["opens"]), (SMALLEST, MOMENTS["smallest"])):
        patches, (volumes, pressures, sounds) = drawn(at)
        finger = patches[6]  # after fluid twice, cavity, hand's bone twice, finger's cartilage
        assert finger[:, 1][np.abs(finger[:, 0]) < 0.01].min() == pytest.approx(
            1e3 * moment.formation.gap + 0.9
        )  # the finger's bone, under 0.9 mm of cartilage
        assert volumes[:, 1] == pytest.approx([1e6 * moment.formation.cavity_volume, 1e6 * moment.collapse.cavity_volume])
        assert pressures[0, 1] == pytest.approx(moment.formation.cavity_pressure / 1e3)
        assert (volumes[:, 0] == 1e3 * moment.time).all() and (sounds[:, 0] == 1e3 * moment.time).all()


@pytest.mark.parametrize("state", [(1, 1), (0, 0), (2, 2)])
def test_what_moves_keeps_its_number_of_points(state):
    shapes = {str([numbers(part) for part in SCENE.picture.parts(SCENE.result((at, *state)))]) for at in range(0, LAST + 1, 9)}
    assert len(shapes) == 1


def test_it_is_silent_until_the_fluid_tears_and_another_sound_begins_with_the_collapse():
    clips = [hear_moment(SCENE.result((at, 1, 1))) for at in range(len(CLOCK.values))]
    assert all(clip is None for clip in clips[:TEARS]) and all(clips[TEARS:])
    change = [i for i in range(TEARS, LAST) if clips[i] is not clips[i + 1]]
    starts = MOMENTS["opens"].cracks.collapse.pull.collapse_start
    assert len(change) == 1 and CLOCK.si[change[0]] < starts <= CLOCK.si[change[0] + 1]


def test_what_lesson_03_says_of_the_moments():
    # "for five thousandths of a second", "5.22 ms, where the collapsing cavity is smallest", "crushed within 0.3 ms"
    states = [SCENE.result((at, 1, 1)) for at in range(TEARS + 1, len(CLOCK.values))]
    apart = [state.time for state in states if state.formation.cavity_volume != state.collapse.cavity_volume]
    assert apart[0] == pytest.approx(5e-3, abs=1e-4)
    gone = [state.collapse.cavity_volume for state in states if state.time > 4e-3]
    assert CLOCK.values[len(CLOCK.values) - len(gone) + int(np.argmin(gone))] == 5.22 == CLOCK.start
    assert 5.22e-3 - states[0].cracks.collapse.pull.collapse_start == pytest.approx(0.3e-3, abs=2e-5)


def test_the_axis_of_time_runs_on_where_it_changes_its_pace():
    times = np.array([-4500, -1, 0, 1, 9])
    assert (np.diff(drawn_time(times)) > 0).all() and drawn_time(times)[2] == 0
