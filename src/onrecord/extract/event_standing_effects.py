"""What a governing word makes of the standing of what it governs: signatures, composed from the outermost inwards.

Each class of `lexicon/standing_words.tsv` has two readings: one where the governing word itself holds, one where it is
denied ("managed to": held, not held; "failed to": not held, held). This is the manner of Saurí's De Facto (2008) and of
Lotan's TruthTeller (2013). What is less than certain above stays so below; a word that takes its object for granted
("regretted") sets it free of what stands above.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.language import Token
from onrecord.record import Certainty, Polarity, Status

CERTAINTIES: tuple[Certainty, ...] = ("unknown", "possible", "probable", "certain")
POLARITIES: dict[int, Polarity] = {1: "positive", -1: "negative", 0: "unknown"}
# The weaker status wins where several words bear on one event; "" is that of an actual event.
WEAKNESS: tuple[Status | None, ...] = (
    None, "scheduled", "expected", "intended", "proposed", "possible", "unknown", "conditional",
)  # fmt: skip


class Reading(NamedTuple):
    """How an event stands so far. size: 0 to 3 for unknown to certain; sign: 1, -1 or 0; status: None where actual."""

    size: int
    sign: int
    status: Status | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Effect:
    """The two readings of a class. ahead: it tells of a time after its own; fixed: whatever stands above it."""

    held: Reading
    denied: Reading
    ahead: bool = False
    fixed: bool = False


class Step(NamedTuple):
    """One effect on the way up from an event, and the word that has it; no word where it is no cue."""

    effect: Effect
    word: Token | None


ACTUAL = Reading(3, 1)
NOT = Reading(3, -1)
OPEN = Reading(0, 1, "unknown")

# What stands in a clause beside what it says ("did not sign the text, citing a law"): its denial does not reach it.
BESIDE = Effect(ACTUAL, ACTUAL)

# A new thing there is as open as the verb; where that is denied of the time to come it may still be.
NEW = Effect(ACTUAL, ACTUAL)

# A thing fixed beforehand: whether somebody attends says nothing of whether it takes place, but of when.
CALENDAR = Effect(ACTUAL, ACTUAL, ahead=False)

EFFECTS: dict[str, Effect] = {
    "implies": Effect(ACTUAL, NOT),
    "forces": Effect(ACTUAL, OPEN),
    "fails": Effect(NOT, ACTUAL),
    "excludes": Effect(NOT, Reading(1, 1, "possible"), ahead=True),
    "topic": Effect(Reading(1, 1, "possible"), Reading(1, 1, "possible")),
    "prevents": Effect(NOT, Reading(2, 1)),
    "factive": Effect(ACTUAL, ACTUAL, fixed=True),
    "counterfactual": Effect(NOT, OPEN),
    "says": Effect(ACTUAL, OPEN),
    "proves": Effect(ACTUAL, OPEN),
    "denies": Effect(Reading(3, -1, "denied"), OPEN),
    "doubts": Effect(Reading(2, -1, "possible"), Reading(2, 1)),
    "believes": Effect(Reading(2, 1), Reading(2, -1)),
    "alleges": Effect(Reading(2, 1, "possible"), OPEN),
    "expects": Effect(Reading(2, 1, "expected"), Reading(2, -1), ahead=True),
    "unlikely": Effect(Reading(2, -1, "possible"), Reading(2, 1, "expected"), ahead=True),
    "schedules": Effect(Reading(2, 1, "scheduled"), Reading(3, -1), ahead=True),
    "commits": Effect(Reading(2, 1, "intended"), Reading(2, -1), ahead=True),
    "wants": Effect(Reading(1, 1, "intended"), Reading(1, -1), ahead=True),
    "offers": Effect(Reading(1, 1, "proposed"), Reading(1, -1), ahead=True),
    "threatens": Effect(Reading(1, 1, "intended"), Reading(1, -1), ahead=True),
    "requests": Effect(Reading(1, 1, "proposed"), Reading(1, 1, "unknown"), ahead=True),
    "orders": Effect(Reading(2, 1, "proposed"), Reading(1, 1, "unknown"), ahead=True),
    "fears": Effect(Reading(1, 1, "possible"), Reading(1, 1, "possible"), ahead=True),
    "possible": Effect(Reading(1, 1, "possible"), NOT, ahead=True),
    "allows": Effect(Reading(2, 1, "possible"), NOT, ahead=True),
    "opposes": Effect(Reading(1, 1, "proposed"), Reading(1, 1, "proposed"), ahead=True),
    "calls_off": Effect(Reading(3, -1, "called_off"), Reading(2, 1, "expected"), ahead=True),
    "ceases": Effect(Reading(2, 1), ACTUAL),
    "ends": Effect(Reading(2, 1), ACTUAL),
    "failed": Effect(NOT, NOT),
    "former": Effect(ACTUAL, ACTUAL, fixed=True),
    "not": Effect(NOT, ACTUAL),
    "may": Effect(Reading(1, 1, "possible"), Reading(1, -1, "possible"), ahead=True),
    "may_have": Effect(Reading(1, 1, "possible"), Reading(1, -1, "possible")),
    "can": Effect(Reading(1, 1, "possible"), NOT),
    "could": Effect(Reading(1, 1, "possible"), NOT, ahead=True),
    "should": Effect(Reading(1, 1, "proposed"), Reading(1, 1, "proposed"), ahead=True),
    "must_have": Effect(Reading(2, 1), Reading(2, -1)),
    "should_have": Effect(NOT, NOT),
    "would": Effect(Reading(2, 1, "expected"), Reading(2, -1), ahead=True),
    "would_if": Effect(Reading(1, 1, "conditional"), Reading(1, -1, "conditional"), ahead=True),
    "then": Effect(Reading(2, 1, "conditional"), Reading(2, -1, "conditional"), ahead=True),
    "would_have": Effect(Reading(1, -1, "conditional"), Reading(1, 1, "conditional")),
    "would_have_if": Effect(NOT, ACTUAL),
    "will": Effect(Reading(3, 1, "expected"), NOT, ahead=True),
    "nearly": Effect(NOT, ACTUAL),
    "probably": Effect(Reading(2, 1), Reading(2, -1)),
    "perhaps": Effect(Reading(1, 1, "possible"), Reading(1, -1, "possible")),
    "if": Effect(Reading(1, 1, "conditional"), Reading(1, 1, "conditional"), ahead=True),
    "whether": Effect(Reading(1, 1, "unknown"), Reading(1, 1, "unknown")),
    "question": Effect(Reading(1, 1, "unknown"), Reading(1, 1, "unknown")),
    "purpose": Effect(Reading(2, 1, "intended"), Reading(2, -1), ahead=True),
    "infinitive": Effect(Reading(2, 1, "intended"), Reading(2, -1), ahead=True),
    "without": Effect(NOT, Reading(1, 1, "conditional")),
    "imperative": Effect(Reading(1, 1, "proposed"), Reading(1, 1, "proposed"), ahead=True),
    "any": Effect(Reading(1, 1, "possible"), NOT),
    "delays": Effect(Reading(2, 1, "expected"), ACTUAL, ahead=True),
    "beside": BESIDE,
    "new": NEW,
    "calendar": CALENDAR,
    "had_to": Effect(Reading(2, 1), OPEN),
}  # fmt: skip


# Words that change nothing by themselves are no cues.
SILENT = (
    BESIDE,
    NEW,
    EFFECTS["implies"],
    EFFECTS["forces"],
    EFFECTS["says"],
    EFFECTS["proves"],
    EFFECTS["former"],
    EFFECTS["factive"],
)


def apply_effect(effect: Effect, above: Reading) -> Reading:
    """How what a word governs stands, where the word itself stands as `above`."""
    if above.sign == 0:
        return Reading(0, 0, weaker(above.status, "unknown"))
    if above.status == "denied" and effect.held.sign > 0:
        return Reading(min(above.size, max(effect.held.size, 1)), -1, "denied")
    if effect is EFFECTS["ceases"] and above.sign > 0 and above.status is not None:
        return Reading(above.size, -1, above.status)  # "will stop selling" sells now, and then no more
    chosen = effect.held if above.sign > 0 else effect.denied
    if above.status in ("denied", "called_off") and chosen.sign < 0:
        return Reading(min(above.size, chosen.size), chosen.sign, above.status)
    status = weaker(above.status, chosen.status)
    return Reading(min(above.size, chosen.size), chosen.sign, status)


def weaker(one: Status | None, other: Status | None) -> Status | None:
    """The status that says less for an event; what is denied or called off is so only under a certain word."""
    if other in ("denied", "called_off"):
        return other if one is None else one
    if one in ("denied", "called_off"):
        return other
    return max(one, other, key=WEAKNESS.index)


class Outcome(NamedTuple):
    """What the way up makes of an event.

    ahead: it lies after the time of what governs it; words: those that say so; apart: it stands beside what is denied,
    and in a time of its own.
    """

    reading: Reading
    ahead: bool
    words: tuple[Token, ...]
    apart: bool


def compose(steps: Iterable[Step]) -> Outcome:
    """How an event stands under what governs it; the steps are those on the way up, the nearest first."""
    reading, ahead, apart = ACTUAL, False, False
    words: list[Token] = []
    for effect, word in reversed(tuple(steps)):
        if effect is NEW and reading.sign < 0 and ahead:
            reading = Reading(1, 1, "possible")
        elif effect.fixed or (effect in (BESIDE, NEW) and reading.sign < 0):
            reading, ahead, apart = ACTUAL, False, not effect.fixed
            words.clear()
        elif effect is CALENDAR:
            reading = ACTUAL
            words.clear()
        else:
            reading = apply_effect(effect, reading)
            ahead = ahead or effect.ahead
        if word is not None and effect not in SILENT:
            words.append(word)
    return Outcome(reading, ahead, tuple(sorted(words)), apart)
