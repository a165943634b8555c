"""Pages in long use: hundreds of random moves and answers on every lesson (ten thousand and more with MOVES=10000), minutes of playing."""

import os

import pytest
from checks import READ_THROUGH, READY

from explorables.lesson import lessons

pytestmark = pytest.mark.soak
MOVES = int(os.environ.get("MOVES", "400"))
SECONDS = 600  # of playing
PLAY = """
  async ([moves, seed]) => {
    const random = top => (seed = (seed * 48271) % 2147483647) % top, pick = list => list[random(list.length)];
    const sliders = [...document.querySelectorAll("[data-explorer] .parameter [type=range]")];
    const forms = [...document.querySelectorAll("form.question:not(.number)")], wrong = [];
    for (let i = 0; i < moves; i++) {
      if (i % 10) {
        const slider = pick(sliders), figure = slider.closest("figure");
        slider.value = random(+slider.max + 1);
        slider.dispatchEvent(new Event("input", { bubbles: true }));
        if (i % 50 === 1) await new Promise(requestAnimationFrame);
        const said = figure.querySelector("output").textContent;
        if (!said || /NaN|undefined|Infinity/.test(said + figure.querySelector("[data-parts]").innerHTML)) wrong.push(said);
      } else if (forms.length) {
        const form = pick(forms);
        pick([...form.querySelectorAll("fieldset:first-of-type [type=radio]")]).checked = true;
        form.querySelector("button").click();
        if (!form.querySelector(":scope > output").textContent) wrong.push(form.dataset.question);
      }
    }
    return wrong;
  }"""


def keeping(page):
    """What tells how much a page keeps: bytes of its scripts after a clean-up, and elements."""
    devtools = page.context.new_cdp_session(page)

    def kept():
        devtools.send("HeapProfiler.collectGarbage")
        return devtools.send("Runtime.getHeapUsage")["usedSize"], page.evaluate("document.querySelectorAll('*').length")

    return kept


@pytest.mark.parametrize("name", [name for name in lessons() if not name.startswith("12")])  # 12 has no slider; test_ledger works it
def test_random_moves_and_answers_end_as_well_as_they_began(offline, site, name):
    opened = offline().new_page()
    opened.goto((site / f"{name}.html").as_uri())
    opened.evaluate(READ_THROUGH)
    opened.wait_for_function(READY)
    kept = keeping(opened)
    assert opened.evaluate(PLAY, [MOVES // 2, 1]) == []
    before, nodes = kept()
    assert opened.evaluate(PLAY, [MOVES, 2]) == []
    after, nodes_after = kept()
    assert after - before < 2e6  # bytes; states that were unpacked stay, pictures that were shown go
    assert abs(nodes_after - nodes) < 0.2 * nodes


@pytest.mark.parametrize(("page", "explorer"), [("index", "body_to_bubble"), ("06_gate_control", "the_gate")])
def test_playing_over_and_over_leaves_memory_as_before(offline, site, page, explorer):
    opened = offline().new_page()
    opened.goto((site / f"{page}.html").as_uri())
    figure = opened.locator(f"[data-explorer={explorer}]")
    figure.scroll_into_view_if_needed()  # it comes alive when it is near
    figure.locator("[data-loop]").check()
    figure.locator("[data-play]").click()
    opened.wait_for_timeout(20_000)
    kept = keeping(opened)
    before, nodes = kept()
    opened.wait_for_timeout(1000 * SECONDS)
    after, nodes_after = kept()
    assert figure.locator("[data-play]").get_attribute("aria-pressed") == "true"
    assert after - before < 2e6 and nodes_after == nodes
