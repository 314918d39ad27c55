"""Keys as a terminal sends them, and the terminal put back as it was.

prompt_toolkit reads them, on Unix and on Windows; its own screens are not used.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import signal
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prompt_toolkit.input import Input
    from prompt_toolkit.key_binding import KeyPress
    from prompt_toolkit.output import Output

NAMES = {
    "c-m": "enter",
    "c-j": "enter",
    "c-i": "tab",
    "s-tab": "shift-tab",
    "c-h": "backspace",
    "c-c": "ctrl-c",
    "c-d": "ctrl-c",
    "c-r": "U",
    "escape": "escape",
    "up": "up",
    "down": "down",
    "left": "left",
    "right": "right",
}
"""What prompt_toolkit calls a key, and what a review calls it."""
ESCAPE_SECONDS = 0.05
"""How long to wait for the rest of a sequence before an escape is the escape key."""
IDLE_SECONDS = 0.25
"""How long nothing is pressed before whoever waits may see whether the window has another size."""


async def presses(source: Input) -> AsyncIterator[list[str]]:
    """Yield the names of the keys that are pressed, as they come; none after a while without any.

    What is pasted is one key, `paste:` and the text, so that pasting into the wrong window decides nothing.
    """
    ready = asyncio.Event()
    begun = ""
    with source.attach(ready.set):
        seconds = IDLE_SECONDS
        while not source.closed:
            try:
                await asyncio.wait_for(ready.wait(), seconds)
                pressed, seconds = source.read_keys(), ESCAPE_SECONDS
            except TimeoutError:
                pressed, seconds = source.flush_keys(), IDLE_SECONDS
            ready.clear()
            names, begun = _named(pressed, begun)
            yield names


# What may come of a sequence before its last character: ESC [ parameters, or ESC O.
_BEGUN = re.compile(r"\x1b(?:\[[0-9;?<=>]{0,16}[ -/]{0,4}|O)")


def _named(pressed: Sequence[KeyPress], begun: str) -> tuple[list[str], str]:
    """Return the names of keys, and how much has come of a sequence that prompt_toolkit does not know.

    It gives such a sequence back as its characters, none of which is a key that somebody pressed.
    """
    names: list[str] = []
    for i, press in enumerate(pressed):
        if begun:
            begun = begun + press.data if _BEGUN.fullmatch(begun + press.data) else ""
            continue
        key = str(getattr(press.key, "value", press.key))
        if key == "escape" and i + 1 < len(pressed) and _BEGUN.fullmatch(f"\x1b{pressed[i + 1].data}"):
            begun = "\x1b"
        elif key == "<bracketed-paste>":
            names.append("paste:" + " ".join(press.data.split()))
        elif key in NAMES or (len(key) == 1 and key.isprintable()):
            names.append(NAMES.get(key, key))
    return names, begun if pressed else ""


@contextmanager
def raw_terminal() -> Iterator[tuple[Input, Output]]:
    """Give every key to the body as it is pressed, on the other screen; put the terminal back whatever happens.

    On the other screen no withheld word stays in the scroll-back.
    """
    from prompt_toolkit.input import create_input
    from prompt_toolkit.output import create_output

    def stop(number: int, _: object) -> None:
        raise SystemExit(128 + number)  # so that the terminal is put back; everything is saved already

    source, output = create_input(), create_output()
    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        with source.raw_mode():
            output.enter_alternate_screen()
            output.enable_bracketed_paste()
            output.hide_cursor()
            output.flush()
            yield source, output
    finally:
        with contextlib.suppress(OSError):  # the terminal may be gone
            output.show_cursor()
            output.disable_bracketed_paste()
            output.erase_screen()
            output.quit_alternate_screen()
            output.flush()
        for number, handler in before.items():
            signal.signal(number, handler)
