"""Every explorer of the course by name."""

from crepitus.explorers import (
    effects,
    gas,
    gate_at_rest,
    gate_in_time,
    instrument,
    joint,
    loads,
    mixed,
    motion,
    noises,
    refractory,
    relief,
    risk,
    spine,
    spine_in_3d,
    stretch,
    visits,
    warning,
    wear,
)
from crepitus.explorers.explorer import MIME, Explorer
from crepitus.kept import everything, kept

__all__ = ["ALL", "MIME", "Explorer", "table"]

MODULES = (
    spine,
    mixed,
    spine_in_3d,
    motion,
    loads,
    joint,
    instrument,
    noises,
    gas,
    refractory,
    gate_in_time,
    gate_at_rest,
    relief,
    risk,
    visits,
    wear,
    warning,
    effects,
    stretch,
)
LATER = (  # what no table depends on
    "site", "questions.py", "marks.py", "ledger.py", "claims.py", "questions.toml", "claims.csv", "glossary.toml", "misconceptions.toml",
    "teaching.toml", "lessons.csv", "benchmarks.toml",
)  # fmt: skip
ALL = {value.name: value for module in MODULES for value in vars(module).values() if isinstance(value, Explorer)}


def table(explorer: Explorer) -> bytes:
    """Every state of an explorer of the course, packed for the browser; made once in a checkout and kept."""
    return kept(f"{explorer.name}.table", lambda: explorer.table, everything(*LATER))
