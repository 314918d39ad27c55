"""Words that tell names from prose: small closed lists, and what the lists cannot hold."""

from __future__ import annotations

from functools import cache
from pathlib import Path

# Never part of anybody's name, even with a capital letter.
NEVER_IN_NAMES = frozenset(
    """
    council county borough city district parish town police constabulary service services department ministry office
    committee board commission authority agency trust hospital surgery clinic school academy college university ysgol
    government parliament assembly senedd court tribunal inspectorate directorate division team unit section branch
    ltd limited plc llp inc company group association society union foundation federation institute charity
    partnership square mews wharf quay gardens parade embankment street road avenue drive crescent terrace cottage
    building mailbox inbox enquiries helpdesk support reception complaints payroll finance housing legal planning
    licensing governance monday tuesday wednesday thursday friday saturday sunday tel telephone fax email e-mail
    mobile mob ref reference date dated subject sent from to cc bcc address postcode report letter form section
    paragraph annex appendix schedule act regulation regulations article secretary minister chancellor mayor
    commissioner director manager officer executive chairman chairwoman chairperson adviser advisor coordinator
    co-ordinator administrator assistant analyst registrar inspectorate information freedom protection scheme fund
    project programme strategy policy review meeting minutes agenda action item notes note row and or the of for with
    by at on in is was are were be been has have had will-not not you your our their his her its he she it they we
    this that these those there here when where why how which who whom whose if as so but because though although
    while since until unless than then no yes nhs mp sir-or-madam madam sirs colleague colleagues resident residents
    customer applicant occupier taxpayer constituent yours sincerely faithfully regards please name names known
    vehicle licence deceased child baby person ip thank thanks dear re regarding i i'm i've i'd i'll my me mine us a
    an
    """.split()
)
# May stand inside a name, never at its start.
NEVER_STARTS_NAMES = frozenset(
    """
    high deputy chief senior principal head lead acting interim assistant associate vice national regional local
    public private personal professional human social special civil criminal crown royal general international european
    british independent joint executive annual first second third next last new old all any some every each both other
    many most more such same further following above below also however therefore furthermore moreover meanwhile
    finally additionally today tomorrow yesterday now later morning afternoon evening night good happy merry great
    north south east west northern southern eastern western central upper lower greater
    mr mrs ms miss dr prof professor rt hon am pm ok
    """.split()
)
# Words that open or carry sentences: not names where a whole line is in capitals, or where no line is.
OPENERS = frozenset(
    """
    a about above after again against all also although am an and any are as at be because been before being below
    between both but by can cannot could did do does doing down during each either even ever every few for from further
    get gets getting give given gives go goes going gone got had has have having he her here hers herself him himself
    his how however i if in into is it its itself just know known last less let like likes live lives lived made make
    makes many may maybe me might mine more most much must my myself need needs never next no none nor not now of off
    on once one only or other others our ours out over own per please put rang said same saw say says see seen sent
    shall she should since so some still such take taken takes than that the their theirs them themselves then there
    these they this those though through to told too two under until up upon us use used very via was we well went were
    what when where whether which while who whom whose why will with within without would yes yet you your yours
    yourself really quite always often soon today tomorrow yesterday called asked wants wanted came come comes rung
    spoke wrote written write who's it's he's she's that's there's i'm i've don't didn't won't can't couldn't wouldn't
    """.split()
)
# People by what they are to somebody.
RELATIONS = (
    r"husband|wife|spouse|son|daughter|brother|sister|mother|father|mum|mam|mom|dad|nephew|niece|uncle|aunt|auntie"
    r"|cousin"
    r"|partner|ex|ex-(?:husband|wife|partner)|fianc[ée]e?|boyfriend|girlfriend|widow|widower|twins?"
    r"|step(?:father|mother|son|daughter|brother|sister|dad|mum)|half-(?:brother|sister)|foster (?:carer|mother"
    r"|father|son|daughter)"
    r"|grand(?:son|daughter|father|mother|dad|ma|child)|(?:mother|father|son|daughter|brother|sister)-in-law"
    r"|baby|toddler|infant|child|boy|girl|lad|man|woman|gentleman|lady|friend|neighbour|colleague|carer|landlord"
    r"|landlady|lodger"
    r"|tenant|driver|keeper|witness|complainant|claimant|applicant|requester|appellant|respondent|defendant|victim"
    r"|suspect"
    r"|constituent|client|patient|pupil|student|caseworker|case worker|social worker|support worker|key worker"
    r"|health visitor"
    r"|solicitor|barrister|counsel|interpreter|adviser|advisor|manager|mgr|supervisor|secretary|assistant"
    r"|receptionist|nurse"
    r"|midwife|doctor|consultant|gp|teacher|headteacher|head teacher|form tutor|officer|policy officer|clerk|agent"
    r"|builder"
    r"|plumber|engineer|surveyor|trustee|governor|whistleblower|informant|deceased"
)


def is_common(word: str) -> bool:
    """Tell whether a word without capitals is an ordinary word of English prose."""
    plain = word.lower().replace("’", "'")
    if plain in OPENERS or plain in NEVER_IN_NAMES or plain in NEVER_STARTS_NAMES or plain in common_words():
        return True
    return plain.endswith(("ing", "tion", "ment", "ness", "able", "ible", "ous", "ful", "ally", "ised", "ized", "n't"))


_BODIES = frozenset(
    "council borough police constabulary department ministry office trust hospital school academy college university "
    "surgery "
    "court tribunal committee commission agency authority service partnership ltd limited llp plc".split()
)


def is_body_word(word: str) -> bool:
    """Tell whether a word ends or begins the names of bodies."""
    return word in _BODIES


@cache
def common_words() -> frozenset[str]:
    return _listed("common_words.txt")


@cache
def first_names() -> frozenset[str]:
    return _listed("first_names.txt")


def _listed(name: str) -> frozenset[str]:
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
