// What the page asks of the program behind it, and the types of what it is told. Every offset counts code points.

/** @typedef {"undecided" | "withhold" | "disclose"} Action */
/** @typedef {Action | "mixed"} Mark */
/** @typedef {[start: number, end: number]} Range */

/**
 * @typedef {object} Hole what would be printed, once, however many blocks the place lies in
 * @property {number} start
 * @property {number} end
 * @property {string} text
 * @property {boolean} bar whether the text stands on a black bar
 * @property {boolean} goes_on whether the place before has printed it already
 */

/**
 * @typedef {object} Place one decision, and what would be printed in its stead
 * @property {number} start
 * @property {number} end
 * @property {string} where its line, in words
 * @property {Action} state
 * @property {string[]} exemptions
 * @property {string} how
 * @property {string} what
 * @property {Hole | null} hole none where it is disclosed, or is nothing but white space
 * @property {string} by
 * @property {string} at
 * @property {string} reason
 */

/**
 * @typedef {object} Member one of a group, with which of the group's places are its own
 * @property {string} key
 * @property {string} words
 * @property {number} first
 * @property {number} count
 */

/**
 * @typedef {object} Subject a person or value, with every place of it; or a group of them that is asked about once
 * @property {string} key
 * @property {string} kind
 * @property {string} title what a group is called, such as `8 places`; empty for what is no group
 * @property {Member[]} members of a group
 * @property {Mark} state
 * @property {string[]} words
 * @property {string} because
 * @property {string[]} found_by
 * @property {string[]} warnings
 * @property {string[]} exemptions
 * @property {string} how
 * @property {string} what
 * @property {Place[]} places
 */

/**
 * @typedef {object} Note
 * @property {string} exemption
 * @property {string} kind
 * @property {string} text
 * @property {boolean} needed
 * @property {boolean} signed
 * @property {boolean} done
 */

/**
 * @typedef {object} Footing what is true of the review as a whole
 * @property {number} revision
 * @property {boolean} can_undo
 * @property {boolean} can_redo
 * @property {Range[]} touched
 * @property {Note[]} notes
 * @property {string[]} missing
 */

/** @typedef {Footing & { order: string[], subjects: Record<string, Subject>, warnings: string[] }} Review */
/** @typedef {Footing & { order?: string[], subjects: Record<string, Subject> }} Changes */

/**
 * @typedef {object} Exemption
 * @property {string} code
 * @property {string} title
 * @property {string} plain
 * @property {string} kind
 * @property {string[]} needs
 */

/**
 * @typedef {object} Look one way for a hole to look; `asks` is what the person is asked for, if anything
 * @property {string} how
 * @property {string} what
 * @property {string} words
 * @property {string} asks
 */

/**
 * @typedef {object} Words every word for people that the terminal says too
 * @property {Record<Mark, { mark: string, words: string }>} states
 * @property {Record<string, string>} found_by
 * @property {Look[]} looks
 * @property {{ key: string, action: string, words: string }[]} keys
 * @property {string} word the expression of a word
 */

/**
 * @typedef {object} LetterBlock
 * @property {number} start
 * @property {string} text
 * @property {string} kind
 * @property {string} part
 */

/**
 * @typedef {object} Letter what does not change while the page is open
 * @property {string} name
 * @property {string} by
 * @property {string} policy its title
 * @property {string} language
 * @property {LetterBlock[]} blocks
 * @property {Exemption[]} exemptions
 * @property {Words} words
 * @property {string} hidden the inside of a character class: what is named by its number instead of shown
 */

/**
 * @typedef {object} Why
 * @property {string} rule
 * @property {string} then
 * @property {string} because
 * @property {{ where: string, kind: string, score: number, found_by: string[], traits: string[] }[]} findings
 * @property {{ did: string, by: string, at: string }[]} events
 */

/** @typedef {{ places: number, free: number }} Count */
/** @typedef {{ revision: number, page_count: number, places: Range[] }} Pages the pair is an offset and its page */
/** @typedef {{ action: string, [name: string]: unknown }} Request */
/** @typedef {{ error?: string, lacks?: string, state?: Review }} Answer what comes with a refusal */

const GONE =
  "The program behind this page has stopped. Everything up to your last action is saved. " +
  "To go on, start the review again in the terminal.";

/** An answer that is not the one asked for; its message is for the person. */
export class Refusal extends Error {
  /**
   * @param {number} status 0 where nobody answered
   * @param {Answer} answer
   */
  constructor(status, answer) {
    super(answer.error || "The program gave no answer that this page understands.");
    this.status = status;
    this.lacks = answer.lacks || "";
    this.state = answer.state;
  }
}

/**
 * Send a request and return the response.
 * @param {string} path
 * @param {object} [body]
 */
async function send(path, body) {
  /** @type {Record<string, string>} */
  const headers = { "X-Redact-Token": sessionStorage.getItem("token") || "" };
  /** @type {RequestInit} */
  const options = { headers, cache: "no-store" };
  if (body) {
    headers["Content-Type"] = "application/json";
    options.method = "POST";
    options.body = JSON.stringify(body);
  }
  const response = await fetch(path, options).catch(() => {
    throw new Refusal(0, { error: GONE });
  });
  if (!response.ok) throw new Refusal(response.status, await response.json().catch(() => ({})));
  return response;
}

/**
 * @param {string} path
 * @param {object} [body]
 */
const ask = async (path, body) => (await send(path, body)).json();

/** @returns {Promise<Letter>} */
export const letter = () => ask("/api/letter");

/** @returns {Promise<Review>} */
export const review = () => ask("/api/state");

/**
 * Return how the review stands; only its revision where that is the one the page knows.
 * @param {number} known
 * @returns {Promise<Review | { revision: number, order?: undefined }>}
 */
export const reviewSince = (known) => ask(`/api/state?known=${known}`);

/** @type {(request: Request) => Promise<Changes>} */
export const act = (request) => ask("/api/act", request);

/** @type {(key: string) => Promise<Why>} */
export const why = (key) => ask("/api/why", { key });

/** @type {(text: string, wholeWords: boolean) => Promise<Count>} */
export const count = (text, wholeWords) => ask("/api/count", { text, whole_words: wholeWords });

/** @returns {Promise<unknown>} */
export const stop = () => ask("/api/stop", {});

/** @type {(revision: number) => Promise<Pages & { moved_on?: boolean }>} */
export const pages = (revision) => ask(`/api/pages/${revision}`);

/** @type {(revision: number, page: number, width: number) => Promise<Blob>} */
export const picture = async (revision, page, width) =>
  (await send(`/api/pages/${revision}/${page}?width=${width}`)).blob();
