"""Draws what a person then labels or judges by reading; the same seed draws the same.

    python tools/draw_sample.py sentences ARTICLES.jsonl DRAWN.jsonl [--seed N] [--articles N] [--each N] [--spare N]
    python tools/draw_sample.py events RECORDS.jsonl JUDGE.jsonl [--seed N] [--number N]
    python tools/draw_sample.py articles ARTICLES.jsonl CHOSEN.jsonl --sample LABELS.jsonl

`sentences`: from articles ({"uri", "text"} a line) sentences with a cue that an event is not told as happened (list
"never", by class of cue), and sentences with a past event and no such cue (list "plain", by form). Of each class so
many are drawn, in random order, at most three of a list from one article: who labels takes them from the top. A line
holds no text: {"list", "cue", "uri", "start", "end"}, the offsets being those of the word that was looked for.

`events`: typed events of records, one line each, for a person to fill in "event" (right, wrong_type or invented) and
"participants" (right, wrong or missing). `score_sample.py` counts the judgements.

`articles`: those articles that a sample speaks of, to be read alone.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from onrecord.extract.paragraphs import find_paragraphs
from onrecord.ids import document_id, text_hash
from onrecord.language import Parse, Token, parse_text
from onrecord.record import Document

FROM_ONE_ARTICLE = 3
SHORTEST, LONGEST = 6, 60  # words of a sentence


def words(text: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(text.split())


# Classes of cues by lemma; a verb of `WITH_INFINITIVE` counts only where an infinitive hangs on it.
LEMMAS: dict[str, frozenset[str]] = {
    "scheduled": words("schedule slate due upcoming"),
    "expected": words("expect anticipate predict forecast"),
    "threat": words("threaten threat warn"),
    "demand": words("demand urge request propose recommend suggest"),
    "fear": words("fear worry concern risk danger afraid"),
    "deny": words("deny reject dismiss refute dispute"),
    "cancel": words("cancel postpone abandon prevent avoid block scrap halt avert"),
    "unless": words("unless until without"),
    "likely": words("likely unlikely possibly perhaps maybe possible potential"),
    "prospect": words("possibility chance prospect proposal bid effort likelihood"),
}
WITH_INFINITIVE: dict[str, frozenset[str]] = {
    "plan": words("plan intend aim prepare hope seek try attempt intention"),
    "want": words("want wish like"),
    "promise": words("promise pledge vow offer agree"),
    "refuse": words("refuse decline fail"),
    "demand": words("ask call"),
    "scheduled": words("set"),
    "going_to": words("go"),
    "should": words("have need"),
}
MODALS = {
    "will": words("will shall"),
    "would": words("would"),
    "may": words("may might could"),
    "should": words("should must ought"),
}
STATES = words("be have do say tell think believe know seem feel want like need mean add note")
EVENT_NOUNS = words(
    "meeting speech attack rally debate visit vote election arrest decision endorsement investigation shooting "
    "interview protest agreement talk deal raid trip trial killing call announcement victory win loss lawsuit hearing "
    "bombing strike war invasion murder appearance event conference dinner march resignation withdrawal assault"
)
NEVER = (
    "will", "would", "may", "should", "going_to", "plan", "scheduled", "expected", "want", "promise", "threat",
    "demand", "fear", "deny", "refuse", "not", "cancel", "if", "unless", "likely", "prospect",
)  # fmt: skip
PLAIN = ("past", "passive", "perfect", "noun")


class Drawn(NamedTuple):
    """A word that a class was looked for by, and its sentence."""

    uri: str
    sentence: int
    start: int
    end: int


def cue_class(parse: Parse, token: Token) -> str | None:
    """The class of cue that a word is, or None."""
    children = [parse.tokens[i] for i in parse.children[token.i]]
    lemma = token.lemma.casefold()
    if token.tag == "MD":
        return next((name for name, lemmas in MODALS.items() if (lemma if lemma != "'ll" else "will") in lemmas), None)
    if token.dep == "neg":
        return "not"
    if token.dep == "mark" and lemma == "if":
        return "if"
    if any(c.dep in {"xcomp", "ccomp", "acl"} and has_to(parse, c) for c in children):
        for name, lemmas in WITH_INFINITIVE.items():
            if lemma in lemmas and (name != "going_to" or token.tag == "VBG"):
                return name
    return next((name for name, lemmas in LEMMAS.items() if lemma in lemmas), None)


def has_to(parse: Parse, verb: Token) -> bool:
    """Whether a verb is an infinitive with "to"."""
    return any(parse.tokens[i].tag == "TO" for i in parse.children[verb.i])


def plain_class(parse: Parse, token: Token) -> str | None:
    """The form of a past event that a word tells without any cue around it, or None."""
    children = [parse.tokens[i] for i in parse.children[token.i]]
    if token.pos == "NOUN" and token.lemma in EVENT_NOUNS and token.dep in {"nsubj", "nsubjpass", "dobj", "pobj"}:
        verb = next((a for a in parse.ancestors(token.i) if a.pos in {"VERB", "AUX"}), None)
        return "noun" if verb is not None and is_past(parse, verb) and is_bare(parse, token) else None
    if token.pos != "VERB" or token.lemma in STATES or not is_past(parse, token) or not is_bare(parse, token):
        return None
    auxiliaries = {c.lemma for c in children if c.dep in {"aux", "auxpass"}}
    return "passive" if any(c.dep == "auxpass" for c in children) else "perfect" if "have" in auxiliaries else "past"


def is_past(parse: Parse, verb: Token) -> bool:
    """Whether a verb is finite and told as past, the present perfect included."""
    auxiliaries = [parse.tokens[i] for i in parse.children[verb.i] if parse.tokens[i].dep in {"aux", "auxpass"}]
    if not auxiliaries:
        return verb.tag == "VBD"
    perfect = verb.tag == "VBN" and any(a.lemma == "have" for a in auxiliaries)
    return perfect or any(a.tag == "VBD" for a in auxiliaries)


def is_bare(parse: Parse, token: Token) -> bool:
    """Whether neither a word nor what governs it is a cue or bears one, and its sentence is no question."""
    sentence = parse.sentence_words(token.sentence)
    if sentence[-1].text == "?":
        return False
    governors = (token, *parse.ancestors(token.i))
    around = [*governors, *(parse.tokens[i] for g in governors for i in parse.children[g.i])]
    return not any(cue_class(parse, each) or each.lemma in {"whether", "no", "never", "nobody"} for each in around)


Finder = Callable[[Parse, Token], str | None]


def find_words(uri: str, parse: Parse, find: Finder) -> Iterator[tuple[str, Drawn]]:
    """All words of an article that belong to a class, with the class."""
    for token in parse.tokens:
        first, end = parse.sentence_tokens[token.sentence]
        if SHORTEST <= end - first <= LONGEST and (name := find(parse, token)) is not None:
            yield name, Drawn(uri, token.sentence, token.start, token.end)


def draw_words(
    found: Mapping[str, list[Drawn]], classes: Iterable[str], rounds: Sequence[int], generator: random.Random
) -> dict[str, list[Drawn]]:
    """Of every class so many words in random order, one a sentence and at most three an article; rare classes first.

    A second round draws those that replace the ones found unfit, without changing the first.
    """
    used: set[tuple[str, int]] = set()
    articles: Counter[str] = Counter()
    order = sorted(classes, key=lambda one: len(found[one]))
    waiting = {name: iter(generator.sample(found[name], len(found[name]))) for name in order}
    drawn: dict[str, list[Drawn]] = {name: [] for name in order}
    for number in rounds:
        for name in order:
            wanted = len(drawn[name]) + number
            while len(drawn[name]) < wanted and (word := next(waiting[name], None)) is not None:
                if (word.uri, word.sentence) not in used and articles[word.uri] < FROM_ONE_ARTICLE:
                    used.add((word.uri, word.sentence))
                    articles[word.uri] += 1
                    drawn[name].append(word)
    return drawn


def draw_sentences(given: argparse.Namespace) -> Iterator[dict[str, object]]:
    """The lines of a sample of sentences, both lists."""
    generator = random.Random(given.seed)
    texts = {str(line["uri"]): str(line["text"]) for line in read_lines(given.source)}
    chosen = generator.sample(sorted(texts), min(given.articles, len(texts)))
    found: dict[str, dict[str, list[Drawn]]] = {"never": defaultdict(list), "plain": defaultdict(list)}
    for uri in chosen:
        text = texts[uri]
        document = Document(
            document_id(uri, None, text), uri, "text/plain", None, None, None, None, None, "en", text, text_hash(text)
        )
        parse = parse_text(document, find_paragraphs(text))
        for name, finder in (("never", cue_class), ("plain", plain_class)):
            for cue, word in find_words(uri, parse, finder):
                found[name][cue].append(word)
    whole = given.each * len(NEVER) // len(PLAIN)
    for name, classes, rounds in (("never", NEVER, (given.each, given.spare)), ("plain", PLAIN, (whole,))):
        for cue, drawn in draw_words(found[name], classes, rounds, generator).items():
            for word in drawn:
                yield {"list": name, "cue": cue, "uri": word.uri, "start": word.start, "end": word.end}


def draw_events(given: argparse.Namespace) -> Iterator[dict[str, object]]:
    """The lines of a sample of typed events, with empty judgements."""
    found = []
    for record in read_lines(given.source):
        document, events = record["document"], record["events"]
        assert isinstance(document, dict)
        assert isinstance(events, list)
        for event in events:
            if event["type"] is not None:
                places = [[role["role"], role["span"]["start"], role["span"]["end"]] for role in event["roles"]]
                found.append({
                    "uri": document["uri"], "start": event["trigger"]["start"], "end": event["trigger"]["end"],
                    "type": event["type"], "mode": event["mode"], "status": event["factuality"]["status"],
                    "roles": places, "event": None, "participants": None,
                })  # fmt: skip
    yield from random.Random(given.seed).sample(found, min(given.number, len(found)))


def choose_articles(given: argparse.Namespace) -> Iterator[dict[str, object]]:
    """The articles of a sample, without what else their lines hold."""
    wanted = {line["uri"] for line in read_lines(given.sample)}
    for line in read_lines(given.source):
        if line["uri"] in wanted:
            yield {key: line[key] for key in ("uri", "text", "title", "published", "publisher") if key in line}


def read_lines(path: Path) -> Iterator[dict[str, object]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    sentences = commands.add_parser("sentences", help="sentences with and without cues")
    sentences.set_defaults(draw=draw_sentences)
    sentences.add_argument("--articles", type=int, default=200, help="how many articles are looked at, drawn first")
    sentences.add_argument("--each", type=int, default=14, help="how many of each class of cue")
    sentences.add_argument("--spare", type=int, default=10, help="how many more of each, drawn in a second round")
    events = commands.add_parser("events", help="typed events of records")
    events.set_defaults(draw=draw_events)
    events.add_argument("--number", type=int, default=200)
    articles = commands.add_parser("articles", help="the articles of a sample")
    articles.set_defaults(draw=choose_articles)
    articles.add_argument("--sample", type=Path, required=True)
    for command in (sentences, events, articles):
        command.add_argument("source", type=Path)
        command.add_argument("drawn", type=Path)
        command.add_argument("--seed", type=int, default=3)
    given = parser.parse_args()
    lines = [json.dumps(line) + "\n" for line in given.draw(given)]
    given.drawn.write_text("".join(lines), "utf-8")
    print(f"{len(lines)} lines in {given.drawn}")


if __name__ == "__main__":
    main()
