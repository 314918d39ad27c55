// The keys that come with a letter: each does what its action is for.

import assert from "node:assert/strict";
import { test } from "node:test";
import { keyOf, press, setScope } from "../../../redact/web/static/keys.js";
import { state } from "../../../redact/web/static/state.js";
import { letterOf, reviewOf, subjectOf } from "./letters.js";

// A region that can be written to, which is all that a step says to.
globalThis.HTMLElement = class {};
const said = Object.assign(new globalThis.HTMLElement(), { textContent: "" });
globalThis.document = { getElementById: () => said };

test("other keys do nothing, and are left to the browser", () => {
  for (const key of ["x", "Tab", "Enter", "constructor", "__proto__"]) assert.equal(press(key), false);
});

test("keys go through the list, through what is open, and through the places of one", () => {
  const spans = [
    [0, 3],
    [4, 7],
  ];
  state.open(
    letterOf("One two three four"),
    reviewOf(
      subjectOf("person-1", "withhold", spans),
      subjectOf("person-2", "undecided", [[8, 13]]),
      subjectOf("person-3", "disclose", [[14, 18]]),
    ),
    null,
  );
  const at = (key) => {
    assert.ok(press(key));
    return [state.current, state.place];
  };

  assert.deepEqual(at("j"), ["person-3", 0]);
  assert.deepEqual(at("j"), ["person-1", 0]);
  assert.deepEqual(at("."), ["person-1", 1]);
  assert.match(said.textContent, /^Place 2 of 2, line 1/);
  assert.deepEqual(at(","), ["person-1", 0]);
  assert.deepEqual(at("k"), ["person-3", 0]);
  assert.deepEqual(at("O"), ["person-2", 0]);
  assert.deepEqual(at("o"), ["person-2", 0]);
  assert.equal(said.textContent, "Nothing else is left to decide.");
});

test("a key is found by its action, and an action without a key has none", () => {
  assert.equal(keyOf("next_open"), "o");
  assert.equal(keyOf("drop_selection"), "");
});

test("one place alone can be meant only where there are several", () => {
  state.go("person-3");
  setScope("here");
  assert.equal(state.where, "person-3");
  state.go("person-1", 1);
  press("s");
  assert.deepEqual(state.where, [4, 7]);
  press("s");
  assert.equal(state.where, "person-1");
});

test("the view goes from changes to original to published and back", () => {
  const views = [1, 2, 3].map(() => press("m") && state.view);

  assert.deepEqual(views, ["original", "published", "changes"]);
});
