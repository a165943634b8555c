"""Measure explorers against `interact`, in one run on one machine: `python benchmarks/explorers.py`.

Prints Markdown and writes the same values to `data/benchmarks.toml`. A move is one press of an arrow key on a slider. Its time
runs, within the page, from the key event to the new picture: the changed SVG of an explorer, the decoded image of `interact`.
`screen_ms` is the median until the browser has drawn it as well (the second animation frame after), `script_ms` the median of
what the explorer's own script takes of it, a `ratio` is `interact`'s median divided by this one.

Every move goes to a state not shown before, by the same path in each way of playing and with a fresh kernel, so that no way
gains from what another has cached. It counts if it gives a picture not seen before and, for an explorer, the sentence that the
model says in this process; anything else is an error. `interact` draws without a layout engine and at 72 dots an inch: each
makes it quicker.
"""

import contextlib
import json
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import nbformat
import numpy as np
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Locator, Page, sync_playwright

from crepitus.course import course
from explorables.catalogue import catalogue
from explorables.execute import METADATA
from explorables.explorable import Explorable
from explorables.site.exporter import PageExporter

ROOT = Path(__file__).parents[1]
COMPARED = [catalogue()["formation_or_collapse"], catalogue()["film_pressure"]]
LAB_MOVES, PAGE_MOVES = 40, 80  # at most: an explorer with few states gives as many as it can
PAUSE = 100  # ms between moves, so that each finds an idle browser and kernel

WAYS = {  # how a notebook plays its explorer
    "interact": """
import matplotlib.pyplot as plt
from ipywidgets import SelectionSlider, interact
from explorables.theme import style

def show(**state):
    with style():
        explorer.draw(explorer.stage(plt.figure(figsize=explorer.size)), explorer.result(state.values()))
        plt.show()

interact(show, **{
    one.name: SelectionSlider(options=list(zip(one.spoken, range(len(one.spoken)))), value=at, description=one.label)
    for one, at in zip(explorer.parameters, explorer.start)
})
""",
    "kernel": """
import asyncio
from explorables.widgets import ExplorableWidget

ExplorableWidget.make_table = lambda view: asyncio.sleep(0)  # so the table never arrives
explorer
""",
    "table": "explorer",
}
WATCH = """(area, raster) => {
  const picture = raster ? area : area.querySelector("[data-parts]"), moves = window.moves = [];
  const content = () => raster ? picture.querySelector("img")?.src : picture.innerHTML;
  const seen = new Set([content(), undefined]);
  let key, input;
  addEventListener("keydown", () => { key = performance.now(); }, true);
  addEventListener("input", () => { input = performance.now(); }, true);
  new MutationObserver(async () => {
    if (raster) await picture.querySelector("img")?.decode();
    const shown = performance.now(), now = content();
    if (seen.has(now)) return;
    seen.add(now);
    const drawn = () => moves.push({ picture: shown - key, script: shown - input, screen: performance.now() - key });
    requestAnimationFrame(() => requestAnimationFrame(drawn));
  }).observe(picture, { childList: true, subtree: true, attributeFilter: ["src", "d", "x", "y", "width", "height", "transform", "style"] });
}"""
RUN_ALL = """async () => {
  const panel = jupyterapp.shell.currentWidget;
  await panel.context.ready;
  await panel.sessionContext.ready;
  jupyterapp.commands.execute("notebook:run-all-cells");
}"""


def walk(explorer: Explorable, moves: int) -> list[tuple[int, ...]]:
    """States from the start on, each one step of one slider from the last and none twice."""
    path = [()]
    for parameter in explorer.parameters:
        path = [(*state, i) for i in range(len(parameter.values)) for state in (path if i % 2 == 0 else path[::-1])]
    at = path.index(explorer.start)
    return max(path[at:], path[at::-1], key=len)[: moves + 1]


def play(area: Locator, explorer: Explorable, moves: int, raster: bool = False) -> list[dict]:
    """Walk through an explorer's states by keyboard; the times [ms] of each move. RuntimeError if the page shows anything else."""
    page, sliders, path = area.page, area.get_by_role("slider"), walk(explorer, moves)
    area.evaluate(WATCH, raster)
    for n, (before, after) in enumerate(pairwise(path), start=1):
        slider, step = next((i, b - a) for i, (a, b) in enumerate(zip(before, after)) if a != b)
        sliders.nth(slider).focus()
        page.wait_for_timeout(PAUSE)
        page.keyboard.press("ArrowRight" if step > 0 else "ArrowLeft")
        page.wait_for_function("n => moves.length >= n", arg=n)
        if not raster and area.locator("output").text_content() != explorer.readout(explorer.result(after)):
            raise RuntimeError(f"{explorer.name} in state {after} says: {area.locator('output').text_content()}")
    times = page.evaluate("moves")
    if len(times) != len(path) - 1:
        raise RuntimeError(f"{explorer.name}: {len(times)} pictures after {len(path) - 1} moves")
    return times


def summary(explorer: Explorable, way: str, times: list[dict]) -> dict:
    """The moves of one explorer in one way of playing."""
    picture, screen = ([move[key] for move in times] for key in ("picture", "screen"))
    median, p90, p95 = np.percentile(picture, (50, 90, 95)).round(1).tolist()
    values = {"explorer": explorer.name, "way": way, "moves": len(times), "median_ms": median, "p90_ms": p90, "p95_ms": p95}
    values["screen_ms"] = round(float(np.median(screen)), 1)
    if way in ("table", "page"):
        values["script_ms"] = round(float(np.median([move["script"] for move in times])), 2)
    return values


@contextlib.contextmanager
def lab(folder: Path) -> Iterator[str]:
    """JupyterLab as `make lab` starts it, on a free port, in `folder`, untouched by anybody's own settings; its address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    options = {
        "config": ROOT / "lab/jupyter_lab_config.py",
        "LabApp.expose_app_in_browser": True,
        "ServerApp.root_dir": folder,
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.open_browser": False,
        "ServerApp.allow_root": True,
        "IdentityProvider.token": "",
    }
    own = {name: str(folder / "own") for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    command = [Path(sys.executable).with_name("jupyter"), "lab", *(f"--{name}={value}" for name, value in options.items())]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(command, env=os.environ | own, stdout=log, stderr=log)
    try:
        while server.poll() is None:
            with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
                break
            time.sleep(0.05)
        else:
            raise RuntimeError(f"JupyterLab did not start:\n{(folder / 'log').read_text()}")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(30)
        finally:
            server.kill()


@contextlib.contextmanager
def running(browser, address: str, notebook: Path) -> Iterator[Page]:
    """A page with a notebook of the server, all its cells running; its kernel is shut down at the end."""
    page = browser.new_page(viewport={"width": 1280, "height": 1600})
    page.goto(f"{address}/lab/workspaces/{notebook.stem}/tree/{notebook.name}")
    page.wait_for_function("() => window.jupyterapp?.shell.currentWidget?.sessionContext")
    page.evaluate(RUN_ALL)
    yield page
    page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.close()


def in_lab(browser, folder: Path) -> tuple[float, list[dict]]:
    """Seconds from starting JupyterLab to the first explorer of lesson 00; then the moves in each way, each in a notebook of its own."""
    rows, began = [], time.perf_counter()
    with lab(folder) as address:
        with running(browser, address, Path(shutil.copy(course.notebooks / "00_start_here.ipynb", folder))) as page:
            page.locator("[data-explorer][data-ready] [role=img]").wait_for()
            seconds = time.perf_counter() - began
        for explorer in COMPARED:
            for way, code in WAYS.items():
                cell = new_code_cell(
                    f"import crepitus\nfrom explorables.catalogue import catalogue\nexplorer = catalogue()[{explorer.name!r}]\n{code}"
                )
                path = folder / f"{way}_{explorer.name}.ipynb"
                nbformat.write(new_notebook(cells=[cell], metadata=METADATA), path)
                with running(browser, address, path) as page:
                    ready = ".widget-interact:has(img)" if way == "interact" else f"[data-explorer={explorer.name}][data-ready={way}]"
                    page.locator(ready).wait_for(timeout=60_000)
                    rows.append(summary(explorer, way, play(page.locator(ready), explorer, LAB_MOVES, raster=way == "interact")))
    return seconds, rows


def in_page(browser, folder: Path) -> list[dict]:
    """The moves in the static page of lesson 03, opened as a file."""
    file = folder / "page.html"
    file.write_text(PageExporter().from_filename(str(course.notebooks / "03_what_makes_the_crack.ipynb"))[0], encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 1600})
    page.goto(file.as_uri())
    rows = []
    for explorer in COMPARED:
        area = page.locator(f"[data-explorer={explorer.name}][data-ready=table]")
        rows.append(summary(explorer, "page", play(area, explorer, PAGE_MOVES)))
    return rows


def tables() -> list[dict]:
    """Size of each explorer's table and the time to make it, one after the other as the site does."""
    rows = []
    for explorer in (explorer for explorer in catalogue().values() if explorer.parameters):
        states, began = len(list(explorer.states)), time.perf_counter()
        size = len(explorer.table)
        per_state = 1e3 * (time.perf_counter() - began) / states
        rows.append({"explorer": explorer.name, "states": states, "bytes": size, "ms_per_state": round(per_state, 1)})
    return rows


def machine(browser) -> dict:
    """What the numbers depend on."""
    cpuinfo = Path("/proc/cpuinfo")
    model = re.search(r"model name\s*: (.+)", cpuinfo.read_text()) if cpuinfo.exists() else None
    versions = {name: version(name) for name in ("jupyterlab", "ipywidgets", "anywidget", "matplotlib")}
    cpu = model[1] if model else platform.machine()
    return {"cores": os.cpu_count(), "cpu": cpu, "python": platform.python_version(), **versions, "chromium": browser.version}


def markdown(rows: list[dict]) -> str:
    """Rows as a table; a value that a row does not have stays empty."""
    names = list(max(rows, key=len))
    lines = [names, ["---"] * len(names), *([str(row.get(name, "")) for name in names] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def toml(run: dict, **arrays: list[dict]) -> str:
    """The values of the run, then arrays of tables."""
    blocks = [("", run), *((f"[[{name}]]\n", row) for name, rows in arrays.items() for row in rows)]
    return "\n".join(head + "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items()) for head, values in blocks)


def main() -> None:
    made = tables()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        seconds, moves = in_lab(browser, Path(folder))
        moves += in_page(browser, Path(folder))
        run = {"date": str(date.today()), **machine(browser), "first_explorer_s": round(seconds, 1)}
    rivals = {row["explorer"]: row for row in moves if row["way"] == "interact"}
    for row in moves:
        if row["way"] != "interact":
            row |= {
                f"ratio_{which}": round(rivals[row["explorer"]][f"{which}_ms"] / row[f"{which}_ms"], 1) for which in ("median", "screen")
            }
    moves.sort(key=lambda row: row["explorer"])
    print(", ".join(f"{name}: {value}" for name, value in run.items()), markdown(moves), markdown(made), sep="\n\n")
    (ROOT / "data" / "benchmarks.toml").write_text(toml(run, moves=moves, tables=made), encoding="utf-8")


if __name__ == "__main__":
    main()
