"""The review page as a person uses it, in a real Chromium: by keys, by mouse, in two tabs, small and large."""

import re

import pytest

from redact import review as reviews
from redact.model import Action, Span
from redact.reviewing.session import Session
from redact.terminal.reviewer import Reviewer
from tests import groups as grouped
from tests.sessions import LETTER, POLICY, at, findings
from tests.web.serving import NOON, open_page, serving

SELECT = """([words, nth]) => {
  const walker = document.createTreeWalker(document.getElementById('letter'), NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    if (node.parentElement.dataset.at === undefined) continue;
    for (let i = -1; (i = node.data.indexOf(words, i + 1)) >= 0; )
      if (nth-- === 0) return getSelection().setBaseAndExtent(node, i, node, i + words.length);
  }
}"""


def press(page, *keys):
    """Press keys one after another, each once the page has answered the one before."""
    for key in keys:
        page.keyboard.press(key)
        settled(page)


def settled(page):
    """Wait until the page has nothing left to do, or asks the person something."""
    page.evaluate(
        """import("/state.js").then(({state}) => Promise.race([state.queue, new Promise(done => {
          const look = () => document.querySelector('dialog[open]') ? done() : setTimeout(look, 20);
          setTimeout(look, 20);
        })])).then(() => 0)"""
    )


def decided(served, words, nth=0):
    span = at(LETTER, words, nth)
    return next((d for d in reviews.read(served.session.path).decisions if d.span == span), None)


def card(page):
    return page.locator("#card .who").inner_text()


def say_reason(page, text):
    page.locator("#ask[open]").wait_for()
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    page.locator("#ask[open]").wait_for(state="detached")
    settled(page)


def test_the_page_opens_on_what_is_to_be_decided_first(page, served):
    first = served.session.subjects()[0]

    assert first.words[0] == card(page)
    assert "left to decide" in page.locator("#left").inner_text()
    assert len(served.session.subjects()) == page.locator("#list li").count()


def test_a_letter_is_reviewed_by_keys_alone(page, served):
    press(page, "y")
    assert Action.WITHHOLD is decided(served, "Cy Model").action
    assert "Ms Example" == card(page)
    press(page, "n")
    assert Action.DISCLOSE is decided(served, "Ms Example").action
    assert "decided" in page.locator("#left").inner_text()
    press(page, "u")
    assert Action.UNDECIDED is decided(served, "Ms Example").action
    assert "Ms Example" == card(page)
    press(page, "u", "u", "U", "U")
    assert Action.DISCLOSE is decided(served, "Ms Example").action
    assert "Ada Reviewer" == decided(served, "Cy Model").by


def test_what_overrides_a_rule_is_asked_for_its_reason(page, served):
    page.locator("#list li", has_text="Mr Bo Sample").click()
    page.keyboard.press("n")
    say_reason(page, "He spoke for the office.")

    assert (Action.DISCLOSE, "He spoke for the office.") == (
        decided(served, "Mr Sample").action,
        decided(served, "Mr Sample").reason,
    )


def test_escape_from_the_question_for_a_reason_changes_nothing(page, served):
    before = served.session.path.read_bytes()
    page.locator("#list li", has_text="Mr Bo Sample").click()
    page.keyboard.press("n")
    page.locator("#ask[open]").wait_for()
    page.keyboard.press("Escape")
    settled(page)

    assert before == served.session.path.read_bytes()


def test_one_place_alone_is_decided_when_asked_so(page, served):
    page.locator("#list li", has_text="Mr Bo Sample").click()
    press(page, ".", "s")
    page.keyboard.press("n")
    say_reason(page, "Already public there.")

    assert (Action.WITHHOLD, Action.DISCLOSE) == (
        decided(served, "Mr Bo Sample").action,
        decided(served, "Mr Sample").action,
    )
    assert page.locator(".warnings", has_text="Not all mentions").is_visible()


def test_a_code_is_found_by_a_plain_word(page, served):
    page.keyboard.press("e")
    page.locator("#codes[open]").wait_for()
    page.keyboard.type("lawyer client")
    page.keyboard.press("Enter")
    settled(page)

    assert ("s.42(1)",) == decided(served, "Cy Model").exemptions


def test_a_code_can_be_added_to_the_one_there_is(page, served):
    page.keyboard.press("e")
    page.locator("#codes[open]").wait_for()
    page.locator("#codes-add").check()
    page.locator("#codes-filter").focus()
    page.keyboard.type("s.38(1)(a)")
    page.keyboard.press("Enter")
    settled(page)

    assert ("s.40(2)", "s.38(1)(a)") == decided(served, "Cy Model").exemptions


def test_how_it_is_shown_is_changed_and_seen_at_once(page, served):
    page.locator("#list li", has_text="Mr Bo Sample").click()
    page.locator("#how").select_option("pseudonym")
    page.locator("#what").fill("Clerk")
    page.keyboard.press("Enter")
    page.locator("#letter ins", has_text="[Clerk 1]").first.wait_for()

    assert ("pseudonym", "Clerk") == (decided(served, "Mr Sample").show.how, decided(served, "Mr Sample").show.what)


def test_edges_move_by_a_word(page, served):
    press(page, "[")
    assert decided(served, "Cy") is not None
    press(page, "]", ")")
    assert decided(served, "Model") is not None
    press(page, "(")
    assert decided(served, "Cy Model") is not None
    page.locator("#list li", has_text="Ms Example").click()
    press(page, "(")
    assert decided(served, "Dear Ms Example") is not None


def test_giving_up_words_that_the_policy_withheld_asks_for_a_reason(page, served):
    page.locator("#list li", has_text="020 7946 0018").click()
    press(page, "[")
    say_reason(page, "The extension alone is personal.")

    assert "The extension alone is personal." == decided(served, "020 7946").reason


def test_sentence_and_paragraph_are_withheld_whole(page, served):
    page.locator("#list li", has_text="020 7946 0018").click()
    press(page, "}")
    assert decided(served, "Mr Sample can be reached on 020 7946 0018.") is not None
    press(page, "u", "p")
    paragraph = served.session.document.block_at(LETTER.index("Mr Bo")).span
    assert paragraph in [d.span for d in reviews.read(served.session.path).decisions]


def test_a_term_is_counted_found_and_withheld(page, served):
    page.keyboard.press("/")
    page.locator("#term[open]").wait_for()
    page.keyboard.type("privileged")
    page.locator("#term-count", has_text="1 place").wait_for()
    page.keyboard.press("Enter")
    settled(page)

    assert Action.WITHHOLD is decided(served, "privileged").action
    assert "privileged" == card(page)


def test_words_selected_with_the_mouse_are_withheld(page, served):
    words = page.locator("#letter .block", has_text="Counsel's advice").locator("[data-at]").first
    box = words.bounding_box()
    page.mouse.move(box["x"] + 1, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 56, box["y"] + 8, steps=5)
    page.mouse.up()
    page.locator("#picked").wait_for()
    selected = page.locator("#picked-words").inner_text()
    page.get_by_role("button", name="Withhold only here").click()
    page.locator("#said", has_text="Withheld there").wait_for()

    assert "Counsel's advice".startswith(selected)
    assert (Action.WITHHOLD, "Ada Reviewer") == (decided(served, selected).action, decided(served, selected).by)


def test_words_are_selected_and_withheld_by_keys_alone(page, served):
    page.locator("#list li", has_text="020 7946 0018").click()
    press(page, "v", "Home", "ArrowDown")
    assert "Counsel's" == page.locator("#picked-words").inner_text()
    press(page, "Shift+ArrowRight")
    assert "Counsel's advice" == page.locator("#picked-words").inner_text()
    press(page, "y")

    assert Action.WITHHOLD is decided(served, "Counsel's advice").action
    assert page.locator("#picked").is_hidden()


def test_selected_words_are_withheld_wherever_they_stand(page, served):
    page.evaluate(SELECT, ["the", 0])
    page.locator("#picked").wait_for()
    page.get_by_role("button", name="Withhold everywhere").click()
    settled(page)

    whole = [m.span() for m in re.finditer(r"(?i)\bthe\b", LETTER)]
    assert whole == [(d.span.start, d.span.end) for d in served.session.review.decisions if d.subject == "term-1"]


def test_escape_lets_the_selection_go(page, served):
    before = served.session.path.read_bytes()
    press(page, "v")
    assert page.locator("#picked").is_visible()
    press(page, "Escape")

    assert page.locator("#picked").is_hidden()
    assert before == served.session.path.read_bytes()


def test_the_letter_is_shown_in_three_ways(page):
    letter = page.locator("#letter")
    assert "s.40(2)" in letter.inner_text()
    page.get_by_role("button", name="Original").click()
    assert "".join(LETTER.split()) == "".join(letter.inner_text().split())
    page.get_by_role("button", name="Published").click()
    assert "[To decide]" in letter.inner_text()
    assert "Bo Sample" not in letter.inner_text()
    assert "020 7946 0018" not in letter.inner_text()


def test_the_list_is_filtered_by_state_kind_and_code(page):
    from playwright.sync_api import expect

    rows = page.locator("#list li:not([hidden])")
    every = rows.count()
    page.locator("#by-state").select_option("undecided")
    # The browser sets rows when they come into sight: what a person sees is waited for.
    shown = rows.count()
    expect(rows.locator(".sub")).to_have_text([re.compile("^to decide( · |$)")] * shown, use_inner_text=True)
    page.locator("#by-state").select_option("")
    page.locator("#by-kind").select_option("Phone number")
    expect(rows.locator(".words")).to_have_text(["020 7946 0018"], use_inner_text=True)
    page.locator("#by-kind").select_option("")
    page.locator("#by-code").select_option("s.40(2)")
    assert 0 < rows.count() <= every


def test_the_published_page_follows_each_decision(page):
    page.locator("#picture[data-revision='0']").wait_for()
    first = page.locator("#picture").get_attribute("src")
    press(page, "y")
    page.locator("#picture[data-revision='1']").wait_for()

    assert first != page.locator("#picture").get_attribute("src")
    assert page.locator("#picture").evaluate("e => e.naturalWidth") > 300
    assert "Page 1 of" in page.locator("#picture").get_attribute("alt")


def test_notes_are_written_on_the_page(page, served):
    page.keyboard.press("e")
    page.locator("#codes[open]").wait_for()
    page.keyboard.type("s.42(1)")
    page.keyboard.press("Enter")
    settled(page)
    press(page, "y")
    assert page.locator("#notes", has_text="1 missing").is_visible()
    page.keyboard.press("w")
    page.locator("#note[open]").wait_for()
    page.locator("#note textarea").fill("Weighed:\nthe harm is greater.")
    page.get_by_role("button", name="Save notes").click()
    settled(page)

    assert {"s.42(1) public interest test": "Weighed:\nthe harm is greater."} == dict(served.session.review.notes)
    assert "Notes" == page.locator("#notes").inner_text()


def test_why_shows_rule_findings_and_history(page):
    press(page, "y", "k")
    page.locator("#list li", has_text="Cy Model").click()
    page.keyboard.press("?")
    page.locator("#why[open]").wait_for()

    told = page.locator("#why").inner_text()
    assert "the name model" in told
    assert "Ada Reviewer, withhold" in told
    page.keyboard.press("Escape")


def test_a_question_stays_open_for_a_colleague(page, served):
    page.keyboard.press("2")
    say_reason(page, "Is this the director?")

    assert (Action.UNDECIDED, "Is this the director?") == (
        decided(served, "Cy Model").action,
        decided(served, "Cy Model").reason,
    )


def test_two_tabs_do_not_overwrite_each_other(page, served):
    other = page.context.new_page()
    open_page(other, served)
    press(page, "y")
    other.keyboard.press("n")
    other.locator("#alert p").wait_for()

    assert "another tab" in other.locator("#alert").inner_text()
    assert Action.WITHHOLD is decided(served, "Cy Model").action
    assert other.locator("#list li.withhold", has_text="Cy Model").is_visible()
    other.keyboard.press("o")
    other.keyboard.press("y")
    other.locator("#said", has_text="Saved").wait_for()
    assert Action.WITHHOLD is decided(served, "Ms Example").action


def test_a_colleague_in_a_terminal_is_not_overwritten(page, served):
    colleague = Session.open(
        served.session.path.with_name("letter.txt"), POLICY, by="Bo Colleague", findings=findings()
    )
    colleague.disclose("person-3", "In public office.")
    page.keyboard.press("y")
    page.locator("#alert p").wait_for()

    assert "Somebody else" in page.locator("#alert").inner_text()
    assert "Bo Colleague" == decided(served, "Cy Model").by


def test_loading_the_page_again_comes_back_to_the_same_place(page):
    page.locator("#list li", has_text="020 7946 0018").click()
    page.reload()
    page.locator("body[data-ready]").wait_for()

    assert "020 7946 0018" == card(page)


def test_finish_closes_the_server_and_clears_the_page(page, served):
    page.keyboard.press("q")
    page.locator("#finish[open]").wait_for()
    page.get_by_role("button", name="Close the review").click()
    page.get_by_role("heading", name="The review is closed").wait_for()
    served.thread.join(20)

    assert not served.thread.is_alive()
    assert "Sample" not in page.content()


def test_when_the_program_has_gone_the_page_says_so_and_that_all_is_saved(page, served):
    served.server.stop()
    served.thread.join(20)
    page.keyboard.press("y")
    page.locator("#alert p").wait_for()

    assert "Everything up to your last action is saved" in page.locator("#alert").inner_text()
    page.faults.clear()  # the browser notes on its console that nobody answered


def test_single_keys_can_be_switched_off(page, served):
    """WCAG 2.2, 2.1.4: for people who speak to their computer, a stray letter must decide nothing."""
    before = served.session.path.read_bytes()
    page.get_by_role("button", name="Help").click()
    page.locator("#keys-on").uncheck()
    page.keyboard.press("Escape")
    press(page, "y", "n", "p")
    assert before == served.session.path.read_bytes()
    page.locator("#do-withhold").click()
    settled(page)
    assert before != served.session.path.read_bytes()


def test_keys_typed_into_a_field_decide_nothing(page, served):
    before = served.session.path.read_bytes()
    page.keyboard.press("/")
    page.locator("#term[open]").wait_for()
    page.keyboard.type("yn pu")
    page.keyboard.press("Escape")
    settled(page)

    assert before == served.session.path.read_bytes()


def test_keys_pressed_faster_than_they_are_answered_are_all_carried_out_in_order(page, served):
    for key in "yyuuUU":
        page.keyboard.press(key)
    settled(page)

    assert (Action.WITHHOLD, Action.WITHHOLD) == (
        decided(served, "Cy Model").action,
        decided(served, "Ms Example").action,
    )


EMOJI = """\
Dear 👩🏽‍⚖️ Jo 𝒬uill,

The 🏛️ wrote to Ann\u0301e Ŵ̂yn on Monday 😀😀. Please ring 020 7946 0018 🙏 soon.
"""


def test_offsets_count_code_points_on_both_sides(chromium, tmp_path):
    """JavaScript's strings count UTF-16 units: an emoji before a name must not move what is withheld."""
    source = tmp_path / "letter.txt"
    source.write_text(EMOJI, encoding="utf-8")
    from redact.model import Finding

    start = EMOJI.index("020 7946 0018")
    found = (Finding(Span(start, start + 13), "PHONE_NUMBER", 0.8, ("pattern",), frozenset(), "phone-1"),)
    with serving(source, found) as served:
        opened = chromium.new_context().new_page()
        open_page(opened, served)
        assert "020 7946 0018" in opened.locator("#letter .m").first.inner_text()
        for words in ("Jo 𝒬uill", "Ann\u0301e Ŵ̂yn", "Monday 😀😀", "🏛"):
            opened.evaluate(SELECT, [words, 0])
            opened.locator("#picked-words").filter(has_text=words).wait_for()
            opened.keyboard.press("y")
            settled(opened)
            if opened.locator("#codes[open]").count():
                opened.keyboard.press("Enter")
                settled(opened)
        opened.context.close()

        document = served.session.document
        assert ["Jo 𝒬uill", "🏛", "Ann\u0301e Ŵ̂yn", "Monday 😀😀"] == [
            document[d.span] for d in served.session.review.decisions if d.by
        ]


@pytest.mark.parametrize("size", [(320, 640), (320, 256), (640, 400), (1024, 700), (1280, 800), (2560, 1300)])
def test_at_every_size_nothing_is_cut_off_sideways(page, size):
    """320 by 256 is a window of 1280 by 1024 at 400 %: WCAG 2.2, 1.4.10."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.locator("#picture[data-revision]").wait_for()
    wide = page.evaluate(
        """() => [document.documentElement.scrollWidth - innerWidth,
          ...[...document.querySelectorAll('main section, header, #card *, button, select')]
            .filter(e => e.checkVisibility() && !e.closest('.vh') && e.getBoundingClientRect().right > innerWidth + 1)
            .map(e => e.id || e.className || e.tagName)]"""
    )
    assert [0] == [max(0, wide[0]), *wide[1:]]
    press(page, "y")
    page.keyboard.press("e")
    page.locator("#codes[open]").wait_for()
    assert page.locator("#codes").evaluate("e => e.getBoundingClientRect().right <= innerWidth + 1")


def test_everything_can_be_reached_with_the_tab_key(page):
    seen = set()
    for _ in range(80):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.id || document.activeElement.textContent"))
    wanted = set(
        page.evaluate(
            "[...document.querySelectorAll('main button, header button, main select')].filter(e => e.checkVisibility() && !e.disabled).map(e => e.id || e.textContent)"
        )
    )

    assert set() == wanted - seen
    assert {"list", "letter", "page"} <= seen


def test_the_same_keys_in_the_terminal_and_on_the_page_write_the_same_file(page, served, tmp_path):
    """Byte for byte: the same name and the same clock."""
    (tmp_path / "terminal").mkdir()
    source = tmp_path / "terminal/letter.txt"
    source.write_text(LETTER, encoding="utf-8")
    terminal = Reviewer(Session.open(source, POLICY, by="Ada Reviewer", findings=findings(), clock=lambda: NOON))
    for key in ("y", "n", "u", "y"):
        terminal.press(key)
        press(page, key)

    assert terminal.session.path.read_bytes() == served.session.path.read_bytes()


def test_places_are_asked_about_once_and_one_of_them_apart(chromium, tmp_path):
    source = tmp_path / "letter.txt"
    source.write_text(grouped.TEXT, encoding="utf-8")
    with serving(source, grouped.findings()) as served:
        page = chromium.new_context().new_page()
        open_page(page, served)
        page.locator("#list li", has_text="3 places").click()
        settled(page)
        assert "3 places a name model guessed" == card(page)
        assert 3 == page.locator("#card .members li").count()
        assert "Mention 1 of 5" in page.locator("#card .places").inner_text()
        page.locator("#member-1").click()
        page.locator("#scope-one").check()
        press(page, "y")
        assert "2 places a name model guessed" == card(page)
        page.locator("#scope-all").check()
        press(page, "n")
        decisions = reviews.read(served.session.path).decisions
        assert {"place-1": Action.DISCLOSE, "place-2": Action.WITHHOLD, "place-3": Action.DISCLOSE} == {
            d.subject: d.action for d in decisions if d.subject.startswith("place")
        }
