"""What a review still needs before it may be published: notes, and the signature of a second person."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from redact.errors import Undecided
from redact.model import Action, Publication, Review
from redact.review.file import dump

if TYPE_CHECKING:
    from redact.policy import Exemption, Policy

PUBLIC_INTEREST_TEST = "public interest test"
SECOND_REVIEWER = "second reviewer"


def missing(review: Review, policy: Policy) -> tuple[str, ...]:
    """Return which notes are still to be written, by name, before what is withheld may be published.

    An exemption under a public-interest test needs the test on paper (section 17(3) FOIA); others need the harm, a
    qualified person's opinion (section 36) or a second reviewer, as the policy's catalogue says.
    """
    written = dict(review.notes)
    return tuple(
        note_key(code, kind)
        for code, kind in notes_needed(review, policy)
        if not (signers(review) if kind == SECOND_REVIEWER else written.get(note_key(code, kind), "").strip())
    )


def unwritten(review: Review, policy: Policy) -> tuple[str, ...]:
    """Return which notes are still to be written: what is missing, but for the signature that a second person gives."""
    return tuple(note for note in missing(review, policy) if not note.endswith(SECOND_REVIEWER))


def notes_needed(review: Review, policy: Policy, least: Action = Action.WITHHOLD) -> tuple[tuple[str, str], ...]:
    """Return the notes that the exemptions of what is withheld need, each an exemption and a kind, by exemption.

    With `least` UNDECIDED, those too that would be needed if what is open were withheld.
    """
    codes = sorted({code for d in review.decisions if d.action >= least for code in d.exemptions})
    return tuple((code, kind) for code in codes if code in policy.exemptions for kind in needs(policy.exemption(code)))


def needs(exemption: Exemption) -> tuple[str, ...]:
    """Return the kinds of note that an exemption needs."""
    test = (PUBLIC_INTEREST_TEST,) if exemption.public_interest_test else ()
    return tuple(dict.fromkeys((*test, *exemption.needs)))


def note_key(exemption: str, kind: str) -> str:
    """Return the name of a note in the review file, such as `s.43(2) harm`; without an exemption, the kind alone."""
    return f"{exemption} {kind}".strip()


def decisions_digest(review: Review) -> str:
    """Return the SHA-256 of a review's decisions and notes: what a signature is bound to."""
    return sha256(dump(replace(review, signatures=())).encode("utf-8", "surrogatepass")).hexdigest()


# Fields younger than the first signatures, which must stay valid: a publication has no open holes, and how a code is
# read aloud follows from the code.
_NOT_SIGNED = frozenset({"open", "spoken"})


def publication_digest(publication: Publication) -> str:
    """Return the SHA-256 of what may be seen, whatever it is printed with; its title is not part of it."""
    values = asdict(
        replace(publication, title=""),
        dict_factory=lambda pairs: {name: value for name, value in pairs if name not in _NOT_SIGNED},
    )
    data = json.dumps(values, ensure_ascii=False, sort_keys=True)
    return sha256(data.encode("utf-8", "surrogatepass")).hexdigest()


def signers(review: Review, publication: Publication | None = None) -> tuple[str, ...]:
    """Return who signed these very decisions and, where one is given, this publication, and took none of them."""
    wanted = {f"decisions:{decisions_digest(review)}"}
    if publication is not None:
        wanted.add(f"publication:{publication_digest(publication)}")
    deciders = [decision.by for decision in review.decisions]
    return tuple(
        name
        for name, signature in review.signatures
        if wanted <= set(signature.split()) and not same_person(name, *deciders)
    )


def require_signature(review: Review, publication: Publication, policy: Policy) -> None:
    """Raise Undecided where an exemption that is relied on needs a second reviewer and none has signed this."""
    codes = sorted({code for decision in review.only(Action.WITHHOLD) for code in decision.exemptions})
    wanting = [code for code in codes if code in policy.exemptions and SECOND_REVIEWER in policy.exemption(code).needs]
    if wanting and not signers(review, publication):
        void = ", ".join(dict.fromkeys(name for name, _ in review.signatures))
        raise Undecided(
            f"{', '.join(wanting)}: a second person signs before this is published, and no signature holds for these "
            f"decisions and this publication{f' (void: {void})' if void else ''}; sign with: redact sign PATH --as NAME"
        )


def same_person(name: str, *others: str) -> bool:
    """Tell whether a name is one of these, however it is spaced and written."""
    return " ".join(name.casefold().split()) in {" ".join(other.casefold().split()) for other in others if other}
