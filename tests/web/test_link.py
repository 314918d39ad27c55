"""The start-up link: for its owner alone, and gone once it has been used."""

import stat

from redact.web.link import Link

URL = "http://127.0.0.1:5000/#token=invented-token"


def test_only_its_owner_can_read_the_link():
    link = Link(URL)

    assert 0o600 == stat.S_IMODE(link.path.stat().st_mode)
    assert 0o700 == stat.S_IMODE(link.folder.stat().st_mode)
    link.remove()


def test_where_files_have_no_modes_the_link_lies_in_the_user_s_own_profile(tmp_path, monkeypatch):
    """On Windows a profile is closed to other users, and the folder for temporary files may be anywhere."""
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "local"))
    (tmp_path / "local").mkdir()
    link = Link(URL, modes=False)
    assert tmp_path / "local" == link.folder.parent
    link.remove()

    monkeypatch.delenv("LOCALAPPDATA")
    monkeypatch.setattr("pathlib.Path.home", lambda: tmp_path)
    link = Link(URL, modes=False)
    assert tmp_path == link.folder.parent
    link.remove()
    assert ["local"] == [path.name for path in tmp_path.iterdir()]


def test_the_browser_is_given_the_file_and_not_the_link():
    link, asked = Link(URL), []
    link.open(lambda url: not asked.append(url))

    assert [link.path.as_uri()] == asked
    assert "invented-token" not in asked[0]
    link.remove()


def test_the_file_sends_the_browser_on():
    link = Link('http://127.0.0.1:5000/#token=a"b')

    assert 'content="0; url=http://127.0.0.1:5000/#token=a&quot;b"' in link.path.read_text()
    link.remove()


def test_nothing_is_left_of_a_link_that_was_used():
    link = Link(URL)
    link.remove()
    link.remove()

    assert not link.folder.exists()


def test_a_browser_that_cannot_be_opened_is_said_to_be_so():
    link = Link(URL)

    def none(_):
        raise OSError

    assert not link.open(none)
    assert not link.open(lambda _: False)
    link.remove()


def test_the_link_goes_with_the_first_request_that_has_the_token(served):
    link = Link(served.server.url)
    served.server.on_first_use = link.remove
    served.raw("GET", "/", [])
    assert link.path.exists()
    served.get("/api/state")

    assert not link.path.exists()
