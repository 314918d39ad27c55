"""The review page: one person, one letter, one browser on the same machine. Nothing leaves the machine.

guard     who may ask, and what every answer forbids the browser to do
server    the routes, and the life of the server
link      the start-up link that no other user of the machine can read
actions   what the page may ask of the session: one action at a time, revisions, what changed
views     what the page is told, as plain values
pages     the publication as it would be printed now, drawn page by page in a process of its own
"""

from __future__ import annotations

from redact.web.server import review_in_browser

__all__ = ["review_in_browser"]
