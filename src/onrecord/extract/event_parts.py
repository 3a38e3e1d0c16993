"""Who takes part in an event, and in which role: by grammar, by the frame of its word, and by its type."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.extract.event_draft import Part
from onrecord.extract.event_parts_aims import OWN_GOODS, Aims
from onrecord.extract.event_parts_nouns import Nouns
from onrecord.extract.event_parts_phrases import Phrases
from onrecord.extract.event_parts_syntax import Grammar, is_passive
from onrecord.language import Parse, Token
from onrecord.lexicon.cues import is_speech
from onrecord.lexicon.event_roles import role_words, toward
from onrecord.lexicon.events import HOSTING, Sense
from onrecord.lexicon.territories import territory_form
from onrecord.record import Participant

# Types in which two who do it together have one role.
RECEIVING = frozenset(("host", "receive", "welcome", "greet"))
TOGETHER = frozenset(("AGREE", "COOPERATE"))
# Types of what a verb like "face" or "draw" tells its subject to suffer.
ENDURED = frozenset(("ACCUSE", "ASSAULT", "COERCE", "SANCTION", "REJECT", "THREATEN", "PROTEST", "REQUEST"))


# Types of what an adjective like "slain" or "jailed" tells to have been done to somebody.
SUFFERED = frozenset(("ASSAULT", "COERCE", "SANCTION"))


class Parts:
    """Finds who takes part in the events of one report."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.grammar = Grammar(parse)
        self.phrases = Phrases(parse, self.grammar)
        self.aims = Aims(parse, self.grammar, self.phrases)
        self.nouns = Nouns(parse, self.grammar, self.phrases, self.aims)

    def find(
        self, head: Token, verb: Token, sense: Sense | None, preposition: str | None = None, *, undergone: bool = False
    ) -> tuple[Part, ...]:
        """The parts of an event, in text order.

        head: the word that names it; verb: the one that carries it; sense: what it stands for; preposition: that by
        which the frame of its word brings the one it is aimed at; undergone: the verb's subject is whom its noun
        strikes.
        """
        kind = sense.type if sense is not None else None
        actors, recipients, hosts = self._sides(head, verb, sense, preposition, undergone)
        taken = {token.i for token in (*actors, *hosts)}
        recipients = [token for token in recipients if token.i not in taken]
        together = kind in TOGETHER and len(actors) > 1 and not recipients
        if kind == "CONSULT" and head.pos == "VERB" and head.lemma in RECEIVING:
            return self.freeze(("host", actors), ("participant", recipients))
        one_sided = head.pos == "VERB" and head.lemma in role_words("one_sided")
        if together or (kind == "CONSULT" and not one_sided):
            return self.freeze(("host", hosts), ("participant", actors), ("participant", recipients))
        return self.freeze(("host", hosts), ("actor", actors), ("recipient", recipients))

    def freeze(self, *sides: tuple[Participant, Iterable[Token]]) -> tuple[Part, ...]:
        """The parts of some tokens by role, in text order; of a token with two roles the first counts."""
        found: dict[int, Part] = {}
        for role, tokens in sides:
            for token in tokens:
                if token.i not in found:
                    start, end = self.phrases.span(token)
                    found[token.i] = Part(role, token.i, start, end)
        return tuple(sorted(found.values(), key=lambda part: part.start))

    def with_attending(self, parts: tuple[Part, ...], verb: Token) -> tuple[Part, ...]:
        """The parts of a meeting with those whom a verb tells to attend it, whose standing is that verb's."""
        present = self.doing(self.grammar.subjects(verb))
        if verb.lemma in role_words("addressing"):  # "addressed the leaders at the summit"
            present.extend(t for t in self.grammar.objects(verb) if self.phrases.is_actor(t))
        attending = self.freeze(("participant", present))
        heads = {part.head for part in attending}
        joined = [replace(part, standing=verb.i) for part in attending]
        joined.extend(part for part in parts if part.head not in heads)
        return tuple(sorted(joined, key=lambda part: part.start))

    def _sides(
        self, head: Token, verb: Token, sense: Sense | None, preposition: str | None, undergone: bool
    ) -> tuple[list[Token], list[Token], list[Token]]:
        """Who acts, whom it is aimed at, and who hosts."""
        kind = sense.type if sense is not None else None
        if head.pos == "VERB" and head.i == verb.i:
            blamed = self._blamed(verb, kind)
            if blamed is not None:
                return *blamed, []
            subjects = self.grammar.subjects(verb)
            if verb.dep == "amod" and self.parse.tokens[verb.head].lemma == "victim":
                return [], self.aims.acting((self.parse.tokens[verb.head],)), []
            if verb.dep == "amod":  # not "the shooting death of Berg"
                subjects = tuple(token for token in subjects if self.phrases.is_actor(token))
            actors = self.doing(subjects) or self._implied(verb, kind)
            return actors, self.aims.of_verb(verb, kind, preposition), []
        if head.pos == "ADJ":
            return self._of_adjective(head, sense, preposition)
        asked = self.nouns.asked_for(head) if kind in ("AID", "SUPPORT") and head.i == verb.i else None
        if asked is not None:
            return *asked, []
        carrier = self.nouns.carrying(head, verb)
        if undergone or self.nouns.is_undergone(head, carrier):
            actors, recipients = self.nouns.undergone(head, carrier)
            return actors, recipients, []
        actors = self.nouns.doers(head, verb, sense)
        recipients = self.nouns.targets(head, verb, sense, preposition)
        if verb.lemma in HOSTING and head.i != verb.i:
            hosts = self.doing(self.grammar.subjects(verb))
            others = self.nouns.doers(head, head, sense)  # "the meeting of the ministers"
            return [], [t for t in (*others, *recipients) if t not in hosts], hosts
        return actors, recipients, []

    def _blamed(self, verb: Token, kind: str | None) -> tuple[list[Token], list[Token]] | None:
        """Who is blamed by a verb whose subject is whom it strikes, and by whom: "Berg said that Kenya is to blame"."""
        tokens = self.parse.tokens
        if kind not in ENDURED:
            return None
        objects = self.grammar.objects(verb)
        if kind == "ACCUSE" and not is_passive(self.parse, verb):
            above = tokens[verb.head]
            to_blame = verb.lemma == "blame" and verb.dep == "xcomp" and above.lemma == "be" and not objects
            if to_blame or (verb.lemma == "lie" and not objects):
                clause = above if to_blame else verb
                said = tokens[clause.head]
                saying = clause.dep == "ccomp" and is_speech(said.lemma)
                return self.doing(self.grammar.subjects(said)) if saying else [], self.doing(self.grammar.surface(verb))
        if verb.lemma in role_words("undergoing") and objects and not any(map(self.phrases.is_actor, objects)):
            return self.nouns.undergone(objects[0], verb)
        return None

    def _of_adjective(
        self, head: Token, sense: Sense | None, preposition: str | None
    ) -> tuple[list[Token], list[Token], list[Token]]:
        """Who is what an adjective tells, and toward whom: "is willing to help Kenya", "critical of the plan"."""
        above = self.parse.tokens[head.head]
        subjects = self.doing((above,) if head.dep == "amod" else self.grammar.surface(head))
        suffered = head.text.lower().endswith("ed") or head.lemma.lower() in role_words("suffered")
        if sense is not None and sense.type in SUFFERED and suffered:  # "a slain soldier"
            return [], subjects, []
        if sense is not None and sense.mode == "allege":  # "found Berg guilty": of whom it is told is whom it strikes
            judging = above.pos == "VERB" and head.dep in ("ccomp", "oprd", "xcomp", "acomp")
            return self.doing(self.grammar.subjects(above)) if judging else [], subjects, []
        obliques = self.grammar.obliques(head)
        recipients = self.aims.acting(obliques.get(preposition, ())) if preposition is not None else []
        made = self.grammar.makers(above) if head.dep == "amod" else None
        if made is not None and not recipients:  # "the derogatory remarks that Berg made about Kenya"
            beside = self.grammar.obliques(made[1])
            names = toward(sense.type if sense is not None else None)
            recipients = next((found for name in names if (found := self.aims.acting(beside.get(name, ())))), [])
        return subjects, recipients or self.aims.through_clause(head), []

    def doing(self, tokens: Iterable[Token]) -> list[Token]:
        """Who acts, of some subjects: they themselves, or whose doing things are ("missiles fired by Kenya")."""
        return [doer for token in tokens for doer in self._doers(token)]

    def _doers(self, token: Token) -> Sequence[Token]:
        found = self.phrases.doers_of(token)
        if found or token.pos != "NOUN" or token.dep not in ("dobj", "nsubjpass"):
            return found
        if self.parse.tokens[token.head].lemma in role_words("not_making"):
            return ()  # "dismissed cases alleging bias"
        return self.aims.acting(self.grammar.holders(token, 1))  # "issued a report accusing Kenya"

    def _implied(self, verb: Token, kind: str | None) -> list[Token]:
        """Who does what a passive without an agent tells: those sent themselves, or the state in which one is held."""
        if not is_passive(self.parse, verb):
            return []
        if kind != "AGREE" and (kind in OWN_GOODS or verb.lemma in role_words("moving")):
            return [token for token in self.grammar.objects(verb) if self.phrases.is_armed(token)]
        if kind == "AGREE" and verb.lemma not in role_words("granting"):
            return [token for token in self.grammar.objects(verb) if self.phrases.is_actor(token)]
        if kind not in ("COERCE", "SANCTION"):
            return []
        obliques = self.grammar.obliques(verb)
        return [t for t in obliques.get("in", ()) + obliques.get("from", ()) if _is_country(t)]


def _is_country(token: Token) -> bool:
    return token.pos == "PROPN" and territory_form(token.text) == "name"
