"""JupyterLab itself, driven as a learner does: run all cells, move a slider, answer a question. It asks nothing of the internet."""

import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest
from played import shown
from sweeps import sampled

from explorables.cache import folders
from explorables.claims import claims
from explorables.course import current
from explorables.execute import normal
from explorables.lesson import lessons
from explorables.questions import questions


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """The learner's folder, which the command makes: one with blanks and an umlaut."""
    return tmp_path_factory.mktemp("lab") / "Mein Rücken und ich"


@pytest.fixture(scope="module")
def server(course, installed):
    """What `why-backs-crack FOLDER` starts where only the wheel is installed, on a free port, with settings of its own."""
    home = course.parent
    private = {name: str(home / name) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")}
    private |= {"JUPYTERLAB_SETTINGS_DIR": str(home / "settings"), "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces")}
    shared = Path(sys.prefix) / "share/jupyter"  # what the libraries bring beside their code
    private |= {"JUPYTERLAB_DIR": str(shared / "lab"), "JUPYTER_PATH": str(shared), "XDG_CACHE_HOME": str(home / "cache")}
    private["EXPLORABLES_CACHE"] = str(folders()[0])  # what the checkout has made already, the wheel need not make
    own = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"} | private
    options = ["--no-browser", "--LabApp.expose_app_in_browser=True", "--ServerApp.ip=127.0.0.1", "--ServerApp.port=0"]
    command = [installed / "why-backs-crack", course, *options, "--IdentityProvider.token="]
    log = (home / "log").open("w+")
    process = subprocess.Popen(command, cwd=home, env=own, stdout=log, stderr=log, start_new_session=True)
    try:
        for _ in range(300):
            if found := re.search(r"http://127\.0\.0\.1:\d+/lab", (home / "log").read_text()):
                break
            time.sleep(0.1)
        else:
            raise TimeoutError((home / "log").read_text())
        yield found[0]
    finally:
        os.killpg(process.pid, signal.SIGTERM)  # the command and the server it started
        process.wait(20)
        log.close()


@pytest.fixture(scope="module")
def desk(chromium, server):
    """JupyterLab in a browser, with every address that it asked for."""
    context, asked = chromium.new_context(viewport={"width": 1400, "height": 1000}), []
    page = context.new_page()
    page.on("request", lambda asking: asked.append(asking.url))
    page.goto(server)
    page.wait_for_function("window.jupyterapp?.commands.hasCommand('docmanager:open')", timeout=60_000)
    page.evaluate("jupyterapp.restored.then(() => null)")
    yield page, asked
    context.close()


@pytest.fixture(scope="module", params=sampled(lessons(), lambda name: name.startswith(("03", "12"))))
def lab(request, desk):
    """A lesson, opened, run from the top and saved, and closed after its tests."""
    page, _ = desk
    page.evaluate("path => jupyterapp.commands.execute('docmanager:open', { path }).then(() => null)", f"{request.param}.ipynb")
    page.wait_for_function("window.jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'", timeout=60_000)
    for command in ("notebook:run-all-cells", "docmanager:save"):
        page.evaluate("command => jupyterapp.commands.execute(command).then(() => null)", command)
    yield desk
    page.evaluate(SHUT_DOWN)
    page.evaluate("jupyterapp.commands.execute('application:close').then(() => null)")


SHUT_DOWN = "() => jupyterapp.shell.currentWidget.sessionContext.shutdown()"


def lesson(number):
    """For one lesson, not for each."""
    return pytest.mark.parametrize("lab", [name for name in lessons() if name.startswith(number)], indirect=True)


def test_a_lesson_runs_to_what_is_stored(lab, course, as_stored):
    page, _ = lab
    name = page.evaluate("jupyterapp.shell.currentWidget.context.path")
    as_stored(current().notebooks / name, normal(nbformat.read(course / name, 4)))


def test_nothing_pops_up_no_tool_of_nbgrader_is_seen_and_nothing_is_asked_of_the_internet(lab, server):
    page, asked = lab
    assert page.locator(".lm-MenuBar-itemLabel").all_inner_texts() == ["File", "Edit", "View", "Run", "Kernel", "Tabs", "Settings", "Help"]
    assert not page.evaluate("jupyterapp.commands.listCommands().filter(name => /nbgrader|jupyter-notebook:/.test(name))")
    assert page.locator(".jp-Dialog").count() == 0
    assert page.locator(".Toastify__toast:visible").count() == 0
    origin = server.removesuffix("/lab")
    assert [url for url in asked if not url.startswith((origin, "data:", "blob:", origin.replace("http", "ws")))] == []


@lesson("03")
def test_a_slider_answers_from_the_kernel_or_the_table_and_then_from_the_table(lab):
    page, _ = lab
    figure = shown(page, "[data-explorer=first_swing]")
    readout, slider = figure.locator("output"), figure.locator(".parameter [type=range]").first
    before, picture = readout.text_content(), figure.locator(".broad [data-parts]").inner_html()
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("([e, old]) => e.textContent !== old", arg=[readout.element_handle(), before], timeout=60_000)
    assert figure.locator(".broad [data-parts]").inner_html() != picture
    page.wait_for_function("e => e.dataset.ready === 'table'", arg=figure.element_handle(), timeout=240_000)
    page.keyboard.press("ArrowRight")
    assert readout.text_content() == before
    assert slider.evaluate("e => e === document.activeElement")


@lesson("03")
def test_a_question_is_answered(lab):
    page, _ = lab
    form = shown(page, "form[data-question=half_the_gap]")
    form.get_by_label("A quarter as fast").check()
    form.get_by_label("guessing").check()
    form.get_by_role("button").last.click()
    assert form.locator("> output").inner_text().startswith("Recorded: a quarter.")
    kept = page.evaluate("JSON.parse(localStorage.getItem('crepitus:half_the_gap'))")
    quarter = next(found.id for found in questions()["half_the_gap"].options if found.text == "A quarter as fast")
    assert kept.pop("when").endswith("Z") and kept == {"answer": quarter, "sure": "guessing", "version": "3"}
    recalled = shown(page, "[data-recall=half_the_gap]")
    assert recalled.locator("dt:visible").all_inner_texts() == ["A quarter as fast (guessing)"]


@lesson("03")
def test_sliders_and_questions_outlive_the_kernel(lab):
    page, _ = lab
    figure = shown(page, "[data-explorer=first_swing]")
    page.wait_for_function("e => e.dataset.ready === 'table'", arg=figure.element_handle(), timeout=60_000)
    page.evaluate(SHUT_DOWN)
    before = figure.locator("output").text_content()
    figure.locator(".parameter [type=range]").first.press("ArrowRight")
    assert figure.locator("output").text_content() != before


@lesson("12")
def test_the_ledger_is_searched_and_judged_and_the_twelve_answers_are_counted(lab):
    page, _ = lab
    section = shown(page, "[data-ledger][data-ready]")
    section.get_by_label("Search").fill("few minutes")
    assert section.locator("output").text_content() == f"1 of {len(claims())} claims."
    section.get_by_label("Your verdict on C102").select_option("unsupported")
    assert "agree with us on 1" in section.locator(".agreement").text_content()
    page.evaluate("localStorage.setItem('crepitus:pre_bones', JSON.stringify({ answer: '24', sure: 'certain' }))")
    form = shown(page, "form[data-question=pre_bones]")
    form.get_by_label("26").check()
    form.get_by_label("fairly sure").check()
    form.get_by_role("button").last.click()
    told = shown(page, "[data-answers]").locator("output")
    assert told.text_content().startswith(
        "Of 1 question that you answered both times, you had 0 right then and 1 now. Your normalised gain is 1.00."
    )


@lesson("02")
def test_a_scene_turns_and_moves_with_a_slider(lab):
    page, _ = lab
    figure = shown(page, "[data-explorer=bend_lean_twist]")
    figure.locator("figcaption").scroll_into_view_if_needed()  # what nobody sees is not unpacked,
    figure.locator(".scene").wait_for(timeout=60_000)
    figure.locator(".stage").scroll_into_view_if_needed()  # and not drawn
    page.wait_for_function("e => e.querySelector('.scene').dataset.firstFrame", arg=figure.element_handle(), timeout=60_000)
    canvas, words = figure.locator("canvas"), figure.locator(".seen")
    told = words.inner_text()
    canvas.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")  # JupyterLab would go to the next cell
    page.wait_for_function("([e, old]) => e.textContent !== old", arg=[words.element_handle(), told])
    assert canvas.evaluate("e => e === document.activeElement")
    look, output = "e => e.toDataURL()", figure.locator("output")
    before = canvas.evaluate(look)
    figure.locator(".parameter [type=range]").first.press("End")
    page.wait_for_function("e => e.textContent.startsWith('Bent forward by 90°')", arg=output.element_handle(), timeout=60_000)
    page.wait_for_function("([e, old]) => e.toDataURL() !== old", arg=[canvas.element_handle(), before])
