"""Sounds: a clip as a model gives it, as the browser gets it to mix, and as a file."""

import base64
import io
import json
import wave
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from explorables.arrays import Array

PLAYED_RATE = 20_000  # samples a second of what is played: a loudspeaker's range
SILENCE = 0.1  # s before and after: a player that wakes up swallows its first moments
LOUDEST = 0.25  # of full scale: no sound of a course is played louder


@dataclass(frozen=True)
class Clip:
    """A sound to be played: a `ring`, sampled PLAYED_RATE times a second, once at each of `starts` [s] with each of `strengths`.

    Only shape is kept: a player sets its own, limited, level. ValueError for a ring that is silent or no numbers, starts without their
    strengths, or a mixture that cancels out.
    """

    ring: Array
    starts: tuple[float, ...] = (0.0,)
    strengths: tuple[float, ...] = (1.0,)

    def __post_init__(self) -> None:
        if not np.isfinite(self.ring).all() or not np.any(self.ring) or len(self.starts) != len(self.strengths) or min(self.starts) < 0:
            raise ValueError(
                f"{len(self.starts)} starts, {len(self.strengths)} strengths; allowed: as many, none before 0, a ring not silent"
            )
        if not np.any(self.mixed):
            raise ValueError(f"strengths = {self.strengths}; allowed: a sound that does not cancel out")

    @property
    def samples(self) -> Array:
        """What is played, silence included, shape (n,), its largest size 1."""
        return self.mixed / np.abs(self.mixed).max()

    @cached_property
    def mixed(self) -> Array:
        """The same, not yet brought to size."""
        before = [round((SILENCE + start) * PLAYED_RATE) for start in self.starts]
        mixed = np.zeros(max(before) + len(self.ring) + round(SILENCE * PLAYED_RATE))
        for first, strength in zip(before, self.strengths):
            mixed[first : first + len(self.ring)] += strength * self.ring
        return mixed

    @property
    def time(self) -> Array:
        """Instants of `samples` after the silence [s]."""
        return np.arange(len(self.samples)) / PLAYED_RATE - SILENCE


def encode(clip: Clip | None) -> list[str]:
    """A sound as two texts, from which the browser mixes it: the ring in 16 bits, and where and how strong it comes; silence as none."""
    if clip is None:
        return ["", ""]
    ring = np.round(clip.ring / np.abs(clip.ring).max() * 32767).astype("<i2")
    return [base64.b64encode(ring.tobytes()).decode(), json.dumps([clip.starts, clip.strengths], separators=(",", ":"))]


def wav(clip: Clip) -> bytes:
    """A sound as a file, no louder than LOUDEST."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(PLAYED_RATE)
        sound.writeframes(np.round(clip.samples * LOUDEST * 32767).astype("<i2").tobytes())
    return file.getvalue()
