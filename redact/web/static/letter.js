// The letter on the page: its text, what would be printed in it, and the words that are selected in it.
// Pieces of its own text know where they stand (`data-at`); a character that cannot be seen is a piece of its own.

import { $, hidden, make, number, reveal, runs, say, shown } from "./elements.js";
import { length, state } from "./state.js";

/** @import { Place } from "./api.js" */
/** @import { Block, Placed, Span } from "./state.js" */

/** What is drawn in each block's element, so that only what has changed is drawn again.
 * @type {WeakMap<Element, string>} */
const drawn = new WeakMap();

/** Put the letter's blocks on the page, still empty. */
export function layLetter() {
  $("letter").lang = state.letter.language;
  $("letter").replaceChildren(
    ...state.blocks.map(({ kind, part }) =>
      make(kind === "heading" ? "h3" : "p", { dir: "auto", class: `block ${part} ${kind}` }),
    ),
  );
}

/** Draw the blocks of the letter whose decisions, or whose view, have changed. */
export function drawLetter() {
  let first = 0;
  state.blocks.forEach((block, nth) => {
    while (first < state.places.length && state.places[first].end <= block.start) first++;
    let end = first;
    while (end < state.places.length && state.places[end].start < block.end) end++;
    const places = state.places.slice(first, end);
    const element = $("letter").children[nth];
    const sign = state.view + JSON.stringify(places.map((p) => [p.key, p.nth, p.start, p.end, p.state, p.hole]));
    if (drawn.get(element) === sign) return;
    drawn.set(element, sign);
    element.replaceChildren(...drawBlock(block, places));
  });
}

/**
 * @param {Block} block
 * @param {Placed[]} places those in the block, in reading order
 */
function drawBlock(block, places) {
  /** @type {Node[]} */
  const pieces = [];
  let offset = block.start;
  for (const place of places) {
    pieces.push(...sourcePieces(block.cut(offset, place.start), offset), ...drawPlace(block, place));
    offset = Math.min(place.end, block.end);
  }
  return [...pieces, ...sourcePieces(block.cut(offset, block.end), offset)];
}

/**
 * Return source text as elements that know where they stand in the letter.
 * @param {string} text
 * @param {number} start
 */
function sourcePieces(text, start) {
  let offset = start;
  return runs(text).map((run) => {
    const unseen = hidden(run) && { "data-one": true, class: "control", "data-name": number(run) };
    const piece = make("span", { "data-at": offset, ...unseen }, unseen ? "" : run);
    offset += length(run);
    return piece;
  });
}

/**
 * Draw what would be printed in the stead of a place.
 * @param {Place} place
 */
export function hole(place) {
  const { text, bar } = place.hole ?? { text: "", bar: false };
  return make(
    "span",
    { class: bar ? "hole bar" : "hole words" },
    shown(bar && !place.exemptions.length ? "no code yet" : text),
  );
}

/**
 * Return a place as the view shows it: what is in the source, what would be printed, or both.
 * @param {Block} block
 * @param {Placed} place
 */
function drawPlace(block, place) {
  const about = { "data-key": place.key, "data-nth": place.nth };
  const source = () => sourcePieces(block.cut(place.start, place.end), Math.max(place.start, block.start));
  const open = place.state === "undecided";
  if (state.view === "original" || (state.view === "published" && place.state === "disclose"))
    return [make("span", about, ...source())];
  const printed = place.hole?.goes_on ? null : place.hole;
  if (state.view === "published" && (!printed || printed.start < block.start)) return [];
  if (state.view === "published")
    return [make("span", about, open ? make("span", { class: "hole words open" }, "[To decide]") : hole(place))];
  const said = make("span", { class: "vh" }, `${state.letter.words.states[place.state].words}: `);
  const tag = place.state === "withhold" ? "del" : "span";
  const mark = make(tag, { class: `m ${place.state}`, ...about }, said, ...source());
  if (!printed || printed.end > block.end) return [mark];
  const label = open
    ? make("span", { class: "hole ask" }, "?", make("span", { class: "vh" }, " to decide "))
    : hole(place);
  return [mark, make(open ? "span" : "ins", { class: "put", ...about }, label)];
}

/** Mark what the card is about. */
export function markCurrent() {
  for (const old of document.querySelectorAll("#letter .now, #letter .spot")) old.classList.remove("now", "spot");
  const marks = `#letter [data-key="${CSS.escape(state.current)}"]:not(.put)`;
  for (const mark of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(marks))) {
    mark.classList.add("now");
    if (Number(mark.dataset.nth) === state.place) mark.classList.add("spot");
  }
}

/** Scroll to the place that the card is about. */
export const revealSpot = () => reveal($("letter"), document.querySelector("#letter .spot"));

/** Draw the letter anew after a change of view. */
export function showView() {
  for (const button of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-view]")))
    button.setAttribute("aria-pressed", String(button.dataset.view === state.view));
  drawLetter();
  markCurrent();
  revealSpot();
  say(`The letter is shown: ${state.view}.`);
}

// ---------------------------------------------------------------- words selected

/**
 * Return the offset of a point of the page, if it stands in the letter's own text.
 * @param {Node} node
 * @param {number} index in units of the node's string
 */
function offsetOf(node, index) {
  const start = node instanceof Text ? node.parentElement?.dataset.at : undefined;
  return start === undefined ? null : Number(start) + length(/** @type {Text} */ (node).data.slice(0, index));
}

/** @returns {NodeListOf<HTMLElement>} */
const allPieces = () => $("letter").querySelectorAll("[data-at]");

/** @returns {Span | null} the words of the letter that are selected, without white space at their ends */
function selectedSpan() {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode($("letter"))) return null;
  let start = offsetOf(range.startContainer, range.startOffset);
  let end = offsetOf(range.endContainer, range.endOffset);
  if (start === null || end === null) {
    const pieces = [...allPieces()].filter((piece) => range.intersectsNode(piece));
    const last = pieces.at(-1);
    if (!last) return null;
    start ??= Number(pieces[0].dataset.at);
    end ??= Number(last.dataset.at) + (last.dataset.one === undefined ? length(last.textContent) : 1);
  }
  if (!$("letter").contains(range.startContainer)) start = state.blocks[0].start;
  if (!$("letter").contains(range.endContainer)) end = Math.max(end, start);
  return state.trim(start, end);
}

/** Take over what is selected now, and say so. */
export function lookAtSelection() {
  if (state.closed) return;
  const span = selectedSpan();
  if (span?.start === state.picked?.start && span?.end === state.picked?.end) return;
  state.picked = span;
  $("picked").hidden = !span;
  document.body.classList.toggle("picking", Boolean(span));
  if (!span) return;
  if (!state.pickedCodes.length) state.pickedCodes = state.usualCodes;
  const text = shown(state.cut(span.start, span.end));
  $("picked-words").textContent = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  $("picked-code").textContent = state.pickedCodes.length ? `Code: ${state.pickedCodes.join(", ")}` : "Choose a code";
  say(`Selected: ${text.slice(0, 80)}`);
}

/** Select nothing. */
export function dropSelection() {
  getSelection()?.removeAllRanges();
  lookAtSelection();
}

/**
 * Return the node, and the index in it, where an offset of the letter stands.
 * @param {number} offset
 * @param {boolean} end whether it is the end of a span, and so belongs to the character before
 * @returns {[Node, number]}
 */
function pointOf(offset, end) {
  const character = end ? offset - 1 : offset;
  const block = $("letter").children[state.blocks.indexOf(state.blockAt(character))];
  /** @type {NodeListOf<HTMLElement>} */
  const pieces = block.querySelectorAll("[data-at]:not([data-one])");
  const piece = [...pieces].findLast(({ dataset }) => Number(dataset.at) <= character) || pieces[0];
  if (!piece?.firstChild) return [block, 0];
  const before = [...piece.textContent].slice(0, Math.max(0, offset - Number(piece.dataset.at)));
  return [piece.firstChild, before.join("").length];
}

/**
 * Select words of the letter.
 * @param {Span} span
 */
export function select({ start, end }) {
  getSelection()?.setBaseAndExtent(...pointOf(start, false), ...pointOf(end, true));
  lookAtSelection();
}

/** Select the words that the keyboard has gone over, and keep the last of them in sight. */
export function selectByKeys() {
  const [span, caret] = [state.caretSpan, state.caret];
  if (!span || !caret) return;
  select(span);
  const node = pointOf(state.words[caret.focus].start, false)[0].parentElement;
  reveal($("letter"), node);
  if ($("letter").scrollHeight <= $("letter").clientHeight + 1) node?.scrollIntoView({ block: "nearest" });
}
