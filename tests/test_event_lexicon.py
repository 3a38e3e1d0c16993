"""The lexicon of political events: its tables are sound, and it answers for words with and without their syntax."""

from __future__ import annotations

from importlib.resources import files
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.lexicon.events import (
    ACTOR,
    ANY,
    ATTENDING,
    HOSTING,
    HUMAN,
    MODES,
    PLACE,
    PROMISED,
    REFUSED,
    TYPES,
    Frame,
    Thing,
    WordClass,
    choose_frame,
    contexts_of,
    find_light_verb,
    fits_class,
    frames_of,
    is_hollow,
    is_meeting,
    is_reciprocal,
    light_verbs,
    object_classes,
    senses_of,
)

TABLES = {"verb": "event_verbs.tsv", "noun": "event_nouns.tsv", "adj": "event_adjectives.tsv"}
LEAST = {"verb": 1200, "noun": 500, "adj": 100}
WORD_CLASSES: tuple[WordClass, ...] = get_args(WordClass)


def rows(name: str) -> list[list[str]]:
    """The rows of a table, split at its tabs."""
    table = files("onrecord.lexicon").joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")]


def lemmas(pos: WordClass) -> list[str]:
    """All words of a part of speech."""
    return sorted({entry.split(" ")[0] for row in rows(TABLES[pos]) for entry in row[3].split(", ")})


def all_frames(pos: WordClass) -> list[Frame]:
    return [frame for lemma in lemmas(pos) for frame in frames_of(lemma, pos)]


@pytest.mark.parametrize("pos", WORD_CLASSES)
def test_tables_are_broad(pos: WordClass) -> None:
    assert len(all_frames(pos)) >= LEAST[pos]


@pytest.mark.parametrize("pos", WORD_CLASSES)
def test_rows_have_known_types_modes_and_weights(pos: WordClass) -> None:
    for row in rows(TABLES[pos]):
        assert len(row) == 4, row
        type_name, mode, weight, _ = row
        assert type_name == "NONE" or type_name in TYPES, row[:3]
        assert mode == "-" or mode in MODES[type_name], row[:3]
        assert type_name == "NONE" or 0 < float(weight) <= 1, row[:3]


@pytest.mark.parametrize("pos", WORD_CLASSES)
def test_entries_are_well_formed(pos: WordClass) -> None:
    for row in rows(TABLES[pos]):
        for entry in row[3].split(", "):
            lemma, *marks = entry.split(" ")
            assert lemma == lemma.strip().lower()
            assert lemma
            kinds = [mark[0] for mark in marks]
            assert set(kinds) <= set("+~@=*"), entry
            assert len(set(kinds)) == len(kinds), entry
            assert not {"@", "="} <= set(kinds), entry
            assert all(len(mark) > 1 for mark in marks), entry


@pytest.mark.parametrize("pos", WORD_CLASSES)
def test_no_frame_has_one_sense_twice(pos: WordClass) -> None:
    for frame in all_frames(pos):
        names = [(sense.type, sense.mode) for sense in frame.senses]
        assert len(set(names)) == len(names), frame


@pytest.mark.parametrize("pos", WORD_CLASSES)
def test_frames_known_to_tell_of_no_event_have_no_sense_elsewhere(pos: WordClass) -> None:
    listed: dict[bool, set[str]] = {True: set(), False: set()}
    for row in rows(TABLES[pos]):
        listed[row[0] == "NONE"] |= {entry.partition(" *")[0] for entry in row[3].split(", ")}
    assert not listed[True] & listed[False]


@pytest.mark.parametrize("pos", WORD_CLASSES)
def test_weights_are_shares_and_the_best_sense_is_first(pos: WordClass) -> None:
    for frame in all_frames(pos):
        weights = [sense.weight for sense in frame.senses]
        assert all(0 < weight <= 1 for weight in weights), frame
        assert weights == sorted(weights, reverse=True), frame


@pytest.mark.parametrize("pos", WORD_CLASSES)
def test_frames_ask_for_classes_that_exist_and_go_from_narrow_to_wide(pos: WordClass) -> None:
    known = {*object_classes(), ACTOR, HUMAN, PLACE, ANY}
    for lemma in lemmas(pos):
        frames = frames_of(lemma, pos)
        assert [frame.demands for frame in frames] == sorted((frame.demands for frame in frames), reverse=True)
        for frame in frames:
            wanted = frame.object_class
            assert wanted is None or wanted.startswith("=") or wanted in known, frame


def test_no_class_is_named_for_nothing() -> None:
    asked = {frame.object_class for pos in WORD_CLASSES for frame in all_frames(pos)}
    assert set(object_classes()) - asked == {"person"}  # that one stands behind "actor"


def test_classes_and_contexts_name_each_word_once() -> None:
    classes, contexts = rows("event_classes.tsv"), rows("event_contexts.tsv")
    assert {row[0] for row in classes} == {"object", "light", "passive_light", "set"}
    assert len({tuple(row[:2]) for row in classes}) == len(classes)
    assert len({row[0] for row in contexts}) == len(contexts)
    for row in (*classes, *contexts):
        words = row[-1].split(",")
        assert all(words), row[:2]
        assert len(set(words)) == len(words), row[:2]


def test_every_type_has_verbs_and_nouns() -> None:
    for pos in ("verb", "noun"):
        assert {sense.type for frame in all_frames(pos) for sense in frame.senses} == set(TYPES)


@pytest.mark.parametrize("word", ["say", "state", "add", "note", "mention", "explain", "remark", "announce", "reply"])
def test_words_of_plain_saying_have_no_type(word: str) -> None:
    assert senses_of(word, "verb") == ()


@pytest.mark.parametrize(
    ("word", "pos", "expected"),
    [
        ("condemn", "verb", ("ACCUSE", "disapprove")), ("sue", "verb", ("ACCUSE", "allege")),
        ("probe", "noun", ("ACCUSE", "investigate")), ("demand", "verb", ("REQUEST", None)),
        ("veto", "verb", ("REJECT", None)), ("praise", "verb", ("SUPPORT", None)),
        ("summit", "noun", ("CONSULT", None)), ("mediation", "noun", ("CONSULT", "third-party")),
        ("airstrike", "noun", ("ASSAULT", "aerial")), ("kidnap", "verb", ("ASSAULT", "abduct")),
        ("arrest", "verb", ("COERCE", "arrest")), ("curfew", "noun", ("COERCE", "curfew")),
        ("embargo", "noun", ("SANCTION", "discontinue")), ("truce", "noun", ("RETREAT", "ceasefire")),
        ("resign", "verb", ("RETREAT", "resign")), ("pardon", "verb", ("CONCEDE", None)),
        ("donate", "verb", ("AID", "economic")), ("ultimatum", "noun", ("THREATEN", None)),
        ("riot", "verb", ("PROTEST", "riot")), ("deployment", "noun", ("MOBILIZE", "troops")),
        ("cooperate", "verb", ("COOPERATE", None)), ("pledge", "verb", ("AGREE", None)),
    ],
)  # fmt: skip
def test_bare_words(word: str, pos: WordClass, expected: tuple[str, str | None]) -> None:
    assert senses_of(word, pos)[0][:2] == expected


@pytest.mark.parametrize(
    ("word", "pos", "types"),
    [
        ("bomb", "verb", {"ASSAULT"}), ("strike", "verb", {"ASSAULT", "PROTEST"}),
        ("expel", "verb", {"SANCTION", "COERCE"}), ("boycott", "verb", {"PROTEST", "SANCTION"}),
        ("attack", "noun", {"ASSAULT", "ACCUSE"}), ("vow", "verb", {"AGREE", "THREATEN"}),
        ("revolt", "verb", {"PROTEST", "ASSAULT"}), ("apologize", "verb", {"SUPPORT", "CONCEDE"}),
    ],
)  # fmt: skip
def test_ambiguous_words_carry_several_senses(word: str, pos: WordClass, types: set[str]) -> None:
    senses = senses_of(word, pos)
    if word != "attack":
        assert len(senses) > 1
        assert types <= {sense.type for sense in senses}
    else:
        every = {sense.type for frame in frames_of(word, pos) for sense in frame.senses}
        assert types <= every


@pytest.mark.parametrize("word", ["run", "play", "cover", "lead", "strike", "fight", "beat", "free", "hold"])
def test_words_of_wide_use_are_unsure_without_their_syntax(word: str) -> None:
    assert all(sense.weight <= 0.3 for sense in senses_of(word, "verb"))


@pytest.mark.parametrize(
    ("lemma", "particles", "prepositions", "objects", "expected"),
    [
        ("call", ["off"], {}, ["talk"], "SANCTION"),
        ("call", ["off"], {}, ["strike"], "CONCEDE"),
        ("call", [], {"for": ["release"]}, [], "REQUEST"),
        ("meet", [], {"with": ["envoy"]}, [], "CONSULT"),
        ("meet", [], {}, ["standard"], None),
        ("crack", ["down"], {"on": ["dissent"]}, [], "COERCE"),
        ("lift", [], {}, ["embargo"], "CONCEDE"),
        ("impose", [], {}, ["curfew"], "COERCE"),
        ("impose", [], {}, ["sanction"], "SANCTION"),
        ("break", ["off"], {}, ["relation"], "SANCTION"),
        ("send", [], {}, ["battalion"], "MOBILIZE"),
        ("send", [], {}, ["blanket"], "AID"),
        ("send", [], {}, ["message"], None),
        ("pull", ["out"], {"of": ["treaty"]}, [], "SANCTION"),
        ("pull", ["out"], {}, ["regiment"], "RETREAT"),
        ("release", [], {}, ["hostage"], "RETREAT"),
        ("release", [], {}, ["statement"], None),
        ("strike", [], {}, ["balance"], None),
        ("strike", [], {}, ["bargain", "deal"], "AGREE"),
        ("grant", [], {}, ["asylum"], "AID"),
        ("violate", [], {}, ["truce"], "ASSAULT"),
        ("violate", [], {}, ["treaty"], "REJECT"),
        ("ask", ["to"], {}, ["envoy"], "REQUEST"),
        ("file", [], {}, ["lawsuit"], "ACCUSE"),
        ("commit", [], {}, ["crime"], None),
        ("fight", [], {}, ["poverty"], None),
        ("fight", [], {}, ["battalion"], "ASSAULT"),
        ("curb", [], {}, ["emission"], None),
        ("curb", [], {}, ["freedom"], "COERCE"),
        ("attack", [], {}, ["record"], "ACCUSE"),
        ("attack", ["for"], {}, ["governor"], "ACCUSE"),
        ("attack", [], {}, ["village"], "ASSAULT"),
        ("call", [], {}, ["liar"], "ACCUSE"),
        ("take", ["over"], {}, ["company"], None),
        ("take", ["in"], {}, ["strategy"], None),
        ("meet", [], {"with": ["applause"]}, [], None),
        ("find", [], {}, ["unconstitutional"], "REJECT"),
        ("put", [], {"on": ["hold"]}, [], "REJECT"),
        ("demonstrate", [], {"outside": ["courthouse"]}, [], "PROTEST"),
    ],
)
def test_verbs_with_their_syntax(
    lemma: str, particles: list[str], prepositions: dict[str, list[str]], objects: list[str], expected: str | None
) -> None:
    frame = choose_frame(
        frames_of(lemma, "verb"),
        particles,
        {word: [Thing(noun) for noun in nouns] for word, nouns in prepositions.items()},
        [Thing(noun) for noun in objects],
    )
    assert (frame.senses[0].type if frame is not None and frame.senses else None) == expected


@pytest.mark.parametrize(
    ("noun", "beside", "expected"),
    [
        ("strike", "air", ("ASSAULT", "aerial")), ("strike", "hunger", ("PROTEST", "hunger")),
        ("delivery", "weapon", ("AID", "military")), ("fire", "cease", ("RETREAT", "ceasefire")),
        ("withdrawal", "soldier", ("RETREAT", "withdraw")), ("recall", "envoy", ("SANCTION", "withdraw")),
    ],
)  # fmt: skip
def test_nouns_with_the_words_beside_them(noun: str, beside: str, expected: tuple[str, str]) -> None:
    frame = choose_frame(frames_of(noun, "noun"), objects=[Thing(beside)])
    assert frame is not None
    assert frame.senses[0][:2] == expected


def test_a_frame_that_does_not_fit_is_passed_over() -> None:
    assert choose_frame(frames_of("lift", "verb"), objects=[Thing("spirit")]) != choose_frame(
        frames_of("lift", "verb"), objects=[Thing("sanction")]
    )
    assert choose_frame(()) is None


def test_plural_says_more_than_singular() -> None:
    plural = choose_frame(frames_of("talk", "noun", "talks"))
    assert plural is not None
    assert plural.senses[0].type == "CONSULT"
    assert choose_frame(frames_of("talk", "noun", "talk")) is None


def test_adjectives_with_their_preposition() -> None:
    frame = choose_frame(frames_of("critical", "adj"), prepositions={"of": [Thing("plan")]})
    assert frame is not None
    assert frame.senses[0].type == "ACCUSE"
    assert senses_of("critical", "adj")[0].weight < frame.senses[0].weight


@pytest.mark.parametrize(("british", "american"), [("criticise", "criticize"), ("demobilise", "demobilize")])
def test_british_spelling(british: str, american: str) -> None:
    assert senses_of(british, "verb")[0].type == senses_of(american, "verb")[0].type


def test_actors_and_humans_are_told_by_entity_or_word() -> None:
    assert fits_class(ACTOR, Thing("Ruritania", "GPE", "PROPN"))
    assert fits_class(ACTOR, Thing("envoy"))
    assert not fits_class(ACTOR, Thing("bridge"))
    assert fits_class(HUMAN, Thing("Rassendyll", "PERSON", "PROPN"))
    assert not fits_class(HUMAN, Thing("Ruritania", "GPE", "PROPN"))
    assert fits_class(PLACE, Thing("Ruritania", "GPE", "PROPN"))
    assert not fits_class(PLACE, Thing("Rassendyll", "PERSON", "PROPN"))
    assert fits_class("=one/two", Thing("two"))


def test_light_verbs_carry_event_nouns() -> None:
    held, faced = find_light_verb("hold", "talk"), find_light_verb("face", "criticism")
    assert held is not None
    assert not held.passive
    assert faced is not None
    assert faced.passive
    assert find_light_verb("lodge", "complaint") is not None
    assert find_light_verb("pay", "visit") is not None
    assert find_light_verb("make", "sanction") is None
    assert find_light_verb("condemn", "attack") is None


def test_light_verbs_name_nouns_of_the_lexicon() -> None:
    known = {lemma for lemma in lemmas("noun") if frames_of(lemma, "noun")}
    for verb, entries in light_verbs().items():
        for entry in entries:
            assert entry.nouns is None or entry.nouns & (known | {noun + "s" for noun in known}), verb


@pytest.mark.parametrize("word", ["meet", "negotiate", "cooperate", "clash", "talk", "agreement"])
def test_reciprocal_words(word: str) -> None:
    assert is_reciprocal(word)


@pytest.mark.parametrize("word", ["condemn", "arrest", "aid", "visit"])
def test_words_that_are_not_reciprocal(word: str) -> None:
    assert not is_reciprocal(word)


def test_meetings_are_gatherings() -> None:
    assert all(map(is_meeting, ("summit", "dinner", "conference", "talks")))
    assert not is_meeting("embargo")
    assert "attend" in ATTENDING
    assert "host" in HOSTING
    assert not ATTENDING & HOSTING


def test_hollow_nouns() -> None:
    assert is_hollow("package")
    assert not is_hollow("missile")


def test_contexts_by_keyword() -> None:
    assert contexts_of(["Ambassador", "table", "nuclear"]) == ("diplomatic", "cbrn")
    assert contexts_of(["table", "chair"]) == ()
    assert contexts_of([]) == ()


def test_acts_that_are_only_spoken_of() -> None:
    assert set(PROMISED) | set(REFUSED) <= set(TYPES)
    assert (PROMISED["AID"], PROMISED["ASSAULT"], REFUSED["RETREAT"]) == ("AGREE", "THREATEN", "REJECT")


@given(st.text(max_size=20), st.sampled_from(WORD_CLASSES))
def test_any_word_has_an_answer(word: str, pos: WordClass) -> None:
    senses = senses_of(word, pos)
    assert all(sense.type in TYPES for sense in senses)
    assert frames_of(word, pos) == frames_of(word, pos, word)
