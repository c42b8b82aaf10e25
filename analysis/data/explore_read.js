// The texts, or what may be shown of them; the address; and the beginning. After explore_show.js, in one script.

// ---- the texts, or what may be shown of them ----

let drawn = { text: null, marks: [] };

function showRead() { // blocks whose marks did not change stay as they are
  const text = data.documents[by("choose").value], marks = text.blocks.map(() => []);
  if (asked) {
    const voice = voiceAsked(), hits = find(asked, by("names").checked).texts[by("choose").value].hits;
    hits.filter(hit => !voice || hit.voice === voice).forEach(hit => marks[hit.block].push(hit));
  }
  by("read").className = `doc${by("choose").value % 6}`;
  if (drawn.text !== text) by("read").replaceChildren(...text.blocks.map((block, at) => showBlock(block, marks[at])));
  else marks.forEach((now, at) => {
    if (now.length || drawn.marks[at].length) by("read").children[at].replaceWith(showBlock(text.blocks[at], now));
  });
  drawn = { text, marks };
}

function showBlock(block, marks) {
  const tag = { heading: "h3", block_quote: "blockquote" }[block.kind] || "p";
  const starts = new Map(block.lines), edges = new Set([0, block.text.length, ...starts.keys()]);
  for (const [start, end] of block.quoted) edges.add(start).add(end);
  for (const { start, end } of marks) edges.add(start).add(end);
  const sorted = [...edges].sort((one, other) => one - other), made = el(tag, { class: `block ${block.kind}`, dir: "auto" });
  if (block.speaker) made.append(el("b", {}, `${block.speaker}: `));
  sorted.forEach((start, at) => {
    if (starts.has(start)) made.append(el("sup", { class: "ln", "data-line": starts.get(start) }, starts.get(start)));
    const words = block.text.slice(start, sorted[at + 1] ?? start);
    if (!words) return;
    const voice = block.quoted.some(([from, to]) => from <= start && start < to) ? "quoted" : null;
    const marked = marks.some(hit => hit.start <= start && start < hit.end);
    made.append(el(marked ? "mark" : "span", { class: voice, "data-at": start }, words));
  });
  return made;
}

function openText(at) {
  by("choose").value = at;
  showRead();
}

function openPlace(text, hit) {
  openText(data.documents.indexOf(text));
  flash(by("read").children[hit.block].querySelector(`[data-at="${hit.start}"]`), `${title(text)}, line ${hit.line}.`);
}

function openLine(name, line) {
  const at = data.documents.findIndex(text => text.name === name);
  if (at < 0 || !(line > 0)) { by("status").textContent = `This page has no line ${line || ""} of “${name}”.`; return; }
  const text = data.documents[at];
  openText(at);
  const marks = [...by("read").querySelectorAll(".ln")], exact = marks.find(mark => +mark.dataset.line === line);
  const stretch = (text.lanes || []).flatMap(({ voice, stretches }) => stretches.map(([, , first, last]) => [voice, first, last])).find(([, first, last]) => first <= line && line <= last);
  const where = stretch ? ` It lies between the lines ${stretch[1]} and ${stretch[2]}; its words are counted there.` : "";
  const before = marks.findLast(mark => +mark.dataset.line < line);
  if (exact) flash(exact.nextSibling, `${title(text)}, line ${line}.`);
  else if (WHOLE && before) flash(before.nextSibling, `${title(text)}, line ${line}: within the passage that begins in line ${before.dataset.line}.`);
  else flash(by("line-status"), `Line ${line} of ${title(text)} may not stand on this page.${where} Open it in your own file of the text.`);
}

function flash(element, told) {
  by("line-status").textContent = told;
  document.querySelectorAll(".here").forEach(other => other.classList.remove("here"));
  element.classList.add("here");
  element.setAttribute("tabindex", "-1");
  element.focus({ preventScroll: true });
  for (const wait of [0, 60, 240]) setTimeout(() => element.scrollIntoView({ block: "center" }), wait); // as blocks far off are laid out
}

// ---- the question, and its address ----

function readAddress() {
  const address = location.hash.slice(1), colon = address.lastIndexOf(":");
  if (/^(q|voice|names)=/.test(address)) {
    const told = new URLSearchParams(address);
    by("q").value = told.get("q") || "";
    by("names").checked = told.has("names");
    for (const knob of document.querySelectorAll("[name=voice]")) knob.checked = knob.value === (told.get("voice") || "");
    ask();
  } else if (colon > 0) {
    let name = address.slice(0, colon);
    try { name = decodeURIComponent(name); } catch { /* a name with a bare % */ }
    openLine(name, parseInt(address.slice(colon + 1), 10));
  }
}

function keepAddress() {
  const told = new URLSearchParams({ q: by("q").value.trim() });
  if (voiceAsked()) told.set("voice", voiceAsked());
  if (by("names").checked) told.set("names", "1");
  try { history.replaceState(null, "", `#${told}`); } catch { /* some browsers keep addresses of files as they are */ }
}

// ---- begin ----

function begin() {
  const few = data.documents.some(text => text.blocks.length);
  by("texts").hidden = false;
  by("texts-head").textContent = WHOLE ? "Read" : few ? "What of the texts may stand on this page" : "The texts";
  by("rights").textContent = WHOLE
    ? "Quoted words are tinted and underlined with dots; small numbers are lines of the file."
    : `The texts belong to their authors. This page carries ${few ? "short excerpts, at most forty words each and a tenth of each text," : "none of their sentences,"} and of all else only how often each word stands in a stretch of two hundred words or more: exact counts, from which no sentence can be put together. The full lines are in your own files of the texts, and the notebooks, run beside them, show them.`;
  by("choose").append(...data.documents.map((text, at) => el("option", { value: at }, title(text))));
  by("choose").addEventListener("change", showRead);
  by("choose-line").hidden = !few;
  by("names-knob").hidden = !Object.keys(data.names).length;
  by("tries").append("For example: ", ...data.tries.flatMap((word, at) => [at ? ", " : "", el("a", { href: `#${new URLSearchParams({ q: word })}` }, word)]));
  by("ask").addEventListener("submit", event => { event.preventDefault(); ask(); keepAddress(); });
  let waiting = 0;
  by("ask").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => { ask(); keepAddress(); }, 150); });
  window.addEventListener("hashchange", readAddress);
  showRead();
  readAddress();
}

begin();
