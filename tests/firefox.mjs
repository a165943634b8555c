// Firefox does what a learner does: `node firefox.mjs FIREFOX PAGE#ADDRESS...` prints, as JSON, what each page does when its first explorer
// with a clock is played, dragged, moved by keys, shared, and saved. Playwright cannot drive the Firefox that a system has; this can.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const [executablePath, ...addresses] = process.argv.slice(2);
const downloads = await mkdtemp(join(tmpdir(), "firefox-"));
const browser = await puppeteer.launch({
  browser: "firefox", executablePath, headless: true, defaultViewport: null, args: ["--width=1000", "--height=1000"],
  extraPrefsFirefox: { // what is saved opens no panel, which would take the keys from the page
    "browser.download.alwaysOpenPanel": false, "browser.download.folderList": 2, "browser.download.dir": downloads,
  },
});
const page = await browser.newPage(); // one page: what is behind another gets no pictures
await page.evaluateOnNewDocument(() => { // the page's own errors, not those of what drives it
  window.errors = [];
  addEventListener("error", event => errors.push(event.message));
  addEventListener("unhandledrejection", event => errors.push(String(event.reason)));
});
try {
  const seen = [];
  for (const address of addresses) seen.push(await play(address));
  console.log(JSON.stringify(seen));
} finally {
  await browser.close();
  await rm(downloads, { recursive: true });
}

async function play(address) {
  await page.goto("about:blank"); // so that a new address on the same page loads it anew
  await page.goto(address);
  const figure = await page.waitForSelector("figure[data-explorer]:has([data-play])");
  const inside = (selector, look) => figure.$eval(selector, look);
  const index = () => inside(".player [type=range]", slider => +slider.value);
  const until = what => page.waitForFunction(what, { timeout: 20_000 }, figure);
  await page.$$eval(".fold[aria-expanded=false]", folds => folds.forEach(fold => fold.click())); // it may stand under one
  await figure.evaluate(node => node.scrollIntoView({ block: "center" }));
  await until(node => node.dataset.ready === "table");
  const found = { problem: await inside(".problem", node => node.textContent), start: await index() };
  found.steps = await inside(".player [type=range]", slider => +slider.max + 1);

  const button = await figure.$("[data-play]");
  await button.focus();
  await page.keyboard.press("Enter");
  const pressed = () => button.evaluate(node => node.getAttribute("aria-pressed"));
  found.pressed = await pressed();
  found.pictures = await figure.evaluate(node => new Promise(resolve => {
    const pictures = new Set(), parts = node.querySelector(".broad [data-parts]");
    const begun = performance.now(), enough = () => pictures.size > 20 || performance.now() - begun > 10_000;
    const look = () => { pictures.add(parts.innerHTML); enough() ? resolve(pictures.size) : requestAnimationFrame(look); };
    look();
  }));
  if (await pressed() === "true") await button.click(); // it may have come to its end
  found.paused = await pressed();

  const slider = await figure.$(".player [type=range]"), clock = await inside(".player .parameter", node => node.dataset.name);
  await slider.focus();
  await page.keyboard.press("Home");
  found.first = await index();
  const knob = await figure.$(`.broad [data-handle="${clock}"] use`);
  if (knob) {
    const place = async () => {
      const { x, y, width, height } = await knob.boundingBox();
      return [x + width / 2, y + height / 2];
    };
    await knob.evaluate(node => node.scrollIntoView({ block: "center" }));
    const from = await place();
    await slider.evaluate(node => node.focus({ preventScroll: true }));
    await page.keyboard.press("End");
    await page.mouse.move(...await place());
    await page.mouse.down();
    await page.mouse.move(...from, { steps: 8 });
    await page.mouse.up();
    found.dragged = await index();
  }
  await slider.focus();
  await page.keyboard.press("End");
  const last = await inside(".player .parameter", node => `${node.dataset.name}=${JSON.parse(node.dataset.typed).at(-1)}`);
  await page.waitForFunction(last => location.hash.includes(last), {}, last);
  found.hash = await page.evaluate(() => location.hash);
  const words = await inside("output", node => node.textContent);
  for (const kind of ["csv", "svg", "png"]) {
    await inside(`[data-save=${kind}]`, node => node.click());
    await page.waitForFunction((node, kind) => node.querySelector(".take [role=status]").textContent.endsWith(`.${kind}.`), {}, figure, kind);
  }
  const errors = await page.evaluate(() => window.errors);
  await page.reload();
  await page.waitForFunction(words => document.querySelector("figure:has([data-play]) output").textContent === words, { timeout: 20_000 }, words);
  return { ...found, errors };
}
