"""What the parse knows better than the tagger: noun phrases, a verb's own subject, the sides of "according to"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.extract.coverage import Coverage
from onrecord.extract.draft import Draft, Offsets, joined, minus
from onrecord.extract.reported import SUBJECTS, find_reported, subject_of
from onrecord.language import Parse, Token
from onrecord.lexicon.cues import ANSWERING, EXPECTED, NAMING, SCHEDULED, TELLING, attitude_of, is_speech

INSIDE_A_NAME = frozenset(
    {"det", "amod", "compound", "nmod", "poss", "nummod", "case", "predet", "quantmod", "advmod", "punct"}
)
CARRIES_MEANING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM", "ADV", "INTJ", "X", "SYM"})
NO_SUBJECT = frozenset({"who", "which", "that", "what", "it", "there", "whom", "this"})
# Share of a clause that the tagger must have taken for the whole of it to be meant.
CLAUSE = 0.6
REACH_OF_WHAT = 15  # tokens between "what" and the verb of naming, a remark between commas among them
SECRECY = frozenset({"anonymity", "anonymously", "anonymous", "background"})


def mend(parse: Parse, draft: Draft, claimed: Coverage) -> Draft | None:
    """A draft after all mends, or None where it turns out to say nothing. `claimed` holds what other drafts have."""
    if _of_secrecy(parse, draft):
        return None
    for step in (
        _sides_of_according,
        _expected_saying,
        _not_the_told,
        _not_the_expected,
        _own_subject,
        _who_names,
        _whole_phrase,
    ):
        draft = step(parse, draft, claimed)
    content = tuple(part for part in draft.content if _means(parse, part))
    if not content and _answers(parse, draft):
        content = draft.content
    return replace(draft, content=content) if content else None


def _answers(parse: Parse, draft: Draft) -> bool:
    """Whether a cue takes a stand on what was said before, and "that" is what it says: "the Kremlin denied that"."""
    verb = parse.head_of(*draft.cue) if draft.cue is not None else None
    return verb is not None and verb.lemma in ANSWERING


def _means(parse: Parse, part: Offsets) -> bool:
    """Whether a piece of content holds a word of meaning, or a clause: "what" and "that" alone do not."""
    words = parse.tokens_in(*part)
    return any(t.pos in CARRIES_MEANING for t in words) or (
        any(t.pos == "AUX" for t in words) and any(t.dep in SUBJECTS for t in words)
    )


def _sides_of_according(parse: Parse, draft: Draft, _claimed: Coverage) -> Draft:
    """The object of "according to" is the source, however long; the clause that it hangs on is the content."""
    if draft.cue is None:
        return draft
    words = parse.tokens_in(*draft.cue)
    lead = next((w for w in words if w.lemma.lower() in ("according", "accord")), None)
    to = next((w for w in words if w.text.lower() == "to"), None)
    if lead is None or to is None:
        return draft
    target = next((parse.tokens[i] for i in parse.children[to.i] if parse.tokens[i].dep == "pobj"), None)
    clause = parse.tokens[lead.head]
    if target is None or lead.head == lead.i or clause.pos not in ("VERB", "AUX"):
        return draft
    source = parse.subtree(target.i)
    hole = (min(lead.start, source[0]), source[1])
    whole = parse.subtree(clause.i)
    sides = [s for s in ((whole[0], hole[0]), (hole[1], whole[1])) if _means_offsets(parse, s)]
    outside = [part for piece in draft.content for part in minus(piece, hole)]
    if len(sides) != 1 or not sides[0][0] <= clause.start < sides[0][1]:
        return replace(draft, content=tuple(outside) or draft.content)
    held = sum(max(0, min(b, sides[0][1]) - max(a, sides[0][0])) for a, b in outside)
    if held < CLAUSE * (sides[0][1] - sides[0][0]):
        return replace(draft, content=tuple(outside) or draft.content)
    return replace(draft, source=source, content=joined([sides[0], *outside]))


def _means_offsets(parse: Parse, part: Offsets) -> bool:
    return part[0] < part[1] and _means(parse, part)


def _expected_saying(parse: Parse, draft: Draft, _claimed: Coverage) -> Draft:
    """In "the minister is expected to say that …" the saying is the cue and the minister its source."""
    verb = parse.head_of(*draft.cue) if draft.cue is not None else None
    if verb is None or verb.lemma not in EXPECTED | SCHEDULED:
        return draft
    node = verb
    while (below := _infinitive_of(parse, node)) is not None:  # "is likely to be asked to say"
        node = below
    if node.i == verb.i or not is_speech(node.lemma):
        return draft
    sentence = parse.sentence_tokens[verb.sentence]
    span = parse.tokens[sentence[0]].start, parse.tokens[sentence[1] - 1].end
    for found in find_reported(parse, *span):
        if found.cue is not None and found.cue[0] <= node.start < found.cue[1]:
            return replace(found, score=draft.score, maker=draft.maker)
    return draft


def _infinitive_of(parse: Parse, verb: Token) -> Token | None:
    return next(
        (parse.tokens[i] for i in parse.children[verb.i] if parse.tokens[i].dep == "xcomp" and i > verb.i), None
    )


def _not_the_told(parse: Parse, draft: Draft, _claimed: Coverage) -> Draft:
    """In "the minister was asked", "was blamed by aides" it is not the minister who speaks."""
    verb = parse.head_of(*draft.cue) if draft.cue is not None and draft.source is not None else None
    if verb is None or draft.source is None or verb.tag != "VBN" or verb.lemma in ("quote", "cite"):
        return draft
    if verb.lemma not in TELLING and attitude_of(verb.lemma) in ("thought", "intent"):
        return draft  # "is concerned", "is determined"
    below = [parse.tokens[i] for i in parse.children[verb.i]]
    subject = next((t for t in below if t.dep == "nsubjpass"), None)
    if subject is None or not draft.source[0] <= subject.start < draft.source[1]:
        return draft
    agent = next((t for t in below if t.dep == "agent"), None)
    by = (
        next((parse.tokens[i] for i in parse.children[agent.i] if parse.tokens[i].dep == "pobj"), None)
        if agent
        else None
    )
    return replace(draft, source=_phrase(parse, by) if by is not None else None)


def _not_the_expected(parse: Parse, draft: Draft, _claimed: Coverage) -> Draft:
    """In "the ministers were expected to attend" the ministers expect nothing, and who does is not told."""
    verb = parse.head_of(*draft.cue) if draft.cue is not None and draft.source is not None else None
    if verb is None or draft.source is None or verb.tag != "VBN" or attitude_of(verb.lemma) != "thought":
        return draft
    below = [parse.tokens[i] for i in parse.children[verb.i]]
    subject = next((t for t in below if t.dep in SUBJECTS and t.i < verb.i), None)
    passive = any(t.dep == "auxpass" for t in below)
    if subject is None or not passive or any(t.dep == "agent" for t in below):
        return draft
    start, end = parse.subtree(subject.i)
    says = draft.cue is not None and any(t.pos == "VERB" and is_speech(t.lemma) for t in parse.tokens_in(*draft.cue))
    if says or not start <= draft.source[0] <= draft.source[1] <= end:
        return draft
    return replace(draft, source=None, content=joined((*draft.content, draft.source)))


def _own_subject(parse: Parse, draft: Draft, claimed: Coverage) -> Draft:
    """Where the tagger sees no source, the subject of the verb of saying is it."""
    if draft.source is not None or draft.cue is None:
        return draft
    verb = parse.head_of(*draft.cue)
    if verb is None or verb.pos != "VERB" or attitude_of(verb.lemma) is None or verb.tag == "VBN":
        return draft
    subject = subject_of(parse, verb)
    if subject is None or subject.dep == "nsubjpass" or subject.lemma.lower() in NO_SUBJECT:
        return draft
    start, end = _phrase(parse, subject)
    if any(a < end and start < b for a, b in draft.claims) or claimed.meets(start, end):
        return draft
    return replace(draft, source=(start, end))


def _who_names(parse: Parse, draft: Draft, claimed: Coverage) -> Draft:
    """In "what one diplomat called a mistake" the noun phrase after "what" is the source, which parsers seldom see."""
    verb = parse.head_of(*draft.cue) if draft.cue is not None and draft.source is None else None
    if verb is None or verb.lemma not in NAMING:
        return draft
    first = parse.sentence_tokens[verb.sentence][0]
    for i in range(verb.i - 1, max(first, verb.i - REACH_OF_WHAT) - 1, -1):
        if parse.tokens[i].lemma.lower() != "what":
            continue
        end = i + 1
        while end < verb.i and parse.tokens[end].pos in ("DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON", "ADV"):
            end += 1
        if end > i + 1 and parse.tokens[end - 1].pos in ("NOUN", "PROPN", "PRON"):
            source = (parse.tokens[i + 1].start, parse.tokens[end - 1].end)
            return draft if claimed.meets(*source) else replace(draft, source=source)
    return draft


def _of_secrecy(parse: Parse, draft: Draft) -> bool:
    """Whether a cue tells but how somebody spoke: "speaking anonymously", "spoke on condition of anonymity"."""
    verb = parse.head_of(*draft.cue) if draft.cue is not None else None
    if verb is None or verb.lemma not in ("speak", "talk"):
        return False
    return any(t.lemma.lower() in SECRECY for t in parse.tokens[verb.i : min(verb.right, verb.i + 8) + 1])


def _whole_phrase(parse: Parse, draft: Draft, claimed: Coverage) -> Draft:
    """A source that stops within a noun phrase is brought to its edges; a relative pronoun before it is left out."""
    if draft.source is None:
        return draft
    words = parse.tokens_in(*draft.source)
    if len(words) > 1 and words[0].tag in ("WP", "WDT", "IN") and words[0].lemma.lower() in NO_SUBJECT:
        draft = replace(draft, source=(words[1].start, draft.source[1]))
        words = words[1:]
    if not words or draft.source is None:
        return draft
    head = parse.head_of(*draft.source)
    if head is None:
        return draft
    last = words[-1]
    above = parse.tokens[last.head]
    if (
        last.dep in ("det", "amod", "nummod", "compound", "poss")
        and last.i < above.i <= last.i + 4
        and above.pos in ("NOUN", "PROPN")
    ):
        head = above
    start, end = _phrase(parse, head)
    start, end = min(start, draft.source[0]), max(end, draft.source[1])
    if (start, end) == draft.source or any(a < end and start < b for a, b in draft.claims):
        return draft
    grown = ((start, draft.source[0]), (draft.source[1], end))
    if any(a < b and claimed.meets(a, b) for a, b in grown):
        return draft
    return replace(draft, source=(start, end))


def _phrase(parse: Parse, head: Token) -> Offsets:
    """A noun with the words before it that belong to it: "several other European leaders"."""
    first = head.i
    for i in reversed([k for k in parse.children[head.i] if k < head.i]):
        child = parse.tokens[i]
        if child.dep not in INSIDE_A_NAME or child.right != first - 1 or (child.dep == "punct" and child.text != "-"):
            break
        first = child.left
    return parse.tokens[first].start, head.end
