"""Sound of a small source whose volume changes: a monopole in the open.

Assumes a source much smaller than the wavelength, a uniform medium and no skin, bone or wall in between. For a joint heard in
air the medium is air: to put in the liquid's density instead makes the same source 59 dB too loud. [pierce2019]
"""

import numpy as np
import scipy

from crepitus.models import require_positive
from explorables.arrays import Array, Values
from explorables.registry import number
from explorables.sound import PLAYED_RATE

HEARING_REFERENCE = number("hearing_reference").si
AIR_DENSITY = number("air_density").si


def monopole_pressure(time: np.ndarray, volume: np.ndarray, distance: float, density: float = AIR_DENSITY) -> np.ndarray:
    """Sound pressure of a changing volume [Pa, shape of `time`]: density V'' / (4 pi distance), the travel time left out.

    `time` [s], strictly increasing, `volume` [m³], both of shape (n,) with n >= 6; `distance` [m] and the `density` of the
    medium the listener is in [kg/m³], above zero; else ValueError. V'' is that of a quintic spline through the points. [pierce2019]
    """
    require_positive(distance=distance, density=density)
    if len(time) < 6 or len(time) != len(volume) or not (np.diff(time) > 0).all():
        raise ValueError(f"time has {len(time)} and volume {len(volume)} values; allowed: the same number, at least 6, time increasing")
    return density * scipy.interpolate.make_interp_spline(time, volume, k=5)(time, 2) / (4 * np.pi * distance)


def level(pressure: float | Array) -> float:
    """Peak level of a sound [dB re 20 micropascal]; ValueError for silence, which has none."""
    peak = float(np.max(np.abs(pressure)))
    require_positive(peak_pressure=peak)
    return 20 * np.log10(peak / HEARING_REFERENCE)


def level_at(known_level: float, known_distance: float, distance: Values) -> Values:
    """Level of a free source at `distance`, if at `known_distance` [m] it is `known_level` [dB]: 20 dB less for ten times as far.

    `distance` [m] is a number or an array; ValueError for a distance that is not above zero. [pierce2019]
    """
    require_positive(known_distance=known_distance, distance=distance)
    return known_level - 20 * np.log10(np.divide(distance, known_distance))


def spectrum(pressure: Array, rate: float) -> tuple[Array, Array]:
    """Frequencies [Hz] and energy density [Pa² s/Hz] of a sound sampled `rate` times a second, both of shape (n // 2 + 1,).

    One-sided, so that its sum times the frequency step is the sum of pressure squared times the time step (Parseval).
    """
    require_positive(rate=rate)
    n = len(pressure)
    energy = np.abs(np.fft.rfft(pressure) / rate) ** 2
    energy[1 : (n + 1) // 2] *= 2
    return np.asarray(np.fft.rfftfreq(n, 1 / rate), float), energy


def opening(volume: float, duration: float) -> tuple[Array, Array]:
    """Time [s] and volume [m³] of a hollow that opens to `volume` within `duration`, smoothly, both of shape (501,).

    The fifth-order step without a jump in its acceleration, whose peak is 10/sqrt(3) volume / duration². ValueError unless both are
    above zero.
    """
    require_positive(volume=volume, duration=duration)
    part = np.linspace(0, 1, 501)
    return part * duration, volume * part**3 * (10 - 15 * part + 6 * part**2)


def playable(pressure: Array, rate: float) -> Array:
    """A sound [Pa, sampled `rate` times a second] as a loudspeaker can give it, PLAYED_RATE times a second; higher pitches are lost.

    ValueError for a rate that is no whole multiple of PLAYED_RATE, or below it.
    """
    step, rest = divmod(rate, PLAYED_RATE)
    if step < 1 or rest:
        raise ValueError(f"rate = {rate:g}; allowed: {PLAYED_RATE} or a whole multiple of it")
    return scipy.signal.resample_poly(pressure, 1, int(step))
