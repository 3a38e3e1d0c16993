"""Notes on a page that speak of the page, its makers or its recording: corrections, pointers, lives, sign-offs, marks.

A correction that only tells what was wrong is left in the report: nothing but its form "an earlier version of this
article" parts it from prose, and PolNeAR's readers found statements in such notes.
"""

from __future__ import annotations

import re

from onrecord.lexicon.agencies import find_agency
from onrecord.lexicon.furniture import picture_verbs
from onrecord.record import FurnitureKind

LIFE_LIMIT = 420  # characters of the lines on an author's life
LIFE_WORDS = 60
CAPTION_LIMIT = 320
CAPTION_WORDS = 16  # before the verb: names with their offices
FIRST_PERSONS = 5  # outside quotation marks; a reporter who appears in the report is there once or twice

_THING = r"(?:article|story|post|report|piece|column|item|dispatch|transcript|headline|interview)"
_LABEL = r"(?:Corrections?|Clarifications?|Updates?|Editor['’]?s['’]?\snote|Note)\b[^.!?:]{0,30}[:.—–-]+\s*"
_EARLIER = rf"An?\s(?:earlier|previous|prior|original|initial)\sversion\sof\sthis\s{_THING}\b"
_CHANGED = (
    rf"This\s{_THING}\s(?:has\sbeen|have\sbeen|was)\s(?:\w+\s)?(?:updated|revised|corrected|clarified|amended)"
    r"(?:\s(?:to|with|on|at|since|throughout)\b|\W)"
)
_WRONG = (
    r"\s(?:mis\w+|(?:in|un)correctly|wrongly|mistakenly|erroneously|gave|said|stated|had|contained|omitted|included"
    r"|referred|listed|named|identified|was)\b"
)
_ON_TEXT = re.compile(
    rf"\W{{0,2}}(?:{_LABEL}(?:{_EARLIER}|{_CHANGED}|Due\sto\san?\s(?:\w+\s)?error\b)"
    rf"|Editor['’]?s['’]?\snote:\s(?:The\sfollowing\s(?:is|was)|This\s{_THING})\b|{_EARLIER}{_WRONG}|{_CHANGED}).{{0,520}}"
    r"|\W{0,2}(?:Corrections?|Clarifications?):?(?:\s\w+\s\d{1,2},\s\d{4}(?:,\s\w+day)?)?\W{0,2}"
    r"|This\sis\sa\s(?:developing|breaking)(?:\snews)?\sstory\b.{0,120}",
    re.DOTALL | re.IGNORECASE,
)

# "See", "Read" and the like up to the place that they point to, in one sentence that no quotation mark opens.
_SENTENCE = r"(?:(?![.!?]\s).)"
_POINTER = re.compile(
    rf"[\s(\[*>▶►•–—-]{{0,3}}(?:(?:Read|Watch|Listen\sto|Check\sout|View|Browse|See)\s{_SENTENCE}{{2,160}}?"
    rf"|The\s(?:full|complete|entire)\s{_SENTENCE}{{2,60}}?\s(?:can\sbe|is)\s(?:found|read|seen|viewed|heard|available)\s)"
    r"\s?(?:here|below|above)\W{0,3}"
    r"|(?:[^.!?\"“”]{1,60}:\s)?https?://[^\s<>]+"
    r"|Also\son\s[A-Z][\w ]{1,30}:",
    re.DOTALL,
)
_LIKE = re.compile(r"[^\"“”]{0,90}\bLike\s(?:the|our)\spage\W{0,2}")

# Transcribers' brackets: capitals, for in small letters the same words are prose.
_STAGE = re.compile(
    r"[\"“”'’\s]{0,2}[(\[](?:(?:BEGIN|END|START|OF|VIDEO|AUDIO|TAPE|VIDEOTAPE|CLIP|PLAYING|COMMERCIAL|BREAK|APPLAUSE|AND"
    r"|CHEERS|CHEERING|BOOS|BOOING|LAUGHTER|LAUGHS|LAUGHING|CROSSTALK|INAUDIBLE|UNINTELLIGIBLE|PAUSE|MUSIC|SILENCE)\W{0,2}){1,6}"
    r"[)\]][\W]{0,3}"
)
_MARKUP = re.compile(
    r"(?:<[^<>]{1,300}>\s?){1,6}\W?|[.#@][\w-][^\"“”\n]{0,90}\{\W?|-?[a-z][a-z-]{1,30}:\s?[\w #.,()%!-]{1,60};\W?"
)
_HAT_TIP = re.compile(r"\W?[Hh]/[Tt]/?:?\s[^.!?\"“”]{2,40}\W{0,2}")
_DESK = re.compile(r"[^.!?\"“”]{0,60}\b\d(?:st|nd|rd|th)\sgra(?:f|ph)s?(?:\s[a-z]{2,5}){0,2}\W{0,2}")

_NAME_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’-]*\.?"
_PERSON = rf"{_NAME_WORD}(?:\s(?:{_NAME_WORD}|de|van|von|der|den|bin|al|el|la|da|di)){{1,3}}"
_SIGNED_OFF = re.compile(
    rf"(?P<who>{_PERSON}),\s(?:for\s)?(?:the\s)?(?P<house>[A-Z][\w.]*(?:\s[\w.]+){{0,3}}),\s(?:in\s)?{_NAME_WORD}(?:\s{_NAME_WORD}){{0,2}}"
    rf"|(?:For|Reporting\sfor)\s(?:the\s|The\s)?[A-Z][\w.'’ ]{{1,30}},\s(?:I['’]m|this\sis)\s{_PERSON}"
    rf"(?:,?\s(?:reporting\s)?(?:in|from|at)\s{_NAME_WORD}(?:\s{_NAME_WORD}){{0,2}})?"
)
_HOUSE_KIND = re.compile(r"\s(?:[Nn]ews|[Rr]adio|[Tt]elevision|TV)$")
_PLACE = rf"{_NAME_WORD}(?:,?\s{_NAME_WORD}){{0,2}}"
_FROM_PLACE = re.compile(
    rf"[\s(\[_–—-]{{0,4}}{_NAME_WORD}(?:\s{_NAME_WORD}){{0,3}}(?:\sand\s{_NAME_WORD}(?:\s{_NAME_WORD}){{0,2}})?"
    rf"\s(?:reported\sfrom\s{_PLACE}(?:[;,]\s(?:and\s)?(?:{_PERSON}|{_NAME_WORD}),?\s(?:reported\s)?from\s{_PLACE}){{0,3}}"
    r"|contributed(?:\sreporting)?)\W{0,2}"
    rf"|(?:[Pp]odcast|[Vv]ideo|[Ss]egment)\s(?:produced|edited)\sby\s{_PERSON}\W{{0,2}}|[Cc]o-(?:authored|written)\sby\s{_PERSON}\W{{0,2}}"
)

# "Jane Roe is a fellow of the institute": how the page presents its author, who has written in the first person or
# from outside the house. The words in capitals that follow a name would be a headline's.
_LIFE = re.compile(
    rf"(?!(?:The|Gov|Rep|Sen|Gen|President)\b)(?P<name>{_PERSON})(?:,\s[^,]{{2,60}},)?"
    r"\s(?:is(?!\s(?:\w+ing|not|still|now|also)\b)|serves\sas|teaches|writes|edits|co-?hosts|hosts|covers)\s[^\"“”?!]{8,}",
    re.DOTALL,
)
_REPORTER = re.compile(
    rf"(?P<name>{_NAME_WORD})\sis\san?\s[^\"“”?!.]{{0,60}}(?:reporter|correspondent|columnist|editor|producer|writer)\s"
    r"(?:for|at|with|in)\s[^\"“”?!]{2,60}"
)
_TITLE = re.compile(r"[\"“](?:[A-Z0-9][^\s\"”]*\s?){1,8}[\"”]")
_FOLLOW = re.compile(
    r"\b(?:[Ff]ollow|[Rr]each|[Cc]ontact|[Ee]-?mail)\s(?:him|her|them|me)\b|\b(?:[Hh]e|[Ss]he)\s(?:tweets|blogs)\b",
    re.DOTALL,
)
_FIRST_PERSON = re.compile(r"\b(?:I|my|My)\b")
_QUOTED = re.compile(r"[\"“][^\"“”\n]{0,1000}[\"”]")
_QUOTE_MARK = re.compile(r"[\"“”]|''|``")
_INNER_STOP = re.compile(r"(?<![A-Z])(?<!\b(?:Mr|Ms|Dr|St))(?<!\b(?:Mrs|Sen|Rep|Gov|Gen))[.!?]\s+[A-Z]")
_TOLD = frozenset({"is", "are", "was", "were", "has", "have", "had", "will", "would", "that", "which", "if", "when"})
_SAID = re.compile(r"\b(?:said|says|told|asked|added|according|accused|expected|scheduled|charged)\b")


def find_note(words: str, *, whole: bool, at_edge: bool) -> FurnitureKind | None:
    """What kind of note `words` are from their first letter to the last; as `find_notice` takes them."""
    if _SIGNED_OFF.fullmatch(words.rstrip(" .")) and _is_sign_off(words):
        return "byline"
    if _DESK.fullmatch(words):
        return "navigation"
    if not whole:
        return None
    if _POINTER.fullmatch(words):
        return "read_more"
    if _ON_TEXT.fullmatch(words) or _STAGE.fullmatch(words) or _MARKUP.fullmatch(words):
        return "navigation"
    if _HAT_TIP.fullmatch(words):
        return "credit"
    if _LIKE.fullmatch(words):
        return "prompt"
    return "reporting_credit" if at_edge and _FROM_PLACE.fullmatch(words) else None


def _is_sign_off(words: str) -> bool:
    """Whether "Jane Roe, BBC news, Bonn" names a house that sends reports; "For The World, I'm Jane Roe" needs none."""
    found = _SIGNED_OFF.fullmatch(words.rstrip(" ."))
    if found is None or found["house"] is None:
        return found is not None
    return find_agency(_HOUSE_KIND.sub("", found["house"])) is not None or find_agency(found["house"]) is not None


def is_caption_sentence(words: str) -> bool:
    """Whether a paragraph under a picture's credit says what the picture shows: "The envoys shake hands in Valga."

    One sentence without a quotation, whose first verb is one of what can be seen, in the present tense.
    """
    if len(words) > CAPTION_LIMIT or _QUOTE_MARK.search(words) or _INNER_STOP.search(words):
        return False
    seen = picture_verbs()
    tokens = [token.strip(".,;()") for token in words.split()]
    verb = next((i for i, token in enumerate(tokens[: CAPTION_WORDS + 1]) if i and token in seen), None)
    return verb is not None and not any(token in _TOLD for token in tokens[:verb])


def is_author_life(text: str, start: int, end: int, *, last: bool) -> bool:
    """Whether the paragraph `text[start:end]` tells who wrote the report: "Jane Roe is a fellow of … Follow her on …".

    Whoever the report is about is named elsewhere in it as well. Without a way to follow the author the lines count
    only at the very end.
    """
    words = text[start:end]
    if len(words) > LIFE_LIMIT or len(words.split()) > LIFE_WORDS or _SAID.search(words):
        return False
    found = _LIFE.fullmatch(_TITLE.sub("", words)) or (_REPORTER.fullmatch(words) if last else None)
    if found is None or not (last or _FOLLOW.search(words)):
        return False
    rest = text[:start] + text[end:]
    if _FOLLOW.search(words):
        return True  # a byline may have named the author before
    if re.search(rf"\b{re.escape(found['name'].split()[-1])}\b", rest) is None:
        return True
    # Who writes of her own family has her surname in the text.
    return found["name"] not in rest and len(_FIRST_PERSON.findall(_QUOTED.sub("", rest))) >= FIRST_PERSONS
