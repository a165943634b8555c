from . import models
from .explorers.body_to_bubble import body_to_bubble
from .explorers.circuit import circuit, the_gate
from .explorers.controls import three_controls
from .explorers.court import claims_judged
from .explorers.desk import desk, plan_day
from .explorers.effects import effect_sizes, who_gains
from .explorers.fibres import who_arrives_first
from .explorers.film import film_pressure
from .explorers.gas import gas_goes_home, two_compositions
from .explorers.gate_at_rest import break_the_gate, gate_curve, three_states
from .explorers.gate_in_time import how_long_to_rub, wind_up
from .explorers.habit import habit_loop
from .explorers.instrument import clock, first_swing
from .explorers.joint import formation_or_collapse, pitch
from .explorers.loads import disc_pressure, facet_gap
from .explorers.mixed import build_a_vertebra
from .explorers.motion import bend_lean_twist
from .explorers.noises import hear_it, loudness, unnamed_noises
from .explorers.people import a_thousand, one_flag
from .explorers.pops import one_thrust_many_pops, sides
from .explorers.refractory import closing, design, four_waits
from .explorers.relief import ear, forest
from .explorers.risk import forces, none_seen, one_in_how_many
from .explorers.screens import how_quick_a_camera, instrument
from .explorers.slices import held_together, slice_by_slice
from .explorers.spine import bone_c1, bone_c2, bone_c4, bone_l3, bone_l5, bone_sacrum, bone_t6, bone_t12, one_bone, weight_carried
from .explorers.spine_in_3d import spine_in_3d
from .explorers.steering import steering
from .explorers.stretch import same_curve
from .explorers.visits import own_control, story, visits_before_stroke
from .explorers.warning import another_place, heard_again, two_flags
from .explorers.wear import small_study, turned, worn_by_age

__all__ = [
    "a_thousand",
    "another_place",
    "bend_lean_twist",
    "body_to_bubble",
    "bone_c1",
    "bone_c2",
    "bone_c4",
    "bone_l3",
    "bone_l5",
    "bone_sacrum",
    "bone_t6",
    "bone_t12",
    "break_the_gate",
    "build_a_vertebra",
    "circuit",
    "claims_judged",
    "clock",
    "closing",
    "design",
    "desk",
    "disc_pressure",
    "ear",
    "effect_sizes",
    "facet_gap",
    "film_pressure",
    "first_swing",
    "forces",
    "forest",
    "formation_or_collapse",
    "four_waits",
    "gas_goes_home",
    "gate_curve",
    "habit_loop",
    "hear_it",
    "heard_again",
    "held_together",
    "how_long_to_rub",
    "how_quick_a_camera",
    "instrument",
    "loudness",
    "models",
    "none_seen",
    "one_bone",
    "one_flag",
    "one_in_how_many",
    "one_thrust_many_pops",
    "own_control",
    "pitch",
    "plan_day",
    "same_curve",
    "sides",
    "slice_by_slice",
    "small_study",
    "spine_in_3d",
    "steering",
    "story",
    "the_gate",
    "three_controls",
    "three_states",
    "turned",
    "two_compositions",
    "two_flags",
    "unnamed_noises",
    "visits_before_stroke",
    "weight_carried",
    "who_arrives_first",
    "who_gains",
    "wind_up",
    "worn_by_age",
]  # fmt: skip
