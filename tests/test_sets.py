"""A publication appears whole, with its records, or not at all; also where a process is killed in the middle of it."""

from __future__ import annotations

import errno
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from redact.errors import OutputError
from redact.publishing import neutral_stem, sets

SECRET = b"Mr Bo Sample"
ENDINGS = ("pdf", "html", "schedule.csv", "schedule.json", "publication.json")
INSIDE = ("internal.csv", "marked-up.pdf", "certificate.json")
KILLS = int(os.environ.get("REDACT_KILLS", "60"))
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked here")


def files(mark: bytes, name: str = "released") -> tuple[dict[str, bytes], dict[str, bytes]]:
    public = {f"{name}.{ending}": mark + ending.encode() * 2000 for ending in ENDINGS}
    return public, {f"{name}.{ending}": SECRET + mark + ending.encode() for ending in INSIDE}


def put(folder: Path, mark: bytes, name: str = "released") -> None:
    public, internal = files(mark, name)
    with sets.alone_in(folder / "out", folder / "records"):
        sets.put(folder / "out", public, folder / "records", internal)


def there(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def whole(mark: bytes) -> dict[str, bytes]:
    public, internal = files(mark)
    return {f"out/{name}": data for name, data in public.items()} | {
        f"records/{name}": data for name, data in internal.items()
    }


def in_a_child(work: Callable[[], None], *, dies_at: int = 0, killed_after: float = 0.0) -> bool:
    """Do some work in a process that is killed at its n-th step on the disk, or after some time; tell if it was."""
    child = os.fork()
    if not child:
        steps = 0

        def step(event: str = "fsync", *_: object) -> None:
            nonlocal steps
            if event in ("open", "fsync", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.listdir", "os.scandir"):
                steps += 1
                if steps == dies_at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(step)
        fsync = os.fsync
        os.fsync = lambda handle: (step(), fsync(handle), step())[1]
        try:
            work()
        finally:
            os._exit(0)
    if killed_after:
        time.sleep(killed_after)
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@forks
@pytest.mark.parametrize("before", [True, False], ids=["over an earlier set", "into an empty folder"])
def test_a_publisher_killed_at_any_step_leaves_no_mixed_set_and_no_words(tmp_path: Path, before: bool):
    """After the next run there is all of the old set or all of the new one, and nothing beside them."""
    died = step = 0
    while True:
        step += 1
        folder = tmp_path / str(step)
        folder.mkdir()
        if before:
            put(folder, b"old ")
        killed = in_a_child(lambda folder=folder: put(folder, b"new "), dies_at=step)
        released = {name for name in there(folder) if name.startswith("out/") and "/." not in name}
        if not before and released:
            assert {f"records/released.{ending}" for ending in INSIDE} <= there(folder).keys()
        with sets.alone_in(folder / "out", folder / "records"):
            pass
        assert there(folder) in (whole(b"new "), whole(b"old ") if before else {})
        if not killed:
            break
        died += 1
    assert died > 30


@forks
def test_a_publisher_killed_at_any_time_leaves_no_mixed_set_and_no_words(tmp_path: Path):
    """`REDACT_KILLS=1000` kills as many as are asked for, at a step or at a moment, both by chance."""
    chance = random.Random(12)
    put(tmp_path, b"new ")
    for number in range(KILLS):
        old = there(tmp_path)
        mark = b"set %d " % number
        when = {"dies_at": chance.randint(1, 90)} if number % 2 else {"killed_after": chance.uniform(0.0001, 0.02)}
        in_a_child(lambda mark=mark: put(tmp_path, mark), **when)
        with sets.alone_in(tmp_path / "out", tmp_path / "records"):
            pass
        assert there(tmp_path) in (old, whole(mark))


@pytest.mark.parametrize("same", [True, False], ids=["one name", "a name each"])
def test_publishers_do_not_come_in_each_others_way(tmp_path: Path, same: bool):
    def one(number: int) -> str:
        public, internal = files(b"%d " % number, "released")
        with sets.alone_in(tmp_path / "out", tmp_path / "records"):
            name = "released" if same else neutral_stem("", tmp_path / "out")
            renamed = [
                {each.replace("released", name): data for each, data in kind.items()} for kind in (public, internal)
            ]
            sets.put(tmp_path / "out", renamed[0], tmp_path / "records", renamed[1])
        return name

    with ThreadPoolExecutor(8) as pool:
        names = list(pool.map(one, range(24)))

    assert (1 if same else 24) == len(set(names))
    for name in set(names):
        marks = {data.split()[0] for path, data in there(tmp_path / "out").items() if path.startswith(f"{name}.")}
        assert 1 == len(marks)


@forks
def test_publishers_with_one_folder_for_their_records_keep_them_apart(tmp_path: Path):
    """They write to folders of their own, and wherever they keep what is temporary, no name of a record is theirs both."""

    def one(number: int) -> None:
        tempfile.tempdir = str(tmp_path / f"temporary-{number}")
        out, records = tmp_path / f"out-{number}", tmp_path / "records"
        with sets.alone_in(out, records):
            name = neutral_stem("", out, records)
            sets.put(out, *(files(b"%d " % number, name)[0], records, files(b"%d " % number, name)[1]))

    children = []
    for number in range(8):
        if not (child := os.fork()):
            try:
                one(number)
            finally:
                os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)

    certificates = sorted(path.name for path in (tmp_path / "records").glob("*.certificate.json"))
    assert [f"disclosure-{number}.certificate.json" for number in range(1, 9)] == certificates
    for number in range(8):
        (pdf,) = (tmp_path / f"out-{number}").glob("*.pdf")
        record = tmp_path / "records" / f"{pdf.stem}.internal.csv"
        assert record.read_bytes().startswith(SECRET + b"%d " % number)


@pytest.mark.parametrize("full", range(1, 10))
def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, full: int):
    put(tmp_path, b"old ")
    fsync, done = os.fsync, 0

    def until_full(handle: int) -> None:
        nonlocal done
        done += 1
        if done == full:
            raise OSError(errno.ENOSPC, "No space left on device")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", until_full)
    with pytest.raises(OutputError, match="No space left on device; nothing was published"):
        put(tmp_path, b"new ")

    assert whole(b"old ") == there(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="files have no modes")
def test_records_and_what_is_out_of_sight_are_their_owners_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    modes: dict[str, int] = {}
    settle = sets._settle

    def look(folder: Path) -> None:
        modes.update({str(path.name): path.stat().st_mode & 0o777 for path in folder.rglob("*")})
        modes[folder.name] = folder.stat().st_mode & 0o777
        settle(folder)

    monkeypatch.setattr(sets, "_settle", look)
    put(tmp_path, b"new ")

    assert {0o700} == {mode for name, mode in modes.items() if name.startswith(".redact-staged-")}
    assert 0o700 == (tmp_path / "records").stat().st_mode & 0o777
    assert {0o600} == {path.stat().st_mode & 0o777 for path in (tmp_path / "records").iterdir()}
    assert {0o600} != {path.stat().st_mode & 0o777 for path in (tmp_path / "out").iterdir()}


def test_records_on_a_disk_that_is_away_keep_their_publication_back(tmp_path: Path):
    """Nothing is released without its records; once the disk is back, both take their places."""

    def die() -> None:
        sets._finish = lambda committed: os.kill(os.getpid(), signal.SIGKILL)
        put(tmp_path, b"new ")

    if not hasattr(os, "fork"):
        pytest.skip("processes are not forked here")
    assert in_a_child(die)
    (tmp_path / "records").rename(tmp_path / "away")
    with pytest.raises(OutputError, match="bring it back"), sets.alone_in(tmp_path / "out"):
        pass
    assert [] == [path for path in (tmp_path / "out").iterdir() if not path.name.startswith(".")]
    (tmp_path / "away").rename(tmp_path / "records")
    with sets.alone_in(tmp_path / "out"):
        pass

    assert whole(b"new ") == there(tmp_path)


def test_what_cannot_be_put_in_its_place_is_not_called_unpublished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(committed: Path) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr(sets, "_finish", fail)
        with pytest.raises(OutputError, match="what is ready lies out of sight") as stopped:
            put(tmp_path, b"new ")
    assert "nothing was published" not in str(stopped.value)
    with sets.alone_in(tmp_path / "out"):
        pass

    assert whole(b"new ") == there(tmp_path)


@pytest.mark.parametrize("when", ["_write", "_finish"])
def test_a_publisher_told_to_stop_leaves_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str):
    """Ctrl-C before the set is committed undoes it; after that it waits until the set is in its place."""
    original = getattr(sets, when)

    def stop(*arguments: object) -> None:
        signal.raise_signal(signal.SIGINT)
        original(*arguments)

    monkeypatch.setattr(sets, when, stop)
    with pytest.raises(KeyboardInterrupt):
        put(tmp_path, b"new ")

    assert (whole(b"new ") if when == "_finish" else {}) == there(tmp_path)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_folder_made_for_nothing_is_taken_away(tmp_path: Path):
    with sets.alone_in(tmp_path / "a/b/out", tmp_path / "a/records"):
        assert (tmp_path / "a/records").is_dir()

    assert [] == list(tmp_path.iterdir())


def test_a_journal_that_leads_elsewhere_is_not_followed(tmp_path: Path):
    """Somebody who can write into the folder must not make the next publisher delete or move their files."""
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "a.txt").write_text("kept")
    for kind in ("staged", "committed"):
        folder = tmp_path / "out" / f".redact-{kind}-x"
        folder.mkdir(parents=True)
        (folder / "journal.json").write_text(f'{{"records": "{precious}"}}')
    with sets.alone_in(tmp_path / "out", tmp_path / "records"):
        pass

    assert ["a.txt"] == [path.name for path in precious.iterdir()]
    assert [] == list((tmp_path / "out").iterdir())


@pytest.mark.parametrize(
    ("reference", "there", "name"),
    [
        ("", (), "disclosure-1"),
        ("", ("disclosure-1.pdf", "Disclosure-2.html"), "disclosure-3"),
        ("FOI 2026/0143", (), "FOI-2026-0143"),
        ("FOI 2026/0143", ("FOI-2026-0143.pdf",), "FOI-2026-0143-2"),
        ("../..", (), "disclosure-1"),
        ("con", (), "disclosure-1"),
        ("\U00010330" * 90, (), "\U00010330" * 15),
    ],
)
def test_a_name_of_its_own_tells_nothing(tmp_path: Path, reference: str, there: tuple[str, ...], name: str):
    for each in there:
        (tmp_path / each).touch()

    assert name == neutral_stem(reference, tmp_path)
