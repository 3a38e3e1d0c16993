"""Whom an event is aimed at: a verb's object, whose its object is, or whom the clause under it would strike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.extract.event_parts_phrases import Phrases
from onrecord.extract.event_parts_syntax import Grammar, children_of, is_passive
from onrecord.language import Parse, Token
from onrecord.lexicon.event_roles import role_words, toward
from onrecord.lexicon.events import frames_of
from onrecord.lexicon.territories import territory_form

# Types whose object is mostly the doer's: "lifted its blockade of Kenya"; "" where a clause is read for another's type.
OWN = frozenset(("", "AID", "RETREAT", "MOBILIZE", "AGREE", "CONCEDE", "COOPERATE", "SANCTION", "REJECT", "PROTEST"))
# Types whose object the doer gives, sends or takes back: it is no aim.
OWN_GOODS = frozenset(("AID", "RETREAT", "MOBILIZE", "AGREE", "CONCEDE", "COOPERATE"))
DESTINATION = ("to", "into", "from")
PLACE = ("in", "for", "against")
NAMED = frozenset(("GPE", "ORG", "NORP", "PERSON"))
OWING = frozenset(("must", "should", "ought"))
WILLING = frozenset(("will", "would", "wo"))
PLACES = frozenset(("GPE", "LOC", "FAC"))
ASKING = frozenset(("WP", "WDT", "WP$"))
# Types of what is but said, which bears on no town ("offered to debate in Accra"); "" where a clause tells what.
WORDS = frozenset(("", "AGREE", "REQUEST", "REJECT", "THREATEN", "SUPPORT", "ACCUSE", "CONSULT"))
# Types and prepositions of frames where a verb's object goes before the noun after the preposition.
OBJECT_FIRST = frozenset(("ACCUSE", "COERCE", "SANCTION", "REQUEST"))
BESIDE_OBJECT = frozenset(("to", "from", "for", "of"))
PURPOSE = frozenset(("xcomp", "advcl"))
MAX_DEPTH = 2  # clauses within clauses that are searched


def _is_deed(token: Token) -> bool:
    """Whether a noun tells of force done to somebody: "attack"."""
    frames = frames_of(token.lemma.lower(), "noun") if token.pos == "NOUN" else ()
    return any(frame.senses and frame.senses[0].type == "ASSAULT" for frame in frames[-1:])


def is_town(token: Token) -> bool:
    """Whether a noun is a place that is no state, where something happens rather than to whom."""
    return token.entity in PLACES and territory_form(token.text) != "name"


class Aims:
    """Finds whom the events of one report are aimed at."""

    def __init__(self, parse: Parse, grammar: Grammar, phrases: Phrases) -> None:
        self.parse = parse
        self.grammar = grammar
        self.phrases = phrases

    def acting(self, tokens: Iterable[Token]) -> list[Token]:
        """Who takes part, of some nouns: they themselves, or whose they are."""
        return [actor for token in tokens for actor in self.phrases.actors_in(token)]

    def of_verb(self, verb: Token, kind: str | None, preposition: str | None = None) -> list[Token]:
        """Whom the event of a verb is aimed at; `preposition` is the one that the frame of the verb asks for."""
        if kind is None and verb.lemma not in role_words("moving"):
            return self._plainly(verb)
        kind = kind or ""
        found = self._struck(verb, kind, preposition, 0)
        if not found and verb.dep in PURPOSE and not any(True for _ in children_of(self.parse, verb.i, "nsubj")):
            above = self.parse.tokens[verb.head]
            meant = above.pos == "VERB" and above.lemma not in role_words("using")
            if meant and any(child.tag == "TO" for child in children_of(self.parse, verb.i, "aux")):
                doing = {t.i for t in self.grammar.subjects(verb)}  # "summoned the envoy to complain"
                struck = self._struck(above, "", None, MAX_DEPTH)
                found = [t for t in struck if t.i not in doing and not is_town(t)]
        return found

    def demanded_of(self, verb: Token) -> list[Token]:
        """Of whom something is demanded by a verb of saying: "said that Kenya must leave"."""
        for clause in children_of(self.parse, verb.i, "ccomp"):
            helpers = {child.lemma.lower() for child in children_of(self.parse, clause.i, "aux")}
            needs = clause.lemma in ("need", "have") and any(True for _ in children_of(self.parse, clause.i, "xcomp"))
            if needs or helpers & OWING:
                speaking = {t.text for t in self.grammar.subjects(verb)}
                subjects = self.acting(children_of(self.parse, clause.i, "nsubj", "nsubjpass"))
                found = [t for t in subjects if t.pos != "PRON" and t.text not in speaking]
                if needs and not helpers & OWING:
                    found = [t for t in found if t.pos == "PROPN"]  # not "anybody needs to eat"
                if found:
                    return found
        return []

    def refused_by(self, verb: Token) -> list[Token]:
        """Whom it concerns that a speaker will not do something: "said that it would not pay the banks"."""
        for clause in children_of(self.parse, verb.i, "ccomp"):
            helpers = {child.lemma.lower() for child in children_of(self.parse, clause.i, "aux")}
            negated = any(True for _ in children_of(self.parse, clause.i, "neg"))
            himself = any(t.pos == "PRON" for t in children_of(self.parse, clause.i, "nsubj"))
            if negated and himself and helpers & WILLING and not helpers & {"have"}:
                doing = {t.i for t in self.grammar.subjects(clause)}
                return [t for t in self._struck(clause, "", None, 0) if t.i not in doing]
        return []

    def _struck(self, verb: Token, kind: str, preposition: str | None, depth: int) -> list[Token]:
        grammar = self.grammar
        obliques = grammar.obliques(verb)
        besides = kind in OBJECT_FIRST and preposition in BESIDE_OBJECT and self._acted_on(verb)
        if preposition is not None and preposition != "as" and preposition in obliques and not besides:
            found = self.acting(obliques[preposition])
            if found:
                return found
        receivers = self.acting(grammar.receivers(verb))
        if receivers:
            return receivers
        objects = grammar.objects(verb)
        if verb.lemma in role_words("discussing") and "with" in obliques:
            objects = ()
        sends = verb.lemma in role_words("moving")
        if sends:
            found = self._moved_to(objects, obliques)
            if found:
                return found
        if sends or kind in ("COOPERATE", "MOBILIZE"):  # "sent troops", "joined forces", "raised an army"
            objects = tuple(token for token in objects if not self.phrases.is_armed(token))
        founds = verb.lemma in role_words("founding") and kind in ("COOPERATE", "MOBILIZE")  # "formed a coalition"
        if founds and kind == "COOPERATE":
            beside = (obliques, *(grammar.obliques(token) for token in objects))
            return [actor for found in beside for actor in self.acting(found.get("with", ()))]
        direct = [token for token in objects if self.phrases.is_actor(token) and not founds]
        if direct:
            return self.acting(direct)
        against = self.acting(obliques.get("against", ())) if kind != "SUPPORT" else []  # "defended it against critics"
        if verb.lemma in role_words("looking_into") and any(map(_is_deed, objects)):
            return self._doing_deed(objects)
        owners = [] if against or sends else self._owners(objects, own=kind in OWN)
        if kind == "SUPPORT":  # not "defended the law against Kenya's efforts"
            theirs = {t.i for thing in objects for t in self.acting(grammar.obliques(thing).get("against", ()))}
            owners = [t for t in owners if t.i not in theirs]
        if against or owners:
            return against or owners
        order = toward(kind or None)
        if not kind:  # what is told by a clause: "refused to give facts about Berg"
            order = tuple(name for name in order if name not in ("about", "over"))
        if founds:
            objects = ()
        for name in order:
            direct = [t for t in obliques.get(name, ()) if self.phrases.is_actor(t) and self._may_be_aimed(name, t)]
            if direct:
                return self.acting(direct)
        for token in objects:
            inner = self.inside(token, order, depth, owned=False)
            if inner:
                return inner
        for name in order:
            for token in obliques.get(name, ()):
                if name in ("in", "at") and kind in WORDS and is_town(token):
                    continue
                inner = self.inside(token, order, depth)
                if inner:
                    return inner
        return self.through_clause(verb, depth, kind) if kind != "CONSULT" else []  # not "met to name a judge"

    def _doing_deed(self, deeds: Iterable[Token]) -> list[Token]:
        """Who did what is looked into: not whom it was done to ("investigated Kenya's attack on Togo")."""
        for deed in deeds:
            found = self.acting(children_of(self.parse, deed.i, "poss")) or self.acting(
                self.grammar.obliques(deed).get("by", ())
            )
            before = found or [t for t in self.phrases.before(deed) if not is_town(t)]
            if before:
                return before
        return []

    def _acted_on(self, verb: Token) -> bool:
        """Whether somebody is a verb's object: "barred the farmers from", "likened Berg to"."""
        return any(self.phrases.is_actor(token) for token in self.grammar.objects(verb))

    def _plainly(self, verb: Token) -> list[Token]:
        """Whom the event of a verb outside of the lexicon is aimed at: its objects alone."""
        objects = self.acting(self.grammar.receivers(verb)) or self.acting(self.grammar.objects(verb))
        if objects:
            return objects
        obliques = self.grammar.obliques(verb)
        return next((found for name in toward(None) if (found := self.acting(obliques.get(name, ())))), [])

    def _moved_to(self, objects: Sequence[Token], obliques: dict[str, tuple[Token, ...]]) -> list[Token]:
        """To or from whom something is moved, given or taken."""
        around = (obliques, *(self.grammar.obliques(thing) for thing in objects))
        for names in (DESTINATION, PLACE):
            for name in names:
                for beside in around:
                    direct = [
                        t for t in beside.get(name, ()) if self.phrases.is_actor(t) and self._may_be_aimed(name, t)
                    ]
                    if direct:
                        return self.acting(direct)
            far = next((found for thing in objects if (found := self.deep(thing, names))), [])
            if far:
                return far
        near = (self.acting(beside.get(name, ())) for name in DESTINATION for beside in around)
        return next((found for found in near if found), [])

    def deep(self, token: Token, names: Iterable[str]) -> list[Token]:
        """Who follows one of some prepositions anywhere in the phrase of a noun: "arms beside money to Kenya"."""
        for name in names:
            for inner in self.parse.tokens[token.i : token.right + 1]:
                if inner.lemma == name and inner.dep in ("prep", "dative"):
                    nouns = tuple(children_of(self.parse, inner.i, "pobj"))
                    found = [t for t in nouns if self.phrases.is_actor(t) and self._may_be_aimed(name, t)]
                    if found:
                        return self.acting(found)
        return []

    def _may_be_aimed(self, name: str, token: Token) -> bool:
        """Whether a preposition brings whom an event is aimed at: not the agent of a passive, not a town as a place."""
        if name == "in":
            return not is_town(token)
        return name != "by" or not is_passive(self.parse, self.parse.tokens[self.parse.tokens[token.head].head])

    def _owners(self, things: Iterable[Token], *, own: bool) -> list[Token]:
        """Whose things are; `own`: a pronoun is the doer himself ("lifted its ban", "the ban it imposed")."""
        owners = (self.phrases.owners_of(thing) for thing in things)
        return next((list(o) for o in owners if o and not (own and any(t.tag in ("PRP$", "PRP") for t in o))), [])

    def inside(self, token: Token, order: tuple[str, ...], depth: int = 0, *, owned: bool = True) -> list[Token]:
        """Who stands in the phrase of a thing that something is done to: its owner, or whom it is aimed at.

        order: prepositions, those that tell most first; owned: whether whose it is counts.
        """
        if self.phrases.is_actor(token):
            return self.acting((token,))
        owners = self._owners((token,), own=False) if owned else []
        if owners:
            return owners
        made = self.grammar.makers(token)
        for word in (token, made[1]) if made is not None else (token,):  # "the ban they imposed on Kenya"
            obliques = self.grammar.obliques(word)
            for name in order:
                found = self.acting(obliques.get(name, ()))
                if found:
                    return found
        return self.through_clause(token, depth) or self._named_in(token)

    def _named_in(self, token: Token) -> list[Token]:
        """The first name in the phrase of a thing."""
        if token.lemma.lower() in role_words("occasion") or self.phrases.is_occasion(token):
            return []
        for inner in self.parse.tokens[token.left : token.right + 1]:
            if inner.entity in NAMED and inner.i != token.i and self.phrases.may_name(inner):
                last = inner.i
                while last < token.right and self.parse.tokens[last + 1].entity == inner.entity:
                    last += 1
                return [self.parse.tokens[last]]
        return []

    def through_clause(self, word: Token, depth: int = 0, kind: str | None = None) -> list[Token]:
        """Whom what is agreed, asked, threatened or refused would strike: "agreed to send arms to Kenya"."""
        if depth > MAX_DEPTH:
            return []
        doing = {t.i for t in self.grammar.surface(word)} if word.pos in ("VERB", "AUX", "ADJ") else {word.i}
        for clause in self._clauses(word):
            subjects = tuple(children_of(self.parse, clause.i, "nsubj", "nsubjpass"))
            own = [] if kind == "AGREE" else self.acting(subjects)  # "promised that the army would help Togo"
            found = [t for t in own if t.i not in doing and t.pos != "PRON"]
            if kind == "ACCUSE" and any(t.pos == "NOUN" for t in subjects) and clause.dep == "ccomp":
                if found:
                    return found
                continue  # "complained that the system fails the farmers"
            if not found and clause.pos == "VERB":
                found = [t for t in self._struck(clause, "", None, depth + 1) if t.i not in doing]
            found = found or self.through_clause(clause, depth + 1)
            if found:
                return found
        return []

    def _clauses(self, word: Token) -> Iterator[Token]:
        for clause in children_of(self.parse, word.i, "xcomp", "ccomp", "acl", "advcl"):
            if (clause.dep != "advcl" or self._is_end(word, clause)) and not self._is_question(clause):
                yield clause
        acts = any(True for _ in children_of(self.parse, word.i, "dobj"))
        for preposition in children_of(self.parse, word.i, "prep"):
            if not (acts and preposition.lemma == "for"):  # "thanked the cook for feeding the guests"
                for clause in children_of(self.parse, preposition.i, "pcomp"):
                    if not self._is_question(clause):
                        yield clause

    def _is_end(self, word: Token, clause: Token) -> bool:
        """Whether an adverbial clause tells what for, or till who yields: "left to help", "will not leave until"."""
        if any(child.tag == "TO" for child in children_of(self.parse, clause.i, "aux")):
            return True
        till = any(child.lemma == "until" for child in children_of(self.parse, clause.i, "mark"))
        helpers = {child.lemma.lower() for child in children_of(self.parse, word.i, "aux")}
        return till and bool(helpers & WILLING) and any(True for _ in children_of(self.parse, word.i, "neg"))

    def _is_question(self, clause: Token) -> bool:
        """Whether a clause begins with a word of asking: "whomever the party names", "which bank paid"."""
        return any(
            inner.tag in ASKING and clause.i in (inner.head, self.parse.tokens[inner.head].head)
            for inner in self.parse.tokens[clause.left : clause.left + 2]
        )  # fmt: skip
