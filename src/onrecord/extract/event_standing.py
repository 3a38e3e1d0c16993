"""How sure an event is told: its certainty, polarity, time and status, and the words that say so.

From an event word the way goes up the parse, from its own auxiliaries to the outermost word that governs it. Each word
met has an effect with two readings, one where the word holds and one where it is denied (`event_standing_effects`).
Composed from the outermost inwards they give certainty, polarity, a mark for what lies ahead, and the weakest status
that any of the words has. Under a verb of saying an event stands as its speaker tells it; who that is, is kept
elsewhere (`reported_in`).

The status, read from the top:

    what holds                                                                     status
    negative, rejected by a speaker ("denied having met")                          denied
    negative, taken back ("cancelled the visit")                                   called_off
    negative, and neither "may not" nor "should not" nor "if not"                  did_not_happen
    under "if", "unless"; the outcome of one; "would have"                         conditional
    asked ("Did they meet?"), "whether"; certainty unknown                         unknown
    "may", "could", "risk of", "fears of", "alleged", "unlikely to", "allowed to"  possible
    "urged X to", "called for", "should", "must", "offered to"; an imperative      proposed
    "wants to", "plans to", "tried to", "agreed to", "threatens to"; "to" of purpose  intended
    "expected to", "likely to", "will", "would"; with a day to come: scheduled     expected
    "scheduled for", "is to meet", "set to", "ahead of the summit"                 scheduled
    no such word, but a date to come or "next week"                                scheduled
    no such word, present tense ("is fighting", "has been fighting", "fights")     ongoing
    anything else                                                                  happened

Present tense tells of what is over in verbs of saying ("says") and headlines. "Not only" denies nothing; "managed to"
happened, "failed to" did not, "did not fail to" did; "regretted the attack" takes it for granted, whatever governs it.
"""

from __future__ import annotations

from onrecord.extract.event_standing_effects import CERTAINTIES, EFFECTS, POLARITIES, Reading, Step, compose
from onrecord.extract.event_standing_group import Way
from onrecord.extract.event_standing_time import date_of, find_coming, find_tense, is_told_as_past
from onrecord.extract.event_standing_walk import find_way
from onrecord.language import Parse
from onrecord.lexicon.standing_words import class_of
from onrecord.record import Document, Factuality, Span, Status, Tense, When

# What a denied event is no longer: "will not meet", "agreed not to meet".
PROSPECTS = ("scheduled", "expected", "intended")
# Tellers whose word changes what they tell, where the parse does not show it.
DOUBTING = ("denies", "doubts", "alleges", "fears")


def resolve_event_standing(
    document: Document,
    parse: Parse,
    verb: int,
    head: int,
    *,
    value: float | None = None,
    when: When | None = None,
    told_by: int | None = None,
) -> Factuality:
    """The factuality of one mention of an event, by the table above.

    verb: token number of the word whose auxiliaries and governors carry the standing ("held" of "held talks"; the
    event word itself without a light verb); head: token number of the word that names the event; value: what the
    trained head says of it, -3 (certainly not) to 3 (certainly), None without one; when: the event's date; told_by:
    token number of the verb of saying that tells of the event, where the parse may not have it above the event.
    """
    way = find_way(parse, verb, head)
    steps = list(way.steps)
    if told_by is not None and told_by not in way.seen:
        name = class_of(parse.tokens[told_by].lemma.lower(), "that")
        if name in DOUBTING:
            steps.append(Step(EFFECTS[name], parse.tokens[told_by]))
    reading, ahead, words = compose(steps)
    reading = weigh_value(reading, value)
    cues = [document.cite(word.start, word.end) for word in words]
    time, status = _place(document, parse, way, reading, ahead, when, cues)
    return Factuality(status, CERTAINTIES[reading.size], POLARITIES[reading.sign], time, tuple(cues))


def weigh_value(reading: Reading, value: float | None) -> Reading:
    """The reading of the cues with the trained head's value."""
    if value is None:
        return reading
    size = min(3, int(abs(value) + 0.5))
    if contradicts(reading, value):
        return reading
    return reading._replace(size=size)


def contradicts(reading: Reading, value: float) -> bool:
    """Whether cues and head differ on whether it took place: one says yes and the other clearly no."""
    return reading.sign * value <= -1.0


def _place(
    document: Document, parse: Parse, way: Way, reading: Reading, ahead: bool, when: When | None, cues: list[Span]
) -> tuple[Tense, Status]:
    """Time and status; a word of time that tells of the future becomes a cue."""
    time = find_tense(parse, way)
    if ahead and not (time == "past" and way.is_calendar):
        time = "future"  # "planned to attend the summit": it is over by now, or not
    dated = date_of(document, when)
    if time == "past" and way.verbs:
        return time, _status(parse, way, reading, time, fixed=False)  # the tense goes before a date
    fixed = False
    if dated == "future" and when is not None:
        time, fixed = "future", True
        if when.span is not None:
            cues.append(when.span)
    elif dated == "past" and not ahead:
        time = "past"
    elif dated is None and reading.status in (None, "expected") and reading.sign > 0:
        coming = find_coming(parse, way.start) or find_coming(parse, way.name)
        if coming is not None:
            time, fixed = "future", True
            cues.append(document.cite(coming.start, coming.end))
    return time, _status(parse, way, reading, time, fixed=fixed)


def _status(parse: Parse, way: Way, reading: Reading, time: Tense, *, fixed: bool) -> Status:
    status = reading.status
    if reading.sign < 0 and (status is None or status in PROSPECTS):
        return "did_not_happen"
    if status == "expected" and fixed:
        return "scheduled"
    if status is not None:
        return status
    if reading.size == 0:
        return "unknown"
    if time == "future":
        return "scheduled" if fixed else "expected"
    if time == "present" and not (way.verbs and is_told_as_past(parse, way.verbs[0])):
        return "ongoing"
    return "happened"
