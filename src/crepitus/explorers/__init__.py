"""Every explorer of the course by name."""

from crepitus.explorers import gas, gate_at_rest, gate_in_time, instrument, joint, loads, motion, noises, refractory, spine, spine_in_3d
from crepitus.explorers.explorer import MIME, Explorer

__all__ = ["ALL", "MIME", "Explorer"]

MODULES = (spine_in_3d, spine, motion, loads, joint, instrument, noises, gas, refractory, gate_in_time, gate_at_rest)
ALL = {value.name: value for module in MODULES for value in vars(module).values() if isinstance(value, Explorer)}
