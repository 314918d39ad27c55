"""Attacks on the review page, each made in earnest in a real Chromium."""

from __future__ import annotations

import http.server
import re
import shutil
import subprocess
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from redact import web
from redact.model import Finding
from redact.web.link import Link
from tests.sessions import at
from tests.web.serving import FLAGS, open_page, serving

SECRET = "Sample"  # a word of the letter
SCRIPTS = sorted(path.name for path in (Path(web.__file__).parent / "static").glob("*.js"))


@contextmanager
def elsewhere(page_of):
    """Serve a page from another port of this machine: another origin, the same site, as any local program could."""

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = page_of.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def fresh(chromium):
    browsing = chromium.new_context()
    yield browsing
    browsing.close()


def on_disk(served):
    return served.session.path.read_bytes()


def test_a_name_that_was_made_to_point_here_gets_nothing(playwright, served):
    """DNS rebinding: to the browser, evil.test and its page are one origin."""
    flags = [*FLAGS, "--host-resolver-rules=MAP evil.test 127.0.0.1"]
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
    opened = browser.new_page()
    answer = opened.goto(f"http://evil.test:{served.server.port}/#token={served.server.token}")
    fetched = opened.evaluate(
        "t => fetch('/api/letter', {headers: {'X-Redact-Token': t}}).then(a => a.text())", served.server.token
    )
    browser.close()

    assert 400 == answer.status
    assert SECRET not in fetched


def test_a_page_on_another_port_can_read_nothing_even_with_the_token(fresh, served):
    with elsewhere("<p>nothing here</p>") as origin:
        opened = fresh.new_page()
        opened.goto(origin)
        said = opened.evaluate(
            """async ([to, token]) => {
              const tries = [
                {headers: {'X-Redact-Token': token}},
                {headers: {'X-Redact-Token': token}, credentials: 'include'},
                {mode: 'no-cors'},
                {},
              ];
              const said = [];
              for (const each of tries)
                said.push(await fetch(to + '/api/letter', each).then(a => a.type + a.status, e => 'blocked'));
              return said;
            }""",
            [served.server.origin, served.server.token],
        )

    assert ["blocked"] * 4 == said  # the third by Cross-Origin-Resource-Policy


def test_a_page_on_another_port_can_change_nothing_even_with_the_token(fresh, served):
    before = on_disk(served)
    body = '{"action": "withhold", "where": "person-3", "revision": 0}'
    form = (
        f"<form id=f method=post enctype=text/plain action='{served.server.origin}/api/act'>"
        f"<input name='{body[:-1]}, \"x\": \"' value='\"}}'></form>"
    )
    with elsewhere(form) as origin:
        opened = fresh.new_page()
        opened.goto(origin)
        opened.evaluate(
            """async ([to, token, body]) => {
              const json = {'Content-Type': 'application/json', 'X-Redact-Token': token};
              await fetch(to + '/api/act', {method: 'POST', headers: json, body}).catch(() => 0);
              await fetch(to + '/api/act', {method: 'POST', mode: 'no-cors', body}).catch(() => 0);
              navigator.sendBeacon(to + '/api/act', body);
            }""",
            [served.server.origin, served.server.token, body],
        )
        with opened.expect_navigation():
            opened.evaluate("document.getElementById('f').submit()")

    assert before == on_disk(served)
    assert 0 == served.session.revision


def test_the_page_is_shown_in_no_frame(fresh, served):
    with elsewhere(f"<iframe src='{served.server.url}'></iframe>") as origin:
        opened = fresh.new_page()
        opened.goto(origin)
        opened.wait_for_timeout(500)

        assert "" == opened.frames[1].evaluate("(document.getElementById('title') || {textContent: ''}).textContent")


@pytest.mark.parametrize("script", SCRIPTS)
def test_its_script_runs_in_no_other_page(fresh, served, script):
    """Neither as a module, which asks for leave (CORS), nor as a script of old, which does not."""
    with elsewhere("<p>nothing here</p>") as origin:
        opened = fresh.new_page()
        opened.goto(origin)
        tried = opened.evaluate(
            """address => Promise.all(['module', 'text/javascript'].map(type => new Promise(done => {
              const script = document.createElement('script');
              script.onload = () => done('loaded');
              script.onerror = () => done('blocked');
              Object.assign(script, {type, src: address});
              document.head.append(script);
            })))""",
            f"{served.server.origin}/{script}",
        )

        assert ["blocked"] * 2 == tried


def test_a_page_that_opens_it_holds_no_handle_on_it(fresh, served):
    with elsewhere("<p>nothing here</p>") as origin:
        opened = fresh.new_page()
        opened.goto(origin)
        with fresh.expect_page() as told:
            opened.evaluate("to => { window.held = window.open(to) }", served.server.url)
        told.value.locator("body[data-ready]").wait_for()

        assert opened.evaluate("held.closed")
        assert told.value.evaluate("window.opener === null")


def test_without_the_link_the_address_shows_nothing(fresh, served):
    opened = fresh.new_page()
    opened.goto(served.server.origin)
    opened.locator("#alert p").wait_for()

    assert "start-up link" in opened.locator("#alert").inner_text()
    assert SECRET not in opened.content()


def test_the_token_leaves_the_address_at_once_and_is_sent_in_no_address(fresh, served):
    opened, asked = fresh.new_page(), []
    opened.on("request", lambda request: asked.append(request))
    open_page(opened, served)
    opened.locator("#picture[data-revision]").wait_for()

    assert f"{served.server.origin}/" == opened.url
    assert served.server.token not in opened.evaluate("history.length + location.href + document.referrer")
    for request in asked:
        sent = request.all_headers()
        assert served.server.token not in request.url.partition("#")[0]
        assert not sent.get("referer")
        assert "cookie" not in sent
    assert [] == fresh.cookies()


def test_nothing_is_asked_of_any_other_server(fresh, served):
    opened, asked = fresh.new_page(), []
    opened.on("request", lambda request: asked.append(request.url))
    open_page(opened, served)
    opened.locator("#picture[data-revision]").wait_for()
    opened.keyboard.press("y")
    opened.locator("#picture[data-revision='1']").wait_for()

    assert [] == [url for url in asked if not url.startswith((f"{served.server.origin}/", "blob:"))]


def test_script_put_into_the_page_does_not_run(page):
    """Should text ever be taken for markup, the browser itself refuses: no inline script, no markup from strings."""
    said = page.evaluate(
        """() => {
          const said = [];
          const script = document.createElement('script');
          try { script.textContent = 'window.ran = 1'; document.body.append(script); } catch (e) { said.push(e.name); }
          try { document.body.innerHTML = '<img src=x onerror="window.ran = 2">'; } catch (e) { said.push(e.name); }
          try { document.write('<script>window.ran = 3</' + 'script>'); } catch (e) { said.push(e.name); }
          const link = document.createElement('a');
          link.href = 'javascript:window.ran = 4';
          document.body.append(link);
          try { link.click(); } catch (e) { said.push(e.name); }
          try { trustedTypes.createPolicy('mine', {createHTML: x => x}); } catch (e) { said.push(e.name); }
          return said;
        }"""
    )

    assert ["TypeError"] * 4 == said
    assert page.evaluate("window.ran === undefined")
    page.faults.clear()  # what the browser says of each attempt


def test_words_cannot_be_carried_out_to_another_server(page):
    with elsewhere("caught") as origin:
        said = page.evaluate(
            """async to => {
              const said = [await fetch(to + '/?words').then(() => 'sent', () => 'blocked')];
              said.push(await new Promise(done => {
                const picture = new Image();
                picture.onload = () => done('sent');
                picture.onerror = () => done('blocked');
                picture.src = to + '/?words';
              }));
              const form = document.createElement('form');
              form.action = to + '/?words';
              document.body.append(form);
              form.submit();
              await new Promise(done => setTimeout(done, 300));
              said.push(location.origin === to ? 'sent' : 'blocked');
              return said;
            }""",
            origin,
        )

    assert ["blocked"] * 3 == said
    page.faults.clear()  # what the browser says of each attempt


HOSTILE = """\
Dear <b>Ms Example</b><script>window.ran = 1</script>,

<img src=x onerror="window.ran = 2"> "><svg onload=alert(1)> {{7*7}} ${7*7} javascript:alert(1) &lt;b&gt;

Pay \u202etnuocca siht\u202c now; admin\u200b@example.org and \u2066left\u2069, \ufeffmark.

Yours, </p></div></body><style>*{display:none}</style> Cy Model
"""


@pytest.fixture
def hostile(tmp_path):
    source = tmp_path / "<img src=x onerror=alert(1)>.txt"
    source.write_text(HOSTILE, encoding="utf-8")
    with serving(
        source, findings_in(HOSTILE, "<b>Ms Example</b><script>window.ran = 1</script>", "\u202etnuocca siht\u202c")
    ) as running:
        yield running


def findings_in(text, *words):
    return tuple(
        Finding(at(text, each), "PERSON", 0.9, ("structure",), frozenset(), f"person-{i}")
        for i, each in enumerate(words, 1)
    )


def test_a_hostile_letter_stays_text(fresh, hostile):
    opened, dialogs, asked = fresh.new_page(), [], []
    opened.on("dialog", lambda dialog: (dialogs.append(dialog), dialog.dismiss()))
    opened.on("request", lambda request: asked.append(request.url))
    open_page(opened, hostile)
    for key in ("y", "j", "y", "m", "m", "?"):
        opened.keyboard.press(key)
        opened.wait_for_timeout(60)

    assert opened.evaluate("window.ran === undefined")
    assert [] == dialogs
    assert (
        0
        == opened.locator(
            "#letter script, #letter b, #letter img, #letter svg, #letter style, h1 img, #card img"
        ).count()
    )
    assert opened.locator("#letter").is_visible()
    assert "<svg onload=alert(1)>" in opened.locator("#letter").inner_text()
    assert [] == [url for url in asked if not url.startswith((hostile.server.origin, "blob:"))]


def test_direction_marks_and_unseen_characters_are_shown_by_number_and_steer_nothing(fresh, hostile):
    opened = fresh.new_page()
    open_page(opened, hostile)

    marks = opened.locator("#letter .control").evaluate_all("all => all.map(each => each.dataset.name)")
    assert ["U+202E", "U+202C", "U+200B", "U+2066", "U+2069", "U+FEFF"] == marks
    for pane in ("#letter", "#list", "#card", "h1"):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", opened.locator(pane).evaluate("e => e.textContent"))


def test_a_mark_in_the_letter_still_counts_as_one_character(fresh, hostile):
    """What is withheld after a hidden mark must be what was selected."""
    opened = fresh.new_page()
    open_page(opened, hostile)
    opened.locator("#letter").evaluate(
        "e => { const t = document.createTreeWalker(e, 4); let n; while ((n = t.nextNode())) { const i = n.data.indexOf('left'); if (i >= 0) { getSelection().setBaseAndExtent(n, i, n, i + 4); return; } } }"
    )
    opened.locator("#picked-words").filter(has_text="left").wait_for()
    opened.keyboard.press("y")
    opened.locator("#said").filter(has_text="Withheld").wait_for()

    assert "left" in [hostile.session.document[d.span] for d in hostile.session.review.decisions if d.by]


def test_the_link_is_in_no_process_arguments_and_opens_the_page(playwright, served, tmp_path):
    """As started for a person: the browser is a process, and every user of the machine can read its arguments."""
    link = Link(served.server.url)
    served.server.on_first_use = link.remove
    command = [shutil.which("chromium"), *FLAGS, "--headless=new", f"--user-data-dir={tmp_path}", link.path.as_uri()]
    browser = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    seen = []
    try:
        deadline = time.monotonic() + 60
        while not served.server.life.used and time.monotonic() < deadline:
            for arguments in Path("/proc").glob("[0-9]*/cmdline"):
                try:
                    seen.append(arguments.read_bytes())
                except OSError:
                    continue
            time.sleep(0.05)
    finally:
        browser.terminate()
        browser.wait(20)

    assert served.server.life.used
    assert any(b"review.html" in arguments for arguments in seen)
    assert not [arguments for arguments in seen if served.server.token.encode() in arguments]
    assert not link.path.exists()


def test_nothing_of_a_review_stays_in_the_browser(playwright, served, tmp_path):
    """No cache, no history entry, no storage on the disk holds a word of the letter or the token."""
    profile = tmp_path / "profile"
    browsing = playwright.chromium.launch_persistent_context(
        profile, executable_path=shutil.which("chromium"), args=FLAGS
    )
    opened = browsing.new_page()
    open_page(opened, served)
    opened.locator("#picture[data-revision]").wait_for()
    browsing.close()

    held = [path for path in profile.rglob("*") if path.is_file() and b"Bo Sample" in path.read_bytes()]
    assert [] == held
