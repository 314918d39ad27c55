"""WCAG 2.2 AA as far as a machine can tell: axe-core finds nothing on any state of the page, light or dark."""

import json

import pytest

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
}


def nothing(page):
    pass


def keys(*pressed):
    def press(page):
        for key in pressed:
            page.keyboard.press(key)
            page.wait_for_timeout(40)
            page.evaluate("0")

    return press


def dialog(key, id):
    def press(page):
        page.keyboard.press(key)
        page.locator(f"#{id}[open]").wait_for()

    return press


def conflict(page):
    page.evaluate("import('/elements.js').then(page => page.warn('This review was changed in another tab.', () => 0))")


def all_decided(page):
    for _ in range(3):
        page.keyboard.press("y")
        page.evaluate("import('/state.js').then(({state}) => state.queue)")


def emptied(page):
    page.locator("#by-state").select_option("mixed")


def finished(page):
    page.keyboard.press("q")
    page.get_by_role("button", name="Close the review").click()
    page.get_by_role("heading", name="The review is closed").wait_for()


def several_places(page):
    page.locator("#list li", has_text="Mr Bo Sample").click()
    page.locator("#extent summary").click()
    page.locator("#how").select_option("pseudonym")


STATES = {
    "opened": nothing,
    "decided": keys("y"),
    "all decided": all_decided,
    "several places": several_places,
    "original": keys("m"),
    "published": keys("m", "m"),
    "words selected": keys("v", "Shift+ArrowRight"),
    "codes": dialog("e", "codes"),
    "reason": dialog("r", "ask"),
    "term": dialog("/", "term"),
    "notes": dialog("w", "note"),
    "why": dialog("?", "why"),
    "help": dialog("h", "keys"),
    "finish": dialog("q", "finish"),
    "a warning": conflict,
    "nothing in the list": emptied,
    "closed": finished,
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(page, axe, state, scheme):
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    STATES[state](page)
    page.wait_for_timeout(150)
    assert [] == violations(page, axe)


@pytest.mark.parametrize("size", [(320, 256), (390, 844)])
def test_axe_finds_nothing_on_a_small_screen(page, axe, size):
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_timeout(150)
    assert [] == violations(page, axe)


def violations(page, axe):
    page.evaluate(f"{axe}; 0")
    found = page.evaluate(f"axe.run(document, {json.dumps(RULES)}).then(r => r.violations)")
    return [(each["id"], [node["target"] for node in each["nodes"]][:4], each["help"]) for each in found]


def test_the_checker_would_see_a_fault(page, axe):
    """So that an empty list means something."""
    page.evaluate("document.getElementById('undo').textContent = ''")

    assert "button-name" in [name for name, _, _ in violations(page, axe)]


def test_without_the_link_the_page_that_says_so_is_accessible_too(chromium, served, axe):
    browsing = chromium.new_context()
    opened = browsing.new_page()
    opened.goto(served.server.origin)
    opened.locator("#alert p").wait_for()

    assert [] == violations(opened, axe)
    browsing.close()


def test_what_happens_is_said_to_a_screen_reader(page):
    """WCAG 2.2, 4.1.3: a status that is not focused is in a live region."""
    page.keyboard.press("y")
    page.locator("[role=status]#said", has_text="Withheld under").wait_for()

    assert "left to decide" in page.locator("#said").inner_text()


def test_focus_is_given_back_where_a_dialog_closes(page):
    page.locator("#do-code").focus()
    page.keyboard.press("Enter")
    page.locator("#codes[open]").wait_for()
    page.keyboard.press("Escape")
    page.locator("#codes[open]").wait_for(state="detached")

    assert "do-code" == page.evaluate("document.activeElement.id")


def test_focus_stays_on_a_button_that_was_used(page):
    page.locator("#do-withhold").focus()
    page.keyboard.press("Enter")
    page.locator("#said", has_text="Withheld").wait_for()

    assert "do-withhold" == page.evaluate("document.activeElement.id")


def test_wider_spacing_of_text_hides_nothing(page):
    """WCAG 2.2, 1.4.12."""
    page.evaluate(
        """() => {
          for (const e of document.querySelectorAll('body *')) {
            e.style.lineHeight = '1.5'; e.style.letterSpacing = '.12em'; e.style.wordSpacing = '.16em';
          }
        }"""
    )
    cut = page.evaluate(
        """[...document.querySelectorAll('button, .badge, h1, h2, label')]
          .filter(e => e.checkVisibility() && !e.closest('.vh, #list, [id=card-title]') && e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).overflow !== 'visible')
          .map(e => e.id || e.textContent)"""
    )
    assert [] == [name for name in cut if name not in ("card-title", "Decision")]
