// An invented letter and its review, as the program would tell them, for the tests of the page's script.

import { State } from "../../../redact/web/static/state.js";

// The characters that tests use of those that the program calls hidden.
const HIDDEN =
  "\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}";
const WORD = "[\\p{L}\\p{N}\\p{M}_]+";
const MARK = { mark: "■", words: "in some state" };
const ACTIONS = {
  j: "next_subject",
  k: "previous_subject",
  o: "next_open",
  O: "previous_open",
  ".": "next_mention",
  ",": "previous_mention",
  s: "here_only_or_all",
  m: "change_view",
};
const WORDS = {
  states: { undecided: MARK, withhold: MARK, disclose: MARK, mixed: MARK },
  found_by: {},
  looks: [],
  keys: Object.entries(ACTIONS).map(([key, action]) => ({ key, action, words: action })),
  word: `${WORD}(?:['’.@/+_-]${WORD})*`,
};
const ENTITIES = { person: "Person", phone: "Phone number" };

/** Return a letter of blocks with a blank line between them. */
export function letterOf(...texts) {
  let start = 0;
  const blocks = texts.map((text) => {
    const block = { start, text, kind: "paragraph", part: "body" };
    start += [...text].length + 2;
    return block;
  });
  const policy = "Release to the world";
  const about = { name: "letter.txt", by: "Ada Reviewer", policy, language: "en-GB", exemptions: [] };
  return { ...about, blocks, words: WORDS, hidden: HIDDEN };
}

/** Return a subject with a place for each pair of offsets. */
export function subjectOf(key, state, spans, more = {}) {
  const exemptions = state === "disclose" ? [] : ["s.40(2)"];
  const kind = ENTITIES[key.split("-")[0]];
  const place = { state, exemptions, how: "box", what: "", hole: null, where: "line 1", by: "", at: "", reason: "" };
  const places = spans.map(([start, end]) => ({ ...place, start, end }));
  return { key, kind, state, exemptions, words: [key], title: "", members: [], warnings: [], places, ...more };
}

/** Return a review of some subjects, in the order given. */
export function reviewOf(...subjects) {
  const footing = { revision: 0, can_undo: false, can_redo: false, touched: [], notes: [], missing: [], warnings: [] };
  const order = subjects.map(({ key }) => key);
  return { ...footing, order, subjects: Object.fromEntries(subjects.map((subject) => [subject.key, subject])) };
}

/** Return a state that has a letter and a review, and the events it tells from then on. */
export function opened(letter, review, current = null) {
  const state = new State();
  state.open(letter, review, current);
  const events = [];
  for (const name of ["letter", "review", "place", "scope", "view"])
    state.addEventListener(name, () => events.push(name));
  return { state, events };
}
