// What the page knows, and how it changes: by what the program tells, and by where the person goes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { letterOf, opened, reviewOf, subjectOf } from "./letters.js";

const LETTER = letterOf("Dear Ms Example,", "Mr Sample wrote to Mr Sample.", "Ring 020 7946 0018.");
const ms = () => subjectOf("person-1", "withhold", [[5, 15]]);
const mr = (state = "undecided") =>
  subjectOf("person-2", state, [
    [18, 27],
    [37, 46],
  ]);
const phone = (state = "undecided") => subjectOf("phone-1", state, [[54, 67]]);
const open = (...subjects) => opened(LETTER, reviewOf(...(subjects.length ? subjects : [ms(), mr(), phone()])));

test("the page opens on what is to be decided first, else on the first, else on nothing", () => {
  assert.equal(open().state.current, "person-2");
  assert.equal(open(ms(), mr("disclose")).state.current, "person-1");
  assert.equal(opened(LETTER, reviewOf()).state.subject, undefined);
});

test("the page opens where the person was, if that is still there", () => {
  const review = reviewOf(ms(), mr(), phone());

  assert.equal(opened(LETTER, review, "phone-1").state.current, "phone-1");
  assert.equal(opened(LETTER, review, "person-9").state.current, "person-2");
});

test("places are kept in reading order, each with whose it is", () => {
  const { state } = open(phone(), mr(), ms());

  assert.deepEqual(
    state.places.map(({ key, nth, start }) => [key, nth, start]),
    [
      ["person-1", 0, 5],
      ["person-2", 0, 18],
      ["person-2", 1, 37],
      ["phone-1", 0, 54],
    ],
  );
});

test("an answer changes what it tells of and leaves the rest as it is", () => {
  const { state, events } = open();
  const before = state.subjects["person-1"];
  state.merge({
    ...reviewOf(),
    revision: 1,
    can_undo: true,
    order: undefined,
    subjects: { "person-2": mr("withhold") },
  });

  assert.deepEqual(events, ["review"]);
  assert.equal(state.subjects["person-1"], before);
  assert.deepEqual([state.revision, state.can_undo, state.undecided], [1, true, ["phone-1"]]);
  assert.deepEqual(state.order, ["person-1", "person-2", "phone-1"]);
});

test("what an answer leaves out of the order is gone, and the card goes on to what is open", () => {
  const { state } = open();
  state.merge({ ...reviewOf(), order: ["person-1", "phone-1"], subjects: {} });

  assert.deepEqual(Object.keys(state.subjects), ["person-1", "phone-1"]);
  assert.equal(state.current, "phone-1");
});

test("a subject that lost places leaves the card on one that it has", () => {
  const { state } = open();
  state.go("person-2", 1);
  state.merge({
    ...reviewOf(),
    order: undefined,
    subjects: { "person-2": subjectOf("person-2", "undecided", [[18, 27]]) },
  });

  assert.equal(state.place, 0);
  assert.equal(state.spot.start, 18);
});

test("a decision is about every place, or about one where the person says so", () => {
  const { state, events } = open();
  assert.equal(state.where, "person-2");
  state.setScope("here");
  state.stepPlace(1);
  assert.deepEqual(state.where, [37, 46]);
  assert.deepEqual(events, ["scope", "place"]);
  state.go("phone-1");
  assert.equal(state.where, "phone-1");
  state.go("person-2");
  assert.equal(state.where, "person-2");
});

const group = (...members) => {
  const all = { a: [[0, 2], [4, 6]], b: [[8, 10]], c: [[12, 14]] }; // prettier-ignore
  const listed = members.map((key) => ({ key, words: key, count: all[key].length }));
  listed.forEach((member, nth) => (member.first = listed.slice(0, nth).reduce((sum, { count }) => sum + count, 0)));
  const more = { title: `${members.length} places`, members: listed };
  return subjectOf(
    `group:${members[0]}`,
    "undecided",
    members.flatMap((key) => all[key]),
    more,
  );
};

test("a decision on a group is about all of it, one of it, or one place of that one", () => {
  const { state } = open(group("a", "b", "c"));
  assert.deepEqual([state.where, state.scopes], ["group:a", ["all", "one", "here"]]);
  state.setScope("one");
  assert.equal(state.where, "a");
  state.stepPlace(2);
  assert.deepEqual([state.where, state.scopes], ["b", ["all", "one"]]);
});

test("where one of a group was answered apart, the card stays with the rest", () => {
  const { state } = open(ms("undecided"), group("a", "b", "c"));
  state.go("group:a");
  state.setScope("one");
  const answered = subjectOf("a", "withhold", [[0, 2], [4, 6]]); // prettier-ignore
  state.take(reviewOf(ms("undecided"), answered, group("b", "c")));

  assert.deepEqual([state.current, state.where], ["group:b", "b"]);
  state.take(reviewOf(ms("undecided"), answered, subjectOf("c", "undecided", [[12, 14]])));
  assert.deepEqual([state.current, state.where], ["c", "c"]);
});

test("a subject of one place is decided on as a whole", () => {
  const { state } = open();
  state.go("phone-1");
  state.setScope("here");

  assert.equal(state.where, "phone-1");
});

test("steps go round the list as it is filtered, or round what is open", () => {
  const { state } = open();
  assert.deepEqual([state.beside(1, false), state.beside(-1, false)], ["phone-1", "person-1"]);
  assert.deepEqual([state.beside(1, true), state.beside(-1, true)], ["phone-1", "phone-1"]);
  state.filters.state = "withhold";
  assert.deepEqual([state.beside(1, false), state.beside(-1, false)], ["person-1", "person-1"]);
  assert.equal(opened(LETTER, reviewOf()).state.beside(1, true), undefined);
});

test("what is open comes next after a subject, and round to the first", () => {
  const { state } = open();

  assert.equal(state.undecidedAfter("person-2"), "phone-1");
  assert.equal(state.undecidedAfter("phone-1"), "person-2");
  assert.equal(open(ms(), mr()).state.undecidedAfter("person-2"), undefined);
});

test("the list is filtered by state, warnings, people, kind and code", () => {
  const warned = subjectOf("person-3", "disclose", [[1, 2]], { warnings: ["Look again."] });
  const said = subjectOf("person-4", "withhold", [[3, 4]]);
  said.places[0].by = "Ada Reviewer";
  const { state } = open(ms(), mr(), phone(), warned, said);
  const shown = (filters) => {
    state.filters = { state: "", kind: "", code: "", ...filters };
    return state.order.filter((key) => state.visible(key));
  };

  assert.equal(shown({}).length, 5);
  assert.deepEqual(shown({ state: "undecided" }), ["person-2", "phone-1"]);
  assert.deepEqual(shown({ state: "warned" }), ["person-3"]);
  assert.deepEqual(shown({ state: "people" }), ["person-4"]);
  assert.deepEqual(shown({ kind: "Phone number" }), ["phone-1"]);
  assert.deepEqual(shown({ code: "s.40(2)", state: "withhold" }), ["person-1", "person-4"]);
});

test("the card follows a change to the place where it is now", () => {
  const { state } = open();
  state.follow([[40, 42]]);
  assert.deepEqual([state.current, state.place], ["person-2", 1]);
  state.follow([]);
  state.follow([[200, 201]]);
  assert.deepEqual([state.current, state.place], ["person-2", 1]);
});

test("the codes used most often are offered first", () => {
  const both = subjectOf("person-3", "withhold", [[1, 2]]);
  both.places[0].exemptions = ["s.38(1)(a)", "s.40(2)"];

  assert.deepEqual(open(both, ms(), mr()).state.usualCodes, ["s.40(2)"]);
  assert.deepEqual(open(both).state.usualCodes, ["s.38(1)(a)", "s.40(2)"]);
  assert.deepEqual(open(phone("disclose")).state.usualCodes, []);
});

test("an offset is on the page of the last hole before it", () => {
  const { state } = open();
  state.printed = { revision: 0, page_count: 3, places: [[5, 1], [37, 2], [54, 3]] }; // prettier-ignore

  assert.deepEqual([0, 5, 36, 37, 60].map((offset) => state.pageOf(offset)), [1, 1, 1, 2, 3]); // prettier-ignore
});

test("a reason given again is offered once, as the latest", () => {
  const { state } = open();
  for (const reason of ["Public.", "Private.", "Public."]) state.keepReason(reason);

  assert.deepEqual(state.reasons, ["Private.", "Public."]);
});

const selected = (state) => state.cut(state.caretSpan.start, state.caretSpan.end);

test("words are selected by keys, from the place on the card", () => {
  const { state } = open();
  state.startCaret();
  assert.equal(selected(state), "Mr");
  state.moveCaret("ArrowRight", false);
  assert.equal(selected(state), "Sample");
  state.moveCaret("ArrowRight", true);
  assert.equal(selected(state), "Sample wrote");
  state.moveCaret("End", true);
  assert.equal(selected(state), "Sample wrote to Mr Sample");
  state.moveCaret("ArrowDown", false);
  assert.equal(selected(state), "Ring");
  state.moveCaret("ArrowUp", false);
  assert.equal(selected(state), "Mr");
});

test("the selection by keys never leaves the letter", () => {
  const keys = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "Home", "End"];
  const { state } = open();
  state.startCaret();
  for (let i = 0; i < 2000; i++) {
    assert.ok(state.moveCaret(keys[(i * i + (i >> 3)) % keys.length], i % 5 === 0));
    const { start, end } = state.caretSpan;
    assert.ok(0 <= start && start < end && end <= state.blocks.at(-1).end);
  }
});

test("other keys, and a letter without words, move nothing", () => {
  const { state } = open();
  assert.equal(state.moveCaret("ArrowLeft", false), false);
  state.startCaret();
  for (const key of ["y", "Escape", "toString", "constructor"]) assert.equal(state.moveCaret(key, false), false);
  const empty = opened(letterOf("…"), reviewOf()).state;
  empty.startCaret();
  assert.equal(empty.moveCaret("ArrowRight", false), false);
  assert.equal(empty.caretSpan, null);
});
