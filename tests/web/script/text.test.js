// Text as people read it: nothing hidden passes unseen, and nothing steers the direction of what stands beside it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { state } from "../../../redact/web/static/state.js";
import { letterOf, reviewOf } from "./letters.js";
import { number, plural, runs, sentence, shown, when } from "../../../redact/web/static/elements.js";

state.open(letterOf("A letter."), reviewOf(), null);

test("what cannot be seen is named by its number", () => {
  assert.equal(shown("pay \u202etnuocca\u202c"), "pay ⟨U+202E⟩tnuocca⟨U+202C⟩");
  assert.equal(shown("a\u00ad\u200b\ufeff😀"), "a⟨U+00AD⟩⟨U+200B⟩⟨U+FEFF⟩😀");
  assert.equal(shown("\u{e0041}"), "⟨U+E0041⟩");
});

test("runs put a text back together, each hidden character alone", () => {
  const text = "\u202ea😀\u200b\u200bb\n c\ufeff";

  assert.deepEqual(runs(text), ["\u202e", "a😀", "\u200b", "\u200b", "b\n c", "\ufeff"]);
  assert.equal(runs(text).join(""), text);
  assert.deepEqual(runs(""), []);
});

test("no mark of direction is left in what is shown, and nothing else is changed", () => {
  for (let code = 1; code < 0x30000; code++) {
    const character = String.fromCodePoint(code);
    const text = shown(`a${character}b`);
    assert.ok(text === `a${character}b` || text === `a⟨${number(character)}⟩b`);
    if (/[\p{Bidi_Control}\u0000-\u0008\u000e-\u001f\u007f]/u.test(character)) assert.notEqual(text, `a${character}b`);
  }
});

test("markup stays text", () => {
  assert.equal(shown("<b>&amp;</b>"), "<b>&amp;</b>");
});

test("numbers, sentences and times read as a person writes them", () => {
  assert.deepEqual(
    [plural(1, "place"), plural(2, "place"), plural(2, "copy", "copies")],
    ["1 place", "2 places", "2 copies"],
  );
  assert.deepEqual([sentence("a note"), sentence("")], ["A note", ""]);
  assert.equal(when("2026-01-02T12:00:00Z"), "2026-01-02 12:00:00 UTC");
});
