"""Explorables and questions in JupyterLab: the same markup and scripts as in a page, with a kernel behind them."""

import asyncio
import operator
from typing import Any
from weakref import WeakKeyDictionary

import anywidget
import traitlets

from explorables.explorable import Explorable
from explorables.kept import module, table, table_if_kept
from explorables.questions import browser_data
from explorables.svg import DRAWING
from explorables.web import EXPLORABLE, script, style

turns: WeakKeyDictionary[asyncio.AbstractEventLoop, asyncio.Lock] = (
    WeakKeyDictionary()
)  # so that a moved slider waits for one state at most


class MarkupWidget(anywidget.AnyWidget):
    """Markup that the script `_esm` of a kind of widget brings to life; `data` is what it has to know of the course."""

    _css = traitlets.Unicode().tag(sync=True)
    html = traitlets.Unicode().tag(sync=True)
    data = traitlets.Dict().tag(sync=True)

    @traitlets.default("_css")
    def _default_css(self) -> str:
        return style()

    @traitlets.default("data")
    def _default_data(self) -> dict[str, str]:
        return browser_data()


class QuestionWidget(MarkupWidget):
    """A question."""

    _esm = script("disk.js", "store.js", "number.js", "code.js", "question.js")


class LedgerWidget(MarkupWidget):
    """The ledger of claims."""

    _esm = script("disk.js", "store.js", "ledger.js")


class ExplorableWidget(MarkupWidget):
    """An explorable: answers states one by one, and hands over the whole table once it is made."""

    _esm = script(*EXPLORABLE)

    def __init__(self, explorer: Explorable, html: str = "") -> None:
        super().__init__(html=html or explorer.html())
        self.explorer = explorer
        self.task: asyncio.Task[None] | None = None
        self.on_msg(self.answer)

    def answer(self, _widget: object, message: dict[str, Any], _buffers: list[bytes]) -> None:
        """Reply to the browser: it sends {"state": [...]} for one frame, {"table": true} for all, {"module": name} for a scene's."""
        if "module" in message:
            if self.explorer.scene:
                self.send(message, buffers=[module(self.explorer, message["module"])])
        elif "state" in message:
            try:
                self.send({"state": message["state"], **self.explorer.frame(message["state"])})
            except (ValueError, IndexError) as wrong:
                self.send({"state": message["state"], "problem": str(wrong)})
        elif self.task is None or self.task.done():
            self.task = asyncio.get_running_loop().create_task(self.make_table())

    async def make_table(self) -> None:
        """Hand the table over, from the cache or made state by state, letting the kernel do everything else in between."""
        if kept := table_if_kept(self.explorer):
            return self.send({"table": True}, buffers=[kept])
        start, turn = self.explorer.start, turns.setdefault(asyncio.get_running_loop(), asyncio.Lock())
        try:  # every frame, those that a first move can reach before the others
            for state in sorted(self.explorer.states, key=lambda state: sum(map(operator.ne, state, start))):
                async with turn:
                    self.explorer.frame(state)
                    await asyncio.sleep(0)
            with DRAWING:
                made = table(self.explorer)
        except ValueError as wrong:
            self.send({"problem": str(wrong)})
        else:
            self.send({"table": True}, buffers=[made])
