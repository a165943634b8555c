"""Every explorer of the course by name."""

from crepitus.explorers import instrument, joint
from crepitus.explorers.explorer import MIME, Explorer

__all__ = ["ALL", "MIME", "Explorer"]

ALL = {value.name: value for module in (joint, instrument) for value in vars(module).values() if isinstance(value, Explorer)}
