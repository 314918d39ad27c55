// What the page knows: the text of the letter, how the review stands, and what the person is looking at.
// Nothing here draws: whoever does is told by an event. Every offset counts code points, as the program's own do;
// JavaScript's strings count UTF-16 units, so no offset here is an index into a string.

/** @import { Changes, Exemption, Letter, LetterBlock, Member, Note, Pages, Place, Range, Review, Subject } from "./api.js" */
/** @typedef {{ start: number, end: number }} Span */
/** @typedef {Span & { nth: number }} Word a word and the block it stands in */
/** @typedef {Place & { key: string, nth: number }} Placed a place, whose it is, and which of them */
/** @typedef {"changes" | "original" | "published"} View */
/** @typedef {"all" | "one" | "here"} Scope all that is on the card, one member of a group, or one place */

const NO_MARK = { mark: "", words: "" };
const NO_MARKS = { undecided: NO_MARK, withhold: NO_MARK, disclose: NO_MARK, mixed: NO_MARK };

/**
 * Count the characters of a text: its code points.
 * @param {string} text
 */
export function length(text) {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** A piece of the letter that stands by itself; `end` is one past its last character. */
export class Block {
  /** @type {string[] | null} the characters, where one of them takes two units of a string */
  #points;

  /** @param {LetterBlock} block */
  constructor({ start, text, kind, part }) {
    const points = [...text];
    this.start = start;
    this.end = start + points.length;
    this.text = text;
    this.kind = kind;
    this.part = part;
    this.#points = points.length === text.length ? null : points;
  }

  /**
   * Return the characters from one offset of the letter to another, as far as they stand in this block.
   * @param {number} start
   * @param {number} end
   */
  cut(start, end) {
    const from = Math.max(start, this.start) - this.start;
    const to = Math.max(from, Math.min(end, this.end) - this.start);
    return this.#points ? this.#points.slice(from, to).join("") : this.text.slice(from, to);
  }
}

/** The one state of the page. Events: `letter`, `review`, `place`, `scope`, `view`. */
export class State extends EventTarget {
  /** @type {Letter} what does not change; empty until it is loaded */
  letter = {
    name: "",
    by: "",
    policy: "",
    language: "",
    blocks: [],
    exemptions: [],
    words: { states: NO_MARKS, found_by: {}, looks: [], keys: [], word: "" },
    hidden: "",
  };
  /** @type {Block[]} */
  blocks = [];
  /** What matches a character that is named by its number instead of shown, and keeps it where a text is split. */
  hidden = /(\p{Cc}|\p{Cf})/u;
  /** @type {Word[] | null} */
  #words = null;

  /** @type {Record<string, Subject>} */
  subjects = {};
  /** @type {string[]} the keys of the subjects, in the order in which they are to be decided */
  order = [];
  /** @type {Placed[]} every place, in reading order */
  places = [];
  /** @type {Note[]} */
  notes = [];
  /** @type {string[]} */
  missing = [];
  /** @type {string[]} */
  warnings = [];
  /** @type {Range[]} */
  touched = [];
  revision = -1;
  can_undo = false;
  can_redo = false;

  /** The key of the subject on the card, and which of its places. */
  current = "";
  place = 0;
  /** @type {Scope} what a decision is about */
  scope = "all";
  /** @type {View} */
  view = "changes";
  filters = { state: "", kind: "", code: "" };
  extentOpen = false;

  /** @type {Span | null} the words selected in the letter */
  picked = null;
  /** @type {string[]} */
  pickedCodes = [];
  /** @type {{ anchor: number, focus: number } | null} the words between which the keyboard selects, by number */
  caret = null;

  /** @type {Pages} */
  printed = { revision: -1, page_count: 0, places: [] };
  page = 1;
  /** The picture of a page that is drawn or asked for: its revision, page and width. */
  picture = "";

  /** @type {Exemption[]} the exemptions in the list of the dialogue, and which of them is marked */
  offered = [];
  active = 0;
  /** @type {string[]} */
  termCodes = [];
  /** @type {string[]} reasons given before, the latest last */
  reasons = [];
  counting = 0;
  /** What is asked of the program, one thing after another. */
  queue = Promise.resolve();
  closed = false;

  /** @param {string} name */
  #tell(name) {
    this.dispatchEvent(new Event(name));
  }

  // ------------------------------------------------------------ the letter

  /**
   * Begin with a letter and how its review stands.
   * @param {Letter} letter
   * @param {Review} review
   * @param {string | null} current the subject to begin with, if there is one of this key
   */
  open(letter, review, current) {
    this.letter = letter;
    this.blocks = letter.blocks.map((block) => new Block(block));
    this.#words = null;
    this.hidden = new RegExp(`([${letter.hidden}])`, "u");
    this.printed = { revision: -1, page_count: 0, places: [] };
    this.picture = "";
    if (current && review.subjects[current]) this.current = current;
    this.#tell("letter");
    this.take(review);
  }

  /**
   * Return the block in which an offset stands, or the next one after it.
   * @param {number} offset
   */
  blockAt(offset) {
    return this.blocks.find((block) => offset < block.end) || this.blocks[this.blocks.length - 1];
  }

  /**
   * Return the words of the letter from one offset to another, with a space between blocks.
   * @param {number} start
   * @param {number} end
   */
  cut(start, end) {
    const inside = this.blocks.filter((block) => block.start < end && start < block.end);
    return inside.map((block) => block.cut(start, end)).join(" ");
  }

  /**
   * Leave white space, and what is in no block, out at both ends.
   * @param {number} start
   * @param {number} end
   * @returns {Span | null}
   */
  trim(start, end) {
    let [first, last] = [-1, -1];
    for (const block of this.blocks) {
      if (block.end <= start || block.start >= end) continue;
      let offset = Math.max(start, block.start);
      for (const character of block.cut(start, end)) {
        if (/\S/u.test(character)) {
          if (first < 0) first = offset;
          last = offset;
        }
        offset++;
      }
    }
    return first < 0 ? null : { start: first, end: last + 1 };
  }

  /** Every word of the letter, in reading order. */
  get words() {
    return (this.#words ??= this.blocks.flatMap((block, nth) => this.#wordsOf(block, nth)));
  }

  /**
   * @param {Block} block
   * @param {number} nth
   */
  #wordsOf({ start, text }, nth) {
    const matches = [...text.matchAll(new RegExp(this.letter.words.word, "gu"))];
    return matches
      .filter(([word]) => /[\p{L}\p{N}]/u.test(word)) // a mark alone, such as that of an emoji, is no word
      .map(({ 0: word, index }) => {
        const from = start + length(text.slice(0, index));
        return { start: from, end: from + length(word), nth };
      });
  }

  /** @param {string} code */
  exemption(code) {
    return this.letter.exemptions.find((each) => each.code === code);
  }

  // ------------------------------------------------------------ the review

  /**
   * Take over how the review stands.
   * @param {Partial<Review>} review
   */
  take(review) {
    const { scope } = this;
    const shown = this.subject?.places || [];
    Object.assign(this, review);
    this.order = this.order.filter((key) => this.subjects[key]);
    this.places = this.order
      .flatMap((key) => this.subjects[key].places.map((place, nth) => ({ ...place, key, nth })))
      .sort((a, b) => a.start - b.start);
    if (!this.subjects[this.current]) {
      this.#choose(this.#restOf(shown) || this.undecided[0] || this.order[0] || "", 0);
      if (this.subject?.members.length) this.scope = scope;
    }
    this.place = Math.min(this.place, Math.max(0, (this.subject?.places.length || 1) - 1));
    this.#tell("review");
  }

  /**
   * Return what is still to decide of some places, whose subject has another key now: the rest of a group.
   * @param {Span[]} places
   */
  #restOf(places) {
    const there = (/** @type {Span} */ { start, end }) =>
      places.some((place) => place.start < end && start < place.end);
    return this.undecided.find((key) => this.subjects[key].places.some(there));
  }

  /**
   * Return what is still to decide after a subject; the first follows the last.
   * @param {string} key
   */
  undecidedAfter(key) {
    const after = this.order.indexOf(key) + 1;
    const keys = [...this.order.slice(after), ...this.order.slice(0, after)];
    return keys.find((each) => each !== key && this.subjects[each].state === "undecided");
  }

  /**
   * Take over what an action changed: some subjects anew, and the order where it is another.
   * @param {Changes} changes
   */
  merge(changes) {
    const order = changes.order || this.order;
    const all = { ...this.subjects, ...changes.subjects };
    const subjects = Object.fromEntries(order.filter((key) => all[key]).map((key) => [key, all[key]]));
    this.take({ ...changes, order, subjects });
  }

  /** The keys of what is still to decide, in order. */
  get undecided() {
    return this.order.filter((key) => this.subjects[key].state === "undecided");
  }

  /** @returns {Subject | undefined} the subject on the card */
  get subject() {
    return this.subjects[this.current];
  }

  /** @returns {Place | undefined} the place on the card */
  get spot() {
    return this.subject?.places[this.place];
  }

  /** @returns {Member | undefined} the member of a group whose place is on the card */
  get member() {
    return this.subject?.members.find(({ first, count }) => first <= this.place && this.place < first + count);
  }

  /** @returns {string | Range} what a decision is about: a subject or a group, a member of it, or one place */
  get where() {
    const { member, spot } = this;
    if (this.onlyHere && spot) return [spot.start, spot.end];
    return (this.scope === "one" && member?.key) || this.current;
  }

  /** Whether a decision is about one place of several. */
  get onlyHere() {
    return this.scope === "here" && (this.subject?.places.length || 0) > 1;
  }

  /** @returns {Scope[]} what a decision on the card can be about, from the widest */
  get scopes() {
    const { member, subject } = this;
    if (!subject || subject.places.length < 2) return ["all"];
    if (!member) return ["all", "here"];
    return member.count > 1 ? ["all", "one", "here"] : ["all", "one"];
  }

  /** The codes most often used in this review, as a first offer. */
  get usualCodes() {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { exemptions } of this.places) {
      const codes = exemptions.join("\n");
      if (codes) counts.set(codes, (counts.get(codes) || 0) + 1);
    }
    const [best] = [...counts].sort((a, b) => b[1] - a[1]);
    return best ? best[0].split("\n") : [];
  }

  /**
   * Return the page on which an offset is printed.
   * @param {number} offset
   */
  pageOf(offset) {
    return this.printed.places.findLast(([start]) => start <= offset)?.[1] ?? 1;
  }

  // ------------------------------------------------------------ where the person is

  /**
   * @param {string} key
   * @param {number} nth
   */
  #choose(key, nth) {
    if (key !== this.current) this.scope = "all";
    this.current = key;
    this.place = nth;
  }

  /**
   * Go to a subject, and to one of its places.
   * @param {string | undefined} key
   * @param {number} [nth]
   */
  go(key, nth = 0) {
    if (key === undefined || !this.subjects[key]) return;
    this.#choose(key, nth);
    this.#tell("place");
  }

  /**
   * Go to a place that a change was about, wherever it is now.
   * @param {Range[]} touched
   */
  follow([first]) {
    const place = first && this.places.find(({ start, end }) => start < first[1] && first[0] < end);
    if (place) this.go(place.key, place.nth);
  }

  /**
   * Tell whether a subject is in the list as it is filtered.
   * @param {string} key
   */
  visible(key) {
    const subject = this.subjects[key];
    const { state, kind, code } = this.filters;
    const fits =
      !state ||
      subject.state === state ||
      (state === "warned" && subject.warnings.length > 0) ||
      (state === "people" && subject.places.some(({ by }) => by));
    return (
      fits &&
      (!kind || subject.kind === kind) &&
      (!code || subject.places.some(({ exemptions }) => exemptions.includes(code)))
    );
  }

  /**
   * Return the subject that is some steps on in the list, or among what is still to decide; the first follows the last.
   * @param {number} by
   * @param {boolean} open
   */
  beside(by, open) {
    const keys = this.order.filter(
      (key) => key === this.current || (open ? this.subjects[key].state === "undecided" : this.visible(key)),
    );
    return keys[(keys.indexOf(this.current) + by + keys.length) % keys.length];
  }

  /** @param {number} by */
  stepPlace(by) {
    const count = this.subject?.places.length;
    if (count) this.go(this.current, (this.place + by + count) % count);
  }

  /** @param {Scope} scope */
  setScope(scope) {
    this.scope = scope;
    this.#tell("scope");
  }

  /** @param {View} view */
  setView(view) {
    this.view = view;
    this.#tell("view");
  }

  /**
   * Put a reason last among those that are offered again.
   * @param {string} reason
   */
  keepReason(reason) {
    this.reasons = [...this.reasons.filter((each) => each !== reason), reason];
  }

  /** Begin to select words by keys, at what is selected already or at the place on the card. */
  startCaret() {
    const from = this.picked?.start ?? this.spot?.start ?? 0;
    const nth = this.words.findIndex((word) => word.end > from);
    this.caret = { anchor: Math.max(0, nth), focus: Math.max(0, nth) };
  }

  /**
   * Move the end of the words that are selected by keys, or all of them; tell whether the key does that.
   * @param {string} key
   * @param {boolean} more keep the words selected before
   */
  moveCaret(key, more) {
    const { caret, words } = this;
    if (!caret || !words.length) return false;
    const { nth } = words[caret.focus];
    const firstOf = (/** @type {number} */ block) => words.findIndex((word) => word.nth === block);
    const after = words.findIndex((word) => word.nth > nth);
    /** @type {Record<string, () => number>} */
    const moves = {
      ArrowLeft: () => caret.focus - 1,
      ArrowRight: () => caret.focus + 1,
      ArrowUp: () => firstOf(caret.focus > firstOf(nth) ? nth : words[Math.max(0, caret.focus - 1)].nth),
      ArrowDown: () => (after < 0 ? words.length - 1 : after),
      Home: () => firstOf(nth),
      End: () => (after < 0 ? words.length : after) - 1,
    };
    if (!Object.hasOwn(moves, key)) return false;
    caret.focus = Math.min(words.length - 1, Math.max(0, moves[key]()));
    if (!more) caret.anchor = caret.focus;
    return true;
  }

  /** @returns {Span | null} the words selected by keys */
  get caretSpan() {
    if (!this.caret || !this.words.length) return null;
    const [first, last] = [this.caret.anchor, this.caret.focus].sort((a, b) => a - b);
    return { start: this.words[first].start, end: this.words[last].end };
  }
}

export const state = new State();
