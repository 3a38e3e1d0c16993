"""Whether an expression's clause looks back or ahead, by the tense of the governing verb."""

from __future__ import annotations

from typing import Literal

from onrecord.language import Parse, Token
from onrecord.lexicon.time_words import load_time_cues

Direction = Literal["past", "present", "future", ""]


def find_direction(parse: Parse, start: int, end: int) -> Direction:
    """The direction of the clause that the words in `[start, end)` stand in.

    | before the words, or governing verb                          | direction                       |
    |--------------------------------------------------------------|---------------------------------|
    | "since", "ended"                                             | past                            |
    | pluperfect ("had met", "had been due")                       | past                            |
    | plan, schedule, expect, set …, alone or above                | future                          |
    | "until", "by", "due", "effective" …                          | future                          |
    | with will, shall; may, should, would without "have"          | future                          |
    | an infinitive with "to": under a present; under a past       | future; none                    |
    | past tense, "has met": at the verb; at a noun ("a visit in September")  | past; none                      |
    | a participle without an auxiliary: "-ed"; "-ing"             | past; as the verb above it      |
    | present tense: at the verb; at a noun                        | present; none                   |
    """
    cues = load_time_cues()
    token = parse.head_of(start, end)
    if token is None:
        return ""
    first = parse.tokens_in(start, end)[0].i
    before = {parse.tokens[i].text.lower() for i in range(max(0, first - 2), first)}
    if before & cues["back"]:
        return "past"
    infinitive = nominal = planned = False
    direction: Direction = ""
    for word in (token, *parse.ancestors(token.i)):
        if word.pos in ("NOUN", "PROPN") and not start <= word.start < end:
            nominal = True
        if word.pos not in ("VERB", "AUX") and word.lemma != "due":
            continue
        found = _tense(parse, word)
        if found == "pluperfect":
            return "" if nominal else "past"
        if word.lemma in cues["plan"] or (word.lemma == "set" and (infinitive or _is_set_for(parse, word))):
            planned = True  # "is due to end"; "had been due to end" is over
        if found == "to":
            infinitive = True
        elif found:
            direction = found
            break
    if planned:
        return "future"
    if parse.tokens[max(0, first - 1)].text.lower() == "through" and (nominal or direction == "past"):
        return ""  # "sales through August" are over, "loans through January" are not
    if (before & cues["ahead"] and not (nominal and "through" in before)) or (
        infinitive and not nominal and direction in ("present", "")
    ):
        return "future"
    if (infinitive or nominal) and direction != "future":
        return ""
    return direction


def _is_set_for(parse: Parse, verb: Token) -> bool:
    """Whether "set" means fixed in advance: "a summit set for April"."""
    return verb.tag == "VBN" and any(parse.tokens[i].lemma == "for" for i in parse.children[verb.i])


def _tense(parse: Parse, verb: Token) -> Direction | Literal["to", "pluperfect"]:
    cues = load_time_cues()
    helpers = [parse.tokens[i] for i in parse.children[verb.i] if parse.tokens[i].dep in ("aux", "auxpass")]
    words = {t.text.lower() for t in helpers}
    has = any(t.lemma == "have" for t in helpers)
    if words & cues["future"] or (words & cues["modal"] and not has):
        return "future"
    if "to" in words and not has:
        return "to"
    if "had" in words:
        return "pluperfect"
    tags = {t.tag for t in helpers} | {verb.tag}
    if has or "VBD" in tags:
        return "past"
    if tags & {"VBZ", "VBP"}:
        return "past" if verb.tag == "VBP" and verb.lemma in cues["unmarked"] and not helpers else "present"
    return "past" if verb.tag == "VBN" else ""
