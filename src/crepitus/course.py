"""The course *Why Backs Crack*: what the engine has to know of it."""

from pathlib import Path

from explorables import theme
from explorables.course import Course

PACKAGE = Path(__file__).parent
FILES = PACKAGE / "files"
COLOURS = {
    "pressure": theme.BASE["blue"],
    "motion": theme.BASE["orange"],
    "sound": theme.BASE["violet"],
    "harm": theme.BASE["red"],
    "relief": theme.BASE["green"],
    "CO2": ("#7a4b00", "#d9a45b"),
    "N2": ("#2f5d8a", "#8fb9e0"),
    "O2": ("#a3195b", "#f06292"),
    "gate": ("#37474f", "#b0bec5"),  # inhibition
    "nerve": ("#7a6a00", "#e2d04a"),
    "artery": ("#9c1c1c", "#ff8a80"),
    "bone": ("#e8dcc4", "#e8dcc4"),  # surfaces, the same on both grounds, with a dark outline
    "disc": ("#8fb9c9", "#8fb9c9"),
    "fluid": ("#cfe4f7", "#cfe4f7"),
    "ligament": ("#bda06c", "#bda06c"),
    "muscle": ("#b0685c", "#b0685c"),
    "fibre": ("#b9a8c4", "#b9a8c4"),  # shells of a disc's ring
    "around": ("#c2beb6", "#c2beb6"),  # bones that only say where one is
    "outline": ("#2b2620", "#2b2620"),
}
COLOUR = theme.COLOUR | {name: light for name, (light, _) in COLOURS.items()}

course = Course(
    name="crepitus",
    title="Why Backs Crack",
    home=FILES if FILES.is_dir() else PACKAGE.parents[1],  # as a wheel installs them, or in a checkout
    explorers="crepitus.explorers",
    about="Why Backs Crack teaches; it gives no medical advice and never tells you how to crack a neck.",
    licence="Text and figures CC BY 4.0, code BSD-3-Clause.",
    units=("joints", "cracks", "pops", "fibres", "flags", "thrusts", "sessions", "visits", "frames/s", "of critical"),
    topics=(
        "anatomy", "the sound", "kinds of noise", "the rest afterwards", "relief", "professionals", "who does it", "the neck",
        "wear and habit", "warning signs", "what to do instead", "rumours", "other",
    ),
    ledger="12_the_claims_court",
    claims_section="What-do-the-articles-say?",
    colours=COLOURS,
    templates=PACKAGE / "templates",
    moving=("film_pressure", "opening_speed"),
    opening="body_to_bubble",
)  # fmt: skip
