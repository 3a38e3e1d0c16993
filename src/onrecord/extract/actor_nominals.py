"""Actors without a name: "the chancellor", "one European diplomat", "a draft", "leaders", "two officials"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.extract.actor_bearers import COMPLEMENT, DEFINITE, REACH, KnownBearers, determiner_of, gender_of_noun
from onrecord.extract.actor_bodies import KnownBodies
from onrecord.extract.actor_figure import Figure, Name, Scene
from onrecord.extract.actor_names import read_name_at
from onrecord.extract.actor_offices import office_of
from onrecord.language import Parse, Token
from onrecord.lexicon.actor_words import actor_words, find_body, office_sector
from onrecord.lexicon.territories import find_territory, territory_form
from onrecord.record import ActorKind

STOPS = frozenset(("ADP", "CCONJ", "SCONJ", "AUX", "INTJ"))
STOP_TAGS = frozenset(
    (",", ":", "``", "''", "-LRB-", "-RRB-", "VBD", "VBZ", "VBP", "VB", "MD", "WDT", "WP", "WP$", "WRB", ".")
)
MAX_BEFORE = 8  # words before a noun that may belong to it
MAX_AFTER = 6  # words after it that are taken into its name
INDEFINITE: dict[str, ActorKind] = {
    "some": "group", "many": "group", "others": "group", "most": "group", "several": "group",
    "few": "group", "both": "group",
    "those": "group", "everyone": "group", "everybody": "group", "all": "group", "one": "unnamed", "another": "unnamed",
    "someone": "unnamed", "somebody": "unnamed", "anyone": "unnamed",
}  # fmt: skip
ASIDE = frozenset(("compound", "amod", "attr", "appos", "poss"))  # parts in which a noun names nobody else
LANDS = frozenset(("GPE", "LOC"))
RIVAL = frozenset(("nsubj", "nsubjpass", "dobj", "pobj"))  # parts in which a noun may be what "they" stands for


class Nominals:
    """Gives nouns their actors."""

    def __init__(self, parse: Parse, scene: Scene, names: list[Name]) -> None:
        self.parse = parse
        self.scene = scene
        self.inside = {i: name for name in names for i in range(name.first, name.last + 1)}
        self.known = KnownBearers(parse, scene)
        self.bodies = KnownBodies(parse, scene)
        self._new: dict[str, Figure] = {}
        self._bodies: dict[str, list[Figure]] = {}  # those made, by the noun

    def resolve_offices(self) -> None:
        """Wherever "the chancellor" stands for a person of that office who was named before, add the mention."""
        for token in self.parse.tokens:
            if token.tag == "NN" and token.i not in self.scene.at and token.dep not in ("compound", "amod", "attr"):
                figure = self.known.holder(token) or self.known.described(token)
                if figure is not None:
                    self._refer(figure, token)

    def resolve_bodies(self) -> None:
        """Wherever "the company" is a subject and one was named before, add the mention."""
        for token in self.parse.tokens:
            if token.dep in ("nsubj", "nsubjpass") and token.tag == "NN" and token.i not in self.scene.at:
                figure = self._taken_up(token) or self.bodies.before(token)
                if figure is not None:
                    self._refer(figure, token)

    def find_acting(self, quoted: frozenset[int]) -> Iterator[Token]:
        """The nouns for those who act for a state ("the envoy left", "rebels fired") or are told something."""
        for token in self.parse.tokens:
            if token.pos != "NOUN" or token.i in self.scene.at or token.i in self.inside or token.i in quoted:
                continue
            lemma = token.lemma.lower()
            if token.dep in ("nsubj", "nsubjpass", "agent"):
                acts = lemma in actor_words("acting_body") or office_sector(lemma) in ("GOV", "LEG", "JUD", "MIL")
            else:
                acts = self._is_met_or_told(token) and self._kind(token) in ("group", "unnamed", "organization")
            if acts:
                yield token

    def _is_met_or_told(self, token: Token) -> bool:
        """Whether a noun is whom somebody tells something or meets."""
        governor = self.parse.tokens[token.head]
        if token.dep == "pobj" and governor.text == "with":
            verb = self.parse.tokens[governor.head]
            passive = any(self.parse.tokens[i].dep == "auxpass" for i in self.parse.children[verb.i])
            return verb.lemma in actor_words("meeting") and not passive  # not "was met with anger"
        if token.dep == "conj":
            return governor.pos in ("NOUN", "PROPN") and self._is_met_or_told(governor)
        reached = actor_words("telling") | actor_words("receiving")
        return token.dep in ("dobj", "dative") and governor.lemma in reached

    def _taken_up(self, head: Token) -> Figure | None:
        """What "the group" takes up where "a group of investors" was made before."""
        bare = not any(self.parse.tokens[i].dep in ("compound", "amod") for i in self.parse.children[head.i])
        if not bare or self._determiner(head) not in DEFINITE or head.tag == "NNS":
            return None
        before = [
            (reference.start, made)
            for made in self._bodies.get(head.lemma.lower(), ())
            for reference in made.references
            if head.start - REACH < reference.start < head.start
        ]
        return max(before, key=lambda pair: pair[0])[1] if before else None

    def resolve(self, head: Token, start: int, end: int) -> Figure | None:
        """The actor that a noun stands for as a speaker, made where it is new; None where it cannot be told."""
        if head.i in self.scene.at:
            return self.scene.at[head.i]
        name = self.inside.get(head.i)
        whole = self.scene.at.get(name.last) if name is not None else None
        if whole is not None:
            return whole  # the parser's head is inside the name: "the Center" of "the Center for Rivers"
        inner = self._named_within(head, start, end)
        if inner is not None:
            self._refer(inner, head)
            return inner
        if head.pos == "PROPN" or (head.text[0].isupper() and self._is_name(head)):
            return self._passed_over(head)
        if head.pos not in ("NOUN", "ADJ", "NUM", "DET", "PRON", "VERB", "X"):
            return None
        figure = (
            self.known.holder(head)
            or self._taken_up(head)
            or self.bodies.before(head)
            or self.bodies.beside(head)
            or self.known.described(head)
            or self._made(head)
        )
        if figure is not None:
            self._refer(figure, head)
        return figure

    def resolve_land(self, head: Token, start: int, end: int) -> Figure | None:
        """The country or people that an adjective or a place stands for where it takes part: "the Kenyan attack".

        A town or region that is struck or helped stands for those who live there. None for other words.
        """
        if head.i in self.scene.at or head.tag not in ("JJ", "NNP"):
            return None
        words = self._entity(head) if head.entity in LANDS else self.parse.tokens_in(start, end)
        text = self._text(words)
        territory = find_territory(text) if territory_form(text) == "adjective" else None
        if territory is not None:
            known = (f for f in self.scene.figures if f.kind == "country" and f.country == territory.code)
            figure = next(known, None) or Figure("country", territory.name, country=territory.code)
        elif (head.entity == "NORP" and head.tag == "JJ") or self._is_town(head):
            known = (f for f in self.scene.figures if f.kind == "group" and f.name == text)
            figure = next(known, None) or Figure("group", text, plural=head.tag == "JJ")
        else:
            return None
        if figure not in self.scene.figures:
            self.scene.add(figure)
        self.scene.refer(figure, words[0].start, words[-1].end, head.i, "name")
        return figure

    def _is_town(self, head: Token) -> bool:
        name = self.inside.get(head.i)
        return head.entity in LANDS and (name is None or name.kind == "place")

    def _entity(self, head: Token) -> tuple[Token, ...]:
        """The words of the name that a token is in, without an article."""
        first = last = head.i
        while first > 0 and self.parse.tokens[first - 1].entity == head.entity:
            first -= 1
        while last + 1 < len(self.parse.tokens) and self.parse.tokens[last + 1].entity == head.entity:
            last += 1
        words = self.parse.tokens[first : last + 1]
        return tuple(w for w in words if w.tag not in ("DT", "POS")) or (head,)

    def unknown(self) -> Iterator[tuple[Token, Figure]]:
        """Nouns for persons who have no actor, each with a figure that is no actor's: rivals for a pronoun."""
        for token in self.parse.tokens:
            if token.i in self.scene.at or token.i in self.inside or token.dep in ASIDE:
                continue
            lemma = token.lemma.lower()
            if token.tag == "NNS" and token.dep in RIVAL:
                yield token, Figure("group", token.text, plural=True)
            elif token.tag in ("NN", "NNP") and token.dep in RIVAL and not self._is_person(token):
                yield token, Figure("organization", token.text)
            elif self.parse.tokens[token.head].lemma == "as":
                continue  # "as a politician's wife, she": no other person
            elif token.tag == "NN" and self._is_person(token) and self._determiner(token) in ("a", "an", "poss"):
                yield token, Figure("unnamed", token.text, gender=gender_of_noun(lemma))

    def resolve_pronoun(self, token: Token) -> Figure | None:
        """An indefinite pronoun that speaks: "some said", "one told"."""
        kind = INDEFINITE.get(token.text.lower())
        if kind is None:
            return None
        figure = self.scene.add(Figure(kind, token.text.lower(), plural=kind == "group"))
        self.scene.refer(figure, token.start, token.end, token.i, "nominal")
        return figure

    def _refer(self, figure: Figure, head: Token) -> None:
        self.scene.refer(figure, *self._span(head), head.i, "nominal")

    def _named_within(self, head: Token, start: int, end: int) -> Figure | None:
        """The person that an apposition names: "his campaign manager, Kellyanne Conway"."""
        for i in self.parse.children[head.i]:
            child = self.parse.tokens[i]
            if (
                child.dep == "appos"
                and head.tag not in ("NNS", "NNPS")
                and i in self.scene.at
                and start <= child.start < end
            ):
                figure = self.scene.at[i]
                if figure.kind in ("person", "organization") and (figure.kind == "person") == self._is_person(head):
                    return figure
        return None

    def _is_name(self, head: Token) -> bool:
        """Whether a capitalised noun is a name that was taken for a common noun."""
        if any(
            figure.words[-1].casefold() == head.text.casefold()
            for figure in self.scene.figures
            if figure.kind == "person"
        ):
            return True
        opens = head.i == self.parse.sentence_tokens[head.sentence][0]
        return head.pos == "NOUN" and not opens and head.tag == "NN" and self._kind(head) is None

    def _determiner(self, head: Token) -> str:
        return determiner_of(self.parse, head)

    def _is_person(self, head: Token) -> bool:
        return office_of(head) is not None or head.lemma.lower() in actor_words("person")

    def _passed_over(self, head: Token) -> Figure | None:
        name = read_name_at(self.parse, head, set(self.scene.at))
        title = f"{head.text.lower()}." in actor_words("office_before")
        plain = title or self._is_person(head) or head.text.lower() in actor_words("generic_body")
        if name is None or (len(name.words) == 1 and plain):
            figure = self._made(head)
            if figure is not None:
                self._refer(figure, head)
            return figure
        text = " ".join(name.words)
        if territory_form(text) == "adjective":
            return None  # "the Kuwaiti request"
        for figure in self.scene.figures:
            surname = figure.words[-1].casefold() if figure.kind == "person" and len(name.words) == 1 else None
            firm = figure.kind == "organization" and len(name.words) == 1 and self._is_short_for(text, figure)
            if text == figure.name or surname == text.casefold() or firm:
                self.scene.refer(figure, *self._between(name), name.last, "name")
                return figure
        kind: ActorKind = "person" if name.kind == "person" else "organization"
        if head.text.lower() in actor_words("body") or head.lemma.lower() in actor_words("body"):
            kind = "organization"
        if head.tag == "NNPS" or head.text.lower() in actor_words("people"):
            kind = "group"
        figure = self.scene.add(Figure(kind, text, name.words, name.gender, kind == "group"))
        body = find_body(text)
        if body is not None:
            figure.sector, figure.country = body.sector, body.country
        self.scene.refer(figure, *self._between(name), name.last, "name")
        if name.last != head.i:
            self.scene.at[head.i] = figure
        return figure

    def _is_short_for(self, text: str, figure: Figure) -> bool:
        """Whether a word is what is left of a firm's name without its legal form: "Upjohn" of "Upjohn Co."."""
        last = figure.words[-1].casefold().rstrip(".") if figure.words else ""
        return len(figure.words) > 1 and figure.words[0] == text and last in actor_words("company_form")

    def _between(self, name: Name) -> tuple[int, int]:
        return self.parse.tokens[name.first].start, self.parse.tokens[name.last].end

    def _made(self, head: Token) -> Figure | None:
        """A figure of its own for a noun that names nobody known."""
        kind = self._kind(head)
        if kind is None or self._determiner(head) in ("no", "neither"):
            return None
        start, end = self._span(head)
        words = self.parse.tokens_in(start, end)
        first = next((w for w in words if w.text.lower() not in ("the", "a", "an", "this", "that", "all")), words[0])
        text = self._text([w for w in words if w.start >= first.start])
        if any(mark in text for mark in "<>=@"):
            return None  # mark-up
        plural = head.tag in ("NNS", "NNPS") or kind == "group" or head.lemma in ("people", "police")
        determiner = self._determiner(head)
        lemma = head.lemma.lower()
        # "the draft" takes up "a draft of the conclusions"; "another source" and "one diplomat" are always new ones.
        name = text + self._complement(head)
        key = f"{kind} {name.casefold()}"
        if determiner in DEFINITE or determiner == "poss" or (determiner == "" and plural):
            known = self._new.get(key) or (self._new.get(f"{kind} {lemma}") if determiner in DEFINITE else None)
            # "the draft" may be "a draft of the plan", but "the Trump campaign" is not "the Clinton campaign".
            if (
                known is not None
                and known.plural == plural
                and set(name.lower().split()) <= set(known.name.lower().split())
            ):
                return known
        figure = Figure(kind, name, (), None, plural)
        figure.gender = gender_of_noun(lemma)
        figure.country = self._country(head)
        if kind in ("unnamed", "group"):
            figure.sector = office_sector(lemma)
        if kind == "organization" and determiner:
            self._bodies.setdefault(lemma, []).append(figure)
        self._new[key] = self._new[f"{kind} {lemma}"] = figure
        return self.scene.add(figure)

    def _country(self, head: Token) -> str | None:
        """The country that a noun is told to be of: "the Kenyan envoy", "Kenya's army", "the army of Kenya"."""
        tokens = self.parse.tokens
        for i in self.parse.children[head.i]:
            beside = (i,) if i < head.i else self.parse.children[i] if tokens[i].text == "of" else ()
            for k in beside:
                territory = find_territory(tokens[k].text) if tokens[k].text[0].isupper() else None
                if territory is not None:
                    return territory.code
        return None

    def _kind(self, head: Token) -> ActorKind | None:
        lemma, text = head.lemma.lower(), head.text.lower()
        plural = head.tag in ("NNS", "NNPS")
        if lemma in actor_words("document") or text in actor_words("document"):
            return "document"
        after = self.parse.tokens[head.i + 1] if head.i + 1 < len(self.parse.tokens) else head
        if head.tag == "CD" and (head.dep == "nummod" or after.tag in ("NN", "NNP")):
            return None  # "one tweet"
        if lemma == "people":
            return "unnamed" if any(i > head.i for i in self.parse.children[head.i]) else "group"
        if lemma in actor_words("source"):
            return "unnamed"
        if text in actor_words("people"):
            return "group"
        if office_of(head) is not None or lemma in actor_words("person"):
            return "group" if plural else "unnamed"
        if lemma in actor_words("body"):
            return "group" if head.tag in ("NNS", "NNPS") and lemma != "police" else "organization"
        if lemma in actor_words("taking_part_together") or text in actor_words("taking_part_together"):
            return "group"
        if lemma in actor_words("taking_part"):
            return "group" if plural else "unnamed"
        if (
            plural
            and not lemma.endswith("ment")
            and (lemma.endswith(("er", "or", "ist", "ian", "ant", "ent", "ive")) or head.text[0].isupper())
        ):
            return "group"
        if head.pos == "NOUN" and lemma.endswith(("man", "woman", "ist", "person", "ian")):
            return "unnamed"
        # Whoever speaks and is called by what he does: "the heckler".
        doer = head.tag == "NN" and lemma.endswith(("er", "or")) and lemma not in actor_words("thing")
        if doer and self._determiner(head) in (*DEFINITE, "a", "an", "one", "another"):
            return "unnamed"
        if text in ("one", "another"):
            for of in self.parse.children[head.i]:  # "one of her posters"
                for i in self.parse.children[of]:
                    if self.parse.tokens[of].text == "of" and self.parse.tokens[i].lemma in actor_words("document"):
                        return "document"
            return "unnamed" if head.pos in ("ADJ", "NUM", "DET", "PRON") else None
        if head.pos == "NUM":
            return "group"  # "nine in ten voters"
        return None

    def _span(self, head: Token) -> tuple[int, int]:
        """A noun with its article and modifiers, without what follows it."""
        first = head.i
        while first > max(head.left, head.i - MAX_BEFORE):
            before = self.parse.tokens[first - 1]
            stops = before.pos in STOPS or before.tag in STOP_TAGS
            if before.sentence != head.sentence or (stops and not self._is_inside(before)):
                break
            first -= 1
            if before.pos == "DET":
                break
        if first > 1 and self.parse.tokens[first - 1].text == "in" and self.parse.tokens[first - 2].pos == "NUM":
            first -= 2  # "nine in ten voters"
        return self.parse.tokens[first].start, head.end

    def _is_inside(self, token: Token) -> bool:
        """Whether a small word is part of what goes before a noun: of "in-home care", of "oil and gas concern"."""
        after = self.parse.tokens[token.i + 1]
        joins = token.pos == "CCONJ" and self.parse.tokens[token.head].dep in ("compound", "amod", "nmod")
        return joins or (after.text == "-" and after.start == token.end)

    def _complement(self, head: Token) -> str:
        """What is said right after a noun, that a reader may know whom it means: " of the river states"."""
        after = self.parse.tokens[head.i + 1] if head.i + 1 < len(self.parse.tokens) else head
        belongs = after.text in COMPLEMENT or (head.pos == "NUM" and after.text in ("in", "out"))
        # Of "aides and envoys of Kenya" the parser gives the "of" to the aides.
        owner = head.head if head.dep == "conj" and after.head == head.head else head.i
        if not belongs or after.head != owner or after.right - after.i > MAX_AFTER:
            return ""
        if any(self.parse.tokens[k].tag in STOP_TAGS for k in range(after.i, after.right + 1)):
            return ""
        return " " + self._text(self.parse.tokens[after.i : after.right + 1])

    def _text(self, words: Sequence[Token]) -> str:
        """Words as they stand, with one space wherever there is white space between them."""
        gaps = (" " if a.end < b.start else "" for a, b in pairwise(words))
        return words[0].text + "".join(gap + word.text for gap, word in zip(gaps, words[1:], strict=True))
