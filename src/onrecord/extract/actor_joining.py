"""Joins an actor who was described first, or by whose he is, to the one who bears the name."""

from __future__ import annotations

from onrecord.extract.actor_bearers import gender_of_noun
from onrecord.extract.actor_figure import Figure, Name, Scene
from onrecord.extract.actor_offices import Offices, office_of
from onrecord.language import Parse, Token
from onrecord.lexicon.actor_words import actor_words, office_sector

SENTENCES = 3  # within which whoever speaks without a name is named: "the tax commissioner says … Ole Berg says"
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
# What one person has of another, called by several words.
SAME_TIE = {"lawyer": "attorney", "counsel": "attorney", "team": "campaign", "camp": "campaign", "spouse": "wife"}


def join_descriptions(parse: Parse, scene: Scene, names: list[Name], speakers: frozenset[int]) -> None:
    """Join the figures of a report that are one; `speakers` are token numbers of the heads of speakers' spans."""
    _join_introduced(parse, scene, names, speakers)
    _join_owned(parse, scene)


def _join_introduced(parse: Parse, scene: Scene, names: list[Name], speakers: frozenset[int]) -> None:
    """Who speaks by office alone is whom the next sentences name as a speaker of whom nothing else is told."""
    inside = {i: name for name in names for i in range(name.first, name.last + 1)}
    offices = Offices(parse, scene, inside)
    people = [
        (figure, parse.tokens[min(figure.references).head])
        for figure in scene.mentioned
        if figure.kind == "person" and not figure.roles and len(figure.words) > 1
    ]
    for unnamed in [f for f in scene.mentioned if f.kind == "unnamed" and not f.plural]:
        first = min(unnamed.references)
        head = parse.tokens[first.head]
        if not _awaits_name(parse, head, speakers):
            continue
        sex = gender_of_noun(head.lemma.lower())
        for person, named in people:
            near = 0 < named.sentence - head.sentence <= SENTENCES
            fits = sex is None or person.gender in (None, sex)
            # Whoever speaks between the two may be whom the office stands for.
            between = [i for i in speakers if head.i < i < named.i and scene.at.get(i) not in (None, unnamed)]
            between = [i for i in between if _office_at(parse, scene, i) != office_of(head)]
            between = [i for i in between if parse.tokens[i].sentence > head.sentence]
            if near and fits and named.i in speakers and not between:
                office = offices.read(head.i, head.i, None)
                if office is not None and not any(r.office == office.role.office for r in person.roles):
                    person.roles.append(office.role)
                    person.country = person.country or office.role.country
                scene.join(unnamed, person)
                break


def _awaits_name(parse: Parse, head: Token, speakers: frozenset[int]) -> bool:
    """Whether an office is one that few hold, and stands as a speaker without a name or wish to have none."""
    office = office_of(head)
    if office is None or head.i not in speakers or head.tag not in ("NN", "NNP"):
        return False
    words = {word.text.lower() for word in parse.sentence_words(head.sentence)}
    modifiers = {parse.tokens[i].text.lower() for i in parse.children[head.i] if i < head.i}
    former = bool(modifiers & actor_words("former"))
    high = office_sector(office) in ("GOV", "LEG", "JUD", "MIL") or office in actor_words("single_office")
    told = bool(modifiers - {"a", "an", "the"})
    return high and told and not words & actor_words("anonymous") and (former or office not in actor_words("source"))


def _office_at(parse: Parse, scene: Scene, i: int) -> str | None:
    figure = scene.at.get(i)
    return office_of(parse.tokens[i]) if figure is not None and figure.kind == "unnamed" else None


def _join_owned(parse: Parse, scene: Scene) -> None:
    """Join what is one person's own: "Mr. Berg's lawyer" and "his lawyer", "the Holm campaign" and "his campaign"."""
    known: dict[tuple[str, str], Figure] = {}
    for figure in scene.figures:
        if figure.kind == "person":
            for role in figure.roles:
                for token in parse.tokens_in(role.start, role.end):
                    owner = scene.at.get(token.i)
                    if owner is not None and owner is not figure and owner.kind == "person":
                        known.setdefault((_tie(role.office), owner.words[-1].casefold()), figure)
    for figure in [f for f in scene.mentioned if f.kind in ("unnamed", "organization") and not f.plural]:
        head = parse.tokens[min(figure.references).head]
        tie = _tie(head.lemma.lower())
        if tie not in actor_words("tie"):
            continue
        owner_name = _owner(parse, scene, head)
        if owner_name is None:
            continue
        other = known.setdefault((tie, owner_name), figure)
        if other is not figure and (other.kind == "organization") == (figure.kind == "organization"):
            scene.join(figure, other)


def _tie(lemma: str) -> str:
    return SAME_TIE.get(lemma, lemma)


def _owner(parse: Parse, scene: Scene, head: Token) -> str | None:
    """The last word of the name of whose somebody or something is: "holm" of "his lawyer", "the Holm campaign"."""
    for i in parse.children[head.i]:
        child = parse.tokens[i]
        if child.dep not in ("poss", "compound", "nmod") or i > head.i:
            continue
        figure = scene.at.get(i)
        if figure is not None and figure.kind == "person":
            return figure.words[-1].casefold()
        if child.dep != "poss" and child.tag == "NNP" and child.i == head.i - 1:
            people = {f.words[-1].casefold() for f in scene.figures if f.kind == "person" and f.words}
            if child.text.casefold() in people:
                return child.text.casefold()
    return None
