"""Measure what becomes of people from the finding to the policy: protected everywhere, or barred here and open there.

    uv run python benchmarks/protection.py                    1,000 invented people in 12 shapes, all policies
    uv run python benchmarks/protection.py --each 10          ten people of each origin
    uv run python benchmarks/protection.py --texts FOLDER     contagion in any texts, without labels: *.txt below FOLDER

A mention is *barred* where every letter of it is withheld or asked. *Open elsewhere* counts people of whom one mention
is barred and another is not. *Contagion* is findings of people that are none: offices, titles, words in lower case.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from redact.finding import find
from redact.model import Action, Document, Review, Source
from redact.policy import Policy, load_policy, make_case, policy_names
from redact.proposal import propose
from redact.segmentation.lines import blocks_of

DATA = Path(__file__).parent / "data"
# What a finding of a person must not be: offices, titles, pronouns, words that carry sentences.
_SLIPS = frozenset(
    "clerk chair cllr councillor ms mr mrs miss dr representative agreed she he they her his we you it resolved noted "
    "proposed seconded chairman chairperson vice officer member members mayor deputy secretary treasurer director "
    "manager constable inspector sergeant minister judge coroner counsel solicitor applicant claimant respondent "
    "appellant defendant tenant landlord resident residents parent staff nurse doctor teacher headteacher council "
    "committee the and all any none yes no dear sir madam present apologies".split()
)
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=1_000, help="people of each origin, at most")
    parser.add_argument("--texts", type=Path, help="a folder with texts, for contagion alone")
    parser.add_argument("--show", action="store_true", help="name the failures; invented people only")
    asked = parser.parse_args()
    if asked.texts:
        contagion(asked.texts)
    else:
        people(asked.each, asked.show)


def people(each: int, show: bool) -> None:
    """Print, by origin, how many mentions are found and how many people are barred here and open there."""
    policies = [_told(load_policy(name)) for name in policy_names() if not load_policy(name).abstract]
    shapes = json.loads((DATA / "shapes.json").read_text(encoding="utf-8"))
    found: dict[str, Counter[bool]] = defaultdict(Counter)
    halves: Counter[str] = Counter()
    by_shape: Counter[int] = Counter()
    tried = 0
    for number, person in enumerate(chosen(each)):
        for k, shape in enumerate(shapes):
            policy = policies[(number + k) % len(policies)]
            text, mentions = fill(shape, person)
            document = Document(Source("note.txt"), text, blocks_of(text))
            findings = find(document, policy)
            barred = _barred(propose(document, findings, policy))
            states = [all(i in barred for i in range(*mention) if text[i].isalpha()) for mention in mentions]
            seen = {i for finding in findings for i in range(finding.span.start, finding.span.end)}
            tried += 1
            for mention in mentions:
                found[person["origin"]][all(i in seen for i in range(*mention) if text[i].isalpha())] += 1
            if len(set(states)) > 1:
                halves[person["origin"]] += 1
                by_shape[k] += 1
                if show:
                    opened = [text[slice(*m)] for m, state in zip(mentions, states, strict=True) if not state]
                    print(f"  {policy.id:20} shape {k:2}: {opened} of {person['name']}")
    print(f"{tried} texts, {len(policies)} policies")
    for origin, counts in sorted(found.items()):
        print(f"{origin:20} found {counts[True] / counts.total():.4f}  barred here and open there {halves[origin]}")
    print(f"barred here and open there: {halves.total()}, by shape {dict(by_shape)}")


def chosen(each: int) -> Iterator[dict]:
    """Yield the invented people, at most so many of each origin."""
    taken: Counter[str] = Counter()
    for line in (DATA / "people.jsonl").read_text(encoding="utf-8").splitlines():
        person = json.loads(line)
        taken[person["origin"]] += 1
        if taken[person["origin"]] <= each:
            yield person


def fill(shape: str, person: dict) -> tuple[str, list[tuple[int, int]]]:
    """Return a text about somebody, and where they are named in it."""
    first, surname = person["first"], person["surname"]
    full = person["name"]
    words = {
        "full": full,
        "first": first[0],
        "surname": surname,
        "initial": first[0][0],
        "initials": first[0][0] + surname[0].upper(),
        "local": f"{_plain(first[0])}.{_plain(surname)}",
        "upper": full.upper(),
    }
    pieces: list[str] = []
    mentions: list[tuple[int, int]] = []
    length = 0
    for i, piece in enumerate(re.split(r"\{(\w+)\}", shape)):
        if i % 2:
            piece, name = words[piece], piece
            if name != "initial":
                mentions.append((length, length + len(piece)))
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), mentions


def _plain(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if c.isascii() and c.isalpha()) or "x"


def _told(policy: Policy) -> Policy:
    return policy.with_case(make_case(("Zz Nobodyelse",))) if policy.missing else policy


def _barred(review: Review) -> set[int]:
    return {i for d in review.decisions if d.action is not Action.DISCLOSE for i in range(d.span.start, d.span.end)}


def contagion(folder: Path) -> None:
    """Print how many findings of people are none, and how many strings are barred here and open there."""
    policy = load_policy("foi-uk")
    persons = slips = strings = halves = texts = characters = questions = 0
    for path in sorted(folder.rglob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")[:60_000]
        document = Document(Source("note.txt"), text, blocks_of(text))
        if not document.blocks:
            continue
        texts += 1
        characters += len(text)
        findings = [finding for finding in find(document, policy) if finding.entity == "PERSON"]
        persons += len(findings)
        slips += sum(_is_slip(document[finding.span]) for finding in findings)
        review = propose(document, find(document, policy), policy)
        barred = _barred(review)
        questions += len({d.subject or str(d.span) for d in review.only(Action.UNDECIDED)})
        named = {document[f.span] for f in findings if all(i in barred for i in range(f.span.start, f.span.end))}
        for name in named:
            strings += 1
            halves += any(
                not set(range(*match.span())) & barred
                for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
            )
    print(f"{texts} texts, {characters} characters, {questions} questions, {1000 * questions / characters:.2f} a 1,000")
    print(f"findings of people {persons}, none of them {slips} ({slips / max(persons, 1):.2%})")
    print(f"strings barred {strings}, open elsewhere {halves} ({halves / max(strings, 1):.2%})")


def _is_slip(words: str) -> bool:
    names = _WORD.findall(words)
    return not names or all(name.lower() in _SLIPS or name.islower() for name in names)


if __name__ == "__main__":
    main()
