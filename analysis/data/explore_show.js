// What is found, shown: a table, bars or strokes, lines, the texts. After explore_find.js, in one script.

const by = id => document.getElementById(id);
const SVG = "http://www.w3.org/2000/svg";
const MOST_LINES = 100; // shown at first in each text
const WHOSE = { author: "the author’s own", quoted: "quoted", "": "all words" };
let asked = null, reading = 0;

function el(tag, attributes = {}, ...children) {
  const drawn = ["svg", "path", "rect", "text", "line"].includes(tag);
  const made = drawn ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter(child => child !== null));
  return made;
}

const count = (n, what) => `${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}`;
const perThousand = (n, words) => words ? (1000 * n / words).toPrecision(3).replace(/\.?0+$/, "") : "–";
const title = text => data.documents.some(other => other !== text && other.title === text.title) ? text.name : text.title;
const lineAddress = (text, line) => `#${encodeURIComponent(text.name)}:${line}`;
const voiceAsked = () => document.querySelector("[name=voice]:checked").value;

// ---- the answer ----

function ask() {
  const query = by("q").value;
  let found;
  try {
    found = find(query, by("names").checked);
  } catch (error) {
    asked = null;
    by("status").textContent = query.trim() ? error.message : "";
    by("found").replaceChildren();
    return showRead();
  }
  asked = query.trim();
  by("status").textContent = found.why || `“${asked}”: ${found.texts.map(({ text, lanes }) =>
    `${count(chosenLanes(lanes).reduce((sum, lane) => sum + lane.n, 0), "use")} in ${title(text)}`).join(", ")}.`;
  const shown = [found.why ? null : countTable(found.texts), ...found.texts.map(part => showText(part, found.why))];
  by("found").replaceChildren(...shown.filter(Boolean));
  clearTimeout(reading);
  reading = setTimeout(showRead, 0); // the answer first
}

function chosenLanes(lanes) {
  const voice = voiceAsked();
  return lanes.filter(lane => !voice || lane.voice === voice);
}

// ---- counts ----

function countTable(texts) {
  const apart = texts.some(({ lanes }) => lanes.some(lane => lane.voice));
  const heads = ["text", "uses", "per 1,000 words", ...(apart ? ["the author’s own", "per 1,000 of the author’s words", "quoted", "per 1,000 quoted words"] : [])];
  const rows = texts.map(({ text, lanes }) => {
    const n = lanes.reduce((sum, lane) => sum + lane.n, 0), words = lanes.reduce((sum, lane) => sum + lane.words, 0);
    const parts = apart ? ["author", "quoted"].flatMap(voice => {
      const lane = lanes.find(one => one.voice === voice);
      return lane ? [lane.n, perThousand(lane.n, lane.words)] : ["–", "–"];
    }) : [];
    return el("tr", {}, el("th", { scope: "row", dir: "auto" }, title(text)),
      ...[n, perThousand(n, words), ...parts].map(value => el("td", {}, value.toLocaleString("en"))));
  });
  const head = el("tr", {}, ...heads.map(name => el("th", { scope: "col" }, name)));
  return el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Counts" },
    el("table", { class: "counts" }, el("thead", {}, head), el("tbody", {}, ...rows)));
}

// ---- places: strokes where the page has the text, bars of stretches where it has not ----

function showText({ text, lanes, hits: all }, why) {
  const number = data.documents.indexOf(text), voice = voiceAsked();
  const mine = all.filter(hit => !voice || hit.voice === voice);
  const list = lineList(text, mine, chosenLanes(lanes).some(lane => lane.n));
  const shown = why ? [] : chosenLanes(lanes).filter(lane => lane.words);
  const drawn = shown.map(lane => WHOLE
    ? strokes(text, lane, mine.filter(hit => hit.voice === lane.voice), list)
    : bars(text, lane, Math.max(1, ...lanes.flatMap(one => one.bars.map(bar => bar.n))), list));
  return el("section", { class: `text doc${number % 6}` },
    el("h2", { dir: "auto" }, title(text)),
    el("div", { class: "lanes" }, ...drawn, shown.length ? el("p", { class: "ends" }, el("span", {}, "beginning"), el("span", {}, "end")) : null),
    list.head, list.items, list.more);
}

function lane(text, voice, words, places, { draw, say, go, nearest }) {
  const svg = el("svg", { viewBox: "0 0 1000 40", preserveAspectRatio: "none", class: `strip ${voice}`, "aria-hidden": "true" });
  svg.append(el("line", { x1: 0, x2: 1000, y1: 39, y2: 39, class: "ground" }), ...draw);
  const mark = el("path", { class: "chosen", d: "" });
  svg.append(mark);
  const strip = el("div", { class: "holds" }, svg);
  let at = 0;
  const choose = (place, jump) => {
    at = Math.max(0, Math.min(places.length - 1, place));
    mark.setAttribute("d", `M${1000 * places[at]} 0V40`);
    strip.setAttribute("aria-valuenow", at + 1);
    strip.setAttribute("aria-valuetext", say(at));
    go(at, jump);
  };
  if (places.length) {
    const keys = { ArrowRight: () => at + 1, ArrowDown: () => at + 1, ArrowLeft: () => at - 1, ArrowUp: () => at - 1, Home: () => 0, End: () => places.length - 1 };
    for (const [name, value] of Object.entries({
      role: "slider", tabindex: 0, "aria-valuemin": 1, "aria-valuemax": places.length, "aria-valuenow": 1, "aria-valuetext": say(0),
      "aria-label": `${title(text)}, ${WHOSE[voice]}: ${words}. Arrow keys go from place to place, Enter to its line.`,
    })) strip.setAttribute(name, value);
    strip.addEventListener("keydown", event => {
      if (keys[event.key]) { event.preventDefault(); choose(keys[event.key](), false); }
      if (event.key === "Enter") choose(at, true);
    });
    strip.addEventListener("click", event => {
      const box = svg.getBoundingClientRect();
      choose(nearest((event.clientX - box.left) / box.width), true);
    });
  }
  return el("div", { class: "lane" }, el("span", { class: "whose" }, WHOSE[voice], " ", el("b", {}, words)), strip);
}

function strokes(text, { voice, n }, mine, list) {
  const path = mine.map(hit => `M${(1000 * hit.place).toFixed(1)} ${voice === "quoted" ? 14 : 2}V39`).join("");
  return lane(text, voice, count(n, "use"), mine.map(hit => hit.place), {
    draw: [el("path", { class: "strokes", d: path })],
    say: at => `${at + 1} of ${mine.length}: line ${mine[at].line}, ${context(text, mine[at]).join(" ")}`,
    go: (at, jump) => list.choose(mine[at], jump),
    nearest: x => mine.reduce((best, hit, at) => Math.abs(hit.place - x) < Math.abs(mine[best].place - x) ? at : best, 0),
  });
}

function bars(text, { voice, n, bars: all }, most, list) {
  const draw = all.filter(bar => bar.n).map(bar => el("rect", {
    class: "bar", x: 1000 * bar.from + 1.5, width: Math.max(1000 * (bar.to - bar.from) - 3, 1), y: 39 - 36 * bar.n / most, height: 36 * bar.n / most }));
  draw.push(...all.map(bar => el("path", { class: "tick", d: `M${1000 * bar.from} 36V40` })));
  return lane(text, voice, count(n, "use"), all.map(bar => (bar.from + bar.to) / 2), {
    draw, say: at => tellBar(all[at], voice, at, all.length),
    go: (at, jump) => list.chooseLines(all[at], `${title(text)}, ${tellBar(all[at], voice, at, all.length)}.`, jump),
    nearest: x => Math.max(0, all.findLastIndex(bar => bar.from <= x)),
  });
}

const tellBar = (bar, voice, at, of) => `stretch ${at + 1} of ${of}, lines ${bar.first} to ${bar.last}: ${count(bar.n, voice === "quoted" ? "quoted use" : "use")}`;

// ---- lines ----

function context(text, hit, width = 60) {
  const { text: words } = text.blocks[hit.block];
  const squeeze = part => part.replace(/\s+/g, " ");
  let left = squeeze(words.slice(Math.max(0, hit.start - width - 20), hit.start)), right = squeeze(words.slice(hit.end, hit.end + width + 20));
  if (left.length > width) { const cut = left.indexOf(" ", left.length - width - 1); left = cut >= 0 ? left.slice(cut + 1) : left.slice(-width); }
  if (right.length > width) { const cut = right.lastIndexOf(" ", width); right = right.slice(0, cut > 0 ? cut : width); }
  return [left, squeeze(words.slice(hit.start, hit.end)).trim(), right];
}

function lineList(text, mine, used) {
  const items = el("ol", { class: "hits" }), note = el("p", { class: "faint", role: "status" });
  const more = el("button", { type: "button", class: "more", onclick: () => fill(items.children.length + 1000) });
  const fill = upTo => {
    const from = items.children.length;
    items.append(...mine.slice(from, upTo).map(hit => lineItem(text, hit)));
    more.hidden = items.children.length >= mine.length;
    more.textContent = `More lines (${(mine.length - items.children.length).toLocaleString("en")})`;
  };
  const mark = chosen => [...items.children].forEach((item, at) => item.classList.toggle("chosen", chosen(mine[at])));
  const show = (item, jump) => { if (item && jump) { item.scrollIntoView({ block: "center" }); item.querySelector("a").focus({ preventScroll: true }); } };
  fill(MOST_LINES);
  if (!WHOLE && used) note.textContent = mine.length ? `${count(mine.length, "line")} of it may stand on this page:` : "None of its lines may stand on this page.";
  return {
    head: note, items, more,
    choose(hit, jump) {
      const at = mine.indexOf(hit);
      if (at >= items.children.length) fill(at + 1);
      mark(one => one === hit);
      show(items.children[at], jump);
    },
    chooseLines(bar, told, jump) {
      const inside = hit => hit.line >= bar.first && hit.line <= bar.last;
      mark(inside);
      note.textContent = mine.some(inside) || !bar.n ? told : `${told} None of these lines may stand on this page.`;
      show([...items.children].find((item, at) => inside(mine[at])), jump);
    },
  };
}

// A new address, so that the browser's Back leads from a line to the question again.
function goTo(address) {
  try { history.pushState(null, "", address); } catch { /* some browsers keep addresses of files as they are */ }
}

function lineItem(text, hit) {
  const [left, match, right] = context(text, hit);
  const whose = hit.voice === "author" ? "author" : `quoted${hit.speaker ? `: ${hit.speaker}` : ""}`;
  const open = event => { event.preventDefault(); goTo(lineAddress(text, hit.line)); openPlace(text, hit); };
  return el("li", {},
    el("a", { href: lineAddress(text, hit.line), class: "place", onclick: open }, `line ${hit.line}`),
    el("span", { class: `whose ${hit.voice}`, dir: "auto" }, whose),
    el("span", { class: "kwic", dir: "auto" }, el("span", { class: "left" }, left), el("mark", {}, match), el("span", { class: "right" }, right)));
}
