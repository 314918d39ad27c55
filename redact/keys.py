"""Keys as a terminal sends them, and the state that a terminal must be left in."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

NAMED = {
    b"\r": "enter",
    b"\n": "enter",
    b"\t": "tab",
    b"\x7f": "backspace",
    b"\x08": "backspace",
    b"\x03": "ctrl-c",
    b"\x04": "ctrl-c",
    b"\x12": "U",
    b"\x1b": "escape",
    b"\x1b[A": "up",
    b"\x1b[B": "down",
    b"\x1b[C": "right",
    b"\x1b[D": "left",
    b"\x1bOA": "up",
    b"\x1bOB": "down",
    b"\x1bOC": "right",
    b"\x1bOD": "left",
    b"\x1b[Z": "shift-tab",
}
# A key that sends several bytes: ESC [ parameters final, or ESC O final.
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-9;?<=>]{0,16}[ -/]{0,4}[@-~]|O[@-~])")
_PASTE, _PASTED = b"\x1b[200~", b"\x1b[201~"
_ESCAPE_SECONDS = 0.05
"""How long to wait for the rest of a sequence before an escape is the escape key."""

ENTER = "\x1b[?1049h\x1b[?2004h\x1b[?25l"
"""The other screen, so that no withheld word stays in the scroll-back; pasted text marked as such; no cursor."""
LEAVE = "\x1b[?25h\x1b[?2004l\x1b[2J\x1b[H\x1b[?1049l"


def keys(read: Callable[[float | None], bytes | None]) -> Iterator[str]:
    """Yield the name of each key that is pressed.

    `read` waits for bytes, at most so many seconds: none within that time is empty, the end of the input is None. What
    is pasted is one key, `paste:` and the text, so that pasting into the wrong window decides nothing.
    """
    held = b""
    while True:
        more = read(_ESCAPE_SECONDS if held else None)
        if more is None:
            return
        held += more
        while held:
            key, length = _first(held, waited=not more)
            if not length:
                break
            held = held[length:]
            if key:
                yield key


def _first(held: bytes, *, waited: bool) -> tuple[str, int]:
    """Return the first key and how many bytes it took: none while its end may still come."""
    if held.startswith(_PASTE):
        end = held.find(_PASTED)
        if end < 0:
            return "", 0
        text = held[len(_PASTE) : end].decode("utf-8", "replace")
        return "paste:" + " ".join(text.split()), end + len(_PASTED)
    if held.startswith(b"\x1b"):
        if found := _SEQUENCE.match(held):
            return NAMED.get(found.group(), ""), found.end()
        if not waited and len(held) < 24:
            return "", 0
        return "escape", 1
    if held[:1] in NAMED:
        return NAMED[held[:1]], 1
    length = next((n for n, first in ((1, 0x80), (2, 0xE0), (3, 0xF0), (4, 0xF8)) if held[0] < first), 1)
    if len(held) < length and not waited:
        return "", 0
    character = held[:length].decode("utf-8", "replace")
    return (character if character.isprintable() else "", length)


@contextmanager
def raw_terminal() -> Iterator[Callable[[float | None], bytes | None]]:
    """Give every key to the body as it is pressed, on the other screen; put the terminal back whatever happens.

    A change of the window's size ends a wait early with no bytes.
    """
    import select
    import signal
    import termios
    import tty

    fd = sys.stdin.fileno()
    before = termios.tcgetattr(fd)
    woken, waker = os.pipe()
    os.set_blocking(waker, False)

    def stop(number: int, _: object) -> None:
        raise SystemExit(128 + number)  # so that the terminal is put back; everything is saved already

    def resized(number: int, _: object) -> None:
        os.write(waker, b"w")

    old = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGHUP)}
    old[signal.SIGWINCH] = signal.signal(signal.SIGWINCH, resized)

    def read(seconds: float | None) -> bytes | None:
        ready, _, _ = select.select([fd, woken], [], [], seconds)
        if woken in ready:
            os.read(woken, 4096)
        if fd not in ready:
            return b""
        return os.read(fd, 4096) or None

    try:
        tty.setraw(fd)
        sys.stdout.write(ENTER)
        sys.stdout.flush()
        yield read
    finally:
        with contextlib.suppress(OSError):  # the terminal may be gone
            sys.stdout.write(LEAVE)
            sys.stdout.flush()
        with contextlib.suppress(termios.error):
            termios.tcsetattr(fd, termios.TCSADRAIN, before)
        for number, handler in old.items():
            signal.signal(number, handler)
        os.close(waker)
        os.close(woken)
