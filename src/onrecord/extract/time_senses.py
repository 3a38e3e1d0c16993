"""Words of time that say what a thing is, not when something is: "the 2017 Ford Fusion", "Christmas trees"."""

from __future__ import annotations

from onrecord.extract.time_grammar import Reading, Word
from onrecord.language import Parse
from onrecord.lexicon.time_words import load_time_cues


def names_a_thing(reading: Reading, core: Word, before: Word | None, after: Word, parse: Parse) -> bool:
    """Whether an expression only tells one thing from others of its kind.

    `core` is the expression's first word, `before` and `after` are the words around it.

    | expression                    | and then                                        | example              |
    |-------------------------------|-------------------------------------------------|----------------------|
    | a year                        | a maker of cars, capitalised, with its model    | the 2017 Ford Fusion |
    | a holiday                     | a thing made for it                             | Christmas trees      |
    | a season without "the", "last"| somebody or something of that season every year | a summer associate   |
    | "noon"                        | "high" before it                                | high noon            |
    | "tomorrow" and the like       | an adjective before it, or many "of" it         | a brighter tomorrow  |
    | "recently"                    | "most" before it: the date follows              | most recently in May |
    """
    cues = load_time_cues()
    match reading.kind:
        case "year":
            return after.text in cues["maker"] and _is_capitalised(after, parse) and _names_model(after, parse)
        case "holiday":
            return after.text in cues["thing"]
        case "season":
            return core.name == "season" and after.text in cues["seasonal"]
        case "clock":
            return core.name == "moment" and before is not None and before.text == "high"
        case "dayword":
            return _is_an_age(core, parse)
        case "ref":
            return core.text == "recently" and before is not None and before.text == "most"
        case _:
            return False


def _is_an_age(day: Word, parse: Parse) -> bool:
    """Whether "tomorrow", "today" or "yesterday" stands for an age and not for a day."""
    token = parse.token_at(day.start)
    if token is None or token.text[0].isupper():
        return False
    second, before = (parse.tokens[token.i - back] if token.i >= back else None for back in (2, 1))
    if before is None or second is None:
        return False
    if before.tag in ("JJ", "JJR") and second.tag in ("DT", "PRP$"):
        return True
    if day.text == "yesterday":
        return False  # its events were events
    return before.text == "of" and parse.tokens[before.head].tag == "NNS"


def _is_capitalised(word: Word, parse: Parse) -> bool:
    token = parse.token_at(word.start) if word.text.isalpha() else None
    return token is not None and token.text[:1].isupper()


def _names_model(maker: Word, parse: Parse) -> bool:
    """Whether a model's name follows the maker's; "the 1976 Ford campaign" is no car."""
    token = parse.token_at(maker.start)
    if token is None or token.i + 1 >= len(parse.tokens):
        return False
    following = parse.tokens[token.i + 1]
    return following.sentence == token.sentence and (following.text[:1].isupper() or following.text[:1].isdigit())
