"""How sure an event is told: its certainty, polarity, time and status, and the words that say so.

From an event word the way goes up the parse, from its own auxiliaries to the outermost word that governs it. Each word
met has an effect with two readings, one where the word holds and one where it is denied (`event_standing_effects`).
Composed from the outermost inwards they give certainty, polarity, a mark for what lies ahead, and the weakest status
that any of the words has. Under a verb of saying an event stands as its speaker tells it; who that is, is kept
elsewhere (`reported_in`).

The table, read from the top; certainty is that of the word alone, the least of all words met is taken:

    what holds                                                           certainty  polarity  time      status
    rejected by a speaker ("denied having met", "dismissed reports of")  certain    negative  (tense)   denied
    taken back ("cancelled the visit", "called off", "postponed")        certain    negative  future    called_off
    "not", "nobody", "without", "failed to", "refused to", "prevented"   certain    negative  (tense)   did_not_happen
    "no plans to", "not expected to", "agreed not to"                    probable   negative  future    did_not_happen
    "would have … if"                                                    certain    negative  past      did_not_happen
    under "if", "unless", "in case of"; the outcome of one ("would")     possible   positive  future    conditional
    the outcome of one in the present ("if they pay, he stays")          probable   positive  future    conditional
    asked, or under "whether"                                            possible   positive  (tense)   unknown
    "unlikely to", "doubts that"                                         probable   negative  future    possible
    "alleged", "accused of", "allowed to"                                probable   positive  (tense)   possible
    "may", "could", "risk of", "fears of", "warned of", "discussed a"    possible   positive  future    possible
    "ordered"                                                            probable   positive  future    proposed
    "urged X to", "called for", "should", "must"; an imperative          possible   positive  future    proposed
    "plans to", "agreed to", "vowed to", "decision to"; "to" of purpose  probable   positive  future    intended
    "wants to", "hopes to", "tried to", "threatens to"                   possible   positive  future    intended
    "expected to", "likely to", "would"                                  probable   positive  future    expected
    "will", "going to"                                                   certain    positive  future    expected
    "scheduled for", "is to meet", "set to", "ahead of the summit"       probable   positive  future    scheduled
    "will" or no word, and a date to come or "next week"                 certain    positive  future    scheduled
    "believes that", "reportedly", "seems to"                            probable   positive  (tense)   by the tense
    present tense ("is fighting", "has been fighting", "fights")         certain    positive  present   ongoing
    anything else                                                        certain    positive  past      happened

Present tense tells of what is over in verbs of saying ("says") and headlines. "Not only" denies nothing; "managed to"
happened, "failed to" did not, "did not fail to" did; "regretted the attack" takes it for granted, whatever governs it.
A thing fixed beforehand ("the summit", "the vote") under a verb of what is to come is to come itself. A new thing
shares what governs the act that it belongs to ("urged a rise in deliveries"), and an example that of what it is an
example of ("could do more, like sending food"); what is known or is to be ended does not ("called for an end to the
war"). A new thing under a verb that is denied of the time to come is possible ("will not respond to an appeal").

With a trained head the certainty and polarity are those of the weighted mean of cues and head (`weigh_value`); status,
time and words stay those of the cues.
"""

from __future__ import annotations

from onrecord.extract.event_standing_effects import CERTAINTIES, EFFECTS, POLARITIES, Outcome, Reading, Step, compose
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
# The head's part in the mean of cues and head, and the size from which its value is clear.
HEAD_WEIGHT = 0.6
CLEAR = 1.0


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
    reading, ahead, words, apart = _compose(parse, way, told_by)
    if apart:
        way.verbs = [verb for verb in way.verbs if verb is way.start]
    if value is not None:
        reading = weigh_value(reading, value)
    cues = [document.cite(word.start, word.end) for word in words]
    time, status = _place(document, parse, way, reading, ahead, when, cues)
    return Factuality(status, CERTAINTIES[reading.size], POLARITIES[reading.sign], time, tuple(cues))


def find_reading(parse: Parse, verb: int, head: int, told_by: int | None = None) -> Reading:
    """What the cues alone say of an event, for counting where the trained head contradicts them."""
    return _compose(parse, find_way(parse, verb, head), told_by).reading


def contradicts(reading: Reading, value: float) -> bool:
    """Whether cues and head differ on whether a thing takes place: the one says yes and the other clearly no."""
    return reading.sign * value <= -CLEAR


def weigh_value(reading: Reading, value: float) -> Reading:
    """The reading of the cues with the trained head's value: certainty and polarity are those of their weighted mean.

    Where the two cancel each other out nothing is certain, and the polarity is that of the cues. Without a cue a thing
    that the head holds for no more than possible is told as possible.
    """
    cued = reading.sign * reading.size
    mean = (1 - HEAD_WEIGHT) * cued + HEAD_WEIGHT * max(-3.0, min(3.0, value))
    size = int(abs(mean) + 0.5)
    sign = reading.sign if size == 0 or reading.sign == 0 else 1 if mean > 0 else -1
    status = reading.status
    if sign != reading.sign:
        status = "possible" if sign > 0 else None
    elif size < 2 and sign > 0 and status is None:
        status = "possible" if size else "unknown"
    return Reading(size, sign, status)


def _compose(parse: Parse, way: Way, told_by: int | None) -> Outcome:
    steps = list(way.steps)
    if told_by is not None and told_by not in way.seen:
        name = class_of(parse.tokens[told_by].lemma.lower(), "that")
        if name in DOUBTING:
            steps.append(Step(EFFECTS[name], parse.tokens[told_by]))
    return compose(steps)


def _place(
    document: Document, parse: Parse, way: Way, reading: Reading, ahead: bool, when: When | None, cues: list[Span]
) -> tuple[Tense, Status]:
    """Time and status; a word of time that tells of the future becomes a cue."""
    time = find_tense(parse, way)
    if ahead and not (time == "past" and way.verbs and way.is_calendar):
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
