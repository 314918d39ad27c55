"""Redact documents for disclosure under Freedom of Information law.

One source, step by step; each verb hands its value to the next:

    document = load("letter.txt")                        or load_text("Dear Ms Example, ...")
    policy = load_policy("foi-uk")                       or list_policies()
    findings = find(document, policy)                    detect, then identify: who the findings are about
    review = propose(document, findings, policy)         what the policy decides; people amend it
    print(diff(document, review, policy))                what would change, as text, html or json
    publication = apply(document, review, policy)        what may be seen; draft() where something is undecided
    data = render(publication, "pdf")                    or "html"
    leaks = verify(data)                                 what a finished PDF still tells

As the commands do it, with the review in a file beside the source:

    start_review("letter.txt", "foi-uk")                 redact propose
    Session.open("letter.txt", by="Ada Reviewer")        redact review
    sign("letter.txt", by="Bo Second")                   redact sign
    publish("letter.txt", "disclosed/")                  redact publish; many at once with each()
    verify_file("letter.pdf", *words_of("letter.txt"))   redact verify
    try_policy, explain_place, compare_policies          redact policy test, explain, diff
    redact.policy.show, redact.policy.check              redact policy show, check

Each name is imported when it is first used, so that `import redact` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from redact.batch import each as each
    from redact.detection import detect as detect
    from redact.errors import InputError as InputError
    from redact.errors import LeakError as LeakError
    from redact.errors import OutputError as OutputError
    from redact.errors import PolicyError as PolicyError
    from redact.errors import RedactError as RedactError
    from redact.errors import RenderError as RenderError
    from redact.errors import ReviewError as ReviewError
    from redact.errors import StaleReview as StaleReview
    from redact.errors import Undecided as Undecided
    from redact.errors import Unread as Unread
    from redact.finding import find as find
    from redact.loaders import load as load
    from redact.loaders import load_text as load_text
    from redact.model import Action as Action
    from redact.model import Block as Block
    from redact.model import Box as Box
    from redact.model import Decision as Decision
    from redact.model import Document as Document
    from redact.model import Finding as Finding
    from redact.model import Geometry as Geometry
    from redact.model import Made as Made
    from redact.model import Passage as Passage
    from redact.model import Place as Place
    from redact.model import Publication as Publication
    from redact.model import Redaction as Redaction
    from redact.model import Review as Review
    from redact.model import Show as Show
    from redact.model import Source as Source
    from redact.model import Span as Span
    from redact.people import identify as identify
    from redact.policy import Case as Case
    from redact.policy import Policy as Policy
    from redact.policy import list_policies as list_policies
    from redact.policy import load_policy as load_policy
    from redact.proposal import propose as propose
    from redact.publishing import Prepared as Prepared
    from redact.publishing import Published as Published
    from redact.publishing import Release as Release
    from redact.publishing import publish as publish
    from redact.publishing import verify_file as verify_file
    from redact.publishing import words_of as words_of
    from redact.redaction import apply as apply
    from redact.redaction import draft as draft
    from redact.renderers import Presentation as Presentation
    from redact.renderers import render as render
    from redact.reviewing.session import Session as Session
    from redact.reviewing.signing import sign as sign
    from redact.reviewing.start import start_review as start_review
    from redact.showing.diff import diff as diff
    from redact.trials import compare_policies as compare_policies
    from redact.trials import explain_place as explain_place
    from redact.trials import try_policy as try_policy
    from redact.verification import verify as verify

_PLACES = {
    "batch": ("each",),
    "detection": ("detect",),
    "errors": (
        "InputError",
        "LeakError",
        "OutputError",
        "PolicyError",
        "RedactError",
        "RenderError",
        "ReviewError",
        "StaleReview",
        "Undecided",
        "Unread",
    ),
    "finding": ("find",),
    "loaders": ("load", "load_text"),
    "model": (
        "Action",
        "Block",
        "Box",
        "Decision",
        "Document",
        "Finding",
        "Geometry",
        "Made",
        "Passage",
        "Place",
        "Publication",
        "Redaction",
        "Review",
        "Show",
        "Source",
        "Span",
    ),
    "people": ("identify",),
    "policy": ("Case", "Policy", "list_policies", "load_policy"),
    "proposal": ("propose",),
    "publishing": ("Prepared", "Published", "Release", "publish", "verify_file", "words_of"),
    "redaction": ("apply", "draft"),
    "renderers": ("Presentation", "render"),
    "reviewing.session": ("Session",),
    "reviewing.signing": ("sign",),
    "reviewing.start": ("start_review",),
    "showing.diff": ("diff",),
    "trials": ("compare_policies", "explain_place", "try_policy"),
    "verification": ("verify",),
}
_MODULES = {name: f"redact.{module}" for module, names in _PLACES.items() for name in names}
__all__ = sorted(_MODULES)  # said once, above


def __getattr__(name: str) -> Any:
    if name in _MODULES:
        return getattr(import_module(_MODULES[name]), name)
    if find_spec(f"redact.{name}"):
        return import_module(f"redact.{name}")  # a room, such as `redact.policy`
    raise AttributeError(f"module 'redact' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
