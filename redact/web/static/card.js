// What is decided on: the card of one subject, the list of all of them, and how far the review has come.

import { foundBy } from "./dialogues.js";
import { $, make, plural, reveal, sentence, shown, when } from "./elements.js";
import { changeShow, keyOf, perform, queue, setScope } from "./keys.js";
import { hole } from "./letter.js";
import { state } from "./state.js";

/** @import { Look, Place, Subject } from "./api.js" */
/** @import { Attribute } from "./elements.js" */
/** @import { Scope } from "./state.js" */

/** What is drawn in each row of the list, so that only what has changed is drawn again.
 * @type {WeakMap<Element, Subject>} */
const drawn = new WeakMap();

/** Draw how much is left to do, and what can be undone. */
export function drawTop() {
  const all = state.order.length;
  const open = state.undecided.length;
  const missing = state.missing.length;
  const notes = missing ? `; ${plural(missing, "note")} missing` : "";
  $("left").textContent = open ? `${open} of ${all} left to decide` : `All ${all} decided${notes}`;
  $("bar", HTMLProgressElement).max = Math.max(1, all);
  $("bar", HTMLProgressElement).value = all - open;
  $("undo", HTMLButtonElement).disabled = !state.can_undo;
  $("redo", HTMLButtonElement).disabled = !state.can_redo;
  $("notes").textContent = missing ? `Notes (${missing} missing)` : "Notes";
  document.title = `${open ? `(${open}) ` : ""}${state.letter.name} – review`;
}

// ---------------------------------------------------------------- the list

/** Draw the rows of what has changed, hide what the filters leave out, and offer the kinds and codes there are. */
export function drawList() {
  const list = $("list");
  const rows = new Map([...list.children].map((row) => [/** @type {HTMLElement} */ (row).dataset.key, row]));
  const wanted = state.order.map((key) => /** @type {HTMLLIElement} */ (rows.get(key)) || makeRow(key));
  if (wanted.length !== list.children.length || wanted.some((row, nth) => row !== list.children[nth]))
    list.replaceChildren(...wanted);
  wanted.forEach((row, nth) => {
    const subject = state.subjects[state.order[nth]];
    row.hidden = !state.visible(subject.key);
    if (drawn.get(row) === subject) return;
    drawn.set(row, subject);
    drawRow(row, subject);
  });
  const count = wanted.filter((row) => !row.hidden).length;
  $("shown").textContent = count === wanted.length ? `(${count})` : `(${count} of ${wanted.length})`;
  fill(
    "by-kind",
    "every kind",
    state.order.map((key) => state.subjects[key].kind),
  );
  fill(
    "by-code",
    "every code",
    state.places.flatMap((place) => place.exemptions),
  );
}

/** @param {string} key */
function makeRow(key) {
  const about = { role: "option", id: `row-${key}`, "data-key": key, "aria-selected": "false" };
  return make("li", { ...about, onclick: () => state.go(key) });
}

/**
 * @param {HTMLLIElement} row
 * @param {Subject} subject
 */
function drawRow(row, subject) {
  const { mark, words } = state.letter.words.states[subject.state];
  const called = subject.members.length ? "mentions" : "places"; // a group may be of places itself
  const places = subject.places.length > 1 ? `${subject.places.length} ${called}` : "";
  const codes = subject.state === "disclose" ? "" : subject.exemptions.join(", ");
  const flag = make("span", { class: "flag" }, quiet("!"), make("span", { class: "vh" }, "has a warning"));
  row.className = subject.state;
  row.replaceChildren(
    make("span", { class: "glyph", "aria-hidden": "true" }, mark),
    make("span", { class: "words" }, make("bdi", {}, nameOfSubject(subject))),
    make("span", { class: "sub" }, [words, subject.kind, places, codes].filter(Boolean).join(" · ")),
    subject.warnings.length ? flag : "",
  );
}

/** @type {(subject: Subject) => ReturnType<typeof shown>} */
const nameOfSubject = ({ title, words }) => shown(title || words[0] || "");

/** Make a text that a screen reader leaves out, since the words beside it say the same.
 * @type {(text: string) => HTMLElement} */
const quiet = (text) => make("span", { "aria-hidden": "true" }, text);

/**
 * Offer some values in a filter, besides all of them.
 * @param {"by-kind" | "by-code"} id
 * @param {string} all
 * @param {string[]} some
 */
function fill(id, all, some) {
  const select = $(id, HTMLSelectElement);
  const values = ["", ...[...new Set(some)].sort()];
  if ([...select.options].map((option) => option.value).join("\n") === values.join("\n")) return;
  const before = select.value;
  select.replaceChildren(...values.map((value) => make("option", { value }, value || all)));
  select.value = values.includes(before) ? before : "";
  state.filters[id === "by-kind" ? "kind" : "code"] = select.value;
}

/** Mark the row that the card is about. */
export function markRow() {
  for (const old of document.querySelectorAll('#list [aria-selected="true"]'))
    old.setAttribute("aria-selected", "false");
  const row = document.getElementById(`row-${state.current}`);
  row?.setAttribute("aria-selected", "true");
  if (row) $("list").setAttribute("aria-activedescendant", row.id);
  else $("list").removeAttribute("aria-activedescendant");
}

/** Scroll to the row that the card is about. */
export function revealRow() {
  const row = document.getElementById(`row-${state.current}`);
  if (!row?.hidden) reveal($("list"), row);
}

// ---------------------------------------------------------------- the card

/** Draw what a person needs to decide on a subject. The focus stays where it was. */
export function drawCard() {
  const { subject, spot } = state;
  const body = $("card-body");
  const focus = body.contains(document.activeElement) ? document.activeElement?.id : "";
  if (!subject || !spot) {
    body.replaceChildren(make("p", {}, "Nothing was found in this letter. Select words in it to withhold them."));
    return;
  }
  const about = state.onlyHere ? spot : subject;
  body.replaceChildren(
    drawBadge(subject, about),
    make("p", { class: "who" }, make("bdi", {}, nameOfSubject(subject))),
    drawExcerpt(spot),
    drawSteps(subject, spot),
    ...drawMembers(subject),
    ...drawWarnings(subject, about),
    ...drawScope(subject),
    row(
      [
        button("do-withhold", "Withhold", "withhold", "strong"),
        button("do-disclose", "Disclose", "disclose", "strong"),
      ],
      "main",
    ),
    drawFacts(subject, spot, about),
    row([
      about.state !== "disclose" && button("do-code", "Change code", "change_code"),
      button("do-reason", "Reason", "give_reason"),
      button("do-ask", "Leave a question", "ask"),
      button("do-why", "Why?", "why"),
    ]),
    ...(about.state === "disclose" ? [] : [drawLook(about)]),
    drawExtent(spot),
    row([
      button("do-next", "Next open", "next_open"),
      button("do-on", "Next", "next_subject"),
      button("do-back", "Previous", "previous_subject"),
    ]),
  );
  if (focus) (document.getElementById(focus) || $("card")).focus({ preventScroll: true });
}

/**
 * Make a button that does what a key does.
 * @param {string} id
 * @param {string} name
 * @param {string} action
 * @param {string} [look]
 * @param {string} [label] where the name is a sign
 */
function button(id, name, action, look, label) {
  const key = keyOf(action);
  /** @type {Record<string, Attribute>} */
  const attributes = { id, class: look, "aria-keyshortcuts": key, "aria-label": label, onclick: () => perform(action) };
  return make("button", attributes, name, " ", make("kbd", { "aria-hidden": "true" }, key));
}

/**
 * @param {(HTMLElement | false)[]} children
 * @param {string} [look]
 */
const row = (children, look = "") => make("div", { class: `row ${look}`.trim() }, ...children);

/**
 * @param {Subject} subject
 * @param {Subject | Place} about
 */
function drawBadge(subject, about) {
  const { mark, words } = state.letter.words.states[about.state];
  const nth = state.order.indexOf(subject.key) + 1;
  return make(
    "p",
    { class: "badge-line" },
    make("span", { class: `badge ${about.state}` }, quiet(`${mark} `), sentence(words)),
    make("span", { class: "kind" }, `${sentence(subject.kind)} · ${nth} of ${state.order.length}`),
  );
}

/** @param {Place} place */
const drawExcerpt = (place) => make("p", { class: "excerpt" }, excerpt(place, 70));

/**
 * Make a place's words in their surroundings, of so many characters on either side.
 * @param {Place} place
 * @param {number} margin
 */
function excerpt({ start, end }, margin) {
  const block = state.blockAt(start);
  const from = Math.max(block.start, start - margin);
  const to = Math.min(block.end, end + margin);
  const before = `${from > block.start ? "…" : ""}${shown(block.cut(from, start))}`;
  const after = `${shown(block.cut(end, to))}${to < block.end ? "…" : ""}`;
  return make("span", {}, before, make("mark", {}, shown(block.cut(start, end))), after);
}

/**
 * @param {Subject} subject
 * @param {Place} spot
 */
function drawSteps(subject, spot) {
  const count = subject.places.length;
  if (count < 2) return make("div", { class: "places" }, make("span", {}, `${sentence(spot.where)}, its only place`));
  const called = subject.members.length ? "Mention" : "Place"; // a group may be of places itself
  return make(
    "div",
    { class: "places" },
    button("place-back", "‹", "previous_mention", "", "Previous place"),
    make("span", {}, `${called} ${state.place + 1} of ${count}, ${spot.where}`),
    button("place-on", "›", "next_mention", "", "Next place"),
  );
}

/**
 * @param {Subject} subject
 * @param {Subject | Place} about
 */
function drawWarnings(subject, about) {
  const codes = about.state === "disclose" ? [] : about.exemptions;
  const lacking = state.missing.filter((note) => codes.some((code) => note.startsWith(`${code} `)));
  const warnings = [...subject.warnings, ...lacking.map((note) => `a note is missing: ${note}`)];
  return warnings.length
    ? [make("ul", { class: "warnings" }, ...warnings.map((text) => make("li", {}, sentence(text))))]
    : [];
}

/**
 * Draw the members of a group, each in its surroundings; a press on one shows it.
 * @param {Subject} subject
 */
function drawMembers({ members, places, key }) {
  if (!members.length) return [];
  const rows = members.map((member, nth) => {
    const id = `member-${nth}`;
    const current = String(member === state.member);
    const often = member.count > 1 ? ` (${plural(member.count, "mention")})` : "";
    const show = () => state.go(key, member.first);
    return make(
      "li",
      {},
      make("button", { id, "aria-pressed": current, onclick: show }, shown(member.words)),
      often,
      " ",
      excerpt(places[member.first], 25),
    );
  });
  return [make("ul", { class: "members", "aria-label": "Asked about together" }, ...rows)];
}

/** @param {Subject} subject */
function drawScope(subject) {
  const { scopes, member } = state;
  if (scopes.length < 2) return [];
  const choice = (/** @type {Scope} */ scope, /** @type {string} */ name) => {
    const id = `scope-${scope}`;
    const input = make("input", { type: "radio", name: "scope", id, onchange: () => setScope(scope) });
    input.checked = state.scope === scope;
    return scopes.includes(scope) ? [make("span", { class: "check" }, input, make("label", { for: id }, name))] : [];
  };
  return [
    make(
      "fieldset",
      { class: "scope" },
      make("legend", { class: "vh" }, "What a decision is about"),
      ...choice("all", member ? `all ${subject.title}` : `all ${subject.places.length} places`),
      ...choice("one", `only ${shown(member?.words || "")}`),
      ...choice("here", "only this place"),
    ),
  ];
}

/**
 * @param {Subject} subject
 * @param {Place} spot
 * @param {Subject | Place} about
 */
function drawFacts(subject, spot, about) {
  const facts = make("dl");
  const fact = (/** @type {string} */ name, /** @type {(Node | string)[]} */ ...value) =>
    facts.append(make("div", {}, make("dt", {}, name), make("dd", {}, ...value)));
  if (spot.state === "disclose") fact("Will be printed", "as it stands");
  else fact(spot.state === "withhold" ? "Will be printed as" : "If withheld", hole(spot));
  if (about.state !== "disclose") fact("Code", ...drawCodesOf(about.exemptions));
  if (subject.because) fact("Because", subject.because);
  if (spot.by) fact("Decided by", shown(`${spot.by}, ${when(spot.at)}`));
  if (spot.reason) fact(spot.state === "undecided" ? "Question" : "Reason", shown(spot.reason));
  if (subject.found_by.length) fact("Found by", foundBy(subject.found_by));
  const others = subject.members.length
    ? []
    : subject.words.slice(1, 5).flatMap((words, nth) => [nth ? ", " : "", make("q", {}, shown(words))]);
  const more = subject.words.length > 5 ? ` and ${subject.words.length - 5} more` : "";
  if (others.length) fact("Also written", ...others, more);
  return facts;
}

/** @param {string[]} codes */
function drawCodesOf(codes) {
  const known = codes.flatMap((code) => state.exemption(code) || []);
  if (!known.length) return ["none yet"];
  return known.flatMap(({ code, title, plain }, nth) => [
    nth ? make("br") : "",
    make("strong", {}, code),
    ` ${title}. `,
    make("span", { class: "sub" }, plain),
  ]);
}

/**
 * Draw the ways for a hole to look, and the words or number that some of them need.
 * @param {Subject | Place} about
 */
function drawLook({ how, what }) {
  const { looks } = state.letter.words;
  const nth = looks.findIndex((look) => look.how === how && (look.asks || look.what === what));
  const text = make("input", { id: "what", autocomplete: "off", value: looks[nth]?.asks ? what : "" });
  const label = make("label", { for: "what" });
  const wanted = make("div", {}, label, text);
  const options = looks.map((look) => make("option", { value: nameOf(look) }, sentence(look.words)));
  const select = make("select", { id: "how" }, ...options);
  select.selectedIndex = nth;
  const chosen = () => looks[select.selectedIndex];
  const wants = () => {
    label.textContent = chosen()?.asks || "";
    wanted.hidden = !label.textContent;
  };
  const change = (/** @type {string} */ words) => queue(() => changeShow(chosen().how, words));
  wants();
  select.addEventListener("change", () => {
    wants();
    if (wanted.hidden) return change(chosen().what);
    text.value = chosen().what;
    text.focus();
  });
  text.addEventListener("change", () => text.value.trim() && change(text.value.trim()));
  return make("div", { class: "how" }, make("div", {}, make("label", { for: "how" }, "Shown as"), select), wanted);
}

/** @type {(look: Look) => string} */
const nameOf = (look) => (look.asks ? look.how : look.what || look.how);

/** @param {Place} spot */
function drawExtent(spot) {
  const closed = spot.state !== "disclose";
  const ontoggle = (/** @type {Event} */ event) =>
    (state.extentOpen = /** @type {HTMLDetailsElement} */ (event.target).open);
  return make(
    "details",
    { id: "extent", open: state.extentOpen, ontoggle },
    make("summary", {}, "More or fewer words"),
    row([
      closed && button("start-back", "Start earlier", "start_earlier"),
      closed && button("start-on", "Start later", "start_later"),
      closed && button("end-back", "End earlier", "end_earlier"),
      closed && button("end-on", "End later", "end_later"),
      button("do-sentence", "Whole sentence", "whole_sentence"),
      button("do-paragraph", "Whole paragraph", "whole_paragraph"),
      button("do-repeat", "Same in every copy", "repeat"),
    ]),
  );
}
