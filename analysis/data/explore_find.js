// What is asked, by the package's own rule of terms, and where it stands. Loaded before explore_show.js, in one script.

const data = JSON.parse(document.getElementById("data").textContent);
const WHOLE = data.excerpts === "all";
const number = new Map(data.terms.map((term, place) => [term, place]));
const phrases = named => named ? namedPhrases : plainPhrases;
const [plainPhrases, namedPhrases] = [data.phrases, data.namedPhrases].map(
  told => new Map((told || []).map((phrase, place) => [phrase, place])));

// ---- the rule of terms: analysis/terms/rule.py and queries.py, for what is typed ----

const LETTER = "[\\p{L}\\p{Nl}\\p{No}]", ANY = "[\\p{L}\\p{N}]";
const TERM = new RegExp(
  `(?:${LETTER}\\.){2,}(?!${ANY})|${ANY}+(?:(?:(?<=${LETTER})[-‐‑'’](?=${LETTER})|(?<=\\p{Nd})[.,](?=\\p{Nd}))${ANY}+)*`, "gu");
const ALSO_WORDS = new Set("am as at do go he if in is it me my no or so us we".split(" "));
const STARS = ["\ua66e", "\u{1d7d8}"]; // what * is while the rule reads a word: a letter, or a digit

function fold(text) { // case folded as Python folds it: also ß to ss and final sigma
  return text.replace(/[^ı]+/g, part => part.toUpperCase().toLowerCase()).replaceAll("ς", "σ").replaceAll("ß", "ss");
}

function findTerms(text) {
  return [...text.matchAll(TERM)].map(([word]) => {
    if (/['’][sS]$/.test(word)) word = word.slice(0, -2);
    else if (word.endsWith(".") && !ALSO_WORDS.has(fold(word.replaceAll(".", "")))) word = word.replaceAll(".", "");
    return fold(word.replaceAll("’", "'").replace(/[‐‑]/g, "-"));
  });
}

function readWord(token) {
  const readings = STARS.map(sign => findTerms(token.replaceAll("*", sign)));
  const shortest = readings[1].length < readings[0].length ? readings[1] : readings[0];
  return shortest.map(term => term.replace(/\ua66e|\u{1d7d8}/gu, "*"));
}

function parseQuery(query) {
  return query.replace(/["“”„«»]/g, " ").split("|").map(text => {
    const wrong = text.match(/[^\p{L}\p{N}\p{M}\s*\-‐‑–—'’‘.,]/u);
    if (wrong) throw new Error(`No word holds the sign ${wrong[0]}. Type words, with * for any letters and | between alternatives.`);
    const words = text.split(/\s+/).filter(Boolean).flatMap(readWord);
    if (!words.length) throw new Error(query.trim() ? "One of the alternatives is empty." : "");
    return words;
  });
}

function pattern(word) {
  if (!/[^*]/.test(word)) return /^.+$/su;
  const parts = word.split(/\*+/).map(part => part.replace(/[\\^$.*+?()[\]{}|\-/]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "s");
}

function answering(word) { // the numbers of the terms that answer a word of a query
  if (!word.includes("*")) return number.has(word) ? [number.get(word)] : [];
  const wanted = pattern(word);
  return data.terms.flatMap((term, place) => wanted.test(term) ? [place] : []);
}

// ---- the texts that the page carries, as terms with their places ----

function unpack(packed) {
  const bytes = atob(packed), numbers = [];
  for (let at = 0; at < bytes.length; at++) {
    let value = 0, shift = 1, byte;
    do { byte = bytes.charCodeAt(at); value += (byte & 127) * shift; shift *= 128; } while (byte > 127 && ++at);
    numbers.push(value);
  }
  return numbers;
}

function decode(text) {
  const flat = unpack(text.terms), rows = [];
  let at = 0;
  text.blocks.forEach((block, place) => {
    let before = 0;
    for (let left = block.terms; left; left--, at += 3) {
      const start = before + flat[at + 1], end = start + flat[at + 2];
      rows.push({ term: flat[at], start, end, block: place, ...spoken(block, start) });
      before = end;
    }
  });
  text.rows = rows;
  text.plainView = rows.map((row, place) => [row.term, place, place]);
  text.namedView = joinNames(text.plainView, unpack(text.joined));
}

function spoken(block, at) {
  const span = block.quoted.find(([start, end]) => start <= at && at < end);
  return span ? { voice: "quoted", speaker: span[2] } : { voice: "author", speaker: "" };
}

function joinNames(plain, flat) {
  const view = [];
  let row = 0, name = 0;
  for (let at = 0; at < flat.length; at += 3) {
    name += flat[at];
    view.push(...plain.slice(row, name), [flat[at + 2], name, name + flat[at + 1] - 1]);
    row = name + flat[at + 1];
  }
  return view.concat(plain.slice(row));
}

function lineAt(block, at) {
  return block.lines.findLast(([start]) => start <= at)[1];
}

function findHits(text, runs, named) { // the longest of those that lie one within another, in reading order
  const view = named ? text.namedView : text.plainView, found = [];
  for (const run of runs) {
    for (let at = 0; at + run.length <= view.length; at++) {
      let step = 0;
      while (step < run.length && run[step][view[at + step][0]]) step++;
      if (step === run.length && text.rows[view[at][1]].block === text.rows[view[at + step - 1][1]].block) found.push([at, at + step]);
    }
  }
  found.sort((one, other) => one[0] - other[0] || other[1] - one[1]);
  let reached = 0;
  return found.filter(([, end]) => end > reached && (reached = end)).map(([first, end]) => {
    const row = text.rows[view[first][1]], last = text.rows[view[end - 1][2]], block = text.blocks[row.block];
    return {
      block: row.block, start: row.start, end: last.end, voice: row.voice, speaker: row.speaker,
      line: lineAt(block, row.start), place: (view[first][1] + 0.5) / text.rows.length,
    };
  });
}

// ---- counts by stretch, where the page does not carry the texts ----

function countCells(text, kind, wanted) {
  text.unpacked ??= {};
  const flat = text.unpacked[kind] ??= cellsOf(unpack(text[kind]));
  const uses = new Map();
  for (const term of wanted) for (const [cell, n] of flat[term]) uses.set(cell, (uses.get(cell) || 0) + n);
  return uses;
}

function cellsOf(flat) {
  const all = [];
  for (let at = 0; at < flat.length;) {
    const cells = [];
    let cell = 0, left = flat[at++];
    for (; left; left--, at += 2) cells.push([cell += flat[at], flat[at + 1]]);
    all.push(cells);
  }
  return all;
}

function uncounted(alternatives, named) { // why a question cannot be answered from counts by stretch; "" if it can
  for (const words of alternatives) {
    if (words.length === 1 || phrases(named).has(words.join(" "))) continue;
    if (words.some(word => !answering(word).length)) continue; // a word that stands nowhere: the phrase neither
    return words.some(word => word.includes("*"))
      ? "This page holds words counted in stretches, not the texts; it cannot count phrases with *. Ask for the words one by one."
      : `“${words.join(" ")}” is none of the phrases this page can count: names, and what stands three times or more without a word of grammar at its ends.`;
  }
  const parts = alternatives.map(words => new Set(words.flatMap(answering)));
  const many = alternatives.some(words => words.length > 1);
  if (many && parts.some((part, place) => parts.slice(place + 1).some(other => [...part].some(term => other.has(term))))) {
    return "Two of these alternatives share a word; on this page, which holds counts and not the texts, ask for them one after the other.";
  }
  return "";
}

function countStretches(text, alternatives, named) {
  const wanted = new Set(), uses = new Map();
  const add = found => found.forEach((n, cell) => uses.set(cell, (uses.get(cell) || 0) + n));
  for (const words of alternatives) {
    const whole = words.join(" ");
    if (words.length === 1) answering(words[0]).forEach(term => wanted.add(term));
    else if (phrases(named).has(whole)) {
      add(countCells(text, named ? "namedPhraseCounts" : "phraseCounts", [phrases(named).get(whole)]));
    }
  }
  add(countCells(text, named ? "namedCounts" : "counts", wanted));
  return uses;
}

// ---- one question, one answer ----

function find(query, named = false) {
  const alternatives = parseQuery(query);
  const spelled = [...alternatives, ...alternatives.filter(words => words.length > 1).map(words => [words.join(" ")])];
  const runs = spelled.map(run => run.map(word => {
    const wanted = new Uint8Array(data.terms.length);
    answering(word).forEach(term => wanted[term] = 1);
    return wanted;
  })).filter(run => run.every(wanted => wanted.includes(1)));
  const why = WHOLE ? "" : uncounted(alternatives, named);
  return { why, texts: data.documents.map(text => answer(text, runs, alternatives, named, why)) };
}

function answer(text, runs, alternatives, named, why) {
  const words = named ? text.named : text.plain, hits = findHits(text, runs, named);
  if (WHOLE) {
    const lanes = ["author", "quoted"].map(voice => ({ voice, words: words[voice], n: hits.filter(hit => hit.voice === voice).length }));
    return { text, hits, lanes };
  }
  const uses = why ? new Map() : countStretches(text, alternatives, named);
  let cell = 0;
  const lanes = text.lanes.map(({ voice, stretches }) => {
    const bars = stretches.map(([from, to, first, last]) => ({ from, to, first, last, n: uses.get(cell++) || 0 }));
    const size = voice ? words[voice] : words.author + words.quoted;
    return { voice, words: size, bars, n: bars.reduce((sum, bar) => sum + bar.n, 0) };
  });
  return { text, hits, lanes };
}

data.documents.forEach(decode);
window.explore = { data, find, parseQuery, fold }; // for tests, and for the curious
