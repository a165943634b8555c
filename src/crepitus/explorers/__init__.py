"""Every explorer of the course by name. A module beside this one is enough: it is found by itself."""

from importlib import import_module
from pkgutil import iter_modules

from crepitus.explorers.explorer import MIME, Explorer
from crepitus.kept import everything, kept

__all__ = ["ALL", "MIME", "Explorer", "table"]

LATER = (  # what no table depends on
    "site", "questions.py", "marks.py", "ledger.py", "claims.py", "questions.toml", "claims.csv", "glossary.toml", "misconceptions.toml",
    "teaching.toml", "lessons.csv", "benchmarks.toml",
)  # fmt: skip


def named(modules) -> dict[str, Explorer]:
    """The explorers that stand in some modules; raises ValueError where two have one name."""
    found = {}
    for module in modules:
        for value in vars(module).values():
            if isinstance(value, Explorer) and found.setdefault(value.name, value) is not value:
                raise ValueError(f"{module.__name__}: name = {value.name!r}; allowed: a name that no other explorer has")
    return found


ALL = named(import_module(f"{__name__}.{found.name}") for found in iter_modules(__path__) if found.name != "__main__")


def table(explorer: Explorer) -> bytes:
    """Every state of an explorer of the course, packed for the browser; made once in a checkout and kept."""
    return kept(f"{explorer.name}.table", lambda: explorer.table, everything(*LATER))
