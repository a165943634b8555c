// When the browser's storage may be opened. A page from disk waits until it has stood for a moment: Chromium answers one that asks
// earlier, or listens for changes, with an empty storage of its own now and then, and silently forgets what is written there.

const SETTLED = 100; // ms after loading; of 150 pages that asked within the first 10 ms up to 15 were cheated, of as many after 30 ms none

let isOpen = location.protocol !== "file:";
const opened = isOpen ? Promise.resolve() : new Promise(open => {
  const wait = () => setTimeout(() => { isOpen = true; open(); }, SETTLED);
  if (document.readyState === "complete") wait(); else addEventListener("load", wait);
});
