// The review page. This file joins its parts: what is drawn when something changes, and what each control does.

import { drawCard, drawList, drawTop, markRow, revealRow } from "./card.js";
import { countTerm, drawCodes, pickTermCodes } from "./dialogues.js";
import { $, later, make, say } from "./elements.js";
import { keyOf, listenToKeys, load, look, perform, queue, report } from "./keys.js";
import { drawLetter, layLetter, lookAtSelection, markCurrent, revealSpot, showView } from "./letter.js";
import { schedulePages, showSpot, turnTo } from "./page.js";
import { state } from "./state.js";

/** @import { Mark } from "./api.js" */
/** @import { View } from "./state.js" */

function drawLetterAnew() {
  const { name, policy, by } = state.letter;
  $("title").textContent = name;
  $("about").textContent = `${policy} · ${by} · internal, not for release`;
  layLetter();
  writeWords();
}

/** @returns {NodeListOf<HTMLElement>} those that are always on the page and do what a key does */
const buttons = () => document.querySelectorAll("[data-action]");

/** Write the words and keys that came with the letter. */
function writeWords() {
  const { keys, states } = state.letter.words;
  const rows = keys.map(({ key, words }) =>
    make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, words)),
  );
  $("keys-list").replaceChildren(make("dl", {}, ...rows));
  for (const button of buttons()) {
    const key = keyOf(button.dataset.action || "");
    if (key) button.setAttribute("aria-keyshortcuts", /\p{Lu}/u.test(key) ? `Shift+${key}` : key);
  }
  $("picking-key").textContent = keyOf("pick_words");
  for (const option of /** @type {NodeListOf<HTMLOptionElement>} */ (document.querySelectorAll("#by-state [value]"))) {
    const known = Object.hasOwn(states, option.value) && states[/** @type {Mark} */ (option.value)];
    if (known) option.textContent = known.words;
  }
}

function drawReview() {
  drawTop();
  drawLetter();
  drawList();
  drawCard();
  markCurrent();
  markRow();
  schedulePages();
  document.body.dataset.ready = "yes";
}

function drawPlace() {
  sessionStorage.setItem("current", state.current);
  drawCard();
  markCurrent();
  markRow();
  revealSpot();
  revealRow();
  showSpot();
}

function watch() {
  state.addEventListener("letter", drawLetterAnew);
  state.addEventListener("review", drawReview);
  state.addEventListener("place", drawPlace);
  state.addEventListener("scope", drawCard);
  state.addEventListener("view", showView);
}

/** @type {(id: string, event: string, listener: (event: any) => unknown) => void} */
const on = (id, event, listener) => $(id).addEventListener(event, listener);

function listen() {
  addEventListener("keydown", listenToKeys);
  for (const button of buttons()) button.addEventListener("click", () => perform(button.dataset.action || ""));
  for (const view of /** @type {View[]} */ (["changes", "original", "published"]))
    document.querySelector(`[data-view=${view}]`)?.addEventListener("click", () => state.setView(view));
  on("page-back", "click", () => turnTo(state.page - 1));
  on("page-on", "click", () => turnTo(state.page + 1));
  addEventListener(
    "resize",
    later(300, () => turnTo(state.page)),
  );
  listenToFilters();
  listenToLetter();
  listenToDialogues();
}

function listenToFilters() {
  for (const name of /** @type {const} */ (["state", "kind", "code"])) {
    const select = $(`by-${name}`, HTMLSelectElement);
    select.addEventListener("change", () => {
      state.filters[name] = select.value;
      drawList();
      say(`${$("list").querySelectorAll("li:not([hidden])").length} shown.`);
    });
  }
}

function listenToLetter() {
  document.addEventListener("selectionchange", later(120, lookAtSelection));
  // The bar's own buttons must not take the selection away before they act on it.
  on("picked", "mousedown", (event) => event.preventDefault());
  on("letter", "blur", () => (state.caret = null));
  on("letter", "click", (event) => {
    const mark = event.target.closest("[data-key]");
    if (mark && getSelection()?.isCollapsed) state.go(mark.dataset.key, Number(mark.dataset.nth));
  });
}

function listenToDialogues() {
  on("codes-filter", "input", () => {
    state.active = 0;
    drawCodes();
  });
  on("codes-filter", "keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[/** @type {string} */ (event.key)];
    if (!by) return;
    event.preventDefault();
    state.active = Math.min(state.offered.length - 1, Math.max(0, state.active + by));
    drawCodes();
  });
  on("term-text", "input", () => countTerm().catch(report));
  on("term-whole", "change", () => countTerm().catch(report));
  on("term-code", "click", pickTermCodes);
  // Enter in the field of a reason saves it; Shift+Enter begins a line.
  on("ask-text", "keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    if (event.target.value.trim()) $("ask", HTMLDialogElement).close("pick");
  });
  const switched = $("keys-on", HTMLInputElement);
  switched.checked = sessionStorage.getItem("keys") !== "off";
  switched.addEventListener("change", () => sessionStorage.setItem("keys", switched.checked ? "on" : "off"));
}

/** Keep the token of the start-up link, and take it out of the address. */
function keepToken() {
  const [, token] = location.hash.match(/^#token=([\w-]+)$/) || [];
  if (!token) return;
  sessionStorage.setItem("token", token);
  history.replaceState(null, "", "/");
}

function lookNowAndThen() {
  const lookNow = () => document.visibilityState === "visible" && !state.closed && queue(look);
  document.addEventListener("visibilitychange", lookNow);
  setInterval(lookNow, 60_000);
}

keepToken();
watch();
listen();
lookNowAndThen();
queue(load);
