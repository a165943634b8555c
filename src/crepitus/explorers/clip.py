"""A sound of a model as the browser gets it: as two texts to mix it from, and as a file."""

import base64
import io
import json
import wave

import numpy as np

from crepitus.models.sound import PLAYED_RATE, Clip

LOUDEST = 0.25  # of full scale: no sound of the course is played louder


def written(clip: Clip) -> list[str]:
    """A sound as two texts, from which the browser mixes it: the ring in 16 bits, and where and how strong it comes."""
    ring = np.round(clip.ring / np.abs(clip.ring).max() * 32767).astype("<i2")
    return [base64.b64encode(ring.tobytes()).decode(), json.dumps([clip.starts, clip.strengths], separators=(",", ":"))]


def wav(clip: Clip) -> bytes:
    """A sound as a file, no louder than LOUDEST."""
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setparams((1, 2, PLAYED_RATE, 0, "NONE", ""))
        sound.writeframes(np.round(clip.samples * LOUDEST * 32767).astype("<i2").tobytes())
    return file.getvalue()
