// When a picture is drawn: asked for by whatever changes, done once before the next picture of the screen; with fewer pixels while it
// moves and time is short, and finely as soon as it rests.

export const FULL = 2; // pixels of the picture at rest for one of the screen, on each side: smooth edges
const LEAST = 0.75, STEP = 0.25; // the same while it moves
const SLOW = 36, FAST = 20; // ms between two pictures
const PAUSE = 160; // ms without a change after which the picture is drawn finely

// `render(now, ratio, fine)` draws, and says whether another picture is to follow.
export function pace(box, render) {
  let waiting = 0, resting = 0, quick = 1, last = 0, slow = 0, fast = 0, awake = true;

  function draw() {
    if (!awake) return;
    box.dataset.moving = ""; // until it is drawn finely
    waiting ||= requestAnimationFrame(paint);
  }

  function paint(now) {
    waiting = 0;
    const gap = now - last;
    if (gap < 120) { // it moves: as many pixels as there is time for
      slow = gap > SLOW ? slow + 1 : 0;
      fast = gap < FAST ? fast + 1 : 0;
      if (slow > 3) quick = Math.max(LEAST, quick === FULL ? 1 : quick - STEP), slow = 0, fast = -Infinity;
      else if (fast > 20) quick = FULL;
    }
    last = now;
    if (render(now, quick, false)) draw();
    clearTimeout(resting);
    resting = setTimeout(() => requestAnimationFrame(finely), PAUSE);
  }

  function finely(now) {
    if (!awake || waiting) return;
    render(now, FULL, true);
    delete box.dataset.moving;
  }

  return {
    draw, paint,
    get awake() { return awake; },
    set awake(seen) { awake = seen; }, // while nobody sees it, nothing is drawn
    close() {
      awake = false;
      cancelAnimationFrame(waiting);
      clearTimeout(resting);
    },
  };
}
