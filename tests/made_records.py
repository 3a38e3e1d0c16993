"""Records made by hand for the tests of the store: no model is needed, and every field that has a column is filled."""

from __future__ import annotations

from onrecord.ids import document_id, finding_id, text_hash
from onrecord.record import (
    Actor,
    Condition,
    Document,
    Event,
    EventMention,
    Factuality,
    FirstPublished,
    Furniture,
    Mention,
    MentionForm,
    Note,
    Origin,
    Participation,
    Place,
    ProducedBy,
    Record,
    Role,
    Sentence,
    Span,
    Statement,
    TimeExpression,
    Via,
    When,
    Where,
)

HAPPENED = Factuality("happened", "certain", "positive", "past")
EXPECTED = Factuality("expected", "probable", "positive", "future")
ORIGIN = Origin("by_hand", "1", "none")

TEXT = """\
River Post — Zürich talks, day {number} — 😀

{speaker}, the foreign minister of Velmar, met Idris Quandt in Geneva on Tuesday. “We will sign on Friday,” {speaker} \
said, “if the patrol ships leave.”

A senior official told the River Post that Quandt was expected to attend a summit in Geneva next week.
"""


def made_record(
    number: int = 1, *, speaker: str = "Maren Tolk", uri: str | None = "", version: str = "1",
    publisher: str = "River Post",
) -> Record:  # fmt: skip
    """A record of a short report; another `number` or `speaker` is another text, another `version` an extractor."""
    return _Maker(TEXT.format(number=number, speaker=speaker), speaker, number, uri, version, publisher).record()


class _Maker:
    def __init__(
        self, text: str, speaker: str, number: int, uri: str | None, version: str, publisher: str
    ) -> None:  # fmt: skip
        uri = f"https://river.example/{number}" if uri == "" else uri
        address = uri if uri is not None and "://" in uri else None
        self.text, self.speaker, self.version = text, speaker, version
        self.origin = Origin("by_hand", version, "none")
        self.first_span = Span(0, 10, text[:10])
        self.document = Document(
            document_id(address, publisher, text), uri, "text/plain", f"Talks in Geneva {number}", "Ada Holm",
            publisher, f"2025-03-{number % 28 + 1:02}T09:30:00+01:00", "given", "en", text, text_hash(text),
            FirstPublished("River Post", None, self.first_span),
        )  # fmt: skip

    def record(self) -> Record:
        text = self.text
        minister = self.mention(self.speaker, "name")
        office = self.mention("the foreign minister of Velmar", "title")
        tolk = Actor(
            self.id("actor", minister), "person", self.speaker, None, "GOV",
            (Role("foreign minister", self.id("actor", self.mention("Velmar", "name")), "CHE", "current",
                  Span(office.start, office.end, office.quote)),),
            (minister, office, self.mention(self.speaker, "name", text.index("Friday"))), self.origin,
            (("wikidata", "Q1"),),
        )  # fmt: skip
        velmar = self.actor("country", "Velmar", "Velmar", country="VEL")
        quandt = self.actor("person", "Idris Quandt", "Idris Quandt", "Quandt", sector="IGO")
        official = self.actor("unnamed", "A senior official", "A senior official", form="nominal")
        post = self.actor("organization", "River Post", "River Post", "the River Post")
        said, sign, leave = self.span("said"), self.span("sign"), self.span("leave")
        friday = When("2025-03-07", "2025-03-08", "day", "relative", "2025-03-07", self.span("on Friday"))
        geneva = Where("Geneva", self.span("Geneva"), "CHE", "Geneva", 46.2, 6.15, 2660646)
        speech = Statement(
            self.id("statement", said), tolk.id, self.span(self.speaker, text.index("Friday")), "named", (), "speech",
            "mixed", said, (self.span("We will sign on Friday"), self.span("if the patrol ships leave")), quandt.id,
            friday, geneva, HAPPENED, None, self.origin,
        )  # fmt: skip
        told = self.span("told")
        hearsay = Statement(
            self.id("statement", told), official.id, self.span("A senior official"), "unnamed",
            (Via(post.id, self.span("the River Post")),), "speech", "indirect", told,
            (self.span("Quandt was expected to attend a summit in Geneva next week"),), None, None, None, HAPPENED,
            speech.id, self.origin,
        )  # fmt: skip
        met, summit = self.span("met"), self.span("summit")
        meeting = self.event(met, "CONSULT", HAPPENED, geneva, (tolk.id, quandt.id), (self.span("Zürich talks"),), None)
        next_week = When("2025-03-10", "2025-03-17", "week", "relative", "2025-W11", self.span("next week"))
        gathering = self.event(summit, "CONSULT", EXPECTED, None, (quandt.id,), (), next_week, hearsay.id)
        signing = self.event(sign, "AGREE", EXPECTED, None, (tolk.id,), (), friday, speech.id)
        leaving = self.event(leave, None, EXPECTED, None, (), (), None, speech.id)
        condition = self.span("the patrol ships leave")
        iff = self.span("if", text.index("“if") if "“if" in text else text.index("if the"))
        depends = Condition(
            self.id("condition", iff), "if", condition, self.span("We will sign on Friday"), iff, (leaving.id,),
            (signing.id,), False, False, speech.id, self.origin,
        )  # fmt: skip
        tuesday = self.span("Tuesday")
        place = self.span("Geneva")
        head = self.span(text.split("\n", 1)[0])
        return Record(
            ProducedBy(f"0.{self.version}", "0123456789abcdef"), self.document,
            furniture=(Furniture(self.id("furniture", head), "byline", head, self.origin),),
            sentences=tuple(self.sentences()),
            actors=(tolk, velmar, quandt, official, post),
            statements=(speech, hearsay),
            events=(meeting, signing, leaving, gathering),
            conditions=(depends,),
            times=(TimeExpression(self.id("time", tuesday), tuesday, "DATE", "2025-03-04", None, None, None, None,
                                  self.origin),),
            places=(Place(self.id("place", place), place, "Geneva", "CHE", "Geneva", 46.2, 6.15, 2660646, False,
                          self.origin),),
            notes=(Note("no_tagger", "made by hand", self.first_span),),
        )  # fmt: skip

    def id(self, kind: str, span: Span | Mention) -> str:
        return finding_id(self.document.id, kind, span.start, span.end)

    def span(self, words: str, after: int = 0) -> Span:
        start = self.text.index(words, after)
        return self.document.cite(start, start + len(words))

    def mention(self, words: str, form: MentionForm, after: int = 0) -> Mention:
        span = self.span(words, after)
        return Mention(span.start, span.end, span.quote, form)

    def actor(
        self, kind: str, name: str, *called: str, country: str | None = None, sector: str | None = None,
        form: MentionForm = "name",
    ) -> Actor:  # fmt: skip
        mentions = tuple(self.mention(words, form) for words in called)
        return Actor(self.id("actor", mentions[0]), kind, name, country, sector, (), mentions, self.origin)  # type: ignore[arg-type]

    def event(
        self, trigger: Span, kind: str | None, told: Factuality, where: Where | None, who: tuple[str, ...],
        topic: tuple[Span, ...], when: When | None, reported_in: str | None = None,
    ) -> Event:  # fmt: skip
        roles = tuple(
            Participation(actor, "participant", EXPECTED if number else None, trigger)
            for number, actor in enumerate(who)
        )
        mentions = (EventMention(trigger.start, trigger.end, trigger.quote, told, reported_in),)
        return Event(
            self.id("event", trigger), kind, "meet" if kind == "CONSULT" else None, ("diplomatic",) if kind else (),
            trigger, mentions, roles, topic, when, where, told, reported_in, self.origin,
        )  # fmt: skip

    def sentences(self) -> list[Sentence]:
        found, start = [], 0
        for paragraph, block in enumerate(self.text.rstrip("\n").split("\n\n")):
            start = self.text.index(block, start)
            found.append(Sentence(start, start + len(block), paragraph))
        return found
