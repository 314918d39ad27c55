// The review page. Every word of the letter is put on the page as text, never as markup. Every offset counts code
// points, as the program's own do; JavaScript's strings count UTF-16 units, so no offset here is an index into a string.
"use strict";

const $ = (id) => document.getElementById(id);
const STATES = {
  undecided: { glyph: "?", words: "to decide" },
  withhold: { glyph: "■", words: "withheld" },
  disclose: { glyph: "○", words: "disclosed" },
  mixed: { glyph: "◐", words: "not all alike" },
};
const FOUND_BY = {
  pattern: "the form it has",
  structure: "where it stands in the letter",
  register: "a register of public offices and bodies",
  model: "the name model",
  term: "a search for the words",
  spread: "other mentions of the same",
};
const HOWS = [
  ["box", "Black bar with the code", ""],
  ["label", "The code in words", ""],
  ["replace", "Other words", "Words"],
  ["pseudonym", "A pseudonym, numbered", "Word"],
  ["mask", "All but its last characters hidden", "How many stay"],
  ["year", "The year alone", ""],
  ["outward-postcode", "The first half of the postcode", ""],
];
const UNSEEN =
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/u;
const WORD = /[\p{L}\p{N}\p{M}_]+(?:['’.@/+_-][\p{L}\p{N}\p{M}_]+)*/gu;

let letter, // what does not change
  state = { subjects: {}, order: [], notes: [], missing: [], revision: -1 },
  places = [], // every decision, in reading order
  current = "", // the key of the subject on the card
  place = 0, // which of its places
  onlyHere = false,
  view = "changes",
  picked = null, // the words selected: { start, end }
  pickedCodes = [],
  printed = { revision: -1, page_count: 0, places: [] },
  page = 1;
const reasons = [];
const blocks = []; // { start, end, text, points, element, drawn }
const rows = new Map(); // list rows by key

// ---------------------------------------------------------------- text and elements

/** Make an element. Strings become text; nothing is ever read as markup. */
function make(tag, said = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(said)) {
    if (name === "on") for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null && child !== false));
  return element;
}

const length = (text) => {
  let n = 0;
  for (const _ of text) n++;
  return n;
};
const plural = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
const sentence = (text) => (text ? text[0].toUpperCase() + text.slice(1) : text);

/** Return text for a label or list, with what cannot be seen named and direction marks made harmless. */
function shown(text) {
  let out = "";
  for (const c of text) out += UNSEEN.test(c) ? `⟨${number(c)}⟩` : c;
  return out;
}
const number = (c) => "U+" + c.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");

/** Return the characters of a block from one offset of the letter to another. */
function cut(block, start, end) {
  const from = Math.max(start, block.start) - block.start;
  const to = Math.min(end, block.end) - block.start;
  return block.points ? block.points.slice(from, to).join("") : block.text.slice(from, to);
}

/** Append source text to an element, in pieces that know where they stand in the letter. */
function appendSource(parent, text, at) {
  let run = "";
  let from = at;
  const flush = () => {
    if (run) parent.append(make("span", { "data-at": from }, run));
    run = "";
  };
  if (!UNSEEN.test(text)) run = text;
  else
    for (const c of text) {
      if (UNSEEN.test(c)) {
        flush();
        parent.append(make("span", { "data-at": at, "data-one": true, class: "control", "data-name": number(c) }));
        from = at + 1;
      } else run += c;
      at++;
    }
  flush();
}

// ---------------------------------------------------------------- talking to the program

class Refusal extends Error {
  constructor(status, said) {
    super(said.error || "The program gave no answer that this page understands.");
    this.status = status;
    this.said = said;
  }
}

async function api(path, said) {
  const options = { headers: { "X-Redact-Token": sessionStorage.getItem("token") || "" }, cache: "no-store" };
  if (said) {
    options.method = "POST";
    options.headers["Content-Type"] = "application/json";
    options.body = JSON.stringify(said);
  }
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refusal(0, {
      error:
        "The program behind this page has stopped. Everything up to your last action is saved. To go on, start the review again in the terminal.",
    });
  }
  if (response.headers.get("Content-Type") === "image/png" && response.ok) return response.blob();
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(response.status, answer);
  return answer;
}

let chain = Promise.resolve();

/** Do one thing after another, in the order asked for: the next key waits until the last is answered. */
function queue(work) {
  chain = chain.then(work).catch(report);
  return chain;
}

function report(error) {
  if (error instanceof Refusal && error.status === 409 && error.said.state) take(error.said.state);
  warn(error instanceof Refusal ? error.message : "Something went wrong on this page. Load it again.");
  if (!(error instanceof Refusal)) throw error;
}

/** Ask for an action; where a reason or a code is wanted, ask the person, and ask again. Tells whether it was done. */
async function act(said) {
  for (;;) {
    try {
      const before = state.subjects;
      const changes = await api("/api/act", { ...said, revision: state.revision });
      calm();
      take({ ...changes, subjects: { ...state.subjects, ...changes.subjects } });
      for (const key of Object.keys(before)) if (!state.order.includes(key)) delete state.subjects[key];
      return changes;
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 422) throw error;
      if (error.said.lacks === "reason") {
        const reason = await askFor("A reason is needed", error.message, said.reason || "");
        if (reason === null) return null;
        said = { ...said, reason };
      } else if (error.said.lacks === "exemption") {
        const codes = await pickCodes(said.exemptions || []);
        if (codes === null) return null;
        said = { ...said, exemptions: codes };
      } else throw error;
    }
  }
}

function say(text) {
  $("said").textContent = text;
}
function warn(text) {
  const again = () => queue(load);
  $("alert").replaceChildren(make("p", {}, text, " ", make("button", { on: { click: calm } }, "Close this message"), " ", make("button", { on: { click: again } }, "Load the review again")));
}
function calm() {
  $("alert").replaceChildren();
}

// ---------------------------------------------------------------- state

function take(next) {
  state = { ...state, ...next };
  const order = state.order.filter((key) => state.subjects[key]);
  state.order = order;
  places = order.flatMap((key) => state.subjects[key].places.map((each, i) => ({ ...each, key, nth: i })));
  places.sort((a, b) => a.start - b.start);
  if (!state.subjects[current]) choose(order.find((key) => state.subjects[key].state === "undecided") || order[0] || "");
  place = Math.min(place, Math.max(0, (subject()?.places.length || 1) - 1));
  draw();
  schedulePages();
}

const subject = () => state.subjects[current];
const spot = () => subject()?.places[place];
const where = () => {
  const s = subject();
  return onlyHere && s.places.length > 1 ? [spot().start, spot().end] : s.key;
};

function choose(key, nth = 0) {
  if (key !== current) onlyHere = false;
  current = key;
  sessionStorage.setItem("current", key);
  place = nth;
}

/** Show a subject on the card, and its place in the letter and on the page. */
function go(key, nth = 0) {
  if (!state.subjects[key]) return;
  choose(key, nth);
  drawCard();
  drawCurrent();
  revealCurrent();
}

function visible(key) {
  const s = state.subjects[key];
  const [by, kind, code] = [$("by-state").value, $("by-kind").value, $("by-code").value];
  const stateIs =
    !by ||
    s.state === by ||
    (by === "warned" && s.warnings.length > 0) ||
    (by === "people" && s.places.some((each) => each.by));
  return stateIs && (!kind || s.kind === kind) && (!code || s.places.some((p) => p.exemptions.includes(code)));
}

function step(by, open = false) {
  const keys = state.order.filter((key) => key === current || (open ? state.subjects[key].state === "undecided" : visible(key)));
  const at = keys.indexOf(current);
  const key = keys[(at + by + keys.length) % keys.length];
  if (key && key !== current) go(key);
  else say(open ? "Nothing else is left to decide." : "There is nothing else in this list.");
}

function stepPlace(by) {
  const n = subject().places.length;
  place = (place + by + n) % n;
  go(current, place);
  say(`Place ${place + 1} of ${n}, line ${lineOf(spot().start)}.`);
}

// ---------------------------------------------------------------- drawing

function draw() {
  drawTop();
  drawLetter();
  drawList();
  drawCard();
  drawCurrent();
}

function drawTop() {
  const all = state.order.length;
  const open = state.order.filter((key) => state.subjects[key].state === "undecided").length;
  const missing = state.missing.length;
  $("left").textContent = open
    ? `${open} of ${all} left to decide`
    : missing
      ? `All ${all} decided; ${plural(missing, "note")} missing`
      : `All ${all} decided`;
  $("bar").max = Math.max(1, all);
  $("bar").value = all - open;
  $("undo").disabled = !state.can_undo;
  $("redo").disabled = !state.can_redo;
  $("notes").textContent = missing ? `Notes (${missing} missing)` : "Notes";
  document.title = `${open ? `(${open}) ` : ""}${letter.name} – review`;
}

/** Redraw the blocks of the letter whose decisions, or whose view, have changed. */
function drawLetter() {
  let first = 0;
  for (const block of blocks) {
    while (first < places.length && places[first].end <= block.start) first++;
    const held = [];
    for (let i = first; i < places.length && places[i].start < block.end; i++) held.push(places[i]);
    const sign = view + held.map((p) => [p.key, p.nth, p.start, p.end, p.state, p.exemptions, p.printed].join()).join(";");
    if (sign === block.drawn) continue;
    block.drawn = sign;
    block.element.replaceChildren();
    let at = block.start;
    for (const p of held) {
      if (p.start > at) appendSource(block.element, cut(block, at, p.start), at);
      drawPlace(block, p);
      at = Math.min(p.end, block.end);
    }
    if (at < block.end) appendSource(block.element, cut(block, at, block.end), at);
  }
}

const standIn = (p) => p.printed || p.exemptions.join(", ") || "no code yet";

function hole(p) {
  return make("span", { class: p.printed ? "hole words" : "hole bar" }, shown(standIn(p)));
}

function drawPlace(block, p) {
  const [start, end] = [Math.max(p.start, block.start), Math.min(p.end, block.end)];
  const said = { class: `m ${p.state}`, "data-key": p.key, "data-nth": p.nth };
  if (view === "published" && p.state !== "disclose") {
    const inside = p.state === "undecided" ? make("span", { class: "hole words open" }, "[To decide]") : hole(p);
    block.element.append(make("span", { ...said, class: "" }, inside));
    return;
  }
  const mark = make(view === "changes" && p.state === "withhold" ? "del" : "span", view === "changes" ? said : { ...said, class: "" });
  if (view === "changes") mark.append(make("span", { class: "vh" }, `${STATES[p.state].words}: `));
  appendSource(mark, cut(block, start, end), start);
  block.element.append(mark);
  if (view === "changes" && p.state !== "disclose" && p.end <= block.end) {
    const label = p.state === "undecided" ? make("span", { class: "hole ask" }, "?", make("span", { class: "vh" }, " to decide ")) : hole(p);
    block.element.append(make(p.state === "withhold" ? "ins" : "span", { "data-key": p.key, "data-nth": p.nth, class: "put" }, label));
  }
}

function drawList() {
  const list = $("list");
  for (const [key, row] of rows)
    if (!state.subjects[key]) {
      row.element.remove();
      rows.delete(key);
    }
  let shownRows = 0;
  let before = null;
  for (const key of state.order) {
    const s = state.subjects[key];
    let row = rows.get(key);
    if (!row) {
      row = { element: make("li", { role: "option", id: `row-${rows.size}-${state.revision}`, "aria-selected": "false" }), drawn: null };
      row.element.addEventListener("click", () => go(key));
      rows.set(key, row);
    }
    if ((before ? before.nextSibling : list.firstChild) !== row.element) list.insertBefore(row.element, before ? before.nextSibling : list.firstChild);
    before = row.element;
    if (row.drawn !== s) {
      row.drawn = s;
      const mark = STATES[s.state];
      row.element.className = s.state;
      row.element.replaceChildren(
        make("span", { class: "glyph", "aria-hidden": "true" }, mark.glyph),
        make("span", { class: "words" }, make("bdi", {}, shown(s.words[0] || ""))),
        make("span", { class: "sub" }, [mark.words, s.kind, s.places.length > 1 ? `${s.places.length} places` : "", s.state === "disclose" ? "" : s.exemptions.join(", ")].filter(Boolean).join(" · ")),
        s.warnings.length ? make("span", { class: "flag" }, make("span", { "aria-hidden": "true" }, "!"), make("span", { class: "vh" }, "has a warning")) : "",
      );
    }
    row.element.hidden = !visible(key);
    if (!row.element.hidden) shownRows++;
  }
  $("shown").textContent = shownRows === state.order.length ? `(${shownRows})` : `(${shownRows} of ${state.order.length})`;
  fill($("by-kind"), "every kind", [...new Set(state.order.map((key) => state.subjects[key].kind))].sort());
  fill($("by-code"), "every code", [...new Set(places.flatMap((p) => p.exemptions))].sort());
}

function fill(select, all, values) {
  const sign = values.join("\n");
  if (select.dataset.drawn === sign) return;
  const held = select.value;
  select.dataset.drawn = sign;
  select.replaceChildren(make("option", { value: "" }, all), ...values.map((value) => make("option", { value }, value)));
  select.value = values.includes(held) ? held : "";
}

/** Mark what the card is about, in the letter and in the list. */
function drawCurrent() {
  for (const old of document.querySelectorAll("#letter .now, #letter .spot")) old.classList.remove("now", "spot");
  for (const mark of document.querySelectorAll(`#letter [data-key="${CSS.escape(current)}"]:not(.put)`)) {
    mark.classList.add("now");
    if (Number(mark.dataset.nth) === place) mark.classList.add("spot");
  }
  for (const old of document.querySelectorAll('#list [aria-selected="true"]')) old.setAttribute("aria-selected", "false");
  const row = rows.get(current)?.element;
  if (row) {
    row.setAttribute("aria-selected", "true");
    $("list").setAttribute("aria-activedescendant", row.id);
  } else $("list").removeAttribute("aria-activedescendant");
}

/** Scroll a pane, never the page round it, so that an element can be seen. */
function reveal(pane, element) {
  if (!element || pane.scrollHeight <= pane.clientHeight + 1) return;
  const [outer, inner] = [pane.getBoundingClientRect(), element.getBoundingClientRect()];
  if (inner.top < outer.top + 40 || inner.bottom > outer.bottom - 40) pane.scrollTop += inner.top - outer.top - outer.height / 3;
}

function revealCurrent() {
  reveal($("letter"), document.querySelector("#letter .spot"));
  const row = rows.get(current)?.element;
  if (row && !row.hidden) reveal($("list"), row);
  if (spot()) turnTo(pageOf(spot().start));
}

const blockAt = (offset) => blocks.find((block) => offset < block.end) || blocks[blocks.length - 1];
const lineOf = (offset) => {
  const block = blockAt(offset);
  return block.line + (cut(block, block.start, offset).match(/\n/g) || []).length;
};
const exemption = (code) => letter.exemptions.find((each) => each.code === code);

function drawCard() {
  const s = subject();
  const body = $("card-body");
  const held = body.contains(document.activeElement) ? document.activeElement.id : "";
  if (!s) {
    body.replaceChildren(make("p", {}, "Nothing was found in this letter. Select words in it to withhold them."));
    return;
  }
  const p = spot();
  const many = s.places.length > 1;
  const about = onlyHere ? p : { ...s, state: s.state };
  const mark = STATES[about.state];
  const block = blockAt(p.start);
  const from = Math.max(block.start, p.start - 70);
  const to = Math.min(block.end, p.end + 70);
  const quote = make("p", { class: "excerpt" });
  quote.append(
    from > block.start ? "…" : "", shown(cut(block, from, p.start)), make("mark", {}, shown(cut(block, p.start, p.end))),
    shown(cut(block, p.end, to)), to < block.end ? "…" : "",
  );
  const facts = make("dl", {});
  const fact = (name, ...value) => facts.append(make("div", {}, make("dt", {}, name), make("dd", {}, ...value)));
  if (p.state === "disclose") fact("Will be printed", "as it stands");
  else fact(p.state === "withhold" ? "Will be printed as" : "If withheld", hole(p));
  if (about.state !== "disclose") {
    const codes = about.exemptions.map(exemption).filter(Boolean);
    fact("Code", codes.length ? make("span", {}, ...codes.flatMap((each, i) => [i ? make("br") : "", make("strong", {}, each.code), ` ${each.title}. `, make("span", { class: "sub" }, each.plain)])) : "none yet");
  }
  if (s.because) fact("Because", s.because);
  if (p.by) fact("Decided by", shown(`${p.by}, ${p.at.replace("T", " ").replace("Z", " UTC")}`));
  if (p.reason) fact(p.state === "undecided" ? "Question" : "Reason", shown(p.reason));
  if (s.found_by.length) fact("Found by", s.found_by.map((by) => FOUND_BY[by] || by).join(", "));
  if (s.words.length > 1) fact("Also written", ...s.words.slice(1, 5).flatMap((words, i) => [i ? ", " : "", make("q", {}, shown(words))]), s.words.length > 5 ? ` and ${s.words.length - 5} more` : "");
  const lacks = state.missing.filter((note) => about.state !== "disclose" && about.exemptions.some((code) => note.startsWith(`${code} `)));
  const warnings = [...s.warnings, ...lacks.map((note) => `a note is missing: ${note}`)];
  const act_ = (id, name, key, listener, said = {}) =>
    make("button", { id, "aria-keyshortcuts": key, on: { click: listener }, ...said }, name, " ", make("kbd", { "aria-hidden": "true" }, key));
  const scope = many && make("fieldset", { class: "scope" }, make("legend", { class: "vh" }, "What a decision is about"),
    ...[["scope-all", `all ${s.places.length} places`, false], ["scope-here", "only this place", true]].map(([id, name, here]) => {
      const input = make("input", { type: "radio", name: "scope", id });
      input.checked = onlyHere === here;
      input.addEventListener("change", () => setScope(here));
      return make("span", { class: "check" }, input, make("label", { for: id }, name));
    }));
  body.replaceChildren(
    make("p", { class: "badge-line" }, make("span", { class: `badge ${about.state}` }, make("span", { "aria-hidden": "true" }, `${mark.glyph} `), sentence(mark.words)), make("span", { class: "kind" }, `${sentence(s.kind)} · ${state.order.indexOf(current) + 1} of ${state.order.length}`)),
    make("p", { class: "who" }, make("bdi", {}, shown(s.words[0] || ""))),
    quote,
    make("div", { class: "places" }, many && act_("place-back", "‹", ",", () => stepPlace(-1), { "aria-label": "Previous place" }), make("span", {}, many ? `Place ${place + 1} of ${s.places.length}, line ${lineOf(p.start)}` : `Line ${lineOf(p.start)}, its only place`), many && act_("place-on", "›", ".", () => stepPlace(1), { "aria-label": "Next place" })),
    warnings.length ? make("ul", { class: "warnings" }, ...warnings.map((text) => make("li", {}, sentence(text)))) : "",
    scope || "",
    make("div", { class: "row main" }, act_("do-withhold", "Withhold", "y", withhold, { class: "strong" }), act_("do-disclose", "Disclose", "n", disclose, { class: "strong" })),
    facts,
    make("div", { class: "row" }, about.state !== "disclose" && act_("do-code", "Change code", "e", changeCode), act_("do-reason", "Reason", "r", giveReason), act_("do-ask", "Leave a question", "2", leaveQuestion), act_("do-why", "Why?", "?", showWhy)),
    about.state !== "disclose" ? showControls(about) : "",
    make("details", { id: "extent", open: extentOpen, on: { toggle: (event) => (extentOpen = event.target.open) } }, make("summary", {}, "More or fewer words"),
      make("div", { class: "row" },
        p.state !== "disclose" && act_("start-back", "Start earlier", "(", () => edge(-1, 0)), p.state !== "disclose" && act_("start-on", "Start later", ")", () => edge(1, 0)),
        p.state !== "disclose" && act_("end-back", "End earlier", "[", () => edge(0, -1)), p.state !== "disclose" && act_("end-on", "End later", "]", () => edge(0, 1)),
        act_("do-sentence", "Whole sentence", "}", () => widen("sentence")), act_("do-paragraph", "Whole paragraph", "p", () => widen("paragraph")), act_("do-repeat", "Same in every copy", "c", repeat))),
    make("div", { class: "row" }, act_("do-next", "Next open", "o", () => step(1, true)), act_("do-on", "Next", "j", () => step(1)), act_("do-back", "Previous", "k", () => step(-1))),
  );
  if (held) (document.getElementById(held) || $("card")).focus({ preventScroll: true });
}
let extentOpen = false;

function showControls(about) {
  const how = about.how === "generalise" ? about.what : about.how;
  const select = make("select", { id: "how" }, ...HOWS.map(([value, name]) => make("option", { value }, name)));
  select.value = how;
  const text = make("input", { id: "what", autocomplete: "off", value: about.how === "generalise" ? "" : about.what });
  const label = make("label", { for: "what" });
  const holder = make("div", {}, label, text);
  const wants = () => {
    label.textContent = HOWS.find(([value]) => value === select.value)[2];
    holder.hidden = !label.textContent;
  };
  wants();
  select.addEventListener("change", () => {
    wants();
    if (holder.hidden) changeShow(select.value, "");
    else {
      text.value = select.value === "mask" ? "4" : "";
      text.focus();
    }
  });
  const send = () => text.value.trim() && changeShow(select.value, text.value.trim());
  text.addEventListener("change", send);
  return make("div", { class: "how" }, make("div", {}, make("label", { for: "how" }, "Shown as"), select), holder);
}

// ---------------------------------------------------------------- what a person does

const done = (text) => {
  const open = state.order.filter((key) => state.subjects[key].state === "undecided").length;
  say(`${text} Saved. ${open ? `${open} left to decide.` : "Nothing is left to decide."}`);
};

/** Decide, then show what is still open. A decision on one place of several stays with its subject. */
async function decide(said, text) {
  const key = current;
  if (!(await act(said))) return;
  const s = state.subjects[key];
  const stays = !s || s.state === "undecided" || (onlyHere && s.places.length > 1);
  done(text(s));
  if (!stays && state.order.some((each) => state.subjects[each].state === "undecided")) {
    const at = state.order.indexOf(key);
    const next = [...state.order.slice(at + 1), ...state.order.slice(0, at)].find((each) => state.subjects[each].state === "undecided");
    go(next);
    $("said").textContent += ` Now: ${subject().kind}, ${plural(subject().places.length, "place")}.`;
  }
}

const withhold = () =>
  queue(async () => {
    if (picked) return withholdPicked(false);
    if (subject()) await decide({ action: "withhold", where: where() }, (s) => `Withheld${s ? ` under ${s.exemptions.join(", ")}` : ""}.`);
  });
const disclose = () => queue(() => subject() && decide({ action: "disclose", where: where() }, () => "Disclosed."));

const changeCode = () =>
  queue(async () => {
    if (picked) return choosePickedCode();
    const s = subject();
    if (!s) return;
    const held = onlyHere ? spot() : s;
    const codes = await pickCodes(held.exemptions);
    if (codes === null) return;
    const action = held.state === "disclose" ? "withhold" : "exemption";
    if (await act({ action, where: where(), exemptions: codes })) done(`Code: ${codes.join(", ")}.`);
  });

const changeShow = (how, what) =>
  queue(async () => {
    const [way, word] = how === "year" || how === "outward-postcode" ? ["generalise", how] : [how, what];
    if (await act({ action: "show", where: where(), how: way, what: word })) done("Shown in another way.");
  });

const edge = (start, end) =>
  queue(async () => {
    const p = spot();
    if (!p) return;
    extentOpen = true;
    const changes = await act({ action: "edge", where: [p.start, p.end], start, end });
    if (changes) follow(changes), done(`Now: ${spoken()}.`);
  });
const widen = (action) =>
  queue(async () => {
    const p = spot();
    const changes = p && (await act({ action, where: [p.start, p.end] }));
    if (changes) follow(changes), done(`The whole ${action} is withheld.`);
  });
const spoken = () => shown(cutAcross(spot().start, spot().end)).slice(0, 80);
const cutAcross = (start, end) => blocks.filter((b) => b.start < end && start < b.end).map((b) => cut(b, start, end)).join(" ");

/** Show the place that an action was about, wherever it is now. */
function follow(changes) {
  const [first] = changes.touched;
  const found = first && places.find((p) => p.start < first[1] && first[0] < p.end);
  if (found) go(found.key, found.nth);
}

const repeat = () =>
  queue(async () => {
    const p = spot();
    const changes = p && (await act({ action: "repeat", where: [p.start, p.end] }));
    if (changes) done(`The same in ${plural(Math.max(0, changes.touched.length - 1), "copy", "copies")}.`);
  });

const giveReason = () =>
  queue(async () => {
    const p = spot();
    if (!p) return;
    const reason = await askFor("Reason", "Why is this decided as it is? Kept with the decision, with your name.", p.reason);
    if (reason === null) return;
    const action = { withhold: "withhold", disclose: "disclose", undecided: "ask" }[p.state];
    if (await act({ action, where: onlyHere || subject().state === "mixed" ? [p.start, p.end] : where(), reason })) done("Reason kept.");
  });
const leaveQuestion = () =>
  queue(async () => {
    if (!subject()) return;
    const reason = await askFor("Leave a question", "What should a colleague decide? This stays open until somebody does.", "");
    if (reason !== null && (await act({ action: "ask", where: where(), reason }))) done("Left open, with your question.");
  });

const undo = (action) =>
  queue(async () => {
    if (action === "undo" ? !state.can_undo : !state.can_redo) return say(`There is nothing left to ${action}.`);
    const was = state.touched;
    const changes = await act({ action });
    if (changes) follow(action === "undo" ? { touched: was } : changes), done(action === "undo" ? "Undone." : "Done again.");
  });

function setScope(here) {
  onlyHere = here;
  drawCard();
  say(here ? "A decision is about this place only." : "A decision is about every place.");
}

function setView(next) {
  view = next;
  for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  drawLetter();
  drawCurrent();
  reveal($("letter"), document.querySelector("#letter .spot"));
  say(`The letter is shown: ${view}.`);
}

// ---------------------------------------------------------------- words selected in the letter

/** Return the offset of a point of the page, if it stands in the letter's own text. */
function offsetOf(node, index) {
  const piece = node.nodeType === Node.TEXT_NODE ? node.parentElement : null;
  return piece?.dataset.at === undefined ? null : Number(piece.dataset.at) + length(node.data.slice(0, index));
}

const pieceLength = (piece) => (piece.dataset.one === undefined ? length(piece.textContent) : 1);

function selectedSpan() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode($("letter"))) return null;
  let start = offsetOf(range.startContainer, range.startOffset);
  let end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null) {
    const pieces = [...$("letter").querySelectorAll("[data-at]")].filter((piece) => range.intersectsNode(piece));
    if (!pieces.length) return null;
    const last = pieces[pieces.length - 1];
    start ??= Number(pieces[0].dataset.at);
    end ??= Number(last.dataset.at) + pieceLength(last);
  }
  if (!$("letter").contains(range.startContainer)) start = blocks[0].start;
  if (!$("letter").contains(range.endContainer)) end = Math.max(end, start);
  return trim(start, end);
}

/** Leave white space out at both ends. */
function trim(start, end) {
  const characters = [...(function* () {
    for (const block of blocks) {
      if (block.end <= start || block.start >= end) continue;
      let at = Math.max(start, block.start);
      for (const c of cut(block, start, end)) yield [at++, c];
    }
  })()].filter(([, c]) => /\S/u.test(c));
  return characters.length ? { start: characters[0][0], end: characters[characters.length - 1][0] + 1 } : null;
}

function lookAtSelection() {
  const span = selectedSpan();
  if (span?.start === picked?.start && span?.end === picked?.end) return;
  picked = span;
  $("picked").hidden = !span;
  document.body.classList.toggle("picking", Boolean(span));
  if (!span) return;
  pickedCodes = pickedCodes.length ? pickedCodes : usualCodes();
  const text = shown(cutAcross(span.start, span.end));
  $("picked-words").textContent = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  $("picked-code").textContent = pickedCodes.length ? `Code: ${pickedCodes.join(", ")}` : "Choose a code";
  say(`Selected: ${text.slice(0, 80)}`);
}

/** Return the codes most often used in this review, as a first offer. */
function usualCodes() {
  const counts = new Map();
  for (const p of places) if (p.exemptions.length) counts.set(p.exemptions.join("\n"), (counts.get(p.exemptions.join("\n")) || 0) + 1);
  const [best] = [...counts].sort((a, b) => b[1] - a[1]);
  return best ? best[0].split("\n") : [];
}

async function withholdPicked(everywhere) {
  const span = picked;
  if (!span) return;
  const said = everywhere
    ? { action: "term", text: cutAcross(span.start, span.end), exemptions: pickedCodes }
    : { action: "withhold", where: [span.start, span.end], exemptions: pickedCodes };
  const changes = await act(said);
  if (!changes) return;
  dropSelection();
  follow(changes);
  done(`Withheld ${everywhere ? plural(changes.touched.length, "place") : "there"} under ${pickedCodes.join(", ")}.`);
}

async function choosePickedCode() {
  const span = picked;
  const codes = await pickCodes(pickedCodes);
  if (codes === null) return;
  pickedCodes = codes;
  $("picked-code").textContent = `Code: ${codes.join(", ")}`;
  if (span) select(span.start, span.end);
}

function dropSelection() {
  getSelection().removeAllRanges();
  lookAtSelection();
}

let caret = null; // the words between which the keyboard selects: indexes into words()
let wordsCache = null;
function words() {
  return (wordsCache ??= blocks.flatMap((block, nth) =>
    [...block.text.matchAll(WORD)].map((found) => {
      const start = block.start + length(block.text.slice(0, found.index));
      return { start, end: start + length(found[0]), nth };
    }),
  ));
}

function startPicking() {
  if (view === "published") setView("changes");
  const from = picked?.start ?? spot()?.start ?? 0;
  const at = Math.max(0, words().findIndex((word) => word.end > from));
  caret = { anchor: at, focus: at };
  $("letter").focus({ preventScroll: true });
  selectWords();
}

function selectWords() {
  const [a, b] = [Math.min(caret.anchor, caret.focus), Math.max(caret.anchor, caret.focus)];
  if (words()[a]) select(words()[a].start, words()[b].end);
  const node = pointOf(words()[caret.focus].start, false)[0].parentElement;
  reveal($("letter"), node);
  if ($("letter").scrollHeight <= $("letter").clientHeight + 1) node.scrollIntoView({ block: "nearest" });
}

/** Return the text node, and the index in it, where an offset of the letter stands. */
function pointOf(offset, end) {
  const block = blockAt(end ? offset - 1 : offset);
  let best = null;
  for (const piece of block.element.querySelectorAll("[data-at]:not([data-one])")) {
    const at = Number(piece.dataset.at);
    if (best && at > (end ? offset - 1 : offset)) break;
    best = piece;
  }
  if (!best) return [block.element, 0];
  const inside = [...best.textContent].slice(0, Math.max(0, offset - Number(best.dataset.at)));
  return [best.firstChild, inside.join("").length];
}

function select(start, end) {
  getSelection().setBaseAndExtent(...pointOf(start, false), ...pointOf(end, true));
  lookAtSelection();
}

function moveCaret(event) {
  if (!caret || event.ctrlKey || event.metaKey || event.altKey) return false;
  const all = words();
  const here = all[caret.focus];
  const inBlock = (nth) => all.findIndex((word) => word.nth === nth);
  const moves = {
    ArrowLeft: () => caret.focus - 1,
    ArrowRight: () => caret.focus + 1,
    ArrowUp: () => (caret.focus > inBlock(here.nth) ? inBlock(here.nth) : inBlock(all[Math.max(0, caret.focus - 1)].nth)),
    ArrowDown: () => { const next = all.findIndex((word) => word.nth > here.nth); return next < 0 ? all.length - 1 : next; },
    Home: () => inBlock(here.nth),
    End: () => { const next = all.findIndex((word) => word.nth > here.nth); return (next < 0 ? all.length : next) - 1; },
  };
  if (!moves[event.key]) return false;
  caret.focus = Math.min(all.length - 1, Math.max(0, moves[event.key]()));
  if (!event.shiftKey) caret.anchor = caret.focus;
  selectWords();
  return true;
}

// ---------------------------------------------------------------- dialogs

/** Open a dialog; return whether the person said yes. */
function ask(dialog) {
  return new Promise((resolve) => {
    const held = document.activeElement?.id;
    dialog.returnValue = "cancel";
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "pick");
      if (held && document.getElementById(held)) document.getElementById(held).focus({ preventScroll: true });
    }, { once: true });
    dialog.showModal();
  });
}

async function askFor(title, label, value) {
  $("ask-title").textContent = title;
  $("ask-label").textContent = label;
  $("ask-text").value = value;
  $("ask-recent").replaceChildren(...reasons.slice(-3).reverse().map((text) =>
    make("button", { type: "button", on: { click: () => { $("ask-text").value = text; $("ask-text").focus(); } } }, shown(text))));
  if (!(await ask($("ask")))) return null;
  const text = $("ask-text").value.trim();
  if (!text) return null;
  if (reasons.includes(text)) reasons.splice(reasons.indexOf(text), 1);
  reasons.push(text);
  return text;
}

let found = [];
let active = 0;
function drawCodes() {
  const typed = $("codes-filter").value.toLowerCase().split(/\s+/).filter(Boolean);
  found = letter.exemptions.filter((each) => typed.every((word) => `${each.code} ${each.title} ${each.plain} ${each.kind}`.toLowerCase().includes(word)));
  active = Math.min(active, Math.max(0, found.length - 1));
  $("codes-list").replaceChildren(...found.map((each, i) => {
    const row = make("li", { role: "option", id: `code-${i}`, "aria-selected": String(i === active) },
      make("strong", {}, each.code), ` ${each.title}`, make("span", { class: "sub" }, `${each.plain} (${each.kind}${each.needs.length ? `; needs: ${each.needs.join(", ")}` : ""})`));
    row.addEventListener("click", () => { active = i; drawCodes(); $("codes-filter").focus(); });
    row.addEventListener("dblclick", () => $("codes").close("pick"));
    return row;
  }));
  if (!found.length) $("codes-list").append(make("li", { role: "option", "aria-disabled": "true", "aria-selected": "false" }, "No code has these words"));
  $("codes-filter").setAttribute("aria-activedescendant", found.length ? `code-${active}` : "");
  document.getElementById(`code-${active}`)?.scrollIntoView({ block: "nearest" });
}

async function pickCodes(held) {
  $("codes-filter").value = "";
  $("codes-add").checked = false;
  $("codes-add").disabled = !held.length;
  active = Math.max(0, letter.exemptions.findIndex((each) => each.code === held[0]));
  drawCodes();
  const sure = ask($("codes"));
  document.getElementById(`code-${active}`)?.scrollIntoView({ block: "nearest" });
  if (!(await sure) || !found[active]) return null;
  const code = found[active].code;
  return $("codes-add").checked ? [...new Set([...held, code])] : [code];
}

let termCodes = [];
let counting = 0;
async function countTerm() {
  const mine = ++counting;
  const text = $("term-text").value;
  if (!text.trim()) return void ($("term-count").textContent = "");
  const answer = await api("/api/count", { text, whole_words: $("term-whole").checked });
  if (mine !== counting) return;
  $("term-count").textContent = answer.places
    ? `Stands in ${plural(answer.places, "place")}${answer.free < answer.places ? `; ${answer.places - answer.free} withheld already` : ""}.`
    : "Does not stand in the letter.";
}

const findTerm = () =>
  queue(async () => {
    termCodes = termCodes.length ? termCodes : usualCodes();
    $("term-code").textContent = termCodes.join(", ") || "Choose a code";
    $("term-text").value = picked ? cutAcross(picked.start, picked.end) : "";
    countTerm().catch(report);
    if (!(await ask($("term")))) return;
    const changes = await act({ action: "term", text: $("term-text").value, exemptions: termCodes, whole_words: $("term-whole").checked });
    if (!changes) return;
    dropSelection();
    follow(changes);
    done(`Withheld ${plural(changes.touched.length, "place")}.`);
  });

const writeNotes = () =>
  queue(async () => {
    const fields = [];
    $("note-none").hidden = state.notes.length > 0;
    $("note-list").replaceChildren(...state.notes.map((note, i) => {
      const name = `${note.exemption ? `${note.exemption}: ` : ""}${note.kind}${note.needed ? "" : " (no longer needed)"}`;
      if (note.signed) return make("p", {}, make("strong", {}, name), note.done ? " – signed." : " – another person signs with: redact sign.");
      const field = make("textarea", { id: `note-${i}`, rows: "3" });
      field.value = note.text;
      fields.push([note, field]);
      return make("div", {}, make("label", { for: `note-${i}` }, `${name}${note.done ? "" : " – missing"}`), field);
    }));
    if (!(await ask($("note")))) return;
    for (const [note, field] of fields)
      if (field.value.trim() !== note.text && !(await act({ action: "note", exemption: note.exemption, kind: note.kind, text: field.value }))) return;
    done(state.missing.length ? `${plural(state.missing.length, "note")} missing.` : "Every note is written.");
  });

const showWhy = () =>
  queue(async () => {
    if (!subject()) return;
    const answer = await api("/api/why", { key: current });
    const list = (title, lines) => (lines.length ? [make("h3", {}, title), make("ul", {}, ...lines.map((line) => make("li", {}, shown(line))))] : []);
    $("why-body").replaceChildren(
      ...(answer.rule ? [make("p", {}, "Rule ", make("code", {}, answer.rule), answer.then ? ` says: ${answer.then}. ` : ". ", answer.because)] : [make("p", {}, "No rule: these words were picked by a person.")]),
      ...list("What was seen", answer.findings.map((f) => `Line ${f.line}: ${f.kind}, by ${f.found_by.map((by) => FOUND_BY[by] || by).join(" and ")}, score ${f.score}${f.traits.length ? `; ${f.traits.join(", ").replaceAll("-", " ")}` : ""}`)),
      ...list("What people did", answer.events.map((e) => `${e.at.replace("T", " ").replace("Z", " UTC")}: ${e.by}, ${e.did.replaceAll("-", " ")}`)),
    );
    await ask($("why"));
  });

const finish = () =>
  queue(async () => {
    take(await api("/api/state"));
    const open = state.order.filter((key) => state.subjects[key].state === "undecided").length;
    $("finish-text").textContent = open || state.missing.length
      ? `Still to do before this can be published: ${[open && `${open} to decide`, state.missing.length && `${plural(state.missing.length, "note")} to write`].filter(Boolean).join(", ")}.`
      : "Everything is decided. Publish it in the terminal with: redact publish.";
    $("finish-cautions").replaceChildren(...(state.cautions || []).map((text) => make("li", {}, sentence(shown(text)))));
    if (!(await ask($("finish")))) return;
    await api("/api/stop", {});
    closed = true;
    clearTimeout(pagesTimer);
    sessionStorage.clear();
    document.body.replaceChildren(make("main", { class: "over" }, make("h1", {}, "The review is closed"), make("p", {}, "Everything is saved. You can close this tab.")));
  });

// ---------------------------------------------------------------- the published page

let pagesTimer = 0;
let closed = false;
function schedulePages() {
  if (printed.revision === state.revision) return;
  $("page-state").textContent = "Being set anew…";
  $("page").setAttribute("aria-busy", "true");
  clearTimeout(pagesTimer);
  pagesTimer = setTimeout(() => setPages().catch(pagesFailed), 150);
}

function pagesFailed(error) {
  if (closed) return;
  $("page-state").textContent = error.message;
  $("page").removeAttribute("aria-busy");
}

async function setPages() {
  const revision = state.revision;
  const answer = await api(`/api/pages/${revision}`);
  if (answer.moved_on || revision !== state.revision) return;
  printed = answer;
  turnTo(spot() ? pageOf(spot().start) : page, true);
}

function pageOf(offset) {
  let at = 1;
  for (const [start, number_] of printed.places) if (start <= offset) at = number_;
  return at;
}

let drawnPage = "";
function turnTo(next, anew = false) {
  if (!printed.page_count) return;
  page = Math.min(printed.page_count, Math.max(1, next));
  $("page-number").textContent = `Page ${page} of ${printed.page_count}`;
  $("page-back").disabled = page <= 1;
  $("page-on").disabled = page >= printed.page_count;
  const width = Math.round(Math.max(300, $("page").clientWidth || 300) * Math.min(2, devicePixelRatio || 1));
  const wanted = `${printed.revision}/${page}?width=${width}`;
  if (wanted === drawnPage && !anew) return;
  drawnPage = wanted;
  api(`/api/pages/${wanted}`).then((blob) => {
    if (wanted !== drawnPage) return;
    const picture = $("picture");
    const old = picture.src;
    picture.src = URL.createObjectURL(blob);
    picture.alt = `Page ${page} of ${printed.page_count} of the PDF, as it would be published now. Its text is in the letter under “Published”.`;
    picture.hidden = false;
    picture.dataset.revision = printed.revision;
    if (old) URL.revokeObjectURL(old);
    $("page-state").textContent = places.some((p) => p.state === "undecided") ? "What is not decided yet is shown as [To decide]." : "";
    $("page").removeAttribute("aria-busy");
  }).catch((error) => { if (!(error.status === 404)) pagesFailed(error); });
}

// ---------------------------------------------------------------- keys

// The same keys as in the terminal, but for Tab, which a page needs for itself, and what a mouse can do there.
const KEYS = [
  ["y", "withhold; with words selected, withhold those", withhold],
  ["n", "disclose", disclose],
  ["o", "next still to decide", () => step(1, true)],
  ["O", "previous still to decide", () => step(-1, true)],
  ["j", "next in the list", () => step(1)],
  ["k", "previous in the list", () => step(-1)],
  [".", "next place of the same", () => subject() && stepPlace(1)],
  [",", "previous place of the same", () => subject() && stepPlace(-1)],
  ["s", "decide on every place, or only on this one", () => subject()?.places.length > 1 && setScope(!onlyHere)],
  ["e", "choose another code", changeCode],
  ["a", "choose how it is shown", () => $("how")?.focus()],
  ["[", "end one word earlier", () => edge(0, -1)],
  ["]", "end one word later", () => edge(0, 1)],
  ["(", "start one word earlier", () => edge(-1, 0)],
  [")", "start one word later", () => edge(1, 0)],
  ["}", "the whole sentence", () => widen("sentence")],
  ["p", "the whole paragraph", () => widen("paragraph")],
  ["v", "select words with the arrow keys; with Shift, more words", startPicking],
  ["Y", "withhold the selected words everywhere", () => queue(() => withholdPicked(true))],
  ["/", "find words and withhold them", findTerm],
  ["c", "do the same in every copy of this passage", repeat],
  ["r", "give a reason", giveReason],
  ["w", "write the notes that the exemptions need", writeNotes],
  ["2", "leave it to a colleague, with a question", leaveQuestion],
  ["m", "show the letter in another way: changes, original, published", () => setView({ changes: "original", original: "published", published: "changes" }[view])],
  ["u", "undo, without limit", () => undo("undo")],
  ["U", "redo", () => undo("redo")],
  ["?", "why: the rule, what was seen, what people did", showWhy],
  ["h", "this list", () => ask($("keys"))],
  ["q", "finish; everything is saved", finish],
];
const keys = new Map(KEYS.map(([key, , does]) => [key, does]));

addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]") || !letter) return;
  const at = event.target;
  if (event.key === "Escape") {
    caret = null;
    if (picked) dropSelection();
    else if (at.matches("input, select")) $("card").focus({ preventScroll: true });
    return;
  }
  if (at.matches("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
  if (at.id === "letter" && moveCaret(event)) return void event.preventDefault();
  if (at.id === "list" && { ArrowDown: 1, ArrowUp: -1 }[event.key]) {
    event.preventDefault();
    return step({ ArrowDown: 1, ArrowUp: -1 }[event.key]);
  }
  if (!$("keys-on").checked || !keys.has(event.key)) return;
  event.preventDefault();
  keys.get(event.key)();
});

// ---------------------------------------------------------------- beginning

function listen() {
  $("undo").addEventListener("click", () => undo("undo"));
  $("redo").addEventListener("click", () => undo("redo"));
  $("find").addEventListener("click", findTerm);
  $("notes").addEventListener("click", writeNotes);
  $("help").addEventListener("click", () => ask($("keys")));
  $("done").addEventListener("click", finish);
  for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => setView(button.dataset.view));
  for (const id of ["by-state", "by-kind", "by-code"]) $(id).addEventListener("change", () => { drawList(); say(`${$("list").querySelectorAll("li:not([hidden])").length} shown.`); });
  $("page-back").addEventListener("click", () => turnTo(page - 1));
  $("page-on").addEventListener("click", () => turnTo(page + 1));
  $("picked-here").addEventListener("click", () => queue(() => withholdPicked(false)));
  $("picked-all").addEventListener("click", () => queue(() => withholdPicked(true)));
  $("picked-code").addEventListener("click", () => queue(choosePickedCode));
  $("picked-cancel").addEventListener("click", dropSelection);
  // The bar's own buttons must not take the selection away before they act on it.
  $("picked").addEventListener("mousedown", (event) => event.preventDefault());
  let timer = 0;
  document.addEventListener("selectionchange", () => { clearTimeout(timer); timer = setTimeout(lookAtSelection, 120); });
  $("letter").addEventListener("click", (event) => {
    const mark = event.target.closest("[data-key]");
    if (mark && getSelection().isCollapsed) go(mark.dataset.key, Number(mark.dataset.nth));
  });
  $("letter").addEventListener("blur", () => (caret = null));
  $("codes-filter").addEventListener("input", () => { active = 0; drawCodes(); });
  $("codes-filter").addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    active = Math.min(found.length - 1, Math.max(0, active + by));
    drawCodes();
  });
  $("term-text").addEventListener("input", () => countTerm().catch(report));
  $("term-whole").addEventListener("change", () => countTerm().catch(report));
  $("term-code").addEventListener("click", async () => {
    termCodes = (await pickCodes(termCodes)) || termCodes;
    $("term-code").textContent = termCodes.join(", ") || "Choose a code";
  });
  // Enter in a text area of a reason saves it; Shift+Enter begins a line.
  $("ask-text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); if ($("ask-text").value.trim()) $("ask").close("pick"); }
  });
  $("keys-on").checked = sessionStorage.getItem("keys") !== "off";
  $("keys-on").addEventListener("change", () => sessionStorage.setItem("keys", $("keys-on").checked ? "on" : "off"));
  $("keys-list").replaceChildren(make("dl", {}, ...KEYS.map(([key, does]) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, does)))));
  let sized = 0;
  addEventListener("resize", () => { clearTimeout(sized); sized = setTimeout(() => turnTo(page), 300); });
  const look = () => document.visibilityState === "visible" && queue(look_);
  document.addEventListener("visibilitychange", look);
  setInterval(look, 60_000);
}

/** See whether the review has moved on elsewhere: in another tab, or in a terminal. */
async function look_() {
  const next = await api(`/api/state?known=${state.revision}`);
  if (next.order) {
    take(next);
    say("This review was changed elsewhere. What you see is how it stands now.");
  }
}

async function load() {
  let next;
  [letter, next] = await Promise.all([api("/api/letter"), api("/api/state")]);
  $("title").textContent = letter.name;
  $("about").textContent = `${letter.policy.title} · ${letter.by} · internal, not for release`;
  blocks.length = 0;
  wordsCache = null;
  $("letter").lang = letter.language;
  for (const each of letter.blocks) {
    const points = [...each.text];
    const plain = points.length === each.text.length;
    blocks.push({
      ...each, end: each.start + points.length, points: plain ? null : points, drawn: null,
      element: make(each.kind === "heading" ? "h3" : "p", { dir: "auto", class: `block ${each.part} ${each.kind}` }),
    });
  }
  $("letter").replaceChildren(...blocks.map((block) => block.element));
  printed = { revision: -1, page_count: 0, places: [] };
  drawnPage = "";
  calm();
  if (next.subjects[sessionStorage.getItem("current")]) current = sessionStorage.getItem("current");
  take(next);
  revealCurrent();
  document.body.dataset.ready = "yes";
}

function begin() {
  const [, token] = location.hash.match(/^#token=([\w-]+)$/) || [];
  if (token) {
    sessionStorage.setItem("token", token);
    history.replaceState(null, "", "/");
  }
  listen();
  queue(load);
}

begin();
