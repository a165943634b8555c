"""The explorables that a course declares, wherever in its modules, by name."""

from collections.abc import Iterable
from pkgutil import iter_modules
from types import ModuleType

from explorables.course import current, imported
from explorables.explorable import Explorable


def catalogue() -> dict[str, Explorable]:
    """Every explorable of the course by name."""
    return current().registry.once(read_catalogue)


def read_catalogue() -> dict[str, Explorable]:
    """The same, from the module that the course names and the modules within that."""
    course = current()
    home = imported(course.explorers or course.name)
    within = [imported(f"{home.__name__}.{found.name}") for found in iter_modules(getattr(home, "__path__", ()))]
    return collect_explorables([home, *within])


def collect_explorables(modules: Iterable[ModuleType]) -> dict[str, Explorable]:
    """The explorables that stand in some modules by name; ValueError where two have one name."""
    found: dict[str, Explorable] = {}
    places: dict[str, str] = {}
    for module in modules:
        for name, value in vars(module).items():
            if isinstance(value, Explorable) and found.setdefault(value.name, value) is not value:
                here, there = f"{module.__name__}.{name}", places[value.name]
                raise ValueError(f"{here}: name = {value.name!r}, as {there} has; allowed: a name that no other explorer has")
            if isinstance(value, Explorable):
                places.setdefault(value.name, f"{module.__name__}.{name}")
    return found
