"""Names that may be places: entities and proper nouns, cut to the name, with what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.language import Entity, Parse, Token
from onrecord.lexicon.agencies import find_agency
from onrecord.lexicon.places import find_gazetteer_places, is_world_region, place_words, resolve_state
from onrecord.lexicon.territories import Territory, find_seat, find_territory, territory_form

PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
BIG_TOWN = 100_000  # people
WELL_KNOWN_TOWN = 1_000_000


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name in the text: its tokens `[first, last]`, and what speaks for its being a place.

    label: the entity's, or "" for a proper noun outside of all entities.
    qualifier: the words after its comma ("Texas" in "Paris, Texas"); listed: whether "and" follows that, as in a list.
    locative: whether it follows "in", "near" and the like; state_word, county: whether such a word goes with it.
    bare: whether neither an article nor a possessive is beside it; before_comma: what it follows after a comma.
    """

    first: int
    last: int
    name: str
    label: str
    qualifier: str | None
    listed: bool
    locative: bool
    state_word: bool
    county: bool
    bare: bool
    before_comma: str | None


def find_country(name: str) -> Territory | None:
    """The country or former state of a name; none for an adjective, a people or a capital."""
    return find_territory(name) if territory_form(name) == "name" else None


def find_candidates(parse: Parse) -> Iterator[Candidate]:
    """Entities that can be places, and proper nouns with a place's name that no entity covers, in text order."""
    for first, last, label in sorted(_runs(parse)):
        candidate = _candidate(parse, first, last, label)
        if candidate is not None:
            yield candidate


def _candidate(parse: Parse, start: int, end: int, label: str) -> Candidate | None:
    trimmed = _trim(parse, start, end)
    if trimmed is None:
        return None
    first, last = trimmed
    name = _name(parse.tokens[first : last + 1])
    if _after_honorific(parse, first) or _is_in_agency(parse, first, last) or find_seat(name) is not None:
        return None
    qualifier, listed = _qualifier(parse, last)
    locative = _is_locative(parse, first)
    after = parse.tokens[last + 1] if last + 1 < len(parse.tokens) else None
    before = first - 1
    while before > 0 and parse.tokens[before].pos == "ADJ":
        before -= 1
    bare = (after is None or after.tag != "POS") and not (before >= 0 and parse.tokens[before].pos == "DET")
    if label in PLACE_LABELS:
        if after is not None and after.text == "." and resolve_state(name + "."):
            name += "."
    elif _is_in_longer_name(parse, first, after) or not (
        _is_country(name, label, placed=locative or qualifier is not None)
        or ((locative or qualifier is not None) and (bare or label != "") and _is_town(name, label))
    ):
        return None
    county = after is not None and after.text.lower() in ("county", "counties")
    return Candidate(
        first, last, name, label, qualifier, listed, locative, _has_state_word(parse, first, last), county, bare,
        _before_comma(parse, first),
    )  # fmt: skip


def _runs(parse: Parse) -> Iterator[tuple[int, int, str]]:
    """Entities, cut at commas, and runs of proper nouns outside of them: first and last token, and label."""
    for entity in parse.entities:
        if entity.label in PLACE_LABELS:
            yield from _pieces(parse, entity)
        elif entity.label in ("ORG", "PERSON", "PRODUCT", "WORK_OF_ART", "EVENT") and entity.last - entity.first < 3:
            yield entity.first, entity.last, entity.label
    first = -1
    for token in parse.tokens:
        if token.entity == "" and token.pos == "PROPN" and token.text[0].isupper():
            if first < 0 or parse.tokens[first].sentence != token.sentence:
                if first >= 0:
                    yield first, token.i - 1, ""
                first = token.i
        elif first >= 0:
            yield first, token.i - 1, ""
            first = -1
    if first >= 0:
        yield first, len(parse.tokens) - 1, ""


def _pieces(parse: Parse, entity: Entity) -> Iterator[tuple[int, int, str]]:
    first = entity.first
    for i in range(entity.first, entity.last + 1):
        if parse.tokens[i].text in (",", ";", "/", "(", ")"):
            if first < i:
                yield first, i - 1, entity.label
            first = i + 1
        elif i > first and "." in parse.tokens[i].text and resolve_state(parse.tokens[i].text):
            yield first, i - 1, entity.label
            first = i
    if first <= entity.last:
        yield first, entity.last, entity.label


def _trim(parse: Parse, first: int, last: int) -> tuple[int, int] | None:
    """The name alone: no article, possessive, adjective of direction or generic noun around it."""
    tokens = parse.tokens
    while first <= last and (tokens[first].pos in ("DET", "PUNCT", "ADP", "CCONJ") or not _has_letter(tokens[first])):
        first += 1
    while last >= first and (
        tokens[last].tag in ("POS", "HYPH") or tokens[last].pos == "PUNCT" or not _has_letter(tokens[last])
    ):
        last -= 1
    if first > last:
        return None
    if last > first and not _is_known(tokens[first : last + 1]):
        if tokens[last].text.lower() in place_words("generic") and _is_known(tokens[first:last]):
            last -= 1
        directed = last > first and tokens[first].text.lower() in place_words("direction")
        if directed and _is_known(tokens[first + 1 : last + 1]):
            first += 1
    # An adjective ("Ukrainian", "European") names no place, nor does a common noun.
    if first == last and (tokens[first].tag in ("JJ", "NNPS") or not tokens[first].text[0].isupper()):
        return (first, last) if tokens[first].text[0].isupper() and _is_plain_name(tokens[first].text) else None
    return first, last


def _is_plain_name(word: str) -> bool:
    """Whether a word that was tagged as an adjective or plural is a place's own name all the same."""
    if find_country(word) is not None:
        return True
    return is_world_region(word) or any(
        p.population >= BIG_TOWN and not p.other_name for p in find_gazetteer_places(word)
    )


def _has_letter(token: Token) -> bool:
    return any(map(str.isalpha, token.text))


def _name(words: tuple[Token, ...]) -> str:
    parts = []
    for i, word in enumerate(words):
        parts.append((" " if i and word.start > words[i - 1].end else "") + word.text)
    return "".join(parts)


def _is_known(words: tuple[Token, ...]) -> bool:
    name = _name(words)
    return bool(find_country(name) or is_world_region(name) or find_gazetteer_places(name))


def _is_country(name: str, label: str, *, placed: bool) -> bool:
    """Whether a name that was not found to be a place is a country's; a person's only after "in" and the like."""
    if find_country(name) is None or (name.isupper() and len(name) <= 3 and "." not in name):
        return False
    return placed or label != "PERSON"


def _is_town(name: str, label: str) -> bool:
    """Whether a name that stands where a place would is a large town's, or a very large one's if taken for a person."""
    least = WELL_KNOWN_TOWN if label == "PERSON" else BIG_TOWN
    return any(
        not place.other_name and (place.population >= least or place.kind == "capital")
        for place in find_gazetteer_places(name)
    )


def _qualifier(parse: Parse, last: int) -> tuple[str | None, bool]:
    """The state or country that follows a name, after a comma or as an abbreviation, and whether a list goes on."""
    tokens = parse.tokens
    if last + 1 < len(tokens) and "." in tokens[last + 1].text and resolve_state(tokens[last + 1].text):
        return tokens[last + 1].text, False
    if last + 2 >= len(tokens) or tokens[last + 1].text != "," or not tokens[last + 2].text[0].isupper():
        return None, False
    first = last + 2
    for length in (3, 2, 1):
        words = tokens[first : first + length]
        if words[-1].sentence != tokens[last].sentence or any(word.text == "," for word in words):
            continue
        name = _name(words)
        if resolve_state(name) or find_country(name) or any(p.approximate for p in find_gazetteer_places(name)):
            following = [token.text for token in tokens[first + length : first + length + 2]]
            if "." in name:
                return name, False
            return name, following[:1] in (["and"], ["or"]) or following in ([",", "and"], [",", "or"])
    return None, False


def _before_comma(parse: Parse, first: int) -> str | None:
    """What stands before the comma before a name: a run of proper nouns, or one word."""
    tokens = parse.tokens
    if first < 2 or tokens[first - 1].text != ",":
        return None
    start = first - 1
    while start > 0 and first - start < 5 and tokens[start - 1].pos == "PROPN":
        start -= 1
    return _name(tokens[min(start, first - 2) : first - 1])


def _is_locative(parse: Parse, first: int) -> bool:
    for i in range(first - 1, max(-1, first - 4), -1):
        token = parse.tokens[i]
        if token.text == "of" and i > 0 and parse.tokens[i - 1].lemma.lower() in place_words("generic"):
            return True
        if token.lemma.lower() in place_words("locative"):
            return True
        if token.pos not in ("DET", "ADJ", "PROPN") and token.text.lower() not in place_words("direction"):
            return False
    return False


def _after_honorific(parse: Parse, first: int) -> bool:
    return first > 0 and parse.tokens[first - 1].text.rstrip(".") in place_words("honorific")


def _is_in_longer_name(parse: Parse, first: int, after: Token | None) -> bool:
    """Whether a name that is no entity of its own is part of another: "Veterans of America", "United States Navy"."""
    before = parse.tokens[max(0, first - 2) : first]
    if len(before) == 2 and before[0].pos == "PROPN" and before[1].text in ("of", "(", "&", "and", "for"):
        return True
    return after is not None and after.pos == "PROPN" and after.text[0].isupper()


def _is_in_agency(parse: Parse, first: int, last: int) -> bool:
    """Whether a name is part of a newspaper's or agency's: "USA TODAY", "The Atlantic"."""
    tokens = parse.tokens
    if first and tokens[first - 1].text == "The" and find_agency("The " + _name(tokens[first : last + 1])) is not None:
        return True
    return any(
        find_agency(_name(tokens[first : end + 1])) is not None
        for end in range(last + 1, min(last + 3, len(tokens)))
        if tokens[end].text[0].isupper()
    )


def _has_state_word(parse: Parse, first: int, last: int) -> bool:
    """Whether a name is a state's by a word beside it: "Washington state", "upstate New York", "New York Gov."."""
    tokens = parse.tokens
    follows = last + 1
    if follows < len(tokens) and tokens[follows].tag == "POS":
        follows += 1
    after = tokens[follows].text.rstrip(".").lower() if follows < len(tokens) else ""
    if after in ("state", "gov", "governor", "senate", "assembly", "legislature", "statehouse"):
        return True
    before = [token.text.lower() for token in tokens[max(0, first - 2) : first]]
    return before == ["state", "of"] or before[-1:] == ["upstate"]


def is_landform(name: str) -> bool:
    """Whether a name says itself that it is a sea, a river or the like."""
    words = name.casefold().split()
    return len(words) > 1 and (words[-1] in place_words("landform") or words[0] in place_words("landform"))
