// Every offset counts code points: what the page cuts, counts and selects is what the program would.

import assert from "node:assert/strict";
import { test } from "node:test";
import { length } from "../../../redact/web/static/state.js";
import { letterOf, opened, reviewOf } from "./letters.js";

const PIECES = [
  "a",
  "Z",
  "é",
  "e\u0301",
  "👩🏽‍⚖️",
  "𝒬",
  "😀",
  " ",
  "\n",
  "\t",
  ".",
  "’",
  "-",
  "\u200b",
  "\u202e",
  "4",
  "中",
];

/** Return the same long row of invented texts each time: letters, emoji, marks, spaces. */
function texts(count) {
  let seed = 7;
  const next = (below) => (seed = (seed * 48271) % 2147483647) % below;
  return Array.from({ length: count }, () =>
    Array.from({ length: 1 + next(30) }, () => PIECES[next(PIECES.length)]).join(""),
  );
}

test("a length counts characters, not units of a string", () => {
  assert.equal(length("𝒬uill 😀"), 7);
  assert.equal(length("e\u0301"), 2);
  for (const text of texts(200)) assert.equal(length(text), [...text].length);
});

test("a cut is what stands between two offsets", () => {
  for (const text of texts(200)) {
    const { state } = opened(letterOf(text, "Ends here."), reviewOf());
    const points = [...text];
    for (let start = 0; start < points.length; start++)
      for (let end = start + 1; end <= points.length; end++)
        assert.equal(state.cut(start, end), points.slice(start, end).join(""));
  }
});

test("a cut across blocks has a space between them, and nothing of what lies outside", () => {
  const { state } = opened(letterOf("Dear 😀,", "The 🏛️ wrote.", "Yours"), reviewOf());

  assert.equal(state.cut(5, 12), "😀, The");
  assert.equal(state.cut(0, 999), "Dear 😀, The 🏛️ wrote. Yours");
  assert.equal(state.cut(7, 9), "");
});

test("what is selected is trimmed to what can be read", () => {
  const { state } = opened(letterOf("Dear 😀 ,", "  Ann\u0301e \n wrote."), reviewOf());

  assert.deepEqual(state.trim(4, 7), { start: 5, end: 6 });
  assert.deepEqual(state.trim(8, 19), { start: 12, end: 17 });
  assert.deepEqual(state.trim(6, 14), { start: 7, end: 14 });
  assert.equal(state.trim(8, 12), null);
});

test("trimmed words begin and end with what can be read, wherever they stand", () => {
  for (const text of texts(200)) {
    const { state } = opened(letterOf(text, text), reviewOf());
    const points = [...text, "\n", "\n", ...text];
    for (let start = 0; start < points.length; start += 3)
      for (let end = start + 1; end <= points.length; end += 2) {
        const span = state.trim(start, end);
        const visible = points.slice(start, end).some((point) => /\S/u.test(point));
        assert.equal(span !== null, visible);
        if (!span) continue;
        assert.ok(start <= span.start && span.start < span.end && span.end <= end);
        assert.match(points[span.start], /\S/u);
        assert.match(points[span.end - 1], /\S/u);
        assert.equal(points.slice(start, span.start).concat(points.slice(span.end, end)).join("").trim(), "");
      }
  }
});

test("a word is a run of letters, figures and marks, with what joins them inside", () => {
  const { state } = opened(letterOf("Dear 👩🏽‍⚖️ Jo 𝒬uill-O’Hara,", "ask foi@example.org on 020 7946."), reviewOf());

  const words = state.words.map(({ start, end }) => state.cut(start, end));
  assert.deepEqual(words, ["Dear", "Jo", "𝒬uill-O’Hara", "ask", "foi@example.org", "on", "020", "7946"]);
});

test("the edges of a word stand where the word does", () => {
  for (const text of texts(200)) {
    const { state } = opened(letterOf("First 😀.", text), reviewOf());
    for (const { start, end, nth } of state.words) {
      const block = state.blocks[nth];
      assert.ok(block.start <= start && start < end && end <= block.end);
      assert.match(state.cut(start, end), /^[\p{L}\p{N}\p{M}_].*[\p{L}\p{N}\p{M}_]$|^.$/u);
      assert.equal(length(state.cut(start, end)), end - start);
    }
  }
});

test("an offset between two blocks belongs to the one after it", () => {
  const { state } = opened(letterOf("One.", "Two."), reviewOf());

  assert.deepEqual(
    [0, 3, 4, 5, 6, 99].map((offset) => state.blockAt(offset).text),
    ["One.", "One.", "Two.", "Two.", "Two.", "Two."],
  );
});
