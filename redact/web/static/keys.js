// What a person does, and the key for each: the same keys as in the terminal, but for Tab, which a page needs for
// itself, and what a mouse can do there.

import * as api from "./api.js";
import { Refusal } from "./api.js";
import { ask, askFor, askNotes, askTerm, askToFinish, pickCodes, showClosed, showWhy } from "./dialogues.js";
import { $, calm, plural, say, shown, warn } from "./elements.js";
import { dropSelection, select, selectByKeys } from "./letter.js";
import { state } from "./state.js";

/** @import { Changes, Place, Request, Subject } from "./api.js" */
/** @import { Scope } from "./state.js" */

// ---------------------------------------------------------------- asking the program

/**
 * Do one thing after another, in the order asked for: the next key waits until the last is answered.
 * @param {() => unknown} work
 */
export function queue(work) {
  state.queue = state.queue.then(async () => void (await work())).catch(report);
}

/**
 * Say what went wrong, and take over how the review stands where the refusal tells it.
 * @param {unknown} error
 */
export function report(error) {
  const refused = error instanceof Refusal;
  if (refused && error.state) state.take(error.state);
  warn(refused ? error.message : "Something went wrong on this page. Load it again.", () => queue(load));
  if (!refused) throw error;
}

/** Load the letter and how its review stands. */
export async function load() {
  const [letter, review] = await Promise.all([api.letter(), api.review()]);
  calm();
  state.open(letter, review, sessionStorage.getItem("current"));
  state.go(state.current, state.place);
}

/** See whether the review has moved on elsewhere: in another tab, or in a terminal. */
export async function look() {
  const review = await api.reviewSince(state.revision);
  if (!review.order) return;
  state.take(review);
  say("This review was changed elsewhere. What you see is how it stands now.");
}

/**
 * Ask for an action; where a reason or a code is wanted, ask the person, and ask again.
 * @param {Request} request
 * @returns {Promise<Changes | null>} what changed; null where the person gave up
 */
async function act(request) {
  for (;;) {
    try {
      const changes = await api.act({ ...request, revision: state.revision });
      calm();
      state.merge(changes);
      return changes;
    } catch (error) {
      const lacks = error instanceof Refusal && error.status === 422 ? error.lacks : "";
      if (lacks !== "reason" && lacks !== "exemption") throw error;
      const answer =
        lacks === "reason"
          ? { reason: await askFor("A reason is needed", /** @type {Refusal} */ (error).message, text(request.reason)) }
          : { exemptions: await pickCodes(/** @type {string[]} */ (request.exemptions || [])) };
      if (Object.values(answer)[0] === null) return null;
      request = { ...request, ...answer };
    }
  }
}

/** @type {(value: unknown) => string} */
const text = (value) => (typeof value === "string" ? value : "");

/** @param {string} what */
function done(what) {
  const open = state.undecided.length;
  say(`${what} Saved. ${open ? `${open} left to decide.` : "Nothing is left to decide."}`);
}

// ---------------------------------------------------------------- decisions

/**
 * Decide, then show what is still open. A decision on one place of several stays with its subject.
 * @param {Request} request
 * @param {(subject: Subject | undefined) => string} says
 */
async function decide(request, says) {
  const key = state.current;
  if (!(await act(request))) return;
  const subject = state.subjects[key];
  done(says(subject));
  if (!subject || subject.state === "undecided" || state.onlyHere) return;
  const next = state.undecidedAfter(key);
  if (next === undefined) return;
  state.go(next);
  const { kind, title, places } = state.subjects[next];
  say(`${$("said").textContent} Now: ${title || kind}, ${plural(places.length, "place")}.`);
}

async function withhold() {
  if (state.picked) return withholdPicked(false);
  const says = (/** @type {Subject | undefined} */ subject) =>
    subject ? `Withheld under ${subject.exemptions.join(", ")}.` : "Withheld.";
  if (state.subject) await decide({ action: "withhold", where: state.where }, says);
}

async function disclose() {
  if (state.subject) await decide({ action: "disclose", where: state.where }, () => "Disclosed.");
}

async function changeCode() {
  if (state.picked) return choosePickedCode();
  const about = state.onlyHere ? state.spot : state.subject;
  const codes = about && (await pickCodes(about.exemptions));
  if (!codes) return;
  const action = about.state === "disclose" ? "withhold" : "exemption";
  if (await act({ action, where: state.where, exemptions: codes })) done(`Code: ${codes.join(", ")}.`);
}

/**
 * Change how the hole looks.
 * @param {string} how
 * @param {string} what
 */
export async function changeShow(how, what) {
  if (await act({ action: "show", where: state.where, how, what })) done("Shown in another way.");
}

/**
 * Do something to the place on the card, wherever that moves it.
 * @param {Request} request
 * @param {(changes: Changes, place: Place) => string} says
 */
async function change(request, says) {
  const { spot } = state;
  const changes = spot && (await act({ ...request, where: [spot.start, spot.end] }));
  if (!changes) return;
  state.follow(changes.touched);
  done(says(changes, state.spot || spot));
}

/**
 * Move the edges of the place on the card by some words.
 * @param {number} start
 * @param {number} end
 */
function edge(start, end) {
  state.extentOpen = true;
  const says = (/** @type {Changes} */ _, /** @type {Place} */ place) =>
    `Now: ${shown(state.cut(place.start, place.end)).slice(0, 80)}.`;
  return change({ action: "edge", start, end }, says);
}

/** @param {"sentence" | "paragraph"} action */
const widen = (action) => change({ action }, () => `The whole ${action} is withheld.`);

async function repeat() {
  const { spot } = state;
  const changes = spot && (await act({ action: "repeat", where: [spot.start, spot.end] }));
  if (changes) done(`The same in ${plural(Math.max(0, changes.touched.length - 1), "copy", "copies")}.`);
}

async function giveReason() {
  const { spot, subject } = state;
  if (!spot) return;
  const label = "Why is this decided as it is? Kept with the decision, with your name.";
  const reason = await askFor("Reason", label, spot.reason);
  if (reason === null) return;
  const action = spot.state === "undecided" ? "ask" : spot.state;
  const where = subject?.state === "mixed" ? [spot.start, spot.end] : state.where;
  if (await act({ action, where, reason })) done("Reason kept.");
}

async function leaveQuestion() {
  if (!state.subject) return;
  const label = "What should a colleague decide? This stays open until somebody does.";
  const reason = await askFor("Leave a question", label, "");
  if (reason !== null && (await act({ action: "ask", where: state.where, reason })))
    done("Left open, with your question.");
}

async function undo() {
  if (!state.can_undo) return say("There is nothing left to undo.");
  const { touched } = state;
  if (!(await act({ action: "undo" }))) return;
  state.follow(touched);
  done("Undone.");
}

async function redo() {
  if (!state.can_redo) return say("There is nothing left to redo.");
  const changes = await act({ action: "redo" });
  if (!changes) return;
  state.follow(changes.touched);
  done("Done again.");
}

// ---------------------------------------------------------------- words selected, words everywhere

/** @param {boolean} everywhere */
async function withholdPicked(everywhere) {
  const { picked, pickedCodes: exemptions } = state;
  if (!picked) return;
  const { start, end } = picked;
  const changes = everywhere
    ? await act({ action: "term", text: state.cut(start, end), exemptions })
    : await act({ action: "withhold", where: [start, end], exemptions });
  if (!changes) return;
  dropSelection();
  state.follow(changes.touched);
  const where = everywhere ? plural(changes.touched.length, "place") : "there";
  done(`Withheld ${where} under ${exemptions.join(", ")}.`);
}

async function choosePickedCode() {
  const { picked } = state;
  const codes = await pickCodes(state.pickedCodes);
  if (codes === null) return;
  state.pickedCodes = codes;
  $("picked-code").textContent = `Code: ${codes.join(", ")}`;
  if (picked) select(picked);
}

async function findTerm() {
  const term = await askTerm(report);
  const changes = term && (await act({ action: "term", ...term }));
  if (!changes) return;
  dropSelection();
  state.follow(changes.touched);
  done(`Withheld ${plural(changes.touched.length, "place")}.`);
}

async function writeNotes() {
  const notes = await askNotes();
  if (!notes) return;
  for (const note of notes) if (!(await act({ action: "note", ...note }))) return;
  done(state.missing.length ? `${plural(state.missing.length, "note")} missing.` : "Every note is written.");
}

async function finish() {
  state.take(await api.review());
  if (!(await askToFinish())) return;
  await api.stop();
  state.closed = true;
  showClosed();
}

// ---------------------------------------------------------------- where the person is

/**
 * @param {number} by
 * @param {boolean} [open] among what is still to decide
 */
function step(by, open = false) {
  const key = state.beside(by, open);
  if (key && key !== state.current) return state.go(key);
  say(open ? "Nothing else is left to decide." : "There is nothing else in this list.");
}

/** @param {number} by */
function stepPlace(by) {
  state.stepPlace(by);
  const { subject, spot } = state;
  if (subject && spot) say(`Place ${state.place + 1} of ${subject.places.length}, ${spot.where}.`);
}

/**
 * Say what a decision is about.
 * @param {Scope} scope
 */
export function setScope(scope) {
  if (!state.scopes.includes(scope)) return;
  state.setScope(scope);
  const all = state.member ? "all of them" : "every place";
  say(`A decision is about ${{ all, one: "this one of them", here: "this place only" }[scope]}.`);
}

/** Narrow what a decision is about, and after the narrowest begin again with all. */
function nextScope() {
  const { scopes, scope } = state;
  if (scopes.length > 1) setScope(scopes[(scopes.indexOf(scope) + 1) % scopes.length]);
}

function startPicking() {
  if (state.view === "published") state.setView("changes");
  state.startCaret();
  $("letter").focus({ preventScroll: true });
  selectByKeys();
}

const NEXT_VIEW = /** @type {const} */ ({ changes: "original", original: "published", published: "changes" });

/** @type {(work: () => unknown) => () => void} */
const queued = (work) => () => queue(work);

/** What each action of the table of keys does; the table itself is the program's, and comes with the letter.
 * @type {Record<string, () => unknown>} */
export const ACTIONS = {
  withhold: queued(withhold),
  disclose: queued(disclose),
  undo: queued(undo),
  redo: queued(redo),
  change_code: queued(changeCode),
  change_look: () => document.getElementById("how")?.focus(),
  here_only_or_all: nextScope,
  next_mention: () => stepPlace(1),
  previous_mention: () => stepPlace(-1),
  start_earlier: queued(() => edge(-1, 0)),
  start_later: queued(() => edge(1, 0)),
  end_earlier: queued(() => edge(0, -1)),
  end_later: queued(() => edge(0, 1)),
  whole_sentence: queued(() => widen("sentence")),
  whole_paragraph: queued(() => widen("paragraph")),
  search: queued(findTerm),
  repeat: queued(repeat),
  give_reason: queued(giveReason),
  write_notes: queued(writeNotes),
  ask: queued(leaveQuestion),
  next_open: () => step(1, true),
  previous_open: () => step(-1, true),
  next_subject: () => step(1),
  previous_subject: () => step(-1),
  pick_words: startPicking,
  withhold_picked_here: queued(() => withholdPicked(false)),
  withhold_picked_everywhere: queued(() => withholdPicked(true)),
  choose_picked_code: queued(choosePickedCode),
  drop_selection: dropSelection,
  change_view: () => state.setView(NEXT_VIEW[state.view]),
  why: queued(() => state.subject && showWhy()),
  help: () => ask("keys"),
  leave: queued(finish),
};

/**
 * Do what a key or a button is for.
 * @param {string} action
 */
export const perform = (action) => void ACTIONS[action]();

/**
 * Return the key of an action.
 * @param {string} action
 */
export const keyOf = (action) => state.letter.words.keys.find((each) => each.action === action)?.key || "";

/**
 * Do what a key does; tell whether it does anything.
 * @param {string} key
 */
export function press(key) {
  const known = state.letter.words.keys.find((each) => each.key === key);
  if (known) perform(known.action);
  return known !== undefined;
}

/**
 * Take a key that was pressed on the page, where no dialogue is open and nothing is being typed.
 * @param {KeyboardEvent} event
 */
export function listenToKeys(event) {
  const target = /** @type {Element} */ (event.target);
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (document.querySelector("dialog[open]") || state.revision < 0 || state.closed) return;
  if (event.key === "Escape") {
    state.caret = null;
    if (state.picked) dropSelection();
    else if (target.matches("input, select")) $("card").focus({ preventScroll: true });
    return;
  }
  if (target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
  const inList = target.id === "list" && { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (target.id === "letter" && state.moveCaret(event.key, event.shiftKey)) selectByKeys();
  else if (inList) step(inList);
  else if (!$("keys-on", HTMLInputElement).checked || !press(event.key)) return;
  event.preventDefault();
}
