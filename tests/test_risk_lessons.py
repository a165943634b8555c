"""What lessons 08 and 09 tell learners they should have found is what the explorers and the models give."""

import numpy as np
import pytest
from played import result, said
from scipy.constants import day

from crepitus.explorers.people import COUNTS
from crepitus.explorers.risk import WATCHED
from crepitus.models.risk import extra_cases, middle, odds_ratio, post_test, proportion, rate, upper_bound
from explorables.questions import questions
from explorables.registry import number, table


def printed(value, text):
    """Whether a value rounds to what the lesson says."""
    decimals = len(text.partition(".")[2])
    return f"{value:.{decimals}f}" == text


def test_asked_and_logged():
    found = result("a_thousand", right=2)
    assert [group.count for group in found.groups] == [609, 0]
    stopped = result("a_thousand", right=2, called=20)
    assert [int(met[20, 0]) for met in stopped.met] == [12, 0]
    so_far, whole = said("a_thousand", right=2, called=20), said("a_thousand", right=2)
    assert "36 % to 81 % would fit" in so_far and "0 % to 14 % would fit" in so_far
    assert printed(1e6 * found.risks[1].estimate, "41") and "fewer than 1 in 1,000: about 41 in a million" in whole
    assert "none seen, and up to 60 in a million would fit" in said("a_thousand", right="neck")  # the bound of experiment 3
    assert found.risks[0].estimate / found.risks[1].estimate > 10_000
    assert result("a_thousand", right=5).groups[1].count == 9


def test_every_choice_of_what_is_counted_uses_the_registered_counts():
    assert COUNTS["A03"][1] == number("thiel_thrusts").si and COUNTS["A06"][1] == number("chu_sessions").si
    assert 100 * proportion(*COUNTS["A01"]).estimate == pytest.approx(number("cagnie_any").si * 100, abs=0.5)
    assert 100 * proportion(*COUNTS["A02"]).estimate == pytest.approx(number("senstad_any").si * 100, abs=0.5)


def test_four_sliders_move_one_rate_twelve_thousandfold():
    alone = [result("one_in_how_many", **chosen) for chosen in ({"unit": 2}, {"event": 1}, {"noticed": 10}, {"caused": 10})]
    assert [found.one_in / found.start for found in alone] == pytest.approx([24, 5, 10, 10])
    together = result("one_in_how_many", unit=2, event=1, noticed=10, caused=10)
    assert together.one_in == pytest.approx(240e6) and together.start == pytest.approx(20_000)
    assert together.published[-1][1:] == pytest.approx((20_000, 1 / number("reviews_rates").si), rel=1e-6)


def test_none_in_fifty_thousand():
    sizes = {result("none_seen", size=size).n: size for size in range(len(WATCHED))}
    fifty = sizes[50_276]
    assert printed(1e6 * result("none_seen", size=fifty).bound, "60")
    missed = [100 * result("none_seen", size=fifty, truth=truth).chance for truth in (60, 20, 5)]
    assert [round(share) for share in missed] == [5, 37, 78]
    assert upper_bound(100) == pytest.approx(0.03, rel=0.02) and 1e6 * upper_bound(3_000_000) == pytest.approx(1, rel=0.01)
    assert number("carnes_major_low").agrees(upper_bound(42_451)) and number("carnes_major").agrees(upper_bound(2300))


def test_pain_alone_meets_the_measured_ratios():
    pain = result("visits_before_stroke", eager=20).ratios
    assert printed(pain[0], "10") and printed(pain[-1], "2.4")
    measured = odds_ratio(41, 15, 1118, 4618)
    assert printed(measured.estimate, "11") and measured.low < pain[0] < measured.high
    harm = result("visits_before_stroke", effect=5, eager=1).ratios
    assert harm[:7] == pytest.approx(5, rel=0.07) and (np.diff(harm[7:]) < 0).all()
    began = {days: result("visits_before_stroke", eager=20, onset=days).ratios[[0, -1]] for days in (1, 8, 30)}
    assert [[f"{ratio:.1f}" for ratio in ratios] for ratios in began.values()] == [["7.4", "1.2"], ["10.7", "3.8"], ["11.2", "8.5"]]
    gone = said("visits_before_stroke", eager=20, day_before=-1)
    assert "32 of 200 people" in gone and "20 of them in pain, and so had 15 of 200 others" in gone
    without = said("visits_before_stroke", eager=1, day_before=-1)
    assert "15 of 200 people" in without and "so had 17 of 200 others" in without
    harmful = said("visits_before_stroke", eager=1, effect=5, day_before=-1)
    assert "so had 17 of 200 others" in harmful  # nobody but the cases is dealt anew


def test_habits_drop_out_and_pain_does_not():
    habit, pain = result("own_control", habit=4), result("own_control", onset=4)
    assert (f"{habit.control:.1f}", f"{habit.crossover:.1f}") == ("4.1", "1.0")
    assert (f"{pain.control:.1f}", f"{pain.crossover:.1f}") == ("4.3", "3.7")
    assert printed(result("own_control", onset=4, lag=14).crossover, "1.1")
    assert printed(result("own_control", effect=3, lag=7).crossover, "1.0")
    assert result("own_control").control == pytest.approx(1) and result("own_control").crossover == pytest.approx(1)


def test_none_seen_is_counted_by_patients_and_by_weeks_too():
    """Thrusts come in patients, so the bound for patients stands beside that for thrusts."""
    patients = next(size for size in range(len(WATCHED)) if result("none_seen", size=size).n == number("thiel_people").si)
    assert printed(1e6 * result("none_seen", size=patients).bound, "152")
    assert upper_bound(number("thiel_people").si) / upper_bound(number("thiel_thrusts").si) == pytest.approx(2.5, abs=0.06)
    assert 3 / number("thiel_week").si / number("thiel_visits").si == pytest.approx(0.5, abs=0.03)  # of the visits were heard of later
    assert printed(1e4 * upper_bound(number("gorrell_people").si), "4")
    assert (number("gorrell_told").si, number("gorrell_trials").si) == (94, 154)


def test_a_count_without_a_comparison_is_compared():
    assert number("carnes_minor").printed == "41" and number("carnes_usual").interval == ("1.39", "2.64")
    assert "6 of the 61" in next(option.feedback for option in questions()["sham_reacts"].options if option.correct)


RATIOS = {row[-1]: row for row in table("ratios").rows}


def test_every_ratio_of_a_visit_says_within_how_many_days_it_was():
    """So that no conversion can put a month's ratio on a week's baseline: the window is data."""
    for found in (number("smith_ratio"), number("church_ratio"), number("rothwell_ratio"), number("whedon_population")):
        row = RATIOS[f"[{found.ref}]"]
        assert row[3] == f"{found.printed} ({found.interval[0]} to {found.interval[1]})"
        assert window(row) in (7, 30)


def window(row):
    """The days within which a visit counted in a row of the ratios, in seconds when multiplied by those of a day."""
    return int(row[2].partition(" ")[0])


def said_as(cases):
    """One in so many, in two digits, as the table says it."""
    return f"{float(f'{1 / cases:.2g}'):,.0f}" if 1 / cases < 1e6 else f"{1 / cases / 1e6:.1f} million"


@pytest.mark.parametrize("found", [number("smith_ratio"), number("church_ratio")], ids=lambda found: found.name)
def test_a_ratio_becomes_people_with_its_own_window(found):
    yearly, row = number("dissection_vertebral").si, RATIOS[f"[{found.ref}]"]
    low, high = map(float, found.interval)
    middle_, rare, often = (said_as(extra_cases(ratio, yearly, window(row) * day)) for ratio in (found.si, low, high))
    assert row[4].startswith(f"{middle_} ({often} to {rare})")


def test_the_wrong_window_would_have_been_four_times_off():
    yearly, smith = number("dissection_vertebral").si, number("smith_ratio").si
    week, month = (extra_cases(smith, yearly, days * day) for days in (7, 30))
    assert 1 / week == pytest.approx(1e6, rel=0.06) and month / week == pytest.approx(30 / 7)
    assert number("admissions_2019").si / number("dissection_all").si == pytest.approx(1.75, abs=0.01)  # nearly twice as often
    assert printed(1e6 * yearly / 52, "0.2") and printed(1e6 * yearly * 30 / 365.25, "0.8")
    assert 1e6 * yearly / 52 * (5 - 1) == pytest.approx(0.75, abs=0.05)
    assert rate(18, 1.0).estimate == 18


def test_a_ratio_outside_of_its_interval_is_found_by_its_middle():
    found = number("cassidy_corrected")
    assert middle(*map(float, found.interval)) == pytest.approx(found.si, abs=0.005) and not 0.16 < 5.18 < 1.66
    right = next(answer for answer in questions()["what_was_meant"].answers if answer.correct)
    assert right.low < found.si < right.high


def test_whom_one_asks_and_what_hospitals_count():
    assert number("althubait_self").si < number("althubait_neck").si
    rows = " ".join(cell for row in table("one_in").rows for cell in row)
    for group in ("thrust", "other"):
        assert f"{100_000 * number(f'trager_{group}').si:.0f} in 100,000" in rows


def test_a_person_of_seventy_kilogrammes():
    assert result("forces").rows[2].low == pytest.approx(686, abs=1)


def test_turned_round_the_percentages_are_others_and_the_ratio_is_the_same():
    found, few = result("turned", arthritis=62.8), result("turned", arthritis=5)
    assert [group.count for group in found.groups] == [587, 638] and [group.count for group in few.groups] == [42, 52]
    others = [[group.count for group in result("turned", arthritis=share).groups] for share in (20, 80)]
    assert others == [[174, 207], [771, 807]]
    assert printed(found.ratio, "0.81") and found.ratio == few.ratio == pytest.approx(odds_ratio(23, 104, 17, 62).estimate, rel=0.01)
    assert post_test(0.2, 0.25, 0.75) == pytest.approx(0.2)  # the question with 20 and 80 people


def test_the_overall_share_of_crackers_speaks_for_the_sentence_turned_round():
    """20 % crack. If 18.1 and 21.5 % are of the ill and the well, all together crack in between; were they the ill among crackers and
    others, 18 to 22 % of all would be ill, and 63 % were."""
    ill, well, people = number("deweber_ill").si, number("deweber_well").si, number("deweber_people").si
    assert ill + well == people and printed(100 * ill / people, "63")
    together = (ill * number("deweber_with").si + well * number("deweber_without").si) / people
    assert (
        printed(100 * together, "19")
        and printed(100 * 40 / 206, "19.4")
        and number("deweber_crackers").si == pytest.approx(together, abs=0.007)
    )


def test_small_studies_scatter_and_large_ones_do_not():
    thirty = [result("small_study", again=again) for again in (1, 2, 3, 4)]
    assert [f"{study.found[-1].estimate:.2f}" for study in thirty] == ["0.59", "0.60", "0.22", "4.86"]
    assert all(study.found[-1].low < 1 < study.found[-1].high for study in thirty)
    assert min(study.found[-1].high / study.found[-1].low for study in thirty) > 40
    clear = {
        people: [s for s in (result("small_study", people=people, true_ratio=1.5, again=i) for i in (1, 2, 3, 4)) if s.found[-1].low > 1]
        for people in (215, 1000, 5000, 20_000)
    }
    assert [len(found) for found in clear.values()] == [1, 4, 3, 4]
    assert printed(clear[215][0].found[-1].estimate, "2.8")
    assert "So far 1 of 20 repeats leave out 1." in said("small_study", again=20)
    (large,) = [found for found in result("small_study", again=20).found if found.low > 1]
    assert printed(large.estimate, "7.6")
    twenty = {people: result("small_study", people=people, true_ratio=1.5, again=20).found for people in clear}
    assert [sum(found.low > 1 for found in all_found) for all_found in twenty.values()] == [6, 16, 19, 20]
    found = [one.estimate for one in twenty[215] if one.low > 1]
    assert printed(min(found), "2.0") and printed(max(found), "2.8")


def test_the_intervals_of_the_two_published_studies():
    exact = odds_ratio(1, 14, 5, 8, exact=True)
    assert printed(exact.low, "0.002") and printed(exact.high, "1.4")
    rebuilt = odds_ratio(23, 104, 17, 62)
    assert printed(rebuilt.low, "0.4") and printed(rebuilt.high, "1.6")


def test_worn_discs_and_facets_nobody_looked_at():
    found = result("worn_by_age", age=50)
    assert [group.count for group in found.groups] == [37, 80]
    assert [result("worn_by_age", age=age).groups[1].count for age in (30, 40)] == [52, 68]
    assert [result("worn_by_age", finding=3, age=age).groups[1].count for age in (40, 50)] == [18, 32]
    assert result("worn_by_age", finding=3, age=30).seen == (0, 0)


def test_where_the_loop_tips():
    cracks = [result("habit_loop", pull=pull).course.cracks[-1] for pull in (5, 20, 50, 100)]
    assert printed(cracks[1], "3.8") and printed(cracks[2], "6") and cracks[3] == pytest.approx(72)
    assert printed(result("habit_loop", fades=3, time="365 d").cracks, "8")
    assert [result("habit_loop", fades=hours, time="365 d").cracks for hours in (8, 24)] == pytest.approx([72, 72])
    assert result("habit_loop", fades=24, cut=2, time="365 d").cracks == pytest.approx(3)
    lasting = result("habit_loop", cut=4).course
    assert lasting.habit.gain < 1 and [round(float(np.interp(day, lasting.time, lasting.cracks))) for day in (1, 8)] == [5, 72]
