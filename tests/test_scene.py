"""Scenes: packed so that the browser finds the same surfaces and poses, bundled from what is committed, used by hand and keyboard."""

import base64
import json
import shutil
import subprocess
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import nbformat
import numpy as np
import pytest
from matplotlib.image import imread
from played import FACTS
from scipy.spatial.transform import Rotation
from sweeps import sampled

from crepitus.explorers.spine_scene import LAYERS, spine_parts
from crepitus.models import soft, spine
from crepitus.models.alignment import COLUMN, layout
from explorables.catalogue import catalogue
from explorables.explorable import MIME
from explorables.scene import SHIFT_STEP, STEP, TURN_STEP, Landmark, Layer, Part, Scene, ordered, pack, quaternion
from explorables.site.exporter import PageExporter
from explorables.web import EXPLORABLE, script

ROOT = Path(__file__).parents[1]
BODY = catalogue()["spine_in_3d"].scene
SPINE = replace(BODY, make=spine_parts, layers=LAYERS)  # what browsers are shown here: fewer parts, the same script
POSED = catalogue()["bend_lean_twist"]

BODY_MESHES = pack(BODY.bodies, BODY.parts, BODY.landmarks)

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
    header, found = unpacked(BODY_MESHES)
    assert [part["name"] for part in header["parts"]] == [part.name for part in BODY.parts]
    for part, (vertices, faces, along) in zip(BODY.parts, found, strict=True):
        assert vertices.min(axis=0) == pytest.approx(part.vertices.min(axis=0), abs=STEP)  # half a step, and rounding
        assert volume(vertices, faces) == pytest.approx(volume(part.vertices, part.faces), rel=0.02, abs=1e-9)  # a film is ten steps thick
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
    *numbers, turn, tilt = np.frombuffer(base64.b64decode(POSED.scene.encode(result)[0]), "<i2")
    assert (turn, tilt) == POSED.scene.best_from(result)
    for name, row in zip(POSED.scene.bodies, np.reshape(numbers, (-1, 6)), strict=True):
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


def test_a_layer_needs_a_colour_of_the_palette_and_a_shine_that_there_is():
    with pytest.raises(ValueError, match=r"layer 'x': colour = 'puce'; allowed: ground"):
        Layer("x", "x", "puce")
    with pytest.raises(ValueError, match=r"layer 'x': shine = 2; allowed: 0 to 1"):
        Layer("x", "x", "bone", shine=2)


def test_two_landmarks_of_a_part_have_two_names():
    twice = (Landmark("tip", (0, 0, 0), "One"), Landmark("tip", (0, 0, 0.1), "Other"))
    with pytest.raises(ValueError, match="part 'one': landmarks = tip, tip; allowed: each name once"):
        replace(TETRAHEDRON, landmarks=twice)


def test_every_surface_is_closed_so_that_a_cut_can_be_filled():
    for part in SPINE.parts:
        edges = part.faces[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2)
        there, back = {tuple(edge) for edge in edges.tolist()}, {tuple(edge) for edge in edges[:, ::-1].tolist()}
        assert len(there) == len(edges) and there == back and volume(part.vertices, part.faces) > 0, part.name


@pytest.mark.parametrize("level", spine.LEVELS)
def test_landmarks_lie_on_the_right_side_of_their_bone(level):
    """On its surface but for holes; each where its name says."""
    (part,) = (part for part in SPINE.parts if part.name == level)
    at = {landmark.name: layout()[level].undo(np.array(landmark.point)) for landmark in part.landmarks}
    corners = layout()[level].undo(part.vertices)
    for name, point in at.items():
        gap = np.sqrt(((corners - point) ** 2).sum(axis=1).min())
        assert gap > 0.001 if name.endswith("foramen") else gap < 1e-6, name
    assert at["transverse process"][2] == corners[:, 2].max()
    assert at["transverse process"][2] > abs(at["vertebral foramen"][2]) == 0
    if level == "C1":
        assert at["posterior arch"][0] < at["vertebral foramen"][0] < at["anterior arch"][0]
        return
    assert at["spinous process"][0] < at["lamina"][0] < at["vertebral foramen"][0] < at["body"][0]
    assert at["superior articular process"][1] > at["inferior articular process"][1]
    if level != "C2":
        assert at["superior articular process"][1] > at["pars interarticularis"][1] > at["inferior articular process"][1]
        assert spine.vertebra(level).si("canal_width") / 2 - 0.002 < at["pedicle"][2]


def test_a_landmark_reaches_the_browser_where_it_is():
    header, _ = unpacked(BODY_MESHES)
    for part, listed in zip(BODY.parts, header["parts"], strict=True):
        for landmark, (words, *at) in zip(part.landmarks, listed["spots"], strict=True):
            assert BODY.landmarks[words] == (landmark.name, landmark.does, landmark.also)
            assert np.array(at) * STEP == pytest.approx(landmark.point, abs=STEP)


def test_everything_of_the_spine_is_there_once_with_words():
    names = [part.name for part in BODY.parts]
    assert len(names) == len(set(names))
    kinds = {layer.name: sum(part.layer == layer.name for part in BODY.parts) for layer in BODY.layers}
    bones = {"bone": 26, "disc": 23, "nerve": 32, "artery": 1, "facet": 24}
    assert kinds == bones | {"ligament": 90, "joint": 9, "inside": 12, "muscle": 7, "around": 15}
    assert all(part.label and part.does for part in BODY.parts) and all(part.measures for part in BODY.parts if part.layer != "bone")


def test_viewer_and_meshes_of_the_spine_are_light():
    assert sum(len(base64.b64encode(content)) for content in BODY.modules.values()) <= 850_000


def inside(points: np.ndarray, part: str, reach: float) -> np.ndarray:
    """Whether points lie within `reach` of a bone's surface."""
    vertices = layout()[part].apply(spine.mesh(part)[0])
    return np.array([np.sqrt(((vertices - point) ** 2).sum(axis=1)).min() < reach for point in points])


def test_the_cord_runs_clear_of_bone_and_ends_beside_the_first_of_the_loin():
    cord = soft.cord()
    assert COLUMN[round(cord.along.max())] == "L1" and cord.along.min() == 0
    for part in ("C2", "C5", "T6", "T12"):
        assert not inside(cord.vertices[::5], part, 0.0005).any()


@pytest.mark.parametrize("level", ["L1", "L2", "L3", "L4", "L5"])
def test_a_root_of_the_loin_passes_under_its_own_pedicle_and_above_the_disc(level):
    bone, root = spine.vertebra(level), soft.roots(level).vertices
    half, floor = bone.canal_width / 2, -bone.pedicle_height - 1.2e-3
    own = layout()[level].undo(root[root[:, 2] > 0])
    under = own[(own[:, 2] > half + 0.3 * bone.pedicle_width) & (own[:, 2] < half + 0.8 * bone.pedicle_width)]
    assert len(under) and under[:, 1].max() < floor + 0.3e-3 and under[:, 1].mean() > -bone.body_height_posterior
    below = COLUMN[COLUMN.index(level) + 1]
    assert not inside(root[root[:, 2] > 0][-60:], below, 0.0).any()


def test_the_last_roots_of_the_sac_fill_the_middle():
    reach = [soft.roots(name).vertices for name in ("L2", "L5", "S3")]
    at = layout()["L2"].apply([[0, 0, 0]])[0, 1]  # the height of the top of L2
    beside = [np.abs(points[np.abs(points[:, 1] - at) < 4e-3, 2]).min() for points in reach]
    assert beside[0] > beside[1] > beside[2]


def test_strands_are_closed_surfaces_that_face_outward():
    for made in (soft.cord(), soft.roots("C1"), soft.roots("L5"), soft.roots("S2"), soft.sac(), soft.arteries(), soft.facet_joint("L4")):
        edges = np.sort(made.faces[:, [[0, 1], [1, 2], [2, 0]]].reshape(-1, 2), axis=1)
        assert (np.unique(edges, axis=0, return_counts=True)[1] == 2).all()
        assert volume(made.vertices, made.faces) > 0


def test_an_unknown_root_names_the_roots():
    with pytest.raises(ValueError, match="level = 'S6'; allowed: C1, C2"):
        soft.roots("S6")


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
    """A page with some scenes, as a file."""

    @cache
    def written(*names):
        cells = [nbformat.v4.new_markdown_cell("# Scenes")]
        for name in names:
            cells.append(nbformat.v4.new_code_cell(name, outputs=[nbformat.v4.new_output("display_data", {MIME: {"name": name}})]))
        shown = catalogue() | {"spine_in_3d": replace(catalogue()["spine_in_3d"], scene=SPINE)}
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr("explorables.site.exporter.catalogue", lambda: shown)
            html, _ = PageExporter().from_notebook_node(nbformat.v4.new_notebook(cells=cells, metadata={"lesson": FACTS}))
        path = tmp_path_factory.mktemp("scene") / "scene.html"
        path.write_text(html, encoding="utf-8")
        return path

    return written


@pytest.fixture
def visit(offline, page):
    """Open it."""

    def open_page(before: str = "", expected: tuple[str, ...] = (), names=("spine_in_3d", "bend_lean_twist"), **settings):
        opened = offline(before, expected, **{"viewport": {"width": 1280, "height": 900}} | settings).new_page()
        opened.goto(page(*names).as_uri())
        if settings.get("java_script_enabled", True) and not before:
            opened.wait_for_function("[...document.querySelectorAll('.scene')].every(e => e.dataset.firstFrame)")
        return opened

    return open_page


def painted(figure):
    """Wait until what was asked for is drawn: scenes draw before the next picture."""
    figure.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def settled(figure):
    """Wait until what was done is kept and told."""
    figure.page.wait_for_function("e => !e.querySelector('.scene').hasAttribute('data-changed')", arg=figure.element_handle())
    painted(figure)


def seen(figure) -> np.ndarray:
    """The pixels of a scene, once it is drawn finely and two pictures in a row are the same."""
    figure.locator(".scene").evaluate("e => e.scrollIntoView()")
    painted(figure)
    figure.page.wait_for_function("e => !e.querySelector('.scene').hasAttribute('data-moving')", arg=figure.element_handle())
    before, now = None, figure.locator(".stage").screenshot()
    while before != now:
        painted(figure)
        before, now = now, figure.locator(".stage").screenshot()
    return imread(BytesIO(now))[8:-8, 8:-8, :3]  # without the ring that shows focus


def test_meshes_and_viewer_stand_once_in_a_page(page):
    html = page("spine_in_3d", "bend_lean_twist").read_text(encoding="utf-8")
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
    settled(figure)
    assert words.inner_text() != told
    canvas.press("Home")
    assert np.abs(seen(figure) - first).max() < 0.05
    assert canvas.evaluate("e => e === document.activeElement") and canvas.get_attribute("aria-label")


def test_nothing_is_drawn_while_nothing_changes(visit):
    opened = visit(
        before="let n = 0; const r = requestAnimationFrame; window.requestAnimationFrame = f => { window.asked = ++n; return r(f); };"
    )
    opened.wait_for_function("[...document.querySelectorAll('.scene')].every(e => e.dataset.firstFrame)")
    opened.wait_for_timeout(1000)
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
    explorer = replace(catalogue()["spine_in_3d"], scene=SPINE)
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
    figure.locator("[data-whole]").click()
    figure.locator("[data-view=front]").click()
    seen(figure)
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
    settled(figure)
    assert "Shown: discs." in figure.locator(".seen").inner_text()
    figure.get_by_label("bones", exact=True).check()
    figure.get_by_label("labels", exact=True).check()
    painted(figure)
    assert {"C7", "T12", "L5", "sacrum"} <= set(figure.locator(".labels span").all_inner_texts())


@pytest.fixture
def spine3d(visit):
    """The scene of the whole spine, its groups of controls open, without flights."""

    def open_scene(**settings):
        figure = visit(**{"reduced_motion": "reduce", "names": ("spine_in_3d",)} | settings).locator("figure:has([data-scene=spine_in_3d])")
        figure.locator(".closer > summary").click()
        return figure

    return open_scene


def told(figure) -> str:
    """What is said of the view, once it is kept."""
    settled(figure)
    return figure.locator(".seen").inner_text()


def differ(one, other) -> int:
    """How many pixels of two pictures of a scene differ."""
    return int((np.abs(one - other).max(axis=2) > 0.05).sum())


def slide(figure, name, value):
    """Move a slider of the scene."""
    figure.locator(f"[data-slide={name}]").fill(str(value))


def search(figure, words) -> str:
    """Type a name and press Enter: what is answered."""
    figure.locator("[data-find]").fill(words)
    figure.locator("[data-find]").press("Enter")
    return figure.locator(".told").inner_text()


def test_a_part_stands_alone_is_hidden_and_seen_through(spine3d):
    figure = spine3d()
    act = {name: figure.locator(f"[data-act={name}]") for name in ("alone", "hide", "pale")}
    assert not act["alone"].is_visible()
    figure.locator("[data-part-list]").select_option("L4")
    whole = seen(figure)
    act["hide"].click()
    assert "Hidden: L4 vertebra." in told(figure) and act["hide"].get_attribute("aria-pressed") == "true"
    hidden = seen(figure)
    assert differ(whole, hidden) > 2000
    act["hide"].click()
    act["pale"].click()
    assert "Seen through: L4 vertebra." in told(figure)
    assert differ(seen(figure), whole) > 2000 and differ(seen(figure), hidden) > 2000
    act["alone"].click()
    assert "Shown: nothing but L4 vertebra." in told(figure)
    assert differ(seen(figure), whole) > 5000
    figure.locator("[data-clear=disc]").check()
    figure.locator("[data-all]").click()
    assert told(figure) == "Seen from the left side. Shown: bones, discs."


def test_a_layer_is_seen_through(spine3d):
    figure = spine3d()
    figure.get_by_label("cord and roots", exact=True).check()
    before = seen(figure)
    figure.get_by_label("see through bones", exact=True).check()
    assert "Seen through: bones." in told(figure)
    assert differ(before, seen(figure)) > 2000


def test_views_are_undone_and_done_again_by_buttons_and_keys(spine3d):
    figure = spine3d()
    canvas, first = figure.locator("canvas"), seen(figure)
    figure.locator("[data-view=front]").click()
    front = told(figure)
    slide(figure, "apart", 50)
    assert "Pulled apart by 50 %." in told(figure)
    apart = seen(figure)
    assert differ(first, apart) > 2000
    figure.locator("[data-undo='-1']").click()
    assert told(figure) == front
    canvas.press("Control+z")
    assert "Seen from the left side" in told(figure) and differ(seen(figure), first) < 300
    canvas.press("Control+Shift+z")
    canvas.press("Control+y")
    assert "Pulled apart by 50 %." in told(figure) and differ(seen(figure), apart) < 50
    assert figure.locator("[data-undo='1']").get_attribute("aria-disabled") == "true"


@pytest.mark.parametrize(
    ("preset", "words"), sampled([("front", "in front"), ("side", "the right side"), ("level", "above")], lambda case: case[0] == "side")
)
def test_a_cut_is_filled_told_turned_and_moved(spine3d, preset, words):
    figure = spine3d()
    figure.locator("[data-part-list]").select_option("L4")
    figure.locator("[data-act=alone]").click()
    assert figure.locator("[data-slide=depth]").is_disabled()
    figure.locator(f"[data-cut={preset}]").click()
    assert f"Cut away from {words}" in told(figure)
    cut = seen(figure)
    fill = [np.array([0xE8, 0xDC, 0xC4]) / 255 * 0.9 + np.array([0.02, 0.02, 0.02])]  # about the bone's colour, a little darker, and flat
    flat = (np.abs(cut - fill[0]).max(axis=2) < 0.06).sum()
    assert flat > 1500, "a cut bone looks hollow"
    slide(figure, "depth", 30)
    assert "30 % deep" in told(figure) and differ(cut, seen(figure)) > 1000
    slide(figure, "cutturn", 40)
    figure.locator("[data-slide=cutturn]").press("ArrowRight")
    assert figure.locator("[data-slide=cutturn]").get_attribute("aria-valuetext") == "41°"
    figure.locator("[data-cut=none]").click()
    assert "Cut" not in told(figure)


def test_what_is_pulled_apart_is_measured_as_it_was(spine3d):
    figure = spine3d()
    places = {"from": "T1|body", "to": "T2|body"}
    for end, place in places.items():
        level, name = place.split("|")
        (part,) = (part for part in SPINE.parts if part.name == level)
        figure.locator(f"[data-{end}]").select_option(f"{level}|{[one.name for one in part.landmarks].index(name)}")
    points = [
        np.array(one.point)
        for level in ("T1", "T2")
        for part in SPINE.parts
        if part.name == level
        for one in part.landmarks
        if one.name == "body"
    ]
    gap = 1e3 * (points[1] - points[0])
    words = figure.locator("p.length").inner_text()
    assert words.startswith(f"From body of T1 vertebra to body of T2 vertebra: {np.sqrt(gap @ gap):.1f} mm in a straight line")
    assert f"{-gap[1]:.1f} mm down" in words
    settled(figure)
    assert f"{np.sqrt(gap @ gap):.1f} mm" in figure.locator(".labels .length").inner_text()
    slide(figure, "apart", 100)
    assert f": {np.sqrt(gap @ gap):.1f} mm" in figure.locator("p.length").inner_text()


def test_two_points_are_picked_and_measured(spine3d):
    figure = spine3d()
    figure.locator("[data-view=left]").click()
    figure.locator("[data-measure]").check()
    canvas = figure.locator("canvas")
    canvas.scroll_into_view_if_needed()
    seen(figure)
    box = canvas.bounding_box()
    scale = float(figure.locator(".scale").evaluate("e => e.getBoundingClientRect().width")) / float(
        figure.locator(".scale").inner_text().split()[0]
    )
    spots = canvas.evaluate(FIND_COLUMN)
    for x, y in spots:
        canvas.click(position={"x": x, "y": y})
    words = figure.locator("p.length").inner_text()
    assert words.startswith("From a point on ") and box["width"] > 100
    far = float(words.split(": ")[1].split(" mm")[0])
    assert far >= abs(spots[1][1] - spots[0][1]) / scale * 0.98 and far < abs(spots[1][1] - spots[0][1]) / scale + 60


FIND_COLUMN = """canvas => { // the first and the last row of the picture in which something is drawn, a little inward
  const copy = Object.assign(document.createElement("canvas"), { width: canvas.width, height: canvas.height }), pen = copy.getContext("2d");
  pen.drawImage(canvas, 0, 0);
  const { data } = pen.getImageData(0, 0, copy.width, copy.height), share = canvas.clientWidth / canvas.width, rows = [];
  for (let y = 0; y < copy.height; y++) {
    const xs = [];
    for (let x = 0; x < copy.width; x++) if (data[4 * (y * copy.width + x) + 3] > 250) xs.push(x);
    if (xs.length > 8) rows.push([xs[xs.length >> 1] * share, y * share]);
  }
  return [rows[Math.floor(rows.length * .1)], rows[Math.floor(rows.length * .7)]];
}"""


NAMES = ["L4", "fourth lumbar vertebra", "Vertebra Lumbális IV", "L4 vertebra"]


@pytest.mark.parametrize("name", sampled(NAMES, lambda name: "Lumb" in name))
def test_a_part_is_found_by_each_of_its_names(spine3d, name):
    figure = spine3d()
    assert search(figure, name) == "Found: L4 vertebra."
    assert figure.locator("[data-part-list]").input_value() == "L4"
    assert "Above: " in figure.locator(".picked").inner_text()


def test_landmarks_and_unknown_words_are_answered(spine3d):
    figure = spine3d()
    search(figure, "tailbone")
    assert figure.locator(".picked").inner_text().startswith("coccyx.")
    search(figure, "L5")
    assert search(figure, "lamina arcus vertebrae") == "Found: lamina of L5 vertebra."
    assert figure.locator("[data-part-list]").input_value() == "L5"  # that of the part one looks at comes first
    assert search(figure, "atlass").startswith("Nothing here is called “atlass”. Perhaps C1 vertebra")
    assert search(figure, "qqq") == f"Nothing here is called “qqq”. The list beside it names all {len(SPINE.parts)} parts."
    assert figure.locator("[data-part-list]").input_value() == "L5"


def test_what_lies_around_a_part_is_told(spine3d):
    figure = spine3d()
    figure.locator("[data-part-list]").select_option("L4")
    words = figure.locator(".picked").inner_text()
    above, below = (words.split(f"{way}: ")[1].split(".")[0] for way in ("Above", "Below"))
    assert "L3–L4 disc" in above and "L4–L5 disc" in below
    figure.locator("[data-part-list]").select_option("cord")
    figure.locator("[data-part-list]").select_option("T6")
    assert "Through its middle: spinal cord and dural sac." in figure.locator(".picked").inner_text()


@pytest.mark.parametrize("width", sampled([1280, 320], lambda width: width == 320))
def test_landmarks_are_labelled_and_none_hides_another(spine3d, width):
    figure = spine3d(viewport={"width": width, "height": 900})
    figure.locator("[data-part-list]").select_option("L4")
    figure.locator("[data-act=alone]").click()
    (part,) = (part for part in SPINE.parts if part.name == "L4")
    for view in ("front", "left", "behind", "above"):
        figure.locator(f"[data-view={view}]").click()
        seen(figure)
        assert sorted(figure.locator(".labels span").all_inner_texts()) == sorted(one.name for one in part.landmarks)
        boxes = figure.locator(".labels span").evaluate_all(
            "all => all.map(e => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; })"
        )
        left, top, right, bottom = figure.locator(".stage").evaluate(
            "e => { const b = e.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]; }"
        )
        for i, one in enumerate(boxes):
            assert one[0] >= left - 1 and one[1] >= top - 1 and one[2] <= right + 1 and one[3] <= bottom + 1
            for other in boxes[:i]:
                assert one[2] <= other[0] + 1 or other[2] <= one[0] + 1 or one[3] <= other[1] + 1 or other[3] <= one[1] + 1


def test_the_zoom_stays_when_the_view_changes_and_the_whole_comes_back(spine3d):
    figure = spine3d()
    first = figure.locator(".scale").inner_text()
    figure.locator("[data-part-list]").select_option("C2")
    settled(figure)
    near = figure.locator(".scale").inner_text()
    assert near != first
    for view in ("front", "above", "behind"):
        figure.locator(f"[data-view={view}]").click()
        settled(figure)
        assert figure.locator(".scale").inner_text() == near
    figure.locator("[data-whole]").click()
    settled(figure)
    assert figure.locator(".scale").inner_text() == first


def test_who_likes_less_motion_gets_none_and_others_fly(visit):
    count = """async figure => {
      const canvas = figure.querySelector("canvas"), list = figure.querySelector("[data-part-list]"), pictures = new Set();
      list.value = "C2";
      list.dispatchEvent(new Event("change"));
      for (const began = performance.now(); performance.now() - began < 1200;) {
        await new Promise(requestAnimationFrame);
        pictures.add(canvas.toDataURL().length);
      }
      return pictures.size;
    }"""
    sizes = {}
    for wish in ("reduce", "no-preference"):
        figure = visit(reduced_motion=wish).locator("figure:has([data-scene=spine_in_3d])")
        seen(figure)
        sizes[wish] = figure.evaluate(count)
    assert sizes["reduce"] <= 3 < sizes["no-preference"]  # as it was, there, and there finely drawn


def test_name_it_asks_checks_explains_and_counts_by_keyboard(spine3d):
    figure = spine3d()
    figure.locator("[data-part-list]").select_option("L4")
    figure.locator("[data-act=alone]").click()
    (part,) = (part for part in SPINE.parts if part.name == "L4")
    does = {one.name: one.does for one in part.landmarks}
    figure.locator("[data-quiz]").press("Enter")
    quiz = figure.locator(".quiz")
    assert quiz.locator(".asked").inner_text() == "What is the place called that is marked?"
    right = 0
    for n in range(1, 4):
        choices = quiz.locator(".choices button")
        assert choices.count() == 4 and len(set(choices.all_inner_texts())) == 4
        picked = choices.first.inner_text()
        choices.first.press("Enter")
        answer = quiz.locator(".answer").inner_text()
        right += answer.startswith("Right: ")
        asked = picked if answer.startswith("Right: ") else answer.split("It is: ")[1].split(".")[0]
        assert does[asked] in answer and answer.endswith(f" {right} of {n} right.")
        figure.page.keyboard.press("Enter")  # the next question has the focus
    quiz.locator("[data-end]").click()
    assert not quiz.is_visible()


def test_where_is_it_is_answered_by_a_click(spine3d):
    figure = spine3d()
    figure.get_by_label("discs", exact=True).uncheck()
    search(figure, "C2")
    figure.locator("[data-act=alone]").click()
    figure.locator("[data-act=alone]").click()
    figure.locator("[data-quiz]").click()
    quiz, canvas = figure.locator(".quiz"), figure.locator("canvas")
    assert quiz.locator(".asked").inner_text().startswith("Where is ")
    assert quiz.locator(".choices button").count() == 0
    asked = quiz.locator(".asked").inner_text().removeprefix("Where is ").split("?")[0]
    seen(figure)
    box = canvas.bounding_box()
    canvas.click(position={"x": box["width"] / 2, "y": box["height"] / 2})
    answer = quiz.locator(".answer").inner_text()
    assert answer.startswith(("Right: ", "No, you picked ", "There is nothing.")) and asked in answer and "of 1 right." in answer


def test_a_view_is_a_link_and_a_wrong_link_says_what_is_wrong(spine3d, page):
    figure = spine3d()
    figure.locator("[data-part-list]").select_option("L4")
    figure.locator("[data-cut=side]").click()
    figure.locator("[data-act=pale]").click()
    slide(figure, "apart", 20)
    words, picture = told(figure), seen(figure)
    figure.page.wait_for_timeout(400)
    link = figure.page.url
    assert "#spine_in_3d?" in link and "view.part=L4" in link and "view.cut=90_0_50" in link
    opened = figure.page
    opened.goto("about:blank")
    opened.goto(link)
    again = opened.locator("figure:has([data-scene=spine_in_3d])")
    opened.wait_for_function("document.querySelector('.scene').dataset.firstFrame")
    again.locator(".closer > summary").click()
    assert told(again) == words and differ(seen(again), picture) < 3000  # a link holds tenths of millimetres
    opened.evaluate("location.hash = '#spine_in_3d?view.part=femur'")
    told(again)
    assert again.locator(".told").inner_text().startswith("The link asks for view.part = “femur”; it can be one of C1, C2")
    opened.evaluate("location.hash = '#spine_in_3d?view.sound=loud'")
    told(again)
    assert (
        again.locator(".told").inner_text().startswith("The link asks for “view.sound”, which this picture does not have; it has view.turn")
    )
    assert not opened.locator(".lost").count()


def test_a_moved_slider_and_a_view_stand_in_one_link(visit):
    figure = visit().locator("[data-explorer=bend_lean_twist]")
    figure.locator("[data-view=behind]").click()
    figure.locator(".parameter [type=range]").first.press("End")
    told(figure)
    figure.page.wait_for_timeout(400)
    link = figure.page.url
    assert "angle=90" in link and "view.turn=180" in link
    opened = figure.page
    opened.goto("about:blank")
    opened.goto(link)
    again = opened.locator("[data-explorer=bend_lean_twist]")
    opened.wait_for_function("document.querySelector('[data-explorer=bend_lean_twist] .scene').dataset.firstFrame")
    assert "Seen from behind" in told(again)
    assert again.locator(".problem").first.inner_text() == ""
    assert again.locator("output").inner_text() == figure.locator("output").inner_text()


def test_a_picture_is_saved_with_its_labels(spine3d):
    figure = spine3d()
    figure.locator("[data-part-list]").select_option("L4")
    figure.locator("[data-act=alone]").click()
    seen(figure)
    with figure.page.expect_download() as saved:
        figure.locator("[data-photo]").click()
    picture = imread(saved.value.path())[..., :3]
    assert saved.value.suggested_filename == "spine_in_3d.png"
    on_screen = figure.locator(".stage").bounding_box()
    assert picture.shape[:2] == (2 * round(on_screen["height"]), 2 * round(on_screen["width"]))
    edge = picture[:, : picture.shape[1] // 6]
    assert (edge.max(axis=2) < 0.4).sum() > 100  # the words beside the bone


def test_a_slider_moves_the_spine(visit):
    figure = visit().locator("[data-explorer=bend_lean_twist]")
    upright = seen(figure)
    figure.locator(".parameter [type=range]").first.press("End")
    assert np.abs(seen(figure) - upright).max(axis=2).astype(bool).sum() > 2000
    figure.locator("[data-reset]").click()
    assert np.abs(seen(figure) - upright).max() < 0.05


def test_the_view_goes_where_a_movement_is_seen_best_until_somebody_turns_it(visit):
    figure = visit().locator("[data-explorer=bend_lean_twist]")
    seen(figure)
    ways = ("bend", "Seen from the right"), ("lean", "Seen from behind"), ("twist", "Seen from above and behind")
    for movement, words in ways:
        figure.get_by_label(movement, exact=True).check()
        seen(figure)
        assert figure.locator(".seen").inner_text().startswith(words)
    figure.get_by_role("button", name="Front").click()
    figure.get_by_label("lean", exact=True).check()
    seen(figure)
    assert figure.locator(".seen").inner_text().startswith("Seen from in front")


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
    figure.locator(".parameter [type=range]").first.evaluate(
        "e => { e.value = e.max; e.dispatchEvent(new Event('input', { bubbles: true })); }"
    )
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
    assert scene.bodies == ("a",) and scene.layer(TETRAHEDRON).colour == "bone" and len(scene.modules) == 2
