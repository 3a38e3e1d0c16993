"""Names in a report: the entity recogniser's, repaired, and those it missed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from onrecord.extract.actor_figure import Name, NameKind
from onrecord.extract.actor_kinds import is_headline_phrase, settle_kinds
from onrecord.extract.actor_short_names import find_initials, find_joint_firms
from onrecord.language import Entity, Parse, Token
from onrecord.lexicon.actor_words import Gender, actor_words, body_names, find_body, gender_of, is_honorific, is_office
from onrecord.lexicon.territories import find_seat, seat_names

KINDS: dict[str, NameKind] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "NORP": "people", "LOC": "place", "FAC": "place",
}  # fmt: skip
OFTEN_WRONG = frozenset(("PRODUCT", "WORK_OF_ART", "EVENT", "LAW"))  # kept if the name is somebody's elsewhere
POSSESSIVES = ("'s", "’s", "'", "’")
# "[W]e", mark-up, "R-Utah", "No.1", "Berg-style", a word broken off
_NO_NAME = re.compile(r"[\[\]<>=@]|^[RDI]-|^No\.?\d|-(?:style|like|era|based|led|backed|type)?$")
NOT_FIRST = frozenset(("ADV", "ADP", "SCONJ", "CCONJ", "INTJ", "AUX", "PRON"))  # of these no name begins
OWNED = frozenset(("owned", "based", "led", "backed", "listed", "controlled"))
MAX_WORDS = 12  # longer entities are the recogniser's errors on lists and headlines


def find_names(parse: Parse) -> list[Name]:
    """All names in text order, each token in one at most, of the kind that most mentions of the same words have."""
    found: dict[int, Name] = {}
    taken: set[int] = set()
    doubtful: list[Name] = []
    for name in (*_known(parse), *find_joint_firms(parse), *_titled(parse)):
        _take(name, found, taken)
    for entity in parse.entities:
        kind = KINDS.get(entity.label)
        for first, last in _pieces(parse, entity):
            if kind is None and entity.label not in OFTEN_WRONG:
                continue
            read = _read(parse, first, last, kind or "organization")
            if read is not None:
                if kind is None:
                    doubtful.append(read)
                else:
                    _take(read, found, taken)
    names = settle_kinds(parse, _shared(parse, sorted(found.values(), key=lambda n: n.first)))
    counts = Counter(name.key for name in names)
    proper = {name.key for name in names if _holds_proper_noun(parse, name)}
    names = [
        name for name in names
        if name.key in proper and (counts[name.key] > 1 or not is_headline_phrase(parse, name))
    ]  # fmt: skip
    known = {name.key for name in names if name.kind in ("person", "organization", "country")}
    for name in doubtful:
        if name.key in known and not taken.intersection(range(name.first, name.last + 1)):
            names.append(replace(name, kind=next(n.kind for n in names if n.key == name.key)))
            taken.update(range(name.first, name.last + 1))
    names.extend(find_initials(parse, names, taken))
    names.extend(_surnames(parse, names, taken))
    return sorted(names, key=lambda n: n.first)


def _shared(parse: Parse, names: Sequence[Name]) -> list[Name]:
    """The names, with the family name in its place in "Karl and Anna Berg"."""
    out = list(names)
    once = Counter(name.key for name in names)
    of_others = {n.words[at] for n in names if n.kind == "person" and len(n.words) > 1 for at in (0, -1)}
    for k, (one, other) in enumerate(pairwise(names)):
        couple = one.kind == other.kind == "person" and len(one.words) == 1 and len(other.words) == 2
        if not couple or other.first != one.last + 2 or parse.tokens[one.last + 1].text != "and" or one.titled:
            continue
        in_list = k > 0 and names[k - 1].kind == "person" and names[k - 1].last == one.first - 2
        if once[one.key] == 1 and one.words[0] not in of_others and not in_list and not one.words[0].isupper():
            sex = one.gender or gender_of(one.words[0])
            out[k] = replace(one, words=(one.words[0], other.words[-1]), gender=sex)
    return out


def _surnames(parse: Parse, names: Sequence[Name], taken: set[int]) -> Iterator[Name]:
    """Surnames of persons named in full elsewhere, where the recogniser passed over them."""
    known = {
        name.words[-1] for name in names
        if name.kind == "person" and len(name.words) > 1 and (not name.words[-1].isupper() or name.words[0].isupper())
    }  # fmt: skip
    for token in parse.tokens:
        if token.text in known and token.pos == "PROPN" and token.i not in taken and len(token.text) > 2:
            beside = parse.tokens[token.i - 1 : token.i] + parse.tokens[token.i + 1 : token.i + 2]
            if not any(t.pos == "PROPN" and t.i not in taken and t.sentence == token.sentence for t in beside):
                name = _read(parse, token.i, token.i, "person")
                if name is not None and not taken.intersection(range(name.first, name.last + 1)):
                    taken.update(range(name.first, name.last + 1))
                    yield name


def read_name_at(parse: Parse, head: Token, taken: set[int]) -> Name | None:
    """The run of proper nouns around a token that the recogniser passed over."""
    first = last = head.i
    while first > 0 and _is_proper(parse, first - 1, head.sentence) and first - 1 not in taken:
        first -= 1
    while last + 1 < len(parse.tokens) and _is_proper(parse, last + 1, head.sentence) and last + 1 not in taken:
        last += 1
    words = [t.text for t in parse.tokens[first : last + 1]]
    turn = last + 1 < len(parse.tokens) and parse.tokens[last + 1].text == ":"  # "WALLACE:" in a transcript
    if turn or (len(words) > 1 and gender_of(words[0]) is not None):
        return _read(parse, first, last, "person")
    body = words[-1].isupper() or len(words) > 2 or find_body(" ".join(words)) is not None
    return _read(parse, first, last, "organization" if body else "person")


def _is_proper(parse: Parse, i: int, sentence: int) -> bool:
    token = parse.tokens[i]
    return token.pos == "PROPN" and token.sentence == sentence and token.text[:1].isupper()


def _holds_proper_noun(parse: Parse, name: Name) -> bool:
    """Whether some word of a name is a proper noun to the parser, or the name is well known."""
    if name.kind not in ("person", "organization") or len(name.words) > 1 or name.titled:
        return True
    word = parse.tokens[name.last]
    return (
        word.pos in ("PROPN", "X", "NUM")
        or sum(map(str.isupper, word.text)) > 1
        or find_body(name.words[0]) is not None
    )


def _take(name: Name, found: dict[int, Name], taken: set[int]) -> None:
    place = range(name.first, name.last + 1)
    if not taken.intersection(place):
        found[name.first] = name
        taken.update(place)


def _pieces(parse: Parse, entity: Entity) -> Iterator[tuple[int, int]]:
    """An entity, cut at marks and at "and" between people, and where a sentence ends inside it."""
    first = entity.first
    for i in range(entity.first, entity.last + 1):
        token = parse.tokens[i]
        dash = token.text == "-" and parse.tokens[i - 1].end < token.start and i > first
        cut = (
            dash
            or token.text in (",", ";", ":", "/", "—", "–", "|", "(", ")", "[", "]", "“", "”", '"')
            or (entity.label in ("PERSON", "GPE") and token.text.lower() in ("and", "&", "or", "vs."))
        )
        if cut or (i > first and token.sentence != parse.tokens[first].sentence):
            if i > first:
                yield first, i - 1
            first = i + 1 if cut else i
    if first <= entity.last:
        yield first, entity.last


def _read(parse: Parse, first: int, last: int, kind: NameKind) -> Name | None:
    """The name in tokens `[first, last]`, trimmed and completed; None where nothing of a name is left."""
    tokens = parse.tokens
    while last >= first and (tokens[last].tag == "POS" or not _has_letter_or_digit(tokens[last].text)):
        last -= 1
    article = first
    while first <= last and (tokens[first].pos == "DET" or not _has_letter_or_digit(tokens[first].text)):
        first += 1
    while first < last and tokens[first].pos in NOT_FIRST and tokens[first].text.lower() not in actor_words("particle"):
        first += 1  # "Between Berg", "Surprisingly Berg"
    if first > last or last - first >= MAX_WORDS or _NO_NAME.search(tokens[first].text):
        return None
    if kind == "person":
        return _read_person(parse, first, last)
    for i in range(first, last):
        head, dash, ending = tokens[i].text.rpartition("-")
        if ending in OWNED and ((dash and head) or (i > first and tokens[i - 1].text == "-")):
            first = article = i + 1  # "30%-owned Novak Foods"
    words = _words(tokens[first : last + 1])
    if (
        any(map(_NO_NAME.search, words))
        or not any(w[:1].isupper() for w in words)
        or " ".join(words).casefold() in actor_words("not_actor")
    ):
        return None
    if article < first and tokens[first - 1].text == "The":
        first -= 1
    return Name(first, last, words, kind)


def _read_person(parse: Parse, first: int, last: int) -> Name | None:
    tokens = parse.tokens
    titled = False
    gender: Gender | None = None
    particles, suffixes = actor_words("particle"), actor_words("suffix")
    while first < last and tokens[first].text.lower() in ("said", "says", "asked", "added"):
        first += 1  # "Said Ellis: …"
    last = next((i - 1 for i in range(first + 2, last + 1) if _is_verb(tokens[i])), last)  # "Anna Berg Goes After"
    while first + 1 < last and tokens[first].tag == "VBG":
        first += 1  # "Thanking Karl Ellis"
    if first + 1 < last and tokens[first].text == "Crown" and _is_title(tokens[first + 1]):
        first += 1
    while first < last and _is_title(tokens[first]) and not _is_given_too(tokens, first, last):
        gender = gender or _title_gender(tokens[first].text)
        titled, first = True, first + 1
    if first > last:
        return None
    sentence = tokens[first].sentence
    # The recogniser cuts "Ursula von der Leyen" after a particle, or before one.
    end = last
    while end + 1 < len(tokens) and tokens[end + 1].text.lower() in particles and tokens[end + 1].sentence == sentence:
        if not tokens[end + 1].text.islower() and tokens[end + 1].pos != "PROPN":
            break
        end += 1
    follows = end + 1 < len(tokens) and tokens[end + 1].sentence == sentence and tokens[end + 1].text[:1].isupper()
    if (end > last or tokens[last].text.lower() in particles) and follows and tokens[end].text.lower() in particles:
        last = end + 1
    if first == last and gender_of(tokens[first].text) is not None and last + 1 < len(tokens):
        following = tokens[last + 1]
        # "Theresa May" is taken for a person and a month.
        if following.tag == "NNP" and following.entity in ("", "DATE") and tokens[last].head == following.i:
            last += 1
    start = first
    while start > 0 and _is_given(tokens[start - 1], tokens, first, last):
        start -= 1
    first = start
    core_end = last
    suffix = None
    after = last + 1
    if after + 1 < len(tokens) and tokens[after].text == "," and tokens[after + 1].text.lower() in ("jr", "jr.", "sr."):
        after += 1
    if after < len(tokens) and tokens[after].text.lower() in suffixes and tokens[after].sentence == sentence:
        last, suffix = after, tokens[after].text
    elif tokens[last].text.lower() in suffixes and last > first:
        core_end, suffix = last - 1, tokens[last].text
    words = _words(tokens[first : core_end + 1])
    if any(map(_NO_NAME.search, words)) or not any(len(w) > 1 and w[:1].isupper() for w in words):
        return None
    if " ".join(words).casefold() in actor_words("not_actor"):
        return None
    begin = first
    while begin > 0 and tokens[begin - 1].sentence == sentence and _is_title(tokens[begin - 1]):
        begin -= 1
        gender = gender or _title_gender(tokens[begin].text)
        titled = True
        if not is_honorific(tokens[begin].text):
            begin += 1
            break
    if gender is None and len(words) > 1:
        gender = gender_of(words[0])
    return Name(begin, last, words, "person", gender, titled, suffix)


def _is_verb(token: Token) -> bool:
    """Whether a capitalised word of a headline is its verb."""
    return token.tag in ("MD", "VBZ", "VBP") or (token.pos in ("VERB", "AUX") and token.dep == "ROOT")


def _is_given_too(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether the first of two words is a given name that is an office as well: "Dean Baker"."""
    return last == first + 1 and tokens[last].pos == "PROPN" and gender_of(tokens[first].text) is not None


def _is_title(token: Token) -> bool:
    word = token.text.lower()
    return token.text[:1].isupper() and (is_honorific(word) or word in actor_words("office_before") or is_office(word))


def _title_gender(text: str) -> Gender | None:
    word = text.lower()
    if word in actor_words("honorific_m"):
        return "m"
    return "f" if word in actor_words("honorific_f") else None


def _is_given(token: Token, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a token before a name is part of it though the recogniser left it out."""
    return (
        token.pos == "PROPN" and token.entity == "" and token.dep == "compound" and first <= token.head <= last
        and token.sentence == tokens[first].sentence and token.text[:1].isupper() and not _is_title(token)
        and gender_of(token.text) is not None
    )  # fmt: skip


def _titled(parse: Parse) -> Iterator[Name]:
    """Names after "Mr." and "Sen.", and after offices in a transcript's turns, that are no entity of persons."""
    abbreviated = actor_words("office_before")
    for token in parse.tokens[:-2]:
        if not token.text[0].isupper():
            continue
        word, at = token.text.lower(), token.i + 1
        turn = token.text.isupper() and is_office(word)  # "MINISTER HOLT: …"
        if parse.tokens[at].text == "." and parse.tokens[at].start == token.end:
            word, at = f"{word}.", at + 1  # "MS. VANCE", which the library takes apart
        dotted = word[-1] == "." or token.text in ("Mr", "Mrs", "Ms", "Dr")
        if not turn and not (dotted and (word in abbreviated or is_honorific(word))):
            continue
        following = parse.tokens[at]
        if (following.sentence != token.sentence and at == token.i + 1) or not following.text[0].isupper():
            continue
        last = at
        while last + 1 < len(parse.tokens) and (
            _is_proper(parse, last + 1, following.sentence) or _is_joint(parse, last + 1)
        ):
            last += 1
        name = _read_person(parse, at, last)
        ends = last + 1 < len(parse.tokens) and parse.tokens[last + 1].text == ":"
        if name is not None and name.words and (ends or not turn):
            yield name


def _is_joint(parse: Parse, i: int) -> bool:
    """Whether a hyphen joins two capitalised words: "Mr. Holtz-Eakin"."""
    tokens = parse.tokens
    return (
        tokens[i].text == "-" and 0 < i < len(tokens) - 1 and tokens[i - 1].end == tokens[i].start
        and tokens[i].end == tokens[i + 1].start and tokens[i + 1].text[0].isupper()
    )  # fmt: skip


def _known(parse: Parse) -> Iterator[Name]:
    """Seats, and well-known bodies of several words or of initials, whatever the recogniser says."""
    tokens = parse.tokens
    starts = _first_words()
    i = 0
    while i < len(tokens):
        text = tokens[i].text
        step = 1
        if text in starts and tokens[i].pos in ("PROPN", "NOUN", "ADJ", "DET"):
            for length in range(starts[text], 0, -1):
                words = tokens[i : i + length]
                if len(words) < length or words[-1].sentence != tokens[i].sentence:
                    continue
                if length > 1 and not words[-1].text[0].isupper() and not words[-1].text[0].isdigit():
                    continue
                joined = " ".join(_words(words))
                seat, body = find_seat(joined), find_body(joined)
                if seat is None and (body is None or (length == 1 and not (text.isupper() and len(text) > 2))):
                    continue
                kind: NameKind = "seat" if seat is not None and seat.kind == "government" else "organization"
                # "The New York Times" keeps its capital article, which opens a sentence or is part of the name.
                article = i > 0 and tokens[i - 1].text == "The" and tokens[i - 1].sentence == tokens[i].sentence
                yield Name(i - article, i + length - 1, _words(words), kind)
                step = length
                break
        i += step


@lru_cache(maxsize=1)
def _first_words() -> dict[str, int]:
    """The words that seats and well-known bodies begin with, and the greatest number of words after each."""
    longest: dict[str, int] = {}
    for label in (*seat_names(), *body_names()):
        words = label.replace("-", " - ").split()  # as the library takes them apart, mostly
        for first in (words[0], label.split()[0]):
            longest[first] = max(longest.get(first, 0), len(words))
    return longest


def _words(tokens: Sequence[Token]) -> tuple[str, ...]:
    """The words of a name; what stands together is one word: "Ki-moon"."""
    words: list[str] = []
    for i, token in enumerate(tokens):
        if i and tokens[i - 1].end == token.start:
            words[-1] += token.text
        else:
            words.append(token.text)
    if words:
        words[-1] = _bare(words[-1])  # but "the Miners' Party" keeps its mark
    return tuple(words)


def _bare(word: str) -> str:
    for mark in POSSESSIVES:
        word = word.removesuffix(mark)
    return word


def _has_letter_or_digit(word: str) -> bool:
    return any(map(str.isalnum, word))
