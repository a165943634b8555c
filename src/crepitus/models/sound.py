"""Sound of a small source whose volume changes: a monopole in the open.

Assumes a source much smaller than the wavelength, a uniform medium and no skin, bone or wall in between. For a joint heard in
air the medium is air: to put in the liquid's density instead makes the same source 59 dB too loud. [pierce2019]
"""

import numpy as np
from scipy.interpolate import make_interp_spline

from crepitus.models import require_positive
from crepitus.sources import number

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
    return density * make_interp_spline(time, volume, k=5)(time, 2) / (4 * np.pi * distance)


def level(pressure: float | np.ndarray) -> float:
    """Peak level of a sound [dB re 20 micropascal]; ValueError for silence, which has none."""
    peak = float(np.max(np.abs(pressure)))
    require_positive(peak_pressure=peak)
    return 20 * np.log10(peak / HEARING_REFERENCE)


def spectrum(pressure: np.ndarray, rate: float) -> tuple[np.ndarray, np.ndarray]:
    """Frequencies [Hz] and energy density [Pa² s/Hz] of a sound sampled `rate` times a second, both of shape (n // 2 + 1,).

    One-sided, so that its sum times the frequency step is the sum of pressure squared times the time step (Parseval).
    """
    require_positive(rate=rate)
    n = len(pressure)
    energy = np.abs(np.fft.rfft(pressure) / rate) ** 2
    energy[1 : (n + 1) // 2] *= 2
    return np.fft.rfftfreq(n, 1 / rate), energy
