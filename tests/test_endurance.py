"""Pages in long use: hundreds of random moves and answers on every lesson (ten thousand and more with MOVES=10000)."""

import os

import pytest

from explorables.lesson import lessons

pytestmark = pytest.mark.soak
MOVES = int(os.environ.get("MOVES", "400"))
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


@pytest.mark.parametrize("name", [name for name in lessons() if not name.startswith("12")])  # 12 has no slider; test_ledger works it
def test_random_moves_and_answers_end_as_well_as_they_began(offline, site, name):
    context = offline()
    opened = context.new_page()
    opened.goto((site / f"{name}.html").as_uri())
    opened.wait_for_function("[...document.querySelectorAll('[data-explorer]')].every(e => e.dataset.ready === 'table')")
    devtools = context.new_cdp_session(opened)

    def heap():
        devtools.send("HeapProfiler.collectGarbage")
        return devtools.send("Runtime.getHeapUsage")["usedSize"]

    assert opened.evaluate(PLAY, [MOVES // 2, 1]) == []
    before, nodes = heap(), opened.evaluate("document.querySelectorAll('*').length")
    assert opened.evaluate(PLAY, [MOVES, 2]) == []
    assert heap() - before < 2e6  # bytes; states that were unpacked stay, pictures that were shown go
    assert abs(opened.evaluate("document.querySelectorAll('*').length") - nodes) < 0.2 * nodes
