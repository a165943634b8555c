"""What a section through the middle of a pulled joint shows at one moment, from `joint.pull`: nothing here is computed anew.

The pull knows one gap, one area and one volume. The section gives the cavity the shape of a lens about the joint's axis: as wide as
the share of the film that has torn, as thick as its volume then asks for. A collapsing lens keeps its form, so that it shrinks as the
model's sphere does. The fluid is neither made nor lost: what the opened gap and the cavity leave to be filled, the capsule gives by
dimpling inwards.
"""

from dataclasses import dataclass

import numpy as np

from crepitus.models.joint import ATMOSPHERE, VAPOUR, Crack, Joint, Pull


@dataclass(frozen=True)
class Section:
    """A joint at `time` [s after inception]: SI.

    `suction` is how far the fluid is below its surroundings [Pa]; `half_width` and `thickness` are those of the cavity in its middle
    [m], `cavity_pressure` is absolute [Pa]; `dimpled` is the volume by which the capsule is drawn in [m³]; `loudness` is the sound's
    size as a share of its peak.
    """

    time: float
    load: float
    gap: float
    suction: float
    cavity_volume: float
    cavity_pressure: float
    half_width: float
    thickness: float
    dimpled: float
    loudness: float


def section(joint: Joint, crack: Crack, time: float, around: float = 5e-5) -> Section:
    """The joint at `time` [s] after inception, before the pull begins as at its start, after its end as at its end.

    The loudness is the largest within `around` [s] before and after.
    """
    pull = crack.pull
    load, gap, volume = (float(np.interp(time, pull.time, values)) for values in (pull.load, pull.gap, pull.cavity_volume))
    half_width, thickness = lens(joint, pull, time, volume)
    near = np.abs(crack.pressure[np.abs(crack.time - time) <= around])
    return Section(
        time,
        load,
        gap,
        ATMOSPHERE - fluid_pressure(pull, time),
        volume,
        float(np.interp(time, pull.time, pull.pressure)),
        half_width,
        thickness,
        dimpled=joint.area * (gap - joint.rest_gap) - volume,
        loudness=float(near.max(initial=0) / np.abs(crack.pressure).max()),
    )


def fluid_pressure(pull: Pull, time: float) -> float:
    """Pressure in the fluid around the cavity [Pa, absolute]: once a cavity collapses, that of the surroundings."""
    if pull.collapse_start is not None and time >= pull.collapse_start:
        return ATMOSPHERE
    return float(np.interp(time, pull.time, pull.pressure))


def lens(joint: Joint, pull: Pull, time: float, volume: float) -> tuple[float, float]:
    """Half the width and the thickness [m] of a lens of that `volume` [m³], an ellipsoid about the joint's axis: 2/3 pi w² d.

    The film has torn over the share by which its suction has fallen from inception's to the vapour's. A collapse begins with the lens
    of that moment and shrinks it alike in all directions.
    """
    collapsing = pull.collapse_start is not None and time >= pull.collapse_start
    begins = pull.collapse_start if collapsing and pull.collapse_start is not None else time
    torn = np.clip((fluid_pressure(pull, np.nextafter(begins, -1)) - joint.inception_pressure) / (VAPOUR - joint.inception_pressure), 0, 1)
    if time <= 0 or torn == 0:
        return 0.0, 0.0
    half_width = float(np.sqrt(joint.area * torn / np.pi))
    if collapsing:
        half_width *= float(volume / np.interp(begins, pull.time, pull.cavity_volume)) ** (1 / 3)
    return half_width, 1.5 * volume / (np.pi * half_width**2)
