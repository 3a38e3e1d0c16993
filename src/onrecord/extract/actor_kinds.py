"""What kind of actor each name of a report is, by all mentions of the same words."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace

from onrecord.extract.actor_figure import Name, NameKind
from onrecord.language import Parse, Token
from onrecord.lexicon.actor_words import actor_words, find_body, gender_of, is_honorific, is_office, sector_of
from onrecord.lexicon.places import resolve_state
from onrecord.lexicon.territories import find_territory, is_people, territory_form

# Ends of a company's full name, and the "&" that an archive spells "amp": "Reiss amp Co. B.V."
FORMS = frozenset(form.replace(".", "") for form in actor_words("company_form")) | {"&", "amp"}
MAX_HEADLINE = 25  # words and marks
HEADLINE_SHARE = 0.8  # of the longer words of a headline in title case begin with a capital


def settle_kinds(parse: Parse, names: list[Name]) -> list[Name]:
    """Give each name the kind that its words have in the whole report."""
    told = [_by_apposition(parse, name) for name in _trimmed(names)]
    companies = _companies(told)
    companies |= {
        new.words[0].casefold() for old, new in zip(names, told, strict=True) if new.kind == "organization" != old.kind
    }
    names = told
    votes: defaultdict[str, Counter[NameKind]] = defaultdict(Counter)
    surnames: Counter[str] = Counter()
    titled: set[str] = set()
    for name in names:
        votes[name.key][name.kind] += 3 if name.titled else 1
        titled.update([name.key] if name.titled else [])
        initials = name.words[-1].isupper() and not name.words[0].isupper()  # of a party's youth, not a person
        if name.kind == "person" and len(name.words) > 1 and not initials:
            surnames[name.words[-1].casefold()] += 1
    settled: list[Name] = []
    for name in names:
        if name.key in companies - titled and name.key not in surnames:
            settled.append(replace(name, kind="organization", gender=None))
        elif (found := _settled(parse, name, votes[name.key], surnames, titled)) is not None:
            settled.append(found)
    return settled


def _by_apposition(parse: Parse, name: Name) -> Name:
    """The name with the kind that a noun beside it tells: "the mayor, Ole Berg", "the newspaper Delo"."""
    tokens = parse.tokens
    text = " ".join(name.words)
    if name.titled or name.first < 2 or find_body(text) is not None or find_territory(text) is not None:
        return name
    before, noun = tokens[name.first - 1], tokens[name.first - 2]
    if before.sentence != tokens[name.first].sentence:
        return name
    if name.kind == "person" and before.tag == "NN" and before.text.islower():
        named = before.lemma in actor_words("body") and gender_of(name.words[0]) is None
        return replace(name, kind="organization", gender=None) if named else name
    holds = before.text == "," and noun.tag == "NN" and noun.text.islower() and is_office(noun.lemma)
    if (
        name.kind == "organization"
        and holds
        and len(name.words) in (2, 3)
        and sector_of(name.words[-1].lower()) is None
    ):
        after = tokens[name.last + 1].text if name.last + 1 < len(tokens) else ""
        return _as_person(name) if after == "," else name
    return name


def _companies(names: list[Name]) -> set[str]:
    """What companies are called for short: "nashua" of "Nashua Corp.", "magna" of "Magna International Inc."."""
    short: set[str] = set()
    for name in names:
        words = name.key.split()
        if name.kind != "organization" or len(words) < 2:
            continue
        lasting = len(words)
        while lasting > 1 and words[lasting - 1] in FORMS:
            lasting -= 1
        firm = lasting < len(words)
        if firm:
            short.add(" ".join(words[:lasting]))
        if firm or sector_of(words[-1]) == "BUS" or words[-1] in actor_words("trade"):
            # Not the given name of whom a firm is called after, nor a country.
            if gender_of(words[0]) is None and find_territory(name.words[0]) is None:
                short.add(words[0])
            joined = [at for at, word in enumerate(words[:lasting]) if word in ("&", "amp")]
            short.update(words[at + 1] for at in joined if at + 2 == lasting)
    return short


def _trimmed(names: list[Name]) -> list[Name]:
    """The names, without the verb that a headline's capitals add: "Anna Berg Wins", "Berg Wins"."""
    full = {name.key for name in names if name.kind == "person" and len(name.words) > 1}
    surnames = {key.split()[-1] for key in full}
    lasts = Counter(name.words[-1] for name in names)
    out: list[Name] = []
    for name in names:
        shorter = replace(name, last=name.last - 1, words=name.words[:-1])
        cut = name.kind == "person" and shorter.key in full
        if name.kind == "person" and len(name.words) == 2 and not name.titled and name.last == name.first + 1:
            first, second = name.words
            alone = first.casefold() in surnames and second.casefold() not in surnames - {name.key.split()[-1]}
            cut = alone and gender_of(first) is None and lasts[second] == 1
        out.append(shorter if cut and name.suffix is None else name)
    return out


def _settled(
    parse: Parse, name: Name, votes: Counter[NameKind], surnames: Counter[str], titled: set[str]
) -> Name | None:
    text = " ".join(name.words)
    if name.kind == "seat" or name.titled:
        return name
    if name.kind == "person" and _is_vessel(parse, name):
        return None
    if name.kind in ("organization", "person") and _is_located(parse, name):
        return replace(name, kind="place", gender=None)
    if (
        name.kind == "person"
        and len(name.words) == 1
        and name.key not in surnames
        and _is_no_name(name.words[0].lower())
    ):
        return None
    if name.key not in surnames and name.key not in titled and name.kind == "person" and len(name.words) == 1:
        # "Jordan" and "Britons" alone are no person's, whatever the recogniser says, unless somebody bears the name.
        if is_people(text):
            return replace(name, kind="people")
        if territory_form(text) in ("name", "capital"):
            return replace(name, kind="country")
    if votes["person"] and len(name.words) == 1 and text.isupper() and name.key not in surnames:
        after = parse.tokens[name.last + 1].text if name.last + 1 < len(parse.tokens) else ""
        if 1 < len(text) < 6 and after != ":" and name.key not in actor_words("person_initials"):
            return replace(name, kind="organization", gender=None)
    if votes["person"] > sum(votes.values()) / 2:
        body = find_body(text)
        return _as_person(name) if body is None or len(name.words) > 1 else replace(name, kind="organization")
    territory = find_territory(text)
    if territory is not None and (name.kind != "person" or votes["person"] * 2 <= sum(votes.values())):
        if is_people(text) and _names_people(parse, name):
            return replace(name, kind="people")
        if territory_form(text) == "adjective":
            return None
        return replace(name, kind="country")
    if len(name.words) == 1 and name.words[0].casefold() in surnames and find_body(text) is None:
        return _as_person(name)
    best = votes.most_common(1)[0][0]
    if best == "people":
        return replace(name, kind="people") if _names_people(parse, name) else None
    if find_body(text) is not None:
        best = "organization"
    return replace(name, kind=best) if best != "person" else _as_person(name)


def is_headline_phrase(parse: Parse, name: Name) -> bool:
    """Whether a body that is named once is no more than some capitalised words of a headline."""
    if name.kind == "person" and len(name.words) > 1 and not name.titled and gender_of(name.words[0]) is None:
        turn = name.last + 1 < len(parse.tokens) and parse.tokens[name.last + 1].text == ":"
        return not turn and all(word.isupper() and len(word) > 2 for word in name.words)
    if name.kind != "organization" or len(name.words) < 2 or find_body(" ".join(name.words)) is not None:
        return False
    if all(word.isupper() for word in name.words):
        return True
    words = [t for t in _headline_words(parse, name) if len(t.text) > 3 and t.text.isalpha()]
    return len(words) > 4 and sum(t.text[0].isupper() for t in words) >= HEADLINE_SHARE * len(words)


def _headline_words(parse: Parse, name: Name) -> tuple[Token, ...]:
    """The words of a name's sentence; of the whole of a report's first paragraph where that is short: a headline."""
    paragraph = parse.paragraphs[0]
    if parse.tokens[name.first].start < paragraph.end:
        words = parse.tokens_in(paragraph.start, paragraph.end)
        if len(words) < MAX_HEADLINE:
            return words
    return tuple(parse.sentence_words(parse.tokens[name.first].sentence))


def _is_vessel(parse: Parse, name: Name) -> bool:
    """Whether a person's name is a ship's: "the John F. Kennedy", with an article that is no other word's."""
    tokens = parse.tokens
    before = tokens[name.first - 1].text.lower() if name.first else ""
    if before in actor_words("vessel"):
        return True
    if (
        before != "the"
        or tokens[name.first - 1].sentence != tokens[name.first].sentence
        or name.last + 1 >= len(tokens)
    ):
        return False
    after = tokens[name.last + 1]
    return tokens[name.last].tag != "NNPS" and (
        after.tag != "POS"
        and (after.text in ("-", "--", "—", "to") or after.pos == "AUX" or after.tag in ("VBD", "VBZ"))
    )


def _is_located(parse: Parse, name: Name) -> bool:
    """Whether a name only says where a firm sits: "the Van Nuys, Calif., thrift"."""
    tokens, last = parse.tokens, name.last
    if last + 4 >= len(tokens) or (tokens[name.first].text != "The" and tokens[name.first - 1].pos != "DET"):
        return False
    state = tokens[last + 2].text
    marked = tokens[last + 1].text == "," == tokens[last + 3].text and tokens[last + 4].text[0].islower()
    return marked and (resolve_state(state) is not None or find_territory(state) is not None)


def _is_no_name(word: str) -> bool:
    """Whether a word alone, in lower case, is an office, honorific or party label and nobody's name."""
    if is_office(word) or is_honorific(word) or f"{word.rstrip('.')}." in actor_words("office_before"):
        return True
    return word[:2] in ("r-", "d-") or word in actor_words("person") or word in actor_words("people")


def _as_person(name: Name) -> Name:
    gender = name.gender or (gender_of(name.words[0]) if len(name.words) > 1 else None)
    return replace(name, kind="person", gender=gender)


def _names_people(parse: Parse, name: Name) -> bool:
    """Whether a people's name is a noun here ("the Russians said"), not an adjective ("the Russian plan")."""
    head = parse.tokens[name.last]
    return head.dep not in ("amod", "compound", "nmod", "attr") and head.pos in ("NOUN", "PROPN", "ADJ") and (
        head.tag in ("NNS", "NNPS") or head.text.endswith(("s", "sh", "ch", "ese"))
    )  # fmt: skip
