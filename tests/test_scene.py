"""Scenes: packed so that the browser finds the same surfaces and poses, bundled from what is committed, used by hand and keyboard."""

import base64
import json
import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import nbformat
import numpy as np
import pytest
from matplotlib.image import imread
from played import FACTS
from scipy.spatial.transform import Rotation

from crepitus.models import soft, spine
from crepitus.models.alignment import COLUMN, layout
from explorables.catalogue import catalogue
from explorables.explorable import MIME
from explorables.scene import SHIFT_STEP, STEP, TURN_STEP, Layer, Part, Scene, ordered, pack, quaternion
from explorables.site.exporter import PageExporter
from explorables.web import EXPLORABLE, script

ROOT = Path(__file__).parents[1]
SPINE = catalogue()["spine_in_3d"].scene
POSED = catalogue()["bend_lean_twist"]

TETRAHEDRON = Part(
    "one",
    "One",
    "bone",
    np.array([[0, 0, 0], [0.1, 0, 0], [0, 0.1, 0], [0, 0, -0.1]]),
    np.array([[0, 2, 1], [0, 1, 3], [0, 3, 2], [1, 2, 3]]),
    ("a",),
    "It stands",
)


def unpacked(content: bytes) -> tuple[dict, list]:
    """What the browser makes of packed meshes, written independently: the header, and vertices, faces, along of each part."""
    length = int.from_bytes(content[:4], "little")
    header, body = json.loads(content[4 : 4 + length]), np.frombuffer(content[4 + length :], np.uint8)
    numbers = (body[: len(body) // 2] + 256 * body[len(body) // 2 :].astype(int) + 32768) % 65536 - 32768
    found, at = [], 0
    for part in header["parts"]:
        columns = []
        for count, summed in [(part["vertices"], True)] * (3 + (len(part["follows"]) > 1)) + [
            (part["faces"], s) for s in (True, False, False)
        ]:
            columns.append(numbers[at : at + count].cumsum() if summed else numbers[at : at + count])
            at += count
        faces = np.stack([columns[-3], columns[-3] + columns[-2], columns[-3] + columns[-1]], axis=1)
        found.append((np.stack(columns[:3], axis=1) * header["step"], faces, columns[3] / 256 if len(columns) > 6 else None))
    assert at == len(numbers)
    return header, found


def volume(vertices, faces) -> float:
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6)


def test_every_part_survives_the_packing():
    header, found = unpacked(pack(SPINE.bodies, SPINE.parts))
    assert [part["name"] for part in header["parts"]] == [part.name for part in SPINE.parts]
    for part, (vertices, faces, along) in zip(SPINE.parts, found, strict=True):
        assert vertices.min(axis=0) == pytest.approx(part.vertices.min(axis=0), abs=STEP)  # half a step, and rounding
        assert volume(vertices, faces) == pytest.approx(volume(part.vertices, part.faces), rel=0.01, abs=1e-9)
        assert (along is None) == (part.along is None)
        assert along is None or np.sort(along) == pytest.approx(np.sort(part.along), abs=1 / 256)


def test_ordering_keeps_the_surface():
    vertices, faces, _ = ordered(TETRAHEDRON)
    corners = {frozenset(map(tuple, triangle)) for triangle in vertices[faces].tolist()}
    assert corners == {frozenset(map(tuple, triangle)) for triangle in TETRAHEDRON.vertices[TETRAHEDRON.faces].tolist()}
    assert volume(vertices, faces) == pytest.approx(volume(TETRAHEDRON.vertices, TETRAHEDRON.faces))


@pytest.mark.parametrize("state", [(0, 0), (1, 18), (2, 5)])
def test_a_pose_is_written_as_the_browser_reads_it(state):
    result = POSED.result(state)
    numbers = np.frombuffer(base64.b64decode(POSED.scene.encode(result)[0]), "<i2").reshape(-1, 6)
    for name, row in zip(POSED.scene.bodies, numbers, strict=True):
        vector = row[:3] * TURN_STEP
        read = Rotation.from_quat([*vector, np.sqrt(1 - vector @ vector)]).as_matrix()
        assert read == pytest.approx(result.bones[name][0], abs=2e-4)
        assert row[3:] * SHIFT_STEP == pytest.approx(result.bones[name][1], abs=SHIFT_STEP)


def test_a_scene_without_poses_writes_none_and_no_turn_is_zero():
    assert SPINE.encode(None) == []
    assert (quaternion(np.eye(3)) == 0).all()
    with pytest.raises(ValueError, match="a body turns by 180 degrees; allowed: less than 168"):
        quaternion(np.diag([1.0, -1.0, -1.0]))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"follows": ("a", "b")}, "part 'one' follows a, b; allowed: `along` if, and only if, it follows several"),
        ({"along": np.zeros(4)}, "part 'one' follows a; allowed"),
        ({"follows": ("a", "b"), "along": np.array([0, 1, 2, 0])}, "along = 0 to 2; allowed: 0 to 1"),
        ({"vertices": TETRAHEDRON.vertices * 10}, "allowed: up to 32767 vertices, within 0.66 m"),
    ],
)
def test_a_part_that_cannot_be_shown_is_refused(change, words):
    with pytest.raises(ValueError, match=words):
        replace(TETRAHEDRON, **change)


def test_a_layer_needs_a_colour_of_the_palette():
    with pytest.raises(ValueError, match=r"layer 'x': colour = 'puce'; allowed: ground"):
        Layer("x", "x", "puce")


def test_everything_of_the_spine_is_there_once_with_words():
    names = [part.name for part in SPINE.parts]
    assert len(names) == len(set(names))
    kinds = {layer.name: sum(part.layer == layer.name for part in SPINE.parts) for layer in SPINE.layers}
    assert kinds == {"bone": 26, "disc": 23, "nerve": 26, "artery": 1, "facet": 24}
    assert all(part.label and part.does for part in SPINE.parts) and all(part.measures for part in SPINE.parts if part.layer != "bone")


def test_viewer_and_meshes_of_the_spine_are_light():
    assert sum(len(base64.b64encode(content)) for content in SPINE.modules.values()) <= 700_000


def inside(points: np.ndarray, part: str, reach: float) -> np.ndarray:
    """Whether points lie within `reach` of a bone's surface."""
    vertices = layout()[part].apply(spine.mesh(part)[0])
    return np.array([np.sqrt(((vertices - point) ** 2).sum(axis=1)).min() < reach for point in points])


def test_the_cord_runs_clear_of_bone_and_ends_beside_the_first_of_the_loin():
    cord = soft.cord()
    assert COLUMN[round(cord.along.max())] == "L1" and cord.along.min() == 0
    for part in ("C2", "C5", "T6", "T12"):
        assert not inside(cord.vertices[::5], part, 0.0005).any()


def test_strands_are_closed_surfaces_that_face_outward():
    for made in (soft.cord(), soft.roots("C1"), soft.roots("L5"), soft.arteries(), soft.facet_joint("L4")):
        edges = np.sort(made.faces[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
        assert (np.unique(edges, axis=0, return_counts=True)[1] == 2).all()
        assert volume(made.vertices, made.faces) > 0


def test_an_unknown_root_names_the_roots():
    with pytest.raises(ValueError, match="level = 'S1'; allowed: C1, C2"):
        soft.roots("S1")


@pytest.mark.skipif(shutil.which("npm") is None or not (ROOT / "node_modules").exists(), reason="needs npm and `make web`")
def test_the_bundles_are_made_from_their_sources(tmp_path):
    subprocess.run(["npm", "run", "--silent", "bundle", "--", f"--outdir={tmp_path}"], cwd=ROOT, check=True, capture_output=True)
    for bundle in ("scene.min.js", "search.min.js", "qr.min.js"):
        assert (tmp_path / bundle).read_bytes() == (ROOT / "src/explorables/web" / bundle).read_bytes()


def test_the_lock_of_the_bundle_holds_hashes_and_no_addresses():
    lock = (ROOT / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock and '"resolved"' not in lock
    wanted = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    packages = json.loads(lock)["packages"]
    for name, version in wanted.items():
        assert packages[f"node_modules/{name}"]["version"] == version and packages[f"node_modules/{name}"]["integrity"]


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """A page with both scenes, as a file."""
    cells = [nbformat.v4.new_markdown_cell("# Scenes")]
    for name in ("spine_in_3d", "bend_lean_twist"):
        cells.append(nbformat.v4.new_code_cell(name, outputs=[nbformat.v4.new_output("display_data", {MIME: {"name": name}})]))
    html, _ = PageExporter().from_notebook_node(nbformat.v4.new_notebook(cells=cells, metadata={"lesson": FACTS}))
    path = tmp_path_factory.mktemp("scene") / "scene.html"
    path.write_text(html, encoding="utf-8")
    return path


@pytest.fixture
def visit(offline, page):
    """Open it."""

    def open_page(before: str = "", expected: tuple[str, ...] = (), **settings):
        opened = offline(before, expected, **{"viewport": {"width": 1280, "height": 900}} | settings).new_page()
        opened.goto(page.as_uri())
        if settings.get("java_script_enabled", True) and not before:
            opened.wait_for_function("[...document.querySelectorAll('.scene')].every(e => e.dataset.firstFrame)")
        return opened

    return open_page


def painted(figure):
    """Wait until what was asked for is drawn: scenes draw before the next picture."""
    figure.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def seen(figure) -> np.ndarray:
    """The pixels of a scene, once two pictures in a row are the same."""
    before, now = None, figure.locator(".stage").screenshot()
    while before != now:
        painted(figure)
        before, now = now, figure.locator(".stage").screenshot()
    return imread(BytesIO(now))[8:-8, 8:-8, :3]  # without the ring that shows focus


def test_meshes_and_viewer_stand_once_in_a_page(page):
    html = page.read_text(encoding="utf-8")
    assert html.count('data-module="viewer') == 1 and html.count("<canvas data-scene=") == 2
    assert "<script src" not in html


def test_the_scene_is_not_blank_and_turns_by_keyboard(visit):
    figure = visit().locator("figure:has([data-scene=spine_in_3d])")
    canvas, words = figure.locator("canvas"), figure.locator(".seen")
    first, told = seen(figure), words.inner_text()
    assert len(np.unique((first * 16).astype(int).reshape(-1, 3), axis=0)) > 40
    canvas.focus()
    for key in ("ArrowRight", "ArrowUp", "+", "Shift+ArrowLeft"):
        before = seen(figure)
        canvas.press(key)
        assert np.abs(seen(figure) - before).max() > 0.1
    for _ in range(5):
        canvas.press("ArrowRight")
    painted(figure)
    assert words.inner_text() != told
    canvas.press("Home")
    assert np.abs(seen(figure) - first).max() < 0.05
    assert canvas.evaluate("e => e === document.activeElement") and canvas.get_attribute("aria-label")


def test_nothing_is_drawn_while_nothing_changes(visit):
    opened = visit(
        before="let n = 0; const r = requestAnimationFrame; window.requestAnimationFrame = f => { window.asked = ++n; return r(f); };"
    )
    opened.wait_for_function("[...document.querySelectorAll('.scene')].every(e => e.dataset.firstFrame)")
    opened.wait_for_timeout(500)
    asked = opened.evaluate("window.asked")
    opened.wait_for_timeout(500)
    assert opened.evaluate("window.asked") == asked


AGAIN = """async ([code, html, modules, times]) => {
  const { default: widget } = await import(URL.createObjectURL(new Blob([code], { type: "text/javascript" })));
  const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
  for (let i = -1; i < times; i++) {
    const el = document.body.appendChild(document.createElement("div")), hears = new Set();
    const model = {
      get: () => html, on: (_, hear) => hears.add(hear), off: (_, hear) => hears.delete(hear),
      send: ({ module }) => module && setTimeout(() => hears.forEach(hear => hear({ module }, [bytes(modules[module])]))),
    };
    const leave = widget.render({ model, el }), scene = el.querySelector(".scene");
    if (i < 0) { leave(); continue; } // before anything has come: the next ones still get what this one asked for
    for (el.scrollIntoView(); !scene.dataset.firstFrame;) await new Promise(requestAnimationFrame);
    leave();
    el.remove();
    if (hears.size) throw new Error(`${hears.size} still listen`);
    await new Promise(setTimeout);
  }
}"""


def test_a_cell_that_is_run_again_and_again_gives_its_graphics_back(offline):
    explorer = catalogue()["spine_in_3d"]
    modules = {name: base64.b64encode(content).decode() for name, content in explorer.scene.modules.items()}
    opened = offline().new_page()
    opened.evaluate(AGAIN, [script(*EXPLORABLE), explorer.html(), modules, 20])  # Chromium allows 16 at once


def test_a_part_is_picked_from_the_list_and_by_a_click(visit):
    figure = visit().locator("figure:has([data-scene=spine_in_3d])")
    said = figure.locator(".picked[aria-live=polite]")
    assert said.inner_text() == "No part is picked."
    figure.locator("[data-part-list]").select_option("L4")
    assert said.inner_text().startswith("L4 vertebra. ") and "mm" in said.inner_text()
    figure.locator("[data-part-list]").select_option("arteries")
    assert figure.get_by_label("vertebral arteries", exact=True).is_checked()  # what is picked is shown
    figure.locator("[data-view=front]").click()
    canvas = figure.locator("canvas")
    box = canvas.bounding_box()
    canvas.click(position={"x": box["width"] / 2, "y": box["height"] * 0.62})
    picked = said.inner_text()
    assert picked.split(".")[0].endswith(("vertebra", "disc"))
    assert figure.locator("[data-part-list]").evaluate("e => e.selectedOptions[0].textContent") == picked.split(".")[0]


def test_layers_hide_and_labels_show(visit):
    figure = visit().locator("figure:has([data-scene=spine_in_3d])")
    whole = seen(figure)
    figure.get_by_label("bones", exact=True).uncheck()
    discs = seen(figure)
    assert np.abs(whole - discs).max(axis=2).astype(bool).sum() > 2000
    assert "Shown: discs." in figure.locator(".seen").inner_text()
    figure.get_by_label("bones", exact=True).check()
    figure.get_by_label("labels", exact=True).check()
    painted(figure)
    assert {"C7", "T12", "L5", "sacrum"} <= set(figure.locator(".labels span").all_inner_texts())


def test_a_slider_moves_the_spine(visit):
    figure = visit().locator("[data-explorer=bend_lean_twist]")
    upright = seen(figure)
    figure.locator("[type=range]").first.press("End")
    assert np.abs(seen(figure) - upright).max(axis=2).astype(bool).sum() > 2000
    figure.locator("[data-reset]").click()
    assert np.abs(seen(figure) - upright).max() < 0.05


FILMED = """async figure => {
  const canvas = figure.querySelector("canvas"), seen = new Set(), states = new Set();
  figure.querySelector("[data-speed]").value = 0.5;
  figure.querySelector("[data-play]").click();
  for (const began = performance.now(); performance.now() - began < 3000;) {
    await new Promise(requestAnimationFrame);
    seen.add(canvas.toDataURL());
    states.add(figure.querySelector(".player [type=range]").value);
  }
  figure.querySelector("[data-play]").click();
  return [seen.size, states.size];
}"""


def test_a_spine_that_plays_moves_between_its_states_too(visit):
    figure = visit().locator("[data-explorer=bend_lean_twist]")
    figure.scroll_into_view_if_needed()
    seen(figure)
    pictures, states = figure.evaluate(FILMED)
    assert states > 1 and pictures > states  # without a graphics processor there are few pictures a second


def test_a_scene_that_nobody_sees_is_not_drawn(visit):
    opened = visit()
    figure = opened.locator("[data-explorer=bend_lean_twist]")
    figure.locator("canvas").scroll_into_view_if_needed()
    upright, look = seen(figure), "e => e.toDataURL()"
    opened.evaluate("scrollTo(0, 0)")
    painted(figure)
    before = figure.locator("canvas").evaluate(look)
    figure.locator("[type=range]").first.evaluate("e => { e.value = e.max; e.dispatchEvent(new Event('input', { bubbles: true })); }")
    opened.wait_for_timeout(300)
    assert figure.locator("canvas").evaluate(look) == before
    assert np.abs(seen(figure) - upright).max(axis=2).astype(bool).sum() > 2000  # as soon as it is scrolled to


def test_the_wheel_scrolls_the_page_until_the_scene_has_focus(visit):
    opened = visit()
    canvas = opened.locator("canvas").first
    canvas.hover()
    opened.mouse.wheel(0, 100)
    opened.wait_for_function("scrollY > 0")
    canvas.focus()
    at = opened.evaluate("scrollY")
    canvas.hover()
    opened.mouse.wheel(0, 100)
    opened.wait_for_timeout(200)
    assert opened.evaluate("scrollY") == at


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_axe_finds_nothing(visit, axe, width, scheme):
    opened = visit(viewport={"width": width, "height": 900}, color_scheme=scheme)
    opened.evaluate("document.querySelectorAll('details').forEach(e => e.open = true)")
    opened.locator("[data-part-list]").first.select_option("L4")
    assert axe(opened) == []
    assert opened.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_without_javascript_the_still_picture_and_all_words_are_there(visit):
    opened = visit(java_script_enabled=False)
    figure = opened.locator("figure:has([data-scene=spine_in_3d])")
    assert figure.locator(".picture .broad").is_visible() and not figure.locator("canvas").is_visible()
    assert figure.locator(".picture").get_attribute("aria-label").startswith("A human spine")
    figure.get_by_text("Every part in words").click()
    assert figure.locator("[data-part]").count() == len(SPINE.parts)


def test_without_webgl_the_page_says_so(visit):
    opened = visit(before="HTMLCanvasElement.prototype.getContext = () => null; console.error = () => {}")
    figure = opened.locator("figure:has([data-scene=spine_in_3d])")
    flat = figure.locator(".flat")
    opened.wait_for_function("e => e.textContent.startsWith('This browser cannot show')", arg=flat.element_handle())
    assert figure.locator(".picture .broad").is_visible() and not figure.locator("canvas").is_visible()


def test_a_lost_context_is_told_and_comes_back(visit):
    said = ("THREE.WebGLRenderer: Context Lost.", "THREE.WebGLRenderer: Context Restored.")
    figure = visit(expected=said).locator("figure:has([data-scene=spine_in_3d])")
    before = seen(figure)
    figure.evaluate(
        "e => { window.lost = e.querySelector('canvas').getContext('webgl2').getExtension('WEBGL_lose_context'); lost.loseContext(); }"
    )
    figure.page.wait_for_function("document.querySelector('.seen').textContent.includes('was lost')")
    figure.page.evaluate("lost.restoreContext()")
    figure.page.wait_for_function("document.querySelector('.seen').textContent.startsWith('Seen from')")
    assert np.abs(seen(figure) - before).max() < 0.05


def test_a_scene_of_ones_own():
    scene = Scene(lambda: (TETRAHEDRON,), (Layer("bone", "bones", "bone"),), "A tetrahedron.")
    assert scene.bodies == ("a",) and scene.colour(TETRAHEDRON) == "bone" and len(scene.modules) == 2
