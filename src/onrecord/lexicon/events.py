"""Words for political events: what verbs, nouns, adjectives and set phrases stand for in PLOVER's sixteen types.

The tables hold frames: a word with what it asks of its syntax, such as a particle ("call off"), a preposition ("call
for") or a class of objects ("lift sanctions"). Whoever reads a text takes the most specific frame that fits; one
without senses says that the word, so used, tells of no event ("strike a balance").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, NamedTuple

WordClass = Literal["verb", "noun", "adj"]

# PLOVER's types, in the order of its codebook; the event heads count them from 1, 0 is none of them.
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip

# The modes of each type: those of PLOVER's codebook, and those that POLECAT, the data made with it, has besides.
MODES: Mapping[str, frozenset[str]] = MappingProxyType({
    "AGREE": frozenset(),
    "CONSULT": frozenset({"visit", "third-party", "multilateral", "phone"}),
    "SUPPORT": frozenset(),
    "CONCEDE": frozenset(),
    "COOPERATE": frozenset(),
    "AID": frozenset({"economic", "military", "humanitarian", "asylum"}),
    "RETREAT": frozenset({"withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"}),
    "REQUEST": frozenset({"assist", "change", "yield", "meet"}),
    "ACCUSE": frozenset({"disapprove", "allege", "investigate"}),
    "REJECT": frozenset({"assist", "change", "yield", "meet"}),
    "THREATEN": frozenset({"restrict", "ban", "arrest", "relations", "expel", "territory", "violence"}),
    "PROTEST": frozenset({"demo", "riot", "strike", "hunger", "boycott", "obstruct"}),
    "SANCTION": frozenset({"convict", "discontinue", "expel", "withdraw"}),
    "MOBILIZE": frozenset({"troops", "weapons", "police", "militia"}),
    "COERCE": frozenset({
        "seize", "restrict", "ban", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "cyber",
        "misinformation",
    }),
    "ASSAULT": frozenset({
        "abduct", "beat", "torture", "execute", "sexual", "assassinate", "destroy", "primitive", "firearms",
        "explosives", "suicide-attack", "heavy-weapons", "aerial", "drone", "crowd-control", "unconventional",
    }),
})  # fmt: skip

# Verbs whose object is a gathering that they make the subject a part of, and those that make it the host.
ATTENDING = frozenset({"attend", "join", "participate", "address", "crash", "enter", "speak"})
HOSTING = frozenset({"host", "convene", "organize", "chair", "arrange", "sponsor", "moderate", "preside"})

# Classes that no list of nouns can hold: whoever acts, told by the entity's label or a pronoun, and whatever there is.
# "human" is a person by name or pronoun, "place" a land or town by name: "attacked Roe" is more often said of words
# than "attacked the camp" or "attacked Kyiv".
ACTOR = "actor"
HUMAN = "human"
PLACE = "place"
ANY = "any"
INFINITIVE = "to"  # as a particle: the verb governs an infinitive ("asked them to leave")
_HUMAN_PRONOUNS = frozenset({"he", "she", "him", "her", "me", "i"})
_PLACE_ENTITIES = frozenset({"GPE", "LOC", "FAC"})
_ACTOR_ENTITIES = frozenset({"PERSON", "NORP", "GPE", "ORG"})


# How PLOVER codes an act that is spoken of and not done: one's own act to come is a promise or a threat, an act of
# yielding or help that is withheld is a refusal. What somebody must do is a demand (REQUEST), whatever the act.
PROMISED: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"), "AGREE")
    | dict.fromkeys(("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "THREATEN")
)
REFUSED: Mapping[str, str] = MappingProxyType(
    dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"), "REJECT")
)


class Sense(NamedTuple):
    """What a word may stand for: a type of PLOVER, its mode (or None), and how likely it is of the word's senses."""

    type: str
    mode: str | None
    weight: float


class Frame(NamedTuple):
    """A word with what it asks of its syntax, and what it then stands for.

    particle, preposition: that a verb has beside it, a noun or adjective behind it. object_class: a name for
    `fits_class`, asked of the preposition's object where the frame has one; else of a verb's object (its subject in the
    passive), of a noun's modifiers or of what its "of" holds. senses: best first; none where it tells of no event.
    """

    lemma: str
    particle: str | None
    preposition: str | None
    object_class: str | None
    senses: tuple[Sense, ...]

    @property
    def demands(self) -> int:
        """How much it asks; a frame that asks more goes before one that asks less; a particle most."""
        wanted = {None: 0, ANY: 1, ACTOR: 6, HUMAN: 7}.get(self.object_class, 8)
        return wanted + 16 * (self.particle is not None) + 2 * (self.preposition is not None)


class LightVerb(NamedTuple):
    """A verb that carries an event noun: which nouns (None: all of them), and whether its subject undergoes it."""

    nouns: frozenset[str] | None
    passive: bool


class Thing(NamedTuple):
    """A noun as a frame sees it: its lemma, its entity's label ("" for none) and its part of speech."""

    lemma: str
    entity: str = ""
    pos: str = "NOUN"


def senses_of(lemma: str, pos: WordClass) -> tuple[Sense, ...]:
    """What a word stands for where nothing is known of its syntax, best first; none for a word outside the types."""
    return next((frame.senses for frame in frames_of(lemma, pos) if not frame.demands), ())


def frames_of(lemma: str, pos: WordClass, word: str | None = None) -> tuple[Frame, ...]:
    """All frames of a word, the most specific first; `word` is the form as printed ("talks" is more than "talk")."""
    known = _entries(pos)
    if lemma not in known:
        lemma = _american(lemma)
    found = _frames(lemma, pos) if lemma in known else ()
    if word is not None and word != lemma and word in known:
        return tuple(sorted((*_frames(word, pos), *found), key=lambda frame: -frame.demands))
    return found


def choose_frame(
    frames: Iterable[Frame],
    particles: Iterable[str] = (),
    prepositions: Mapping[str, Iterable[Thing]] = MappingProxyType({}),
    objects: Iterable[Thing] = (),
) -> Frame | None:
    """The first frame that fits.

    particles: lemmas of the verb's particles and adverbs; prepositions: those beside the word, each with its objects;
    objects: those that a class is asked of where the frame has no preposition.
    """
    beside, things = frozenset(particles), tuple(objects)
    for frame in frames:
        if frame.particle is not None and frame.particle not in beside:
            continue
        asked = things
        if frame.preposition is not None:
            if frame.preposition not in prepositions:
                continue
            asked = tuple(prepositions[frame.preposition])
        if frame.object_class is None or any(fits_class(frame.object_class, thing) for thing in asked):
            return frame
    return None


def fits_class(name: str, thing: Thing) -> bool:
    """Whether a noun is of a class: of `object_classes`, one of the names above, or "=word/word" for those words."""
    if name == ANY:
        return True
    if name == HUMAN:
        return thing.entity == "PERSON" or thing.lemma.lower() in _HUMAN_PRONOUNS
    if name == PLACE:
        return thing.entity in _PLACE_ENTITIES
    if name == ACTOR:
        return thing.entity in _ACTOR_ENTITIES or thing.pos == "PRON" or thing.lemma in object_classes()["person"]
    lemma = thing.lemma.lower()
    return lemma in name[1:].split("/") if name.startswith("=") else lemma in object_classes()[name]


@lru_cache(maxsize=1)
def object_classes() -> Mapping[str, frozenset[str]]:
    """The classes of nouns that frames ask for, by name."""
    return MappingProxyType({name: words for (kind, name), words in _classes().items() if kind == "object"})


@lru_cache(maxsize=1)
def light_verbs() -> Mapping[str, tuple[LightVerb, ...]]:
    """Verbs that make one phrase with an event noun as their object ("hold talks"), the noun telling what it is."""
    found: dict[str, list[LightVerb]] = defaultdict(list)
    for (kind, verb), words in _classes().items():
        if kind in {"light", "passive_light"}:
            found[verb].append(LightVerb(None if "*" in words else words, kind == "passive_light"))
    return MappingProxyType({verb: tuple(rows) for verb, rows in found.items()})


def find_light_verb(verb: str, noun: str) -> LightVerb | None:
    """The entry of a verb that makes a phrase with a noun, both as lemmas."""
    return next((row for row in light_verbs().get(verb, ()) if row.nouns is None or noun in row.nouns), None)


def is_reciprocal(lemma: str) -> bool:
    """Whether those whom a word names in the plural do it with one another ("the leaders met", "their talks")."""
    classes = _classes()
    return lemma in classes["set", "reciprocal"] or lemma in classes["set", "reciprocal_noun"]


def is_meeting(noun: str) -> bool:
    """Whether a noun is a gathering that one can host, attend or address."""
    return noun in _classes()["set", "meeting"]


def is_hollow(noun: str) -> bool:
    """Whether a noun says little of itself, so that a class is asked of its "of" phrase or modifiers too.

    "A package of sanctions", "mediation efforts".
    """
    return noun in _classes()["set", "hollow"]


def contexts_of(lemmas: Iterable[str]) -> tuple[str, ...]:
    """PLOVER's contexts that some words tell of, in the order of the table."""
    words = {lemma.lower() for lemma in lemmas}
    return tuple(name for name, keywords in _contexts().items() if not words.isdisjoint(keywords))


def _american(lemma: str) -> str:
    """The American spelling of a British lemma, in which the tables are written."""
    if lemma.endswith(("ise", "yse")):
        lemma = lemma[:-2] + "ze"
    return lemma.replace("our", "or").replace("isation", "ization").replace("defence", "defense")


def _rows(name: str) -> Iterator[list[str]]:
    table = files("onrecord.lexicon").joinpath(name).read_text(encoding="utf-8")
    return (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def _classes() -> dict[tuple[str, str], frozenset[str]]:
    return {(kind, name): frozenset(words.split(",")) for kind, name, words in _rows("event_classes.tsv")}


@lru_cache(maxsize=1)
def _contexts() -> dict[str, frozenset[str]]:
    return {name: frozenset(words.split(",")) for name, words in _rows("event_contexts.tsv")}


_TABLES: Mapping[WordClass, str] = MappingProxyType(
    {"verb": "event_verbs.tsv", "noun": "event_nouns.tsv", "adj": "event_adjectives.tsv"}
)
_Entry = tuple[str, str, str, str]  # type, mode, weight of its line, and the entry itself
_Key = tuple[str, str | None, str | None, str | None]  # lemma, particle, preposition, class


@cache
def _entries(pos: WordClass) -> dict[str, list[_Entry]]:
    """The entries of a table by lemma, not yet taken apart: a report has but a few of its words."""
    entries: dict[str, list[_Entry]] = defaultdict(list)
    for type_name, mode, weight, listed in _rows(_TABLES[pos]):
        for entry in listed.split(", "):
            entries[entry.partition(" ")[0]].append((type_name, mode, weight, entry))
    return dict(entries)


@cache
def _frames(lemma: str, pos: WordClass) -> tuple[Frame, ...]:
    """The frames of a lemma of a table: entries of one frame in several lines are its several senses."""
    senses: dict[_Key, list[Sense]] = {}
    for type_name, mode, weight, entry in _entries(pos)[lemma]:
        key, own = _parse_entry(entry)
        known = senses.setdefault(key, [])
        if type_name != "NONE":
            known.append(Sense(type_name, None if mode == "-" else mode, float(own or weight)))
    frames = (Frame(*key, tuple(sorted(found, key=lambda sense: -sense.weight))) for key, found in senses.items())
    return tuple(sorted(frames, key=lambda frame: (-frame.demands, _breadth(frame))))


def _breadth(frame: Frame) -> int:
    """How many nouns fit a frame: of two that ask as much, the narrower goes first."""
    return len(object_classes().get(frame.object_class or "", ()))


def _parse_entry(entry: str) -> tuple[_Key, str | None]:
    """An entry of a table ("crack +down ~on @protest *0.8") as a frame's key, and its own weight."""
    lemma, *marks = entry.split(" ")
    asked = {mark[0]: mark[1:] for mark in marks}
    wanted = asked.get("@") or ("=" + asked["="] if "=" in asked else None)
    return (lemma, asked.get("+"), asked.get("~"), wanted), asked.get("*")
