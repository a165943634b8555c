// What a reader takes along from an explorer: its state as a link, its curves as a table, its picture as it stands.

// What of an explorer stands in the address of its page: entries that its parameters give, and its scene, whose names begin with VIEW.
const VIEW = "view.", LINGER = 250; // ms without a change after which it goes there

function address(figure, name) {
  const hasScene = Boolean(figure.querySelector(".scene")), isView = ([name]) => hasScene && name.startsWith(VIEW);
  const asked = () => { // null where the address is about something else
    const [, whom, query] = location.hash.match(/^#([\w-]+)\?(.*)$/) ?? [];
    return whom === name ? [...new URLSearchParams(query)] : null;
  };
  const first = asked()?.filter(isView) ?? [], give = { own: () => [], view: () => first }; // a scene that has not begun keeps what was asked of it
  const text = () => `${name}?${new URLSearchParams([...give.own(), ...give.view()])}`;
  let lingering;
  const forget = () => clearTimeout(lingering);
  addEventListener("popstate", forget); // who goes back gets what the address says there
  return {
    give,
    link: () => `${location.href.split("#")[0]}#${text()}`,
    asked: () => asked()?.filter(isView) ?? null,
    asksParameters: () => asked()?.filter(entry => !isView(entry)) ?? null,
    remember() {
      forget();
      lingering = setTimeout(() => {
        if (figure.matches("[data-presenting] *, [data-playing], :has([data-held])")) return;
        try { history.replaceState(history.state, "", `#${text()}`); } catch { /* a page in a frame may have no address of its own */ }
      }, LINGER);
    },
    close() {
      forget();
      removeEventListener("popstate", forget);
    },
  };
}

// The state in an address: a place for each parameter; an Error says what is wrong with it.
function fromAddress(asked, parameters) {
  const known = parameters.map(one => one.name), wanted = parameters.map(one => one.start);
  for (const [name, text] of asked) {
    const n = known.indexOf(name);
    if (n < 0) throw new Error(`The link asks for “${name}”, which this explorer does not have; it has ${known.join(", ")}.`);
    const { values, spoken } = parameters[n], word = spoken.indexOf(text), { number } = readNumber(text, () => true);
    if (word < 0 && !(number >= values[0] && number <= values.at(-1))) {
      throw new Error(`The link asks for ${name} = “${text}”; it can be ${values[0]} to ${values.at(-1)}.`);
    }
    wanted[n] = word < 0 ? nearestTo(values, number) : word;
  }
  return wanted;
}

function take(figure, { name, parameters, readout, curves, place }) {
  const said = figure.querySelector(".take [role=status]");
  const tell = text => { said.textContent = ""; said.textContent = text; };

  figure.querySelector("[data-copy]").addEventListener("click", async () => {
    const given = parameters.map(one => `${one.name}=${one.typed[one.get()]}`).join(", ");
    const text = place?.link() ?? `${name}.at(${given})`; // a notebook has no address of its own
    try {
      await navigator.clipboard.writeText(text);
      tell("Copied.");
    } catch {
      tell(text); // where a page may not write to the clipboard the reader can
    }
  });

  const makers = {
    csv: () => new Blob([table()], { type: "text/csv" }),
    svg: () => new Blob([alone()], { type: "image/svg+xml" }),
    png: () => painted(alone()),
  };
  for (const button of figure.querySelectorAll("[data-save]")) {
    button.addEventListener("click", async () => {
      const kind = button.dataset.save, link = document.createElement("a");
      link.href = URL.createObjectURL(await makers[kind]());
      link.download = `${name}.${kind}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      tell(`Saved as ${link.download}.`);
    });
  }

  // Its state, its sentence, and every curve as it is drawn: to a tenth of a point, a three-thousandth of the width of a graph.
  function table() {
    const cell = value => /[",\n]/.test(value) ? `"${String(value).replaceAll('"', '""')}"` : value;
    const rows = [["parameter", "value"], ...parameters.map(one => [one.name, one.spoken[one.get()]]), ["result", readout.textContent], []];
    rows.push(["graph", "curve", "across", "up"]);
    curves().forEach(({ axes, points }, n) => points.forEach(([x, y]) => rows.push([`${axes.ylabel} against ${axes.xlabel}`, n + 1, x.toPrecision(5), y.toPrecision(5)])));
    return rows.map(row => row.map(cell).join(",")).join("\r\n") + "\r\n";
  }

  // The picture in the colours it wears, standing alone.
  function alone() {
    const shown = [...figure.querySelectorAll(".picture > svg")].find(svg => svg.checkVisibility()), copy = shown.cloneNode(true);
    const worn = getComputedStyle(figure), { width, height } = shown.viewBox.baseVal;
    copy.querySelectorAll(".cursor").forEach(cursor => cursor.remove());
    for (const [key, value] of Object.entries({ xmlns: "http://www.w3.org/2000/svg", width: 2 * width, height: 2 * height })) copy.setAttribute(key, value);
    copy.setAttribute("font-family", "DejaVu Sans, sans-serif");
    copy.insertAdjacentHTML("afterbegin", '<rect width="100%" height="100%" fill="var(--ground)"/>');
    return new XMLSerializer().serializeToString(copy).replace(/var\((--[\w-]+)\)/g, (_, variable) => worn.getPropertyValue(variable).trim());
  }

  async function painted(svg) {
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: image.width, height: image.height });
    canvas.getContext("2d").drawImage(image, 0, 0);
    URL.revokeObjectURL(image.src);
    return new Promise(resolve => canvas.toBlob(resolve, "image/png"));
  }
}
