"""The explorable: parameters, a model, a drawing and a sentence, declared once, alive in JupyterLab and in a page without kernel.

Parameters are finite, so every state can be known beforehand. `table` holds them all; the same script (`web/explorable.js`) plays
it in the page and, as soon as it has arrived, in JupyterLab. Until then a kernel answers state by state (`widgets`).
"""

import gzip
import inspect
import itertools
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, is_dataclass, replace
from functools import cached_property
from typing import Any, Generic

import numpy as np

from explorables.compact import handles
from explorables.course import current, line_of
from explorables.parameter import Parameter
from explorables.reading import axes_of
from explorables.reflow import borrow
from explorables.scene import Scene
from explorables.sound import LOUDEST, PLAYED_RATE, SILENCE, Clip, encode, wav
from explorables.svg import DRAWING, Draw, Panels, Picture, Result, Stage
from explorables.theme import with_css_variables
from explorables.web import code_html, template

MIME = "application/vnd.explorables.explorable+json"
State = Sequence[int]
Frame = dict[str, Any]


@dataclass(frozen=True, eq=False)
class Explorable(Generic[Panels, Result]):
    """A model made playable.

    `model` takes the parameters by name, in SI units, and gives a frozen result; `stage` and `draw` are a pair of functions that draw
    it (see `Picture`); `readout` says a result in plain sentences; `shows` describes the picture to who cannot see it (what kind,
    which axes); `conclusion` is what a reader should take away who moves nothing; `size` is in inches. Without parameters an
    explorable is a still picture. For explorables that have one, `hear` makes a result's sound (None is silence), and `scene` shows
    it in three dimensions.
    """

    name: str
    title: str
    parameters: tuple[Parameter, ...]
    model: Callable[..., Result]
    stage: Stage[Panels]
    draw: Draw[Panels, Result]
    readout: Callable[[Result], str]
    shows: str
    conclusion: str
    size: tuple[float, float] = (7.2, 4.4)
    hear: Callable[[Result], Clip | None] | None = None
    scene: Scene | None = None

    def __post_init__(self) -> None:
        if len(clocks := [parameter.name for parameter in self.parameters if parameter.clock]) > 1:
            raise ValueError(f"explorer {self.name!r}: clocks = {', '.join(clocks)}; allowed: one")

    @cached_property
    def start(self) -> tuple[int, ...]:
        """The position of each slider before anybody moves it."""
        return tuple(parameter.values.index(parameter.start) for parameter in self.parameters)

    @property
    def begins(self) -> dict[str, float]:
        """The value of each parameter before anybody moves it, as JupyterLab stores it: in alphabetical order, whole numbers as such."""
        starts = {parameter.name: float(parameter.start) for parameter in sorted(self.parameters, key=lambda one: one.name)}
        return {name: int(start) if start.is_integer() else start for name, start in starts.items()}

    @property
    def states(self) -> Iterator[tuple[int, ...]]:
        """Every combination of slider positions, the last slider moving fastest."""
        return itertools.product(*(range(len(parameter.values)) for parameter in self.parameters))

    def at(self, **values: float) -> "Explorable[Panels, Result]":
        """The same, beginning at these values, each by a parameter's name, in its own unit and within its range.

        A value that the parameter did not have is one more that it can take, computed by the model like the others. ValueError for a
        name that is no parameter's and for a value that it cannot take.
        """
        known = [parameter.name for parameter in self.parameters]
        if strange := [name for name in values if name not in known]:
            raise ValueError(f"explorer {self.name!r}: parameter = {strange[0]!r}; allowed: {', '.join(known) or 'none'}")
        return replace(self, parameters=tuple(parameter.starting(values.get(parameter.name)) for parameter in self.parameters))

    def result(self, state: State) -> Result:
        """The model's answer in one state; ValueError, naming the state, where the model fails or gives NaN."""
        with self.values_at(state) as values:
            result = self.model(**values)
            if bad := [field for field, value in vars(result).items() if not finite(value)]:
                raise ValueError(f"{', '.join(bad)} is not finite")
        return result

    @contextmanager
    def values_at(self, state: State) -> Iterator[dict[str, float]]:
        """The values of a state in SI units; whatever fails with them is a ValueError that names them as a learner sees them."""
        moved = list(zip(self.parameters, state, strict=True))
        values = {parameter.name: parameter.si[i] for parameter, i in moved}
        try:
            yield values
        except Exception as wrong:
            told = ", ".join(f"{parameter.name} = {parameter.spoken[i]}" for parameter, i in moved)
            at = line_of(wrong, current().name)
            raise ValueError(f"explorer {self.name!r} fails in state ({told}): {wrong}" + f" ({at})" * bool(at)) from wrong

    def said(self, state: State, result: Result) -> str:
        """The sentence of one state; ValueError, naming the state, where the readout fails or gives none."""
        with self.values_at(state):
            if not isinstance(words := self.readout(result), str):
                raise ValueError(f"readout = {words!r}; allowed: text")
        return words

    def frame(self, state: State) -> Frame:
        """What one state gives: the parts of its picture, its sentence, its sound and its pose if there are. A state is made once."""
        state = tuple(state)
        with DRAWING:
            if state not in self.frame_cache:
                result = self.result(state)
                readout = self.said(state, result)
                with self.values_at(state):
                    self.frame_cache[state] = {
                        "readout": readout,
                        "sound": encode(self.hear(result)) if self.hear else [],
                        "pose": self.scene.encode(result) if self.scene else [],
                        "parts": [with_css_variables(part) for part in self.picture.parts(result)],
                    }
            return self.frame_cache[state]

    def check_handles(self) -> None:
        """ValueError for a handle in the starting picture that moves what is no parameter."""
        known = [parameter.name for parameter in self.parameters]
        for name in itertools.chain(*map(handles, self.frame(self.start)["parts"])):
            if name not in known:
                raise ValueError(f"explorer {self.name!r}: handle {name!r}; allowed: {', '.join(known) or 'none'}")

    @cached_property
    def frame_cache(self) -> dict[State, Frame]:
        """The frames made so far."""
        return {}

    @cached_property
    def table(self) -> bytes:
        """Every state, packed for the browser."""
        with DRAWING:
            return pack(map(self.frame, self.states))

    @cached_property
    def picture(self) -> Picture[Panels, Result]:
        """The drawing, staged."""
        with DRAWING:
            return Picture(self.name, self.stage, self.draw, self.size)

    @cached_property
    def narrow(self) -> Picture[Panels, Result]:
        """The drawing, staged for a narrow screen."""
        with DRAWING:
            return Picture(f"{self.name}-narrow", self.stage, self.draw, self.size, wide=self.picture)

    @property
    def clock(self) -> Parameter | None:
        """The parameter that can be played."""
        return next((parameter for parameter in self.parameters if parameter.clock), None)

    def layouts(self, result: Result) -> list[tuple[Picture[Panels, Result], str, list[str], str]]:
        """The picture for a wide page and for a narrow screen, each with its stage, the parts of a result and what is in front.

        What moves is not written twice: a narrow screen's script takes it from the wide layout.
        """
        pictures = self.picture, self.narrow
        wide = [with_css_variables(part) for part in self.picture.parts(result)]
        narrow = [""] * len(wide)
        if not self.parameters:
            narrow = [with_css_variables(part) for part in self.narrow.parts(result)]
            wide, narrow = borrow(wide, narrow, (self.picture.name, self.narrow.name), (self.picture.boxes, self.narrow.boxes))
        return [
            (picture, with_css_variables(picture.stage()), parts, with_css_variables(picture.front()))
            for picture, parts in zip(pictures, (wide, narrow))
        ]

    def html(self) -> str:
        """The markup in its starting state."""
        self.check_handles()
        moved = [
            (*self.start[:i], to, *self.start[i + 1 :])
            for i, parameter in enumerate(self.parameters)
            for to in parameter.main
            if to != self.start[i]
        ]
        states = [self.start, *moved]
        results = [self.result(state) for state in states]
        rows = [
            ([parameter.spoken[i] for parameter, i in zip(self.parameters, state)], self.said(state, result))
            for state, result in zip(states, results)
        ]
        sound = None
        if self.hear:
            clip = self.hear(results[0])
            sound = {"wav": wav(clip) if clip else b"", "rate": PLAYED_RATE, "silence": SILENCE, "loudest": LOUDEST}
        with DRAWING:
            layouts, holders = self.layouts(results[0]), self.picture.holders(results[0])
            axes = axes_of(self.picture, self.narrow)
        return template("explorable.html").render(
            explorer=self,
            clock=self.clock,
            frame=self.frame(self.start),
            layouts=layouts,
            axes=axes,
            holders=holders,
            rows=rows,
            code=code_html(inspect.getsource(self.model)),
            sound=sound,
        )

    def _repr_mimebundle_(self, **_: Any) -> tuple[dict, dict]:
        from explorables.kept import shown  # which only notebooks need, and widgets
        from explorables.widgets import ExplorableWidget

        first = shown(self)
        data, metadata = (ExplorableWidget(self, first.html)._repr_mimebundle_() if self.parameters or self.scene else None) or ({}, {})
        data |= {"text/plain": f"{self.title}\n{first.readout}", "image/png": first.picture, MIME: {"name": self.name, "at": self.begins}}
        return data, metadata | {"image/png": {"alt": f"{self.title} {self.shows} {first.readout}"}}


def pack(frames: Iterator[Frame]) -> bytes:
    """Frames as gzipped JSON: columns of sentences, sounds, poses and parts; every text stands once, like beside like."""
    rows = [(frame["readout"], *frame["sound"], *frame["pose"], *frame["parts"]) for frame in frames]
    if len({len(row) for row in rows}) != 1:
        raise ValueError("a drawing gives more artists in one state than in another; allowed: always the same number")
    columns = list(zip(*rows))
    texts = {text: i for i, text in enumerate(dict.fromkeys(itertools.chain(*columns)))}
    content = {"texts": list(texts), "columns": [[texts[text] for text in column] for column in columns]}
    return gzip.compress(json.dumps(content, separators=(",", ":"), ensure_ascii=False).encode(), 9, mtime=0)


def finite(value: object) -> bool:
    """Whether a field of a result holds neither NaN nor infinity."""
    if is_dataclass(value):
        return all(map(finite, vars(value).values()))
    if isinstance(value, list | tuple | dict):
        return all(map(finite, value.values() if isinstance(value, dict) else value))
    return bool(np.isfinite(value).all()) if isinstance(value, float | complex | np.ndarray | np.number) else True
