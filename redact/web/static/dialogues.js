// What the page asks of the person, and the answers: each dialogue resolves to what was chosen, or to null.

import * as api from "./api.js";
import { $, make, plural, sentence, shown, when } from "./elements.js";
import { state } from "./state.js";

/** @import { Exemption, Note } from "./api.js" */

/**
 * Open a dialogue; return whether the person said yes. The focus goes back to where it was.
 * @param {string} id
 * @returns {Promise<boolean>}
 */
export function ask(id) {
  const dialog = $(id, HTMLDialogElement);
  const before = document.activeElement?.id;
  dialog.returnValue = "cancel";
  dialog.showModal();
  return new Promise((resolve) => {
    const closed = () => {
      resolve(dialog.returnValue === "pick");
      if (before) document.getElementById(before)?.focus({ preventScroll: true });
    };
    dialog.addEventListener("close", closed, { once: true });
  });
}

/**
 * Ask for a text, such as a reason; those given before are offered again.
 * @param {string} title
 * @param {string} label
 * @param {string} value
 */
export async function askFor(title, label, value) {
  const field = $("ask-text", HTMLTextAreaElement);
  $("ask-title").textContent = title;
  $("ask-label").textContent = label;
  field.value = value;
  const offers = state.reasons
    .slice(-3)
    .reverse()
    .map((reason) => {
      const use = () => {
        field.value = reason;
        field.focus();
      };
      return make("button", { type: "button", onclick: use }, shown(reason));
    });
  $("ask-recent").replaceChildren(...offers);
  if (!(await ask("ask"))) return null;
  const text = field.value.trim();
  if (!text) return null;
  state.keepReason(text);
  return text;
}

// ---------------------------------------------------------------- which exemption

/** Draw the exemptions that have every word of what is typed. */
export function drawCodes() {
  const typed = $("codes-filter", HTMLInputElement).value.toLowerCase().split(/\s+/).filter(Boolean);
  state.offered = state.letter.exemptions.filter(({ code, title, plain, kind }) => {
    const text = `${code} ${title} ${plain} ${kind}`.toLowerCase();
    return typed.every((word) => text.includes(word));
  });
  state.active = Math.min(state.active, Math.max(0, state.offered.length - 1));
  const none = { role: "option", "aria-disabled": "true", "aria-selected": "false" };
  const rows = state.offered.length ? state.offered.map(drawCode) : [make("li", none, "No code has these words")];
  $("codes-list").replaceChildren(...rows);
  const active = state.offered.length ? `code-${state.active}` : "";
  $("codes-filter").setAttribute("aria-activedescendant", active);
  document.getElementById(active)?.scrollIntoView({ block: "nearest" });
}

/**
 * @param {Exemption} exemption
 * @param {number} nth
 */
function drawCode({ code, title, plain, kind, needs }, nth) {
  const row = { role: "option", id: `code-${nth}`, "aria-selected": String(nth === state.active) };
  const onclick = () => {
    state.active = nth;
    drawCodes();
    $("codes-filter").focus();
  };
  const ondblclick = () => $("codes", HTMLDialogElement).close("pick");
  const more = `${plain} (${kind}${needs.length ? `; needs: ${needs.join(", ")}` : ""})`;
  const about = make("span", { class: "sub" }, more);
  return make("li", { ...row, onclick, ondblclick }, make("strong", {}, code), ` ${title}`, about);
}

/**
 * Ask for an exemption, in the stead of the codes there are or besides them.
 * @param {string[]} codes
 */
export async function pickCodes(codes) {
  const add = $("codes-add", HTMLInputElement);
  $("codes-filter", HTMLInputElement).value = "";
  add.checked = false;
  add.disabled = !codes.length;
  state.active = Math.max(
    0,
    state.letter.exemptions.findIndex(({ code }) => code === codes[0]),
  );
  drawCodes();
  const sure = ask("codes");
  document.getElementById(`code-${state.active}`)?.scrollIntoView({ block: "nearest" });
  const chosen = (await sure) && state.offered[state.active];
  if (!chosen) return null;
  return add.checked ? [...new Set([...codes, chosen.code])] : [chosen.code];
}

// ---------------------------------------------------------------- words wherever they stand

const term = () => ({
  text: $("term-text", HTMLInputElement).value,
  whole_words: $("term-whole", HTMLInputElement).checked,
  exemptions: state.termCodes,
});

const termCode = () => ($("term-code").textContent = state.termCodes.join(", ") || "Choose a code");

/** Say in how many places of the letter the words stand. */
export async function countTerm() {
  const mine = ++state.counting;
  const { text, whole_words: whole } = term();
  if (!text.trim()) {
    $("term-count").textContent = "";
    return;
  }
  const { places, free } = await api.count(text, whole);
  if (mine !== state.counting) return;
  const withheld = free < places ? `; ${places - free} withheld already` : "";
  $("term-count").textContent = places
    ? `Stands in ${plural(places, "place")}${withheld}.`
    : "Does not stand in the letter.";
}

/** Ask for the code of the words. */
export async function pickTermCodes() {
  state.termCodes = (await pickCodes(state.termCodes)) || state.termCodes;
  termCode();
}

/**
 * Ask for words to withhold wherever they stand, at first those that are selected.
 * @param {(error: unknown) => void} report what to do where they cannot be counted
 */
export async function askTerm(report) {
  if (!state.termCodes.length) state.termCodes = state.usualCodes;
  termCode();
  $("term-text", HTMLInputElement).value = state.picked ? state.cut(state.picked.start, state.picked.end) : "";
  countTerm().catch(report);
  return (await ask("term")) ? term() : null;
}

// ---------------------------------------------------------------- notes, reasons, the end

/** Ask for the notes that exemptions need; return those that were changed. */
export async function askNotes() {
  /** @type {[Note, HTMLTextAreaElement][]} */
  const fields = [];
  $("note-none").hidden = state.notes.length > 0;
  const rows = state.notes.map((note, nth) => {
    const exemption = note.exemption ? `${note.exemption}: ` : "";
    const name = `${exemption}${note.kind}${note.needed ? "" : " (no longer needed)"}`;
    if (note.signed) {
      const signed = note.done ? " – signed." : " – another person signs with: redact sign.";
      return make("p", {}, make("strong", {}, name), signed);
    }
    const field = make("textarea", { id: `note-${nth}`, rows: 3 });
    field.value = note.text;
    fields.push([note, field]);
    return make("div", {}, make("label", { for: field.id }, `${name}${note.done ? "" : " – missing"}`), field);
  });
  $("note-list").replaceChildren(...rows);
  if (!(await ask("note"))) return null;
  return fields
    .filter(([note, field]) => field.value.trim() !== note.text)
    .map(([{ exemption, kind }, field]) => ({ exemption, kind, text: field.value }));
}

/** Return by what something was found, in words.
 * @type {(means: string[]) => string} */
export const foundBy = (means) => means.map((each) => state.letter.words.found_by[each] || each).join(" and ");

/** Show the rule, what was seen, and what people did. */
export async function showWhy() {
  const { rule, then, because, findings, events } = await api.why(state.current);
  const seen = findings.map(({ where, kind, found_by, score, traits }) => {
    const more = traits.length ? `; ${traits.join(", ").replaceAll("-", " ")}` : "";
    return `${sentence(where)}: ${kind}, by ${foundBy(found_by)}, score ${score}${more}`;
  });
  const did = events.map((event) => `${when(event.at)}: ${event.by}, ${event.did.replaceAll("-", " ")}`);
  const rows = (/** @type {string} */ title, /** @type {string[]} */ lines) =>
    lines.length ? [make("h3", {}, title), make("ul", {}, ...lines.map((line) => make("li", {}, shown(line))))] : [];
  const says = rule
    ? make("p", {}, "Rule ", make("code", {}, rule), then ? ` says: ${then}. ` : ". ", because)
    : make("p", {}, "No rule: these words were picked by a person.");
  $("why-body").replaceChildren(says, ...rows("What was seen", seen), ...rows("What people did", did));
  await ask("why");
}

/** Say what is still to do, and ask whether to close the review. */
export async function askToFinish() {
  const open = state.undecided.length;
  const notes = state.missing.length;
  const left = [open && `${open} to decide`, notes && `${plural(notes, "note")} to write`].filter(Boolean).join(", ");
  $("finish-text").textContent = left
    ? `Still to do before this can be published: ${left}.`
    : "Everything is decided. Publish it in the terminal with: redact publish.";
  $("finish-warnings").replaceChildren(...state.warnings.map((text) => make("li", {}, sentence(shown(text)))));
  return ask("finish");
}

/** Leave nothing of the review on the page. */
export function showClosed() {
  sessionStorage.clear();
  const text = make("p", {}, "Everything is saved. You can close this tab.");
  document.body.replaceChildren(make("main", { class: "over" }, make("h1", {}, "The review is closed"), text));
}
