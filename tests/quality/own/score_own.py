"""Scores records against OnRecord's own labelled set.

    python score_own.py GOLD RECORDS [--json] [--misses]

GOLD is labels.jsonl (README.md says what a label means), RECORDS holds one `onrecord/1` record a line; documents are
paired by uri, and one without a record counts as one in which nothing was found. Events and conditions are left out
while no record has any. Standard library only: the figures must not depend on the program that they judge.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))  # a script has its own folder alone on the path

from tests.quality.own.own_events import score_conditions, score_events
from tests.quality.own.own_labels import (
    PRONOUNS,
    WORD,
    Finding,
    GoldDocument,
    Label,
    Offsets,
    OneOf,
    Record,
    Tally,
    accepts,
    count_broken,
    document_of,
    f1_of,
    likeness,
    locate,
    locate_all,
    offsets,
    pair_off,
    pair_spans,
    places_of,
    rows_of,
    words_of,
)

SAME, CLOSE = 0.5, 0.8  # token F1 of two contents, as in the published scorers of attributions
SAME_MENTION = 0.2  # likeness from which a mention is the labelled one: "a draft" in "a draft of the conclusions"
SAME_FURNITURE = 0.8
NEAR_DEGREES = 0.5  # a labelled point is the middle of a town
FULLY_LABELLED = ("person", "organization", "country")  # groups and nouns only where they act, speak or are addressed
AFTER_HEAD = re.compile(r",|\s(?:of|in|from|at|for|on|by|to|close|who|that|which|familiar|briefed)\b")


class Reading:
    """One document: its labels beside what a record has of it."""

    def __init__(
        self, text: str, labels: dict[str, list[Label]], record: dict[str, list[Finding]], tally: Tally
    ) -> None:
        self.text, self.labels, self.record, self.tally = text, labels, record, tally
        self.tokens = [each.span() for each in WORD.finditer(text)]
        self.gold_actors = labels.get("actors", [])
        self.actors = record.get("actors", [])
        self.mentions = [(p, a["name"]) for a in self.gold_actors for p in dict.fromkeys(places_of(text, a))]
        self.pairs: list[tuple[Offsets, str, str]] = []  # labelled mention, labelled actor's name, id of the found one
        self.known = self._align()

    def _align(self) -> dict[str, Label]:
        """The labelled actor that each found one is, by id: the one with most mentions in common."""
        found = [(offsets(m), a["id"]) for a in self.actors for m in a["mentions"]]
        pairs = pair_off(self.mentions, found, lambda gold, got: self._same_mention(gold[0], got[0]))
        self.pairs = [(place, name, actor) for (place, name), (_, actor) in pairs]
        known: dict[str, Label] = {}
        for actor in self.actors:
            names = [name for _, name, other in self.pairs if other == actor["id"]]
            # Of as many mentions, the one whose name it bears.
            best = max(names, key=lambda n: (names.count(n), len(words_of(n) & words_of(actor["name"]))), default=None)
            gold = next((g for g in self.gold_actors if g["name"] == best), None)
            same_country = gold is not None and gold["kind"] == "country" and gold["country"] == actor["country"]
            if gold is not None and (same_country or words_of(actor["name"]) & self._names(gold)):
                known[actor["id"]] = gold
        return known

    def _same_mention(self, gold: Offsets, got: Offsets) -> float:
        """How alike two mentions are: 0 where they have not the same head."""
        alike = likeness(gold, got)
        if alike in (0, 1) or any(self.text[s:e].casefold() in PRONOUNS for s, e in (gold, got)):
            return alike if alike == 1 else 0.0
        rest = self.text[min(gold[1], got[1]) : max(gold[1], got[1])]
        return alike if alike >= SAME_MENTION and (not rest or AFTER_HEAD.match(rest)) else 0.0

    def _names(self, actor: Label) -> set[str]:
        """Words by which an actor may be called; a person by name alone, for an office held is no name."""
        if actor["kind"] == "person":
            return words_of(actor["name"])
        said = {self.text[s:e].casefold() for s, e in places_of(self.text, actor)}
        return words_of(" ".join((actor["name"], *(said - PRONOUNS))))

    def content_tokens(self, spans: Iterable[Offsets]) -> set[int]:
        """Numbers of the text's tokens in some of the spans."""
        return {i for s, e in spans for i, (start, end) in enumerate(self.tokens) if s < end and start < e}

    def name_of(self, actor: str | None) -> str | None:
        """The labelled name of a found actor; "?" and its own where it is none of the labelled."""
        if actor is None or actor in self.known:
            return self.known[actor]["name"] if actor else None
        return next((f"?{a['name']}" for a in self.actors if a["id"] == actor), None)

    def score_actors(self) -> None:
        """Who is found, what each is, and which mentions are one actor's."""
        tally = self.tally
        settings = [p for label in self.labels.get("places", []) for p in places_of(self.text, label)]
        first: dict[str, Finding] = {}
        for actor in self.actors:
            if (gold := self.known.get(actor["id"])) is not None:
                first.setdefault(gold["name"], actor)
        extra = [
            a for a in self.actors
            if a["kind"] in FULLY_LABELLED and a["id"] not in self.known and not self._is_setting(a, settings)
        ]  # fmt: skip
        tally.add("actors/found", len(first), len(first) + len(extra), len(self.gold_actors))
        for a in extra:
            tally.miss("actors/extra", f"{a['kind']} {a['name']}")
        for gold in self.gold_actors:
            actor = first.get(gold["name"], {})
            if not actor:
                tally.miss("actors/found", f"no {gold['kind']} {gold['name']}")
                continue
            tally.judge("actors/kind", accepts(gold["kind"], actor["kind"]), f"{gold['name']}: {actor['kind']}")
            if "country" in gold:
                tally.judge(
                    "actors/country", actor["country"] == gold["country"], f"{gold['name']}: {actor['country']}"
                )
            self._score_roles(gold, actor)
        self._score_links()

    def _is_setting(self, actor: Finding, settings: Collection[Offsets]) -> bool:
        """Whether an actor is no more than labelled places: whether those act is then not judged."""
        return all(any(likeness(offsets(m), p) for p in settings) for m in actor["mentions"])

    def _score_roles(self, gold: Label, actor: Finding) -> None:
        def like(a: Label, b: Finding) -> float:
            one, other = words_of(a["title"]), words_of(b["title"])
            return float(one <= other or other <= one) * len(one & other)

        wanted, found = gold.get("roles", []), actor["roles"]
        pairs = pair_off(wanted, found, like)
        self.tally.add("roles/found", len(pairs), len(found), len(wanted))
        if len(pairs) < max(len(wanted), len(found)):
            titles = [each["title"] for each in found]
            self.tally.miss("roles/found", f"{gold['name']}: {titles} for {[each['title'] for each in wanted]}")
        for role, got in pairs:
            what = f"{gold['name']}, {got['title']}: "
            self.tally.judge("roles/status", accepts(role["status"], got["status"]), what + got["status"])
            seat = got["country"] if "country" in role else self.name_of(got["organization"])
            if "country" in role or "organization" in role:
                self.tally.judge("roles/of", seat == role.get("country", role.get("organization")), f"{what}{seat}")

    def _score_links(self) -> None:
        """Mentions of one actor: pairs of mentions, and B-cubed (Bagga and Baldwin 1998) over the labelled ones."""
        found = {place: actor for place, _, actor in self.pairs}
        missed = [place for place, _ in self.mentions if place not in found]
        self.tally.add("actors/mentions", len(found), len(found), len(self.mentions))
        for place in missed:
            self.tally.miss("actors/mentions", f"{self.text[slice(*place)]!r}")
        group = {place: found.get(place, str(place)) for place, _ in self.mentions}
        for (a, one), (b, other) in combinations(self.mentions, 2):
            same, said = group[a] == group[b], one == other
            self.tally.add("links/pairs", same and said, same, said)
            if same != said:
                words = f"{self.text[slice(*a)]!r} and {self.text[slice(*b)]!r}"
                self.tally.miss("links/pairs", f"{words} {'joined' if same else 'kept apart'}")
        for place, name in self.mentions:
            mates = {p for p, other in self.mentions if other == name}
            together = {p for p in group if group[p] == group[place]}
            self.tally.add("links/precision", len(mates & together) / len(together), 1, 1)
            self.tally.add("links/recall", len(mates & together) / len(mates), 1, 1)

    def score_statements(self) -> None:
        """Which statements are found, and what is right of those."""
        gold, found = self.labels.get("statements", []), self.record.get("statements", [])
        tokens = {id(s): self.content_tokens(p for c in s["content"] for p in locate_all(self.text, c)) for s in gold}
        tokens |= {id(s): self.content_tokens(map(offsets, s["content"])) for s in found}
        cues = {id(s): locate(self.text, cue) for s in gold if (cue := s["cue"])}
        cues |= {id(s): offsets(span) for s in found if (span := s["cue"])}

        def alike(a: Label, b: Finding, least: float) -> float:
            one, other = tokens[id(a)], tokens[id(b)]
            score = 2 * len(one & other) / max(1, len(one) + len(other))
            same_cue = likeness(cues.get(id(a), (-1, 0)), cues.get(id(b), (-1, 0)))
            return score + same_cue / 100 if score >= least else 0.0  # of equal contents, the one with the same cue

        for name, least in (("0.5", SAME), ("0.8", CLOSE)):
            pairs = pair_off(gold, found, partial(alike, least=least))
            self.tally.add(f"statements/{name}", len(pairs), len(found), len(gold))
        pairs = pair_off(gold, found, partial(alike, least=SAME))
        matched = {b["id"]: gold.index(a) for a, b in pairs}
        self.tally.add("statements/joint", sum(self._same_speaker(a, b) for a, b in pairs), len(found), len(gold))
        for a, b in pairs:
            here = likeness(cues.get(id(a), (-1, 0)), cues.get(id(b), (-1, 0)))
            if alike(a, b, CLOSE) == 0:
                self.tally.miss("statements/0.8", f"{a['content']}: {[c['quote'] for c in b['content']]}")
            self._score_statement(a, b, here > 0 or (a["cue"] is None and b["cue"] is None), matched)
        for a in gold:
            if not any(a is one for one, _ in pairs):
                self.tally.miss("statements/missed", f"{a['cue']}: {' … '.join(a['content'])[:90]}")
        for b in found:
            if b["id"] not in matched:
                self.tally.miss(
                    "statements/extra",
                    f"{b['cue'] and b['cue']['quote']}: {' … '.join(c['quote'] for c in b['content'])[:90]}",
                )

    def _same_speaker(self, gold: Label, got: Finding) -> bool:
        """Whether a statement is given to the right actor; to nobody, or somebody unnamed, where the text has none."""
        unnamed = any(a["id"] == got["speaker"] and a["kind"] == "unnamed" for a in self.actors)
        return self.name_of(got["speaker"]) == gold["speaker"] or (gold["speaker"] is None and unnamed)

    def _score_statement(self, gold: Label, got: Finding, same_cue: bool, matched: dict[str, int]) -> None:
        tally, what = self.tally, f"{gold['cue']} {gold['content'][0][:40]!r}"
        speaker = f"{what}: {self.name_of(got['speaker'])} for {gold['speaker']}"
        tally.judge("matched/speaker", self._same_speaker(gold, got), speaker)
        tally.judge("matched/cue", same_cue, f"{what}: {got['cue'] and got['cue']['quote']}")
        mine: dict[str, tuple[str, OneOf]]
        mine = {"manner": (got["manner"], gold["manner"]), "attitude": (got["attitude"], gold["attitude"])}
        mine |= {"authority": (got["authority"], gold["authority"])}
        mine |= {"status": (got["factuality"]["status"], gold["status"])}
        for field, (is_, wanted) in mine.items():
            tally.judge(f"matched/{field}", accepts(wanted, is_), f"{what}: {is_} for {wanted}")
        tally.optional("matched/addressee", self.name_of(got["addressee"]), gold.get("addressee"), what)
        when = ((got["when"] or {}).get("start") or "")[:10]
        tally.optional("matched/when", when, gold.get("begin", ""), what)
        tally.optional(
            "matched/via", sorted(str(self.name_of(v["actor"])) for v in got["via"]), gold.get("via", []), what
        )
        outer = None if got["reported_in"] is None else matched.get(got["reported_in"], -2) + 1
        wanted_outer = gold["reported_in"] + 1 if "reported_in" in gold else None
        tally.optional("matched/reported_in", outer, wanted_outer, what)

    def score_times(self) -> None:
        """Time expressions: overlap, exact span, type, value, interval."""
        gold, found = self.labels.get("times", []), self.record.get("times", [])
        pairs = pair_spans(self.tally, self.text, "times", gold, found, 0)
        exact = sum(likeness(locate(self.text, str(a["words"])), offsets(b["span"])) == 1 for a, b in pairs)
        self.tally.add("times/exact", exact, len(found), len(gold))
        right = 0
        for a, b in pairs:
            self.tally.judge("times/type", accepts(a["type"], b["timex_type"]), f"{a['words']}: {b['timex_type']}")
            value = a["value"] is None or accepts(a["value"], b["value"])
            right += value
            if not value:
                self.tally.miss("times/value", f"{a['words']}: {b['value']} for {a['value']}")
            if "when" in a:
                bounds = [str((b["when"] or {}).get(end))[:10] for end in ("start", "end")]
                self.tally.judge("times/when", bounds == a["when"], f"{a['words']}: {bounds} for {a['when']}")
        self.tally.add("times/value", right, len(found), len(gold))

    def score_places(self) -> None:
        """Places, their country, and their point where one is labelled.

        A country that acts may be found as a place, too; that is not judged.
        """
        gold = self.labels.get("places", [])
        labelled = [p for label in gold for p in places_of(self.text, label)]
        acting = [p for p, _ in self.mentions]
        found = [
            f for f in self.record.get("places", [])
            if any(likeness(offsets(f["span"]), p) for p in labelled)
            or not any(likeness(offsets(f["span"]), p) for p in acting)
        ]  # fmt: skip
        for a, b in pair_spans(self.tally, self.text, "places", gold, found, 0):
            self.tally.judge("places/country", a["country"] == b["country"], f"{a['words']}: {b['country']}")
            if "point" in a:
                point = [b["lat"], b["lon"]]
                near = all(x is not None and abs(x - y) < NEAR_DEGREES for x, y in zip(point, a["point"], strict=True))
                self.tally.judge("places/point", near, f"{a['words']}: {point} for {a['point']}")

    def score_furniture(self) -> None:
        """What is set aside, and as what."""
        gold, found = self.labels.get("furniture", []), self.record.get("furniture", [])
        for a, b in pair_spans(self.tally, self.text, "furniture", gold, found, SAME_FURNITURE):
            self.tally.judge(
                "furniture/kind", accepts(a["kind"], b["kind"]), f"{a['words']}: {b['kind']} for {a['kind']}"
            )


# Of each kind the figures with precision, recall and F1, and those that are a share of what was found.
FIGURES: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "statements": (("0.5", "0.8", "joint"), ()),
    "matched": (
        ("addressee", "when", "via", "reported_in"),
        ("speaker", "cue", "manner", "attitude", "authority", "status"),
    ),
    "actors": (("found", "mentions"), ("kind", "country")),
    "roles": (("found",), ("status", "of")),
    "times": (("found", "exact", "value"), ("type", "when")),
    "places": (("found",), ("country", "point")),
    "furniture": (("found",), ("kind",)),
    "events": (("found", "roles"), ("type", "status", "merged")),
    "conditions": (("found",), ("relation", "outcome")),
}


def score(gold: Iterable[GoldDocument], records: Iterable[Record]) -> tuple[dict[str, object], list[str]]:
    """All figures as an object, and a line for each misreading."""
    tally = Tally()
    documents = list(gold)
    by_uri = {document_of(record)[0]: record for record in records}
    read = [record for d in documents if (record := by_uri.get(d["uri"])) is not None]
    later = [kind for kind in ("events", "conditions") if any(record.get(kind) for record in read)]
    problems = {"no_record": len(documents) - len(read), "other_text": 0}
    for document in documents:
        record = by_uri.get(document["uri"])
        findings: dict[str, list[Finding]] = {}
        if record is not None and document_of(record)[1] == document["text"]:
            findings = {name: value for name, value in record.items() if isinstance(value, list)}
        else:
            problems["other_text"] += record is not None
        tally.uri = document["uri"]
        reading = Reading(document["text"], document["labels"], findings, tally)
        reading.score_actors()
        reading.score_statements()
        reading.score_times()
        reading.score_places()
        reading.score_furniture()
        if "events" in later and "events" in document["labels"]:
            score_events(document["text"], document["labels"]["events"], findings, reading.name_of, tally)
        if "conditions" in later and "conditions" in document["labels"]:
            score_conditions(document["text"], document["labels"]["conditions"], findings, tally)
    figures: dict[str, object] = {"documents": len(documents)}
    for kind, (curves, shares) in FIGURES.items():
        if kind not in ("events", "conditions") or kind in later:
            found: dict[str, object] = {path: tally.f1(f"{kind}/{path}") for path in curves}
            figures[kind] = found | {path: tally.share(f"{kind}/{path}") for path in shares}
    precision, recall = tally.share("links/precision"), tally.share("links/recall")
    b_cubed = f1_of(precision * recall, recall, precision) if precision + recall else f1_of(0, 0, 0)
    figures["links"] = {"pairs": tally.f1("links/pairs"), "b_cubed": b_cubed}
    figures["broken_spans"] = sum(count_broken(record, document_of(record)[1]) for record in read)
    figures["problems"] = sum(problems.values())
    return figures, tally.misses


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("records", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of the table")
    parser.add_argument("--misses", action="store_true", help="also each misreading: document, figure, what was read")
    given = parser.parse_args()
    gold, records = ([json.loads(line) for line in path.open(encoding="utf-8")] for path in (given.gold, given.records))
    figures, misses = score(gold, records)
    lines = [json.dumps(figures)] if given.json else [f"{'':24}   prec.  recall     F1  (or share)", *rows_of(figures)]
    print("\n".join([*lines, *(misses if given.misses else ())]))  # noqa: T201 - the command's output


if __name__ == "__main__":
    main()
