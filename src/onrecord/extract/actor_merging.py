"""Names joined to actors: one figure for each real person, body and country of a report."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.extract.actor_figure import Figure, Name, Scene
from onrecord.language import Parse
from onrecord.lexicon.actor_words import actor_words, find_body, is_same_given_name, sector_of
from onrecord.lexicon.territories import find_seat, find_territory, territory_form

STATE_TOO = "Georgia"  # the one country whose name a state of the United States has
SMALL = frozenset(("of", "the", "and", "for", "in", "on", "to", "a", "an", "&", "de"))
UNION_SEAT = "Brussels"  # stands for the European Union much oftener than for Belgium
ACTING = frozenset(("nsubj", "agent"))
# Prepositions by which a capital stands for its government: "talks with Moscow", "support for Kyiv".
TOWARD = frozenset(("with", "to", "for", "against", "between", "toward", "towards"))
PLACING = frozenset(("be", "have", "lie", "sit", "host"))  # of a capital these say where, not who


def merge_names(
    parse: Parse, names: Sequence[Name], speakers: frozenset[int], participants: frozenset[int] = frozenset()
) -> Scene:
    """The figures of the names.

    `speakers` and `participants` are token numbers of the heads of spans that name speakers, and who takes part in
    events: for these a capital stands for its country.
    """
    acting = speakers | participants
    scene = Scene()
    people = _merge_people(parse, names)
    bodies = _Bodies(parse, names)
    countries: dict[str, Figure] = {}
    peoples: dict[str, Figure] = {}
    for name in names:
        text = " ".join(name.words)
        figure: Figure | None = None
        if name.kind == "person":
            figure = people.get(name.first)
        elif name.kind == "organization":
            # "the PAC" that speaks is a noun's actor, with the words beside it, not one for all PACs.
            generic = len(name.words) == 1 and name.words[0].lower() in actor_words("generic_body")
            if bodies.is_body(name) or (name.last in speakers and not generic):
                figure = bodies.figure(name)
        elif name.kind == "seat":
            seat = find_seat(text)
            if seat is not None and _acts(parse, name, acting):
                figure = _country(countries, seat.territory.code, text)
        elif name.kind == "country":
            territory = find_territory(text)
            if territory is not None and not (text == STATE_TOO and _means_state(names)):
                capital = territory_form(text) == "capital"
                if capital and text == UNION_SEAT and _acts(parse, name, acting):
                    figure = bodies.figure(replace(name, words=("European", "Union")))
                elif not capital or _acts(parse, name, acting):
                    figure = _country(countries, territory.code, text if not capital else "", territory.name)
        elif name.kind == "people":
            territory = find_territory(text)
            if territory is not None or parse.tokens[name.last].tag == "NNPS":
                figure = peoples.setdefault(name.key, Figure("group", text, plural=True))
                figure.country = territory.code if territory is not None else None
        elif name.last in speakers or (name.kind == "place" and parse.tokens[name.last].dep in ACTING):
            figure = bodies.figure(name) if name.last in speakers else None
        if figure is not None:
            start, end = parse.tokens[_turn_start(parse, name)].start, parse.tokens[name.last].end
            text_end = parse.tokens[name.last].text
            for mark in ("'s", "’s"):
                if text_end.endswith(mark) and len(text_end) > 2:
                    end -= 2
            scene.refer(figure, start, end, name.last, "name")
            if figure not in scene.figures:
                scene.add(figure)
    return scene


def _turn_start(parse: Parse, name: Name) -> int:
    """The first token of a name, with the capitals before it where it opens a turn: "PRIME MINISTER AAS: …"."""
    tokens, first = parse.tokens, name.first
    if name.last + 1 < len(tokens) and tokens[name.last + 1].text == ":" and name.words[-1].isupper():
        while first > 0:
            dot = tokens[first - 1].text == "." and first > 1 and tokens[first - 2].end == tokens[first - 1].start
            before = first - 2 if dot else first - 1  # "MS.", which the library takes apart
            if not tokens[before].text.isupper() or (not dot and tokens[before].sentence != tokens[first].sentence):
                break
            first = before
    return first


def _country(countries: dict[str, Figure], code: str, text: str, fallback: str = "") -> Figure:
    figure = countries.setdefault(code, Figure("country", "", country=code))
    if text and find_territory(text) is not None:
        # The longest name of the country itself goes before a seat or capital.
        if not figure.name or find_territory(figure.name) is None or len(text) > len(figure.name):
            figure.name = text
    elif not figure.name:
        figure.name = text or fallback
    return figure


def _means_state(names: Sequence[Name]) -> bool:
    """Whether "Georgia" is the American state: neither its people or capital nor Russia is named."""
    found = {(territory.code, " ".join(n.words)) for n in names if (territory := find_territory(" ".join(n.words)))}
    return not any(code == "GEO" and text != STATE_TOO for code, text in found) and not any(
        code == "RUS" for code, _ in found
    )


def _acts(parse: Parse, name: Name, speakers: frozenset[int]) -> bool:
    """Whether a capital or seat stands for its government here."""
    head = parse.tokens[name.last]
    if any(i in speakers for i in range(name.first, name.last + 1)):
        return True
    while head.dep == "conj":
        head = parse.tokens[head.head]  # "Oslo and Bern signed"
    governor = parse.tokens[head.head]
    if head.dep in ("dobj", "dative") and governor.lemma in actor_words("telling") | actor_words("convince"):
        return True
    if head.dep in ACTING:
        return governor.lemma not in PLACING
    if head.dep == "pobj" and governor.lemma in TOWARD:
        above = parse.tokens[governor.head]
        return above.pos == "NOUN" or governor.lemma in ("with", "between", "against")
    return False


def _merge_people(parse: Parse, names: Sequence[Name]) -> dict[int, Figure]:
    """Figures of persons, by the first token of each name: full names first, then what stands for them."""
    people = [name for name in names if name.kind == "person"]
    full: list[Figure] = []
    of: dict[int, Figure] = {}
    by_surname: defaultdict[str, list[Figure]] = defaultdict(list)
    by_given: defaultdict[str, list[Figure]] = defaultdict(list)
    for name in people:
        if len(name.words) < 2:
            continue
        surname = _surname(name)
        figure = next((f for f in by_surname[surname] if _same_person(f, name)), None)
        if figure is None:
            figure = Figure("person", _full(name), name.words, name.gender)
            full.append(figure)
            by_surname[surname].append(figure)
            by_given[name.words[0].casefold()].append(figure)
            # "Abu Mazen" and "von der Leyen" are called by more than their last word.
            for cut in range(1, len(name.words) - 1):
                by_surname[" ".join(name.words[cut:]).casefold()].append(figure)
        elif len(_full(name)) > len(figure.name):
            figure.name, figure.words = _full(name), name.words
        figure.gender = figure.gender or name.gender
        of[name.first] = figure
    _learn_gender(people, by_surname)
    weight = Counter(id(figure) for figure in of.values())
    first_full: dict[int, int] = {}
    for name in people:
        if name.first in of:
            first_full.setdefault(id(of[name.first]), name.first)
    titled_full = {id(of[name.first]) for name in people if name.first in of and name.titled}
    last: dict[str, Figure] = {}
    for name in people:
        key = " ".join(name.words).casefold()
        if name.first in of:
            last[_surname(name)] = of[name.first]
            continue
        title = parse.tokens[name.first - 1].text.lower() if name.first else ""
        if title in actor_words("royal") and parse.tokens[name.first - 1].text[0].isupper():
            key = f"{title} {key}"  # "King Karl" is not a Mr. Karl
        bearers = by_surname.get(key, [])
        # "President Obama", and only later Michelle Obama, who is given no office.
        early = len(bearers) == 1 and name.first < first_full.get(id(bearers[0]), 0)
        if early and title in actor_words("sovereign") and bearers[0].gender == "f":
            bearers = [bearer for bearer in bearers if id(bearer) in titled_full]
        chosen = _choose(bearers, name, weight, last.get(key))
        if chosen is None:
            # By given name ("Hillary"), or by a family name that comes first ("Mr. Ban" of Ban Ki-moon).
            givens = by_given.get(key, [])
            fits = len(givens) == 1 and (name.gender is None or givens[0].gender in (None, name.gender))
            chosen = givens[0] if fits else None
        if chosen is None:
            chosen = Figure("person", _full(name), name.words, name.gender)
            by_surname[key].append(chosen)
            weight[id(chosen)] += 1  # so that what follows goes to it, not to a namesake
        chosen.gender = chosen.gender or name.gender
        weight[id(chosen)] += 1
        of[name.first] = chosen
        if name.titled:
            last[key] = chosen
    return of


def _learn_gender(people: Sequence[Name], by_surname: dict[str, list[Figure]]) -> None:
    """A "Mr." on a surname that only one person has tells of that person."""
    for name in people:
        bearers = by_surname.get(" ".join(name.words).casefold(), [])
        if len(name.words) == 1 and name.gender is not None and len(bearers) == 1 and bearers[0].gender is None:
            bearers[0].gender = name.gender


def _choose(bearers: Sequence[Figure], name: Name, weight: Counter[int], last: Figure | None) -> Figure | None:
    """Whom a surname stands for: by gender, then the one named most often, then the one named last."""
    fitting = [f for f in bearers if name.gender is None or f.gender is None or f.gender == name.gender]
    if not fitting:
        return None
    best = max(weight[id(f)] for f in fitting)
    most = [f for f in fitting if weight[id(f)] * 2 >= best]
    if last in most:
        return last
    return max(most, key=lambda f: weight[id(f)])


def _surname(name: Name) -> str:
    return name.words[-1].casefold()


def _full(name: Name) -> str:
    return " ".join((*name.words, name.suffix) if name.suffix else name.words)


def _same_person(figure: Figure, name: Name) -> bool:
    """Whether a full name with the same last word is the same person's."""
    mine, other = figure.words, name.words
    if figure.gender is not None and name.gender is not None and figure.gender != name.gender:
        return False
    if is_same_given_name(mine[0], other[0]):
        return True
    longer, shorter = (mine, other) if len(mine) > len(other) else (other, mine)
    longer, shorter = tuple(map(str.casefold, longer)), tuple(map(str.casefold, shorter))
    # "von der Leyen" after "Ursula von der Leyen", "Rodham Clinton" after "Hillary Rodham Clinton".
    return len(longer) > len(shorter) and longer[-len(shorter) :] == shorter


class _Bodies:
    """Organizations by their names, full, short and initial."""

    def __init__(self, parse: Parse, names: Sequence[Name]) -> None:
        self._figures: dict[str, Figure] = {}
        named = [n for n in names if n.kind in ("organization", "place")]
        self._canonical = _canonical_names(named, dict(_introduced(parse, named)))

    def is_body(self, name: Name) -> bool:
        """Whether a name is one of a body: not a law or plan, nor a general word alone ("State")."""
        last = name.words[-1].casefold()
        if find_body(" ".join(name.words)) is not None:
            return True
        if len(name.words) == 1 and last in actor_words("generic_body"):
            return self._canonical.get(name.words[0], name.words[0]) != name.words[0]
        return last not in actor_words("not_body")

    def figure(self, name: Name) -> Figure:
        text = " ".join(name.words)
        key = self._canonical.get(text, text)
        body = find_body(key)
        figure = self._figures.get(_fold(key))
        if figure is None:
            figure = self._figures[_fold(key)] = Figure("organization", text, name.words)
            if body is not None:
                figure.sector, figure.country = body.sector, body.country
            else:
                figure.sector, figure.country = _sector(name.words), _nationality(name.words)
                seat = find_seat(text)
                if seat is not None:
                    sectors = {"parliament": "LEG", "military": "MIL", "court": "JUD"}
                    figure.sector, figure.country = sectors.get(seat.kind, "GOV"), seat.territory.code
        if len(text) > len(figure.name):
            figure.name = text
        return figure


def _introduced(parse: Parse, names: Sequence[Name]) -> Iterator[tuple[str, str]]:
    """Initials and the names they are given for: "the Novak Foods Union (NFU)", "the Reed People's Party, or RVP"."""
    for name, short in pairwise(names):
        text = " ".join(short.words)
        between = [t.text for t in parse.tokens[name.last + 1 : short.first] if t.tag not in ("POS", "DT")]
        if len(name.words) > 1 and text.isupper() and len(text) < 9 and between in (["("], [",", "or"], ["or"]):
            yield text, " ".join(name.words)


def _canonical_names(names: Sequence[Name], introduced: dict[str, str]) -> dict[str, str]:
    """For each name of a body in the report the one it is gathered under."""
    texts = Counter(" ".join(n.words) for n in names)
    canonical: dict[str, str] = {}
    initials: dict[str, str] = {}
    for text in texts:
        words = text.split()
        if len(words) > 1:
            initials.setdefault("".join(w[0] for w in words if w.lower() not in SMALL).upper(), text)
            initials.setdefault("".join(w[0] for w in words).upper(), text)
    longer: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        words = text.split()
        for cut in range(1, len(words)):
            if not words[-1].isupper() or cut < len(words) - 1:  # "Utah SPCA" is not what "the SPCA" stands for
                longer[_fold(" ".join(words[cut:]))].append(text)
            longer[_fold(" ".join(words[:cut]))].append(text)
        if len(words) == 3 and words[-1].casefold().rstrip(".") in actor_words("company_form"):
            longer[_fold(words[1])].append(text)  # "Labatt" of "John Labatt Ltd."
    generic = actor_words("generic_body")
    for text in texts:
        plain = text.replace(".", "")
        body = find_body(text)
        owners = _owners(text, longer.get(_fold(text), [])) if find_territory(text) is None else []
        if body is None and text in introduced:
            canonical[text] = introduced[text]
        elif body is None and plain.isupper() and len(plain) > 1 and plain in initials and initials[plain] != text:
            canonical[text] = initials[plain]
        elif (
            len(owners) == 1
            and (len(text.split()) > 1 or text.lower() not in generic)
            and (body is None or (len(text.split()) == 1 and _media(owners[0])))
        ):
            canonical[text] = owners[0]
    resolved = {}
    for text in texts:
        target = canonical.get(text, text)
        target = canonical.get(target, target)
        body = find_body(target)
        resolved[text] = body.name if body is not None else target
    return resolved


def _owners(text: str, longer: Sequence[str]) -> list[str]:
    """The bodies that a shorter name may stand for, the forms of one body's name counted once."""
    found = sorted({other for other in longer if _fold(other) != _fold(text)}, key=len, reverse=True)
    company = [other for other in found if _fold(_without_form(other)) == _fold(text)]
    if company:
        return company[:1]  # "Nashua" is "Nashua Corp." though there is a "Nashua Foods"
    whole = [other for other in found if other.startswith((f"{text} for ", f"{text} of ", f"{text} on "))]
    if len(whole) == 1:
        return whole  # "the Brook Center" is "the Brook Center for Rivers" whatever else begins with its name
    return [other for other in found if not any(other != more and more.startswith(other) for more in found)]


def _without_form(text: str) -> str:
    words = text.split()
    if len(words) > 1 and words[-1].casefold().rstrip(".") in actor_words("company_form"):
        words.pop()
    return " ".join(words)


def _media(text: str) -> bool:
    body = find_body(text)
    return body is not None and body.sector == "MED"


def _fold(text: str) -> str:
    return text.casefold().replace(".", "").replace("’s", "").replace("'s", "")


def _sector(words: Sequence[str]) -> str | None:
    """PLOVER's sector by the last telling word of a body's name; a savings and loan association is a bank."""
    if any(word.casefold() == "loan" for word in words):
        return "BUS"
    for word in reversed(words):
        found = sector_of(word.casefold().strip("."))
        if found is not None:
            return found
    return None


def _nationality(words: Sequence[str]) -> str | None:
    """The country that a body's name begins with: "the Ukrainian Defense Ministry"."""
    for length in (2, 1):
        territory = find_territory(" ".join(words[:length])) if len(words) > length else None
        if territory is not None and territory_form(" ".join(words[:length])) != "capital":
            return territory.code
    return None
