"""All drafts of a report, from four makers.

The tagger's, put in order with the quotation marks; those of transcripts; what is told inside of what is told; and
quotations that nobody introduces.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.extract.coverage import Coverage
from onrecord.extract.draft import Draft, Offsets, joined, minus
from onrecord.extract.mending import mend
from onrecord.extract.quotation import find_quotations, signature_after
from onrecord.extract.reported import find_reported, subject_of
from onrecord.extract.sharing import give_whole
from onrecord.extract.spoken import carry, find_spoken
from onrecord.extract.statement_standing import known_attitude
from onrecord.extract.tagging import ScoredWindow, find_tagged
from onrecord.extract.turns import Turn
from onrecord.language import Parse
from onrecord.lexicon.cues import is_speech
from onrecord.record import Attitude, Document

# A quotation of fewer words is a term, a title or an ironic mark unless the tagger says otherwise.
WORDS_OF_A_QUOTATION = 6
# Share of a quotation that a content must hold to be taken as meaning all of it.
MEANT = 0.5
# By the attitude of the cue: acts and states that are in no list of cues are seldom statements (of those under 0.8 half
# were on PolNeAR dev; with this table precision rose from 82.6 to 85.3, recall fell from 83.6 to 80.6).
LEAST_SCORES: dict[Attitude | None, float] = {"speech": 0.0, "thought": 0.6, "intent": 0.6, None: 0.8}
TRAILING = frozenset(",;:—–- \t\n\r\u00a0“„«(")
LEADING = frozenset(",;:—–- .?!)…”»")
OPENERS, CLOSERS = '“"„«', '”"»'
OPENERS_BEFORE, CLOSERS_AFTER = tuple(OPENERS), tuple(CLOSERS)  # of these an empty string is no member
QUOTES_OPEN, QUOTES_CLOSE = "“\"„«‘'`", "”\"“»’'"


def find_drafts(
    document: Document, parse: Parse, turns: Sequence[Turn], windows: Sequence[ScoredWindow] | None
) -> tuple[Draft, ...]:
    """Drafts of every statement, in text order. Without a tagger's windows, rules over the parse do what they can."""
    quotations = Coverage(find_quotations(document.text, parse.paragraphs))
    if windows is None:
        found = list(find_reported(parse, 0, len(document.text)))
    else:
        found = [d for d in find_tagged(windows) if _is_clear(parse, d, quotations)]
    found = give_whole(document.text, parse, found, quotations)
    claimed = Coverage(part for draft in found for part in draft.claims)
    mended = [mend(parse, draft, claimed) for draft in found]
    told = [_settled(document.text, draft, quotations, claimed) for draft in mended if draft is not None]
    apart = _apart([_without_strays(parse, draft, quotations) for draft in told if draft is not None])
    outer = list(_by_paragraph(document.text, parse, apart))
    outer += _unintroduced(document.text, parse, outer, turns)
    nested = [] if windows is None else _nested(document.text, parse, outer, quotations)
    spoken = find_spoken(document.text, parse, turns)
    return tuple(sorted([*spoken, *carry(parse, outer, spoken), *nested], key=lambda d: (d.content[0], d.anchor)))


def _is_clear(parse: Parse, draft: Draft, quotations: Coverage) -> bool:
    """Whether a draft without quotation marks is sure enough for the kind of its cue."""
    if draft.cue is None or any(quotations.meets(*part) for part in draft.content):
        return True
    return draft.score >= LEAST_SCORES[known_attitude(parse, draft.cue)]


def tidy(text: str, start: int, end: int) -> Offsets | None:
    """A span without white space, commas and lone quotation marks at its edges; None where nothing is left.

    A full stop stays only inside a quotation that is cited with its marks.
    """
    while start < end and (text[start].isspace() or text[start] in LEADING):
        start += 1
    while start < end and text[end - 1] in TRAILING:
        end -= 1
    if start >= end:
        return None
    body = text[start:end]
    if body[-1] in '”"»' and not any(mark in body[:-1] for mark in '“"„«'):
        return tidy(text, start, end - 1)
    if body[0] in '“"„«' and not any(mark in body[1:] for mark in '”"»“'):
        return tidy(text, start + 1, end)
    if body[-1] in ".," and not any(mark in body for mark in '“"„«') and body[-3:-2] != ".":
        end -= 1
    return (start, end) if any(c.isalnum() for c in text[start:end]) else None


def _settled(text: str, draft: Draft, quotations: Coverage, claimed: Coverage) -> Draft | None:
    """A draft with its content brought to the edges of quotations, cut at its cue, and tidied.

    It grows into no words that `claimed` gives to another draft.
    """
    pieces: list[Offsets] = []
    for piece in draft.content:
        start, end = piece
        for a, b in quotations.over(start, end):
            held = min(b, end) - max(a, start)
            grown = [(a, start), (end, b)]
            free = not any(x < y and claimed.meets(x, y) for x, y in grown)
            if free and (held >= MEANT * (b - a) or start == a):
                start, end = min(start, a), max(end, b)
        pieces.append((start, end))
    cut = [tidied for piece in pieces if (tidied := tidy(text, *_with_marks(text, *piece))) is not None]
    out = list(joined(cut))
    if draft.cue is not None:
        parts = (tidy(text, *part) for whole in out for part in minus(whole, draft.cue))
        out = [part for part in parts if part is not None]
    return replace(draft, content=tuple(out)) if out else None


def _with_marks(text: str, start: int, end: int) -> Offsets:
    """A span that fills a quotation, with the marks around it."""
    if start > 0 and end < len(text) and text[start - 1] in QUOTES_OPEN and text[end] in QUOTES_CLOSE:
        return start - 1, end + 1
    return start, end


def _without_strays(parse: Parse, draft: Draft, quotations: Coverage) -> Draft:
    """A draft without unquoted words of other sentences than its cue's, where that one holds some of the content."""
    cue = parse.token_at(draft.cue[0]) if draft.cue is not None else None
    if cue is None:
        return draft
    here = [part for part in draft.content if (t := parse.token_at(part[0])) is None or t.sentence == cue.sentence]
    if not here:
        return draft
    return replace(draft, content=tuple(part for part in draft.content if part in here or quotations.meets(*part)))


def _apart(drafts: Sequence[Draft]) -> list[Draft]:
    """Drafts whose contents do not overlap: of two that do after settling, the surer keeps the words."""
    kept: list[Draft] = []
    taken = Coverage()
    for draft in sorted(drafts, key=lambda d: (-d.score, d.anchor)):
        content = tuple(rest for part in draft.content for rest in _left(part, taken))
        if content:
            for part in content:
                taken.add(part)
            kept.append(replace(draft, content=content))
    return sorted(kept, key=lambda d: d.anchor)


def _left(part: Offsets, taken: Coverage) -> list[Offsets]:
    """What is left of a part without the words that are taken; nothing where most of it is."""
    left = [part]
    for hole in taken.over(*part):
        left = [rest for piece in left for rest in minus(piece, hole)]
    return left if 2 * sum(b - a for a, b in left) > part[1] - part[0] else []


def _by_paragraph(text: str, parse: Parse, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts without the closed quotations of later paragraphs, and these as statements of their own.

    A quotation that is left open goes on in the next paragraph.
    """
    paragraphs = [paragraph.start for paragraph in parse.paragraphs]
    for draft in drafts:
        own = max(bisect_right(paragraphs, draft.anchor[0]), bisect_right(paragraphs, draft.content[0][0]))
        keep: list[Offsets] = []
        for part in draft.content:
            opens = text[part[0]] in OPENERS or text[part[0] - 1 : part[0]] in OPENERS_BEFORE
            if keep and bisect_right(paragraphs, part[0]) > own and opens and _is_closed(text, keep[-1]):
                yield Draft(None, (part,), None, draft.score, "quotation")
            else:
                keep.append(part)
        yield replace(draft, content=tuple(keep))


def _is_closed(text: str, part: Offsets) -> bool:
    return text[part[1] - 1] in CLOSERS or text[part[1] : part[1] + 1] in CLOSERS_AFTER


def _unintroduced(text: str, parse: Parse, told: Sequence[Draft], turns: Sequence[Turn]) -> list[Draft]:
    """Whole quotations that no draft holds: the speaker in force goes on."""
    found = []
    taken = Coverage(part for draft in told for part in draft.claims)
    spoken = Coverage([(turn.start, turn.end) for turn in turns if turn.start < turn.end])
    for start, end in find_quotations(text, parse.paragraphs):
        if taken.meets(start, end) or spoken.meets(start, end):
            continue
        words = [t for t in parse.tokens_in(start, end) if t.pos != "PUNCT"]
        signature = signature_after(text, end)
        finite = any(t.tag in ("VBD", "VBZ", "VBP", "MD") for t in words)
        utterance = text[start].isupper() and text[end - 1] in ".?!,…" and len(words) > 1
        if not (utterance and finite) and (len(words) < WORDS_OF_A_QUOTATION or not (finite or signature)):
            continue
        cut = tidy(text, *_with_marks(text, start, end))
        if cut is None:
            continue
        announced = _announced(text, parse, cut[0], taken)
        if announced or signature or _stands_alone(text, cut[0]):
            cue, source = signature or announced or (None, None)
            found.append(Draft(cue, (cut,), source, 0.5, "quotation"))
    return found


def _announced(text: str, parse: Parse, start: int, taken: Coverage) -> tuple[Offsets, Offsets] | None:
    """The cue and source of the words before a quotation that end in a colon or comma: 'He went on:'.

    After a comma the verb must be one of saying.
    """
    before = text[max(0, start - 3) : start].rstrip()
    mark = before[-1:]
    token = parse.token_at(max(0, start - 3) + len(before) - 1) if mark in (":", ",") else None
    if token is None:
        return None
    for verb in reversed(parse.sentence_words(token.sentence)):
        if verb.pos != "VERB" or verb.i >= token.i or (mark == "," and not is_speech(verb.lemma)):
            continue
        subject = subject_of(parse, verb)
        if subject is not None and subject.i < token.i and not taken.meets(verb.start, verb.end):
            return (verb.start, verb.end), parse.subtree(subject.i)
    return None


def _stands_alone(text: str, start: int) -> bool:
    """Whether a quotation begins a sentence of its own: after the end of one, or on a new line."""
    at = start
    while at > 0 and text[at - 1].isspace():
        at -= 1
        if text[at] == "\n":
            return True
    return at == 0 or text[at - 1] in '.?!”"…'


def _nested(text: str, parse: Parse, outer: Sequence[Draft], quotations: Coverage) -> list[Draft]:
    """What is told inside of what is told."""
    cues = Coverage([draft.cue for draft in outer if draft.cue is not None])
    return [
        _within(part, _settled(text, inner, quotations, Coverage()), inner, draft.anchor)
        for draft in outer
        for part in draft.content
        for inner in find_reported(parse, *part)
        if inner.cue is not None
        and inner.source is not None
        and not cues.meets(*inner.cue)
        and not _is_pronoun(parse, inner.source)
    ]


def _within(part: Offsets, settled: Draft | None, found: Draft, carrier: Offsets) -> Draft:
    """What is told inside of a part, settled where it stays inside of that."""
    if settled is None or settled.content[0][0] < part[0] or settled.content[-1][1] > part[1]:
        settled = found
    return replace(settled, carrier=carrier)


def _is_pronoun(parse: Parse, span: Offsets) -> bool:
    """Whether a span is but a pronoun: who is meant inside of another's words cannot be told by rule."""
    return all(t.pos in ("PRON", "DET", "PUNCT") for t in parse.tokens_in(*span))
