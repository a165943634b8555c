"""Every explorer of the course by name."""

from crepitus.explorers import gas, instrument, joint, noises, refractory
from crepitus.explorers.explorer import MIME, Explorer

__all__ = ["ALL", "MIME", "Explorer"]

MODULES = (joint, instrument, noises, gas, refractory)
ALL = {value.name: value for module in MODULES for value in vars(module).values() if isinstance(value, Explorer)}
