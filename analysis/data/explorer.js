// The page's half of the explorer: sends what a reader does, puts in the HTML that comes back. It knows no texts.
const PARTS = ["search", "knobs", "tabs", "main", "passage", "exports", "snippet"];
const WAIT = 150; // ms without a key before a typed word is asked for

const FRAME = (uid) => `
  <div data-part="search"></div>
  <div data-part="knobs"></div>
  <div data-part="tabs"></div>
  <p data-part="status" role="status" aria-live="polite"></p>
  <div class="panes">
    <div data-part="main" id="${uid}-main" role="tabpanel" aria-label="View" tabindex="0"></div>
    <div data-part="passage" role="region" aria-label="Passage" tabindex="0"></div>
  </div>
  <div data-part="exports"></div>
  <div data-part="snippet"></div>`;

function render({ model, el }) {
  const root = document.createElement("div");
  root.className = "tt-explorer";
  root.innerHTML = FRAME(model.get("uid"));
  el.appendChild(root);
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const field = () => root.querySelector("input[name=query]");
  const open = new Set(); // keys of the details that are open
  let busy = false;
  let waiting = [];
  let timer = 0;
  let selected = "";

  const status = (words) => { part("status").textContent = words; };

  // One event is answered at a time; of words typed meanwhile only the last is asked for.
  function send(event) {
    if (busy) {
      if (event.do === "ask") waiting = waiting.filter((other) => other.do !== "ask");
      waiting.push(event);
      return;
    }
    busy = true;
    root.setAttribute("aria-busy", "true");
    model.send(event);
  }

  function answered() {
    busy = false;
    root.removeAttribute("aria-busy");
    if (waiting.length) send(waiting.shift());
  }

  function put(name, html) {
    const home = part(name);
    const focused = home.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    home.innerHTML = html;
    const takes = notebook()?.model?.sharedModel?.insertCell;
    home.querySelectorAll("[data-do=insert]").forEach((one) => { one.hidden = !takes; });
    home.querySelectorAll("details[data-key]").forEach((one) => { one.open = open.has(one.dataset.key); });
    if (focused) {
      const again = home.querySelector(`[data-key="${CSS.escape(focused)}"]`);
      if (again) again.focus({ preventScroll: true });
      else if (home.hasAttribute("tabindex")) home.focus({ preventScroll: true });
    }
  }

  function show(parts) {
    const tab = root.querySelector("[role=tab][aria-selected=true]")?.dataset.value;
    for (const name of PARTS) if (name in parts) put(name, parts[name]);
    if ("query" in parts && field() && document.activeElement !== field()) field().value = parts.query;
    if ("status" in parts) status(parts.status);
    const now = root.querySelector("[role=tab][aria-selected=true]")?.dataset.value;
    const main = part("main");
    const here = "main" in parts && now === "read" ? main.querySelector("[data-here]") : null;
    if (here) main.scrollTop += here.getBoundingClientRect().top - main.getBoundingClientRect().top - 60;
    else if (now !== tab) main.scrollTop = 0;
    if ("passage" in parts) {
      const pane = part("passage");
      const chosen = pane.querySelector(".chosen");
      if (chosen) pane.scrollTop += chosen.getBoundingClientRect().top - pane.getBoundingClientRect().top - 70;
    }
  }

  function heard(message, buffers) {
    if (message.working) return status(message.working);
    if (message.file) {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([buffers[0]], { type: message.type }));
      link.download = message.file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    }
    if (message.parts) show(message.parts);
    answered();
  }

  function typed(go) {
    clearTimeout(timer);
    const value = field().value;
    timer = setTimeout(() => send({ do: "ask", value, go }), go ? 0 : WAIT);
  }

  async function copy(words) {
    try {
      await navigator.clipboard.writeText(words);
      status("Copied: paste it into a new cell.");
    } catch {
      status("The browser does not let this page copy: mark the lines and copy them by hand.");
    }
  }

  // A JupyterLab that shows itself to the page, as that of `python -m analysis lab` does, takes a cell from it.
  const notebook = () => window.jupyterapp?.shell?.currentWidget?.content;

  function insert(source) {
    const book = notebook();
    const here = book.widgets.findIndex((cell) => cell.node.contains(root));
    const place = (here < 0 ? book.activeCellIndex : here) + 1;
    book.model.sharedModel.insertCell(place, { cell_type: "code", source });
    book.activeCellIndex = place;
    status("The lines stand in a new cell below.");
  }

  root.addEventListener("pointerdown", (event) => {
    if (event.target.closest("[data-do=mark]")) {
      const marked = window.getSelection();
      selected = root.contains(marked.anchorNode) ? marked.toString() : "";
    }
  });

  root.addEventListener("click", (event) => {
    const one = event.target.closest("button[data-do]");
    if (!one) return nearest(event);
    const { do: asks, key, ...data } = one.dataset;
    if (asks === "copy") return copy(data.value);
    if (asks === "insert") return insert(data.value);
    if (asks === "mark") data.selected = selected;
    if (asks === "ask") field().value = data.value;
    if (asks === "export") status("Making the file …");
    send({ do: asks, ...data });
  });

  // A lane is wide and a stroke is thin: a click beside a stroke opens the nearest one.
  function nearest(event) {
    const lane = event.target.closest(".lane, .field");
    if (!lane) return;
    const far = (one) => {
      const box = one.getBoundingClientRect();
      const down = lane.classList.contains("field") ? box.top + box.height / 2 - event.clientY : 0;
      return Math.hypot(box.left + box.width / 2 - event.clientX, down);
    };
    const [first] = [...lane.querySelectorAll("button")].sort((a, b) => far(a) - far(b));
    if (first && far(first) < 30) first.click();
  }

  root.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    if (form.dataset.do === "ask") return typed(part("tabs").querySelector("[data-value=read]")?.ariaSelected !== "true");
    send({ do: form.dataset.do, ...Object.fromEntries(new FormData(form)) });
  });

  root.addEventListener("input", (event) => {
    if (event.target.name === "query") typed(false);
  });

  root.addEventListener("change", (event) => {
    const { name, type, checked, value, form } = event.target;
    if (form?.dataset.do || !name) return;
    if (name === "documents") {
      const boxes = [...root.querySelectorAll("input[name=documents]:checked")];
      return send({ do: "set", name, value: boxes.map((box) => box.value) });
    }
    send({ do: "set", name, value: type === "checkbox" ? checked : value });
  });

  root.addEventListener("toggle", (event) => {
    const { key } = event.target.dataset;
    if (key) event.target.open ? open.add(key) : open.delete(key);
  }, true);

  // Keys stay in the explorer (a notebook has its own for j, k, x …); arrows go along strokes, points and tabs.
  root.addEventListener("keydown", (event) => {
    event.stopPropagation();
    const group = event.target.closest(".lane, .field, [role=tablist]");
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const ends = { Home: 0, End: -1 }[event.key];
    if (!group || (step === undefined && ends === undefined)) return;
    event.preventDefault();
    const all = [...group.querySelectorAll("button")];
    const place = all.indexOf(event.target);
    const next = all.at(ends ?? (place + step + all.length) % all.length);
    all.forEach((one) => { one.tabIndex = -1; });
    next.tabIndex = 0;
    next.focus();
  });

  model.on("msg:custom", heard);
  send({ do: "hello" });
  return () => { model.off("msg:custom", heard); clearTimeout(timer); };
}

export default { render };
