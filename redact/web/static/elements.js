// Elements of the page, and text as people read it. Strings become text; nothing is ever read as markup.

import { state } from "./state.js";

/** @typedef {string | number | boolean | null | undefined | ((event: any) => void)} Attribute a function listens */
/** @typedef {Node | string | number | false | null | undefined} Child */

/**
 * Return the element with an id.
 * @template {typeof HTMLElement} [K=typeof HTMLElement]
 * @param {string} id
 * @param {K} [kind] what kind of element it is, such as HTMLInputElement
 * @returns {InstanceType<K>}
 */
export function $(id, kind) {
  const element = document.getElementById(id);
  if (!(element instanceof (kind ?? HTMLElement))) throw new TypeError(`The page has no such element: ${id}`);
  return /** @type {InstanceType<K>} */ (element);
}

/**
 * Make an element.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, Attribute>} attributes those named `onclick` and so on are listeners
 * @param {Child[]} children
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, String(value));
  }
  for (const child of children)
    if (child != null && child !== false) element.append(child instanceof Node ? child : String(child));
  return element;
}

/** @type {(count: number, one: string, many?: string) => string} */
export const plural = (count, one, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** @type {(text: string) => string} */
export const sentence = (text) => (text ? text[0].toUpperCase() + text.slice(1) : text);

/** @type {(time: string) => string} */
export const when = (time) => time.replace("T", " ").replace("Z", " UTC");

/** @type {(text: string) => boolean} */
export const hidden = (text) => state.hidden.test(text);

/** Return a text in runs of what can be seen, each character that cannot be a run of its own.
 * @type {(text: string) => string[]} */
export const runs = (text) => text.split(state.hidden).filter(Boolean);

/** @type {(character: string) => string} */
export const number = (character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/**
 * Return text for a label or list, with what cannot be seen named, so that direction marks steer nothing.
 * @param {string} text
 */
export function shown(text) {
  return runs(text)
    .map((run) => (hidden(run) ? `⟨${number(run)}⟩` : run))
    .join("");
}

/**
 * Return a function that does some work once it has not been called for a while.
 * @param {number} milliseconds
 * @param {() => void} work
 */
export function later(milliseconds, work) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
}

/**
 * Scroll a pane, never the page round it, so that an element can be seen.
 * @param {Element} pane
 * @param {Element | null | undefined} element
 */
export function reveal(pane, element) {
  if (!element || pane.scrollHeight <= pane.clientHeight + 1) return;
  const [outer, inner] = [pane.getBoundingClientRect(), element.getBoundingClientRect()];
  if (inner.top >= outer.top + 40 && inner.bottom <= outer.bottom - 40) return;
  pane.scrollTop += inner.top - outer.top - outer.height / 3;
}

/**
 * Say what happened, to screen readers too.
 * @param {string} text
 */
export function say(text) {
  $("said").textContent = text;
}

/** Take the warning away. */
export const calm = () => $("alert").replaceChildren();

/**
 * Show a warning until it is closed.
 * @param {string} text
 * @param {() => void} again what loads the review again
 */
export function warn(text, again) {
  const close = make("button", { onclick: calm }, "Close this message");
  const load = make("button", { onclick: again }, "Load the review again");
  $("alert").replaceChildren(make("p", {}, text, " ", close, " ", load));
}
