"""The explorer: choices, a model, a drawing and a sentence, declared once, alive in JupyterLab and in a page without kernel.

Choices are finite, so every state can be known beforehand. `table` holds them all; the same script (`web/explorer.js`) plays
it in the page and, as soon as it has arrived, in JupyterLab. Until then a kernel answers state by state.
"""

import asyncio
import dataclasses
import gzip
import inspect
import itertools
import json
import operator
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property

import anywidget
import numpy as np
import traitlets

from crepitus.explorers.clip import LOUDEST, wav, written
from crepitus.explorers.scene import Scene
from crepitus.figures.picture import Picture
from crepitus.figures.style import themed
from crepitus.models.sound import PLAYED_RATE, SILENCE
from crepitus.web import STYLE, WEB, code_html, template

MIME = "application/vnd.crepitus.explorer+json"
FEW = 8  # values


@dataclasses.dataclass(frozen=True)
class Choice:
    """One slider: the keyword it gives the model, its words, and the finite values it can take; `words` name values that are kinds."""

    name: str
    label: str
    unit: str
    values: Sequence[float]
    start: float
    words: Sequence[str] = ()

    def __post_init__(self):
        rounded = [float(f"{value:.4g}") for value in (self.start, *self.values)]
        object.__setattr__(self, "start", rounded[0])
        object.__setattr__(self, "values", tuple(rounded[1:]))
        if any(map(operator.ge, self.values, self.values[1:])):
            raise ValueError(f"choice {self.name!r}: values = {', '.join(self.typed)}; allowed: rising, in four digits")
        if self.start not in self.values:
            raise ValueError(f"choice {self.name!r}: start = {self.start:g}; allowed: {', '.join(self.typed)}")
        if self.words and len(self.words) != len(self.values):
            raise ValueError(f"choice {self.name!r}: {len(self.words)} words; allowed: {len(self.values)}, one for each value")

    @property
    def main(self) -> Sequence[int]:
        """Indices of the values that stand in the table of main states: all of a few, the ends of many."""
        return range(len(self.values)) if len(self.values) <= FEW else (0, len(self.values) - 1)

    @cached_property
    def typed(self) -> list[str]:
        """The values as a learner types them."""
        return [np.format_float_positional(value, trim="-") for value in self.values]

    @cached_property
    def spoken(self) -> list[str]:
        """The values with their unit, as they are read aloud; their words, if they have some."""
        if self.words:
            return list(self.words)
        words = [f"{int(value):,}" if value >= 1000 and value == int(value) else text for value, text in zip(self.values, self.typed)]
        return [f"{word} {self.unit}".strip() for word in words]


@dataclasses.dataclass(frozen=True, eq=False)
class Explorer:
    """A model made playable.

    `stage` and `draw` are a pair of functions of `crepitus.figures` (see `Picture`); `readout` says a result in plain sentences;
    `shows` describes the picture to who cannot see it (what kind, which axes); `conclusion` is what a reader should take away
    who moves nothing. Without choices an explorer is a still picture. `hear` makes a result's sound, and `scene` shows it in three
    dimensions, for explorers that have one.
    """

    name: str
    title: str
    choices: tuple[Choice, ...]
    model: Callable
    stage: Callable
    draw: Callable
    readout: Callable
    shows: str
    conclusion: str
    size: tuple[float, float] = (7.2, 4.4)
    hear: Callable | None = None
    scene: Scene | None = None

    @cached_property
    def start(self) -> tuple[int, ...]:
        """The position of each slider before anybody moves it."""
        return tuple(choice.values.index(choice.start) for choice in self.choices)

    @property
    def states(self) -> Iterator[tuple[int, ...]]:
        """Every combination of slider positions, the last slider moving fastest."""
        return itertools.product(*(range(len(choice.values)) for choice in self.choices))

    def result(self, state: Sequence[int]) -> object:
        """The model's answer in one state; raises ValueError naming the state where the model fails or gives NaN."""
        with self.named(state) as values:
            result = self.model(**values)
            if bad := [field for field, value in vars(result).items() if not finite(value)]:
                raise ValueError(f"{', '.join(bad)} is not finite")
        return result

    @contextmanager
    def named(self, state: Sequence[int]) -> Iterator[dict]:
        """The values of a state; whatever fails with them is a ValueError that names them."""
        values = {choice.name: choice.values[i] for choice, i in zip(self.choices, state, strict=True)}
        try:
            yield values
        except Exception as wrong:
            raise ValueError(f"explorer {self.name!r} fails in state {values}: {wrong}") from wrong

    def frame(self, state: Sequence[int]) -> dict:
        """What one state gives: the parts of its picture, its sentence, its sound and its pose if there are. A state is made once."""
        state = tuple(state)
        if state not in self.known:
            result = self.result(state)
            with self.named(state):
                self.known[state] = {
                    "readout": self.readout(result),
                    "sound": written(self.hear(result)) if self.hear else [],
                    "pose": self.scene.written(result) if self.scene else [],
                    "parts": [themed(part) for part in self.picture.parts(result)],
                }
        return self.known[state]

    @cached_property
    def known(self) -> dict[tuple[int, ...], dict]:
        """The frames made so far."""
        return {}

    @cached_property
    def table(self) -> bytes:
        """Every state, packed for the browser."""
        return packed(map(self.frame, self.states))

    @cached_property
    def picture(self) -> Picture:
        """The drawing, staged."""
        return Picture(self.name, self.stage, self.draw, self.size)

    def html(self, table: bytes = b"") -> str:
        """The explorer's markup in its starting state, with the table of all states if it has to live without a kernel."""
        moved = [
            (*self.start[:i], to, *self.start[i + 1 :])
            for i, choice in enumerate(self.choices)
            for to in choice.main
            if to != self.start[i]
        ]
        rows = [
            ([choice.spoken[i] for choice, i in zip(self.choices, state)], self.frame(state)["readout"]) for state in (self.start, *moved)
        ]
        sound = (
            {"wav": wav(self.hear(self.result(self.start))), "rate": PLAYED_RATE, "silence": SILENCE, "loudest": LOUDEST}
            if self.hear
            else None
        )
        stage, code = themed(self.picture.stage()), code_html(inspect.getsource(self.model))
        return template("explorer.html").render(
            explorer=self, frame=self.frame(self.start), stage=stage, rows=rows, table=table, code=code, sound=sound
        )

    def _repr_mimebundle_(self, **_) -> tuple[dict, dict]:
        readout, picture = self.frame(self.start)["readout"], self.picture.png(self.result(self.start))
        data, metadata = (LiveExplorer(self)._repr_mimebundle_() if self.choices or self.scene else None) or ({}, {})
        data |= {"text/plain": f"{self.title}\n{readout}", "image/png": picture, MIME: {"name": self.name}}
        return data, metadata | {"image/png": {"alt": f"{self.title} {self.shows} {readout}"}}


class LiveExplorer(anywidget.AnyWidget):
    """An explorer in JupyterLab: answers states one by one, and hands over the whole table once it is made."""

    _esm = WEB / "explorer.js"
    _css = STYLE
    html = traitlets.Unicode().tag(sync=True)
    making = asyncio.Lock()  # explorers take turns, so that a moved slider waits for one state at most

    def __init__(self, explorer: Explorer):
        super().__init__(html=explorer.html())
        self.explorer, self.task = explorer, None
        self.on_msg(self.answer)

    def answer(self, _widget, message: dict, _buffers: list) -> None:
        """Reply to the browser: it sends {"state": [...]} for one frame, {"table": true} for all, {"module": name} for a scene's."""
        if "module" in message:
            self.send(message, buffers=[self.explorer.scene.modules[message["module"]]])
        elif "state" in message:
            try:
                self.send({"state": message["state"], **self.explorer.frame(message["state"])})
            except (ValueError, IndexError) as wrong:
                self.send({"state": message["state"], "problem": str(wrong)})
        elif self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self.make_table())

    async def make_table(self) -> None:
        """Make the table state by state, letting the kernel do everything else in between."""
        start = self.explorer.start
        try:  # every frame, those that a first move can reach before the others
            for state in sorted(self.explorer.states, key=lambda state: sum(map(operator.ne, state, start))):
                async with self.making:
                    self.explorer.frame(state)
                    await asyncio.sleep(0)
            table = self.explorer.table
        except ValueError as wrong:
            self.send({"problem": str(wrong)})
        else:
            self.send({"table": True}, buffers=[table])


def packed(frames: Iterator[dict]) -> bytes:
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
    if dataclasses.is_dataclass(value):
        return all(map(finite, vars(value).values()))
    if isinstance(value, list | tuple | dict):
        return all(map(finite, value.values() if isinstance(value, dict) else value))
    return bool(np.isfinite(value).all()) if isinstance(value, float | complex | np.ndarray | np.number) else True
