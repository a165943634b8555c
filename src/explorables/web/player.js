// The clock of an explorer: play and pause, a step at a time, quicker or slower, once or over and over. Nothing moves until asked; for
// who wants no motion it goes from state to state and rests at each.
const REST = 600; // ms at each state, without motion
const LONGEST = 100; // ms that a picture may stand for: after a pause of the browser the clock goes on where it was
const ROOM = matchMedia("(min-width: 40rem)"); // for speeds beside the slider; explorables.css has the same

// `show(index, share)` draws the clock's parameter between two of its values; `settle(index)` rests at one.
function player(figure, parameter, { show, settle, ready }) {
  const box = figure.querySelector(".player"), button = box.querySelector("[data-play]"), loop = box.querySelector("[data-loop]");
  const moments = JSON.parse(box.dataset.moments), seconds = +box.dataset.seconds, speed = box.querySelector("[data-speed]");
  const calm = matchMedia("(prefers-reduced-motion: reduce)"), last = moments.length - 1;
  const spread = () => { box.querySelector(".pace").open = ROOM.matches; };
  let playing = null, time = 0, before = 0, index = 0;

  const told = on => {
    button.setAttribute("aria-pressed", on);
    button.textContent = on ? "Pause" : "Play";
    figure.toggleAttribute("data-playing", on);
  };

  async function play() {
    told(true);
    await ready();
    if (button.getAttribute("aria-pressed") === "false") return; // it was stopped while its states were unpacked
    index = [last, parameter.start].includes(parameter.get()) ? 0 : parameter.get(); // where nobody has moved it, the whole of it
    time = moments[index];
    before = performance.now();
    playing = requestAnimationFrame(frame);
  }

  function frame(now) {
    const passed = Math.max(0, Math.min(now - before, calm.matches ? Infinity : LONGEST)); // a frame may be older than the click
    if (calm.matches && passed < REST) return (playing = requestAnimationFrame(frame));
    before = now;
    time = calm.matches ? moments[Math.min(index + 1, last)] : time + passed * speed.value / seconds / 1000;
    if (time >= 1 && index === last && loop.checked) time = index = 0;
    while (index < last && moments[index + 1] <= time) index++;
    if (index === last && (!loop.checked || calm.matches)) return pause();
    show(index, index === last ? 0 : (time - moments[index]) / (moments[index + 1] - moments[index]));
    playing = requestAnimationFrame(frame);
  }

  // What rests is a state that the model computed: of two, the nearer.
  function pause() {
    if (button.getAttribute("aria-pressed") === "false") return;
    cancelAnimationFrame(playing);
    told(false);
    if (playing === null) return;
    playing = null;
    const on = index < last && time - moments[index] > moments[index + 1] - time;
    settle(index + on);
  }

  button.addEventListener("click", () => button.getAttribute("aria-pressed") === "true" ? pause() : play());
  for (const step of box.querySelectorAll("[data-step]")) {
    step.addEventListener("click", () => {
      pause();
      settle(Math.max(0, Math.min(last, parameter.get() + +step.dataset.step)));
    });
  }
  const seen = new IntersectionObserver(entries => { if (!entries.at(-1).isIntersecting) pause(); });
  seen.observe(figure.querySelector(".picture"));
  spread();
  ROOM.addEventListener("change", spread);
  return { pause, close: () => { seen.disconnect(); ROOM.removeEventListener("change", spread); cancelAnimationFrame(playing); } };
}
