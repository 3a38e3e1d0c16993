"""Who takes part in the event of a noun: whose it is, who carries it, and whom it is aimed at."""

from __future__ import annotations

from onrecord.extract.event_parts_aims import DESTINATION, OWN_GOODS, PLACES, Aims, is_town
from onrecord.extract.event_parts_phrases import Phrases
from onrecord.extract.event_parts_syntax import Grammar, children_of
from onrecord.language import Parse, Token
from onrecord.lexicon.actor_words import find_body
from onrecord.lexicon.event_roles import role_words, toward
from onrecord.lexicon.events import ATTENDING, Sense
from onrecord.lexicon.territories import territory_form

# Types whose noun has its doer after "of" ("a visit of the envoy"); of the others it has whom it strikes.
DONE_BY = frozenset(("AGREE", "CONSULT", "THREATEN", "REQUEST", "PROTEST", "COOPERATE", "MOBILIZE"))
CARRIED_BY = frozenset(("for", "to", "with", "from"))
ENTERED_BY = frozenset(("on", "in", "at", "under", "into", "during"))
# What a verb's own preposition tells of where and why, not of whom its noun is aimed at.
ASIDE = frozenset(("in", "of", "for", "as", "at"))
# Types whose noun may have before it a capital that is but where it happens: "the Paris attacks", "the Geneva talks"
AT_PLACES = frozenset(("ASSAULT", "CONSULT", "AGREE", "COOPERATE", "PROTEST"))
JOINING = frozenset(("-", "–", "/"))  # between two that talk: "the Moscow-Kiev talks"
FORCE = frozenset(("ASSAULT", "COERCE", "SANCTION"))
# Types whose noun may bear on those in a town: "the curfew in Accra"
BORNE_BY_PLACES = frozenset(("COERCE", "MOBILIZE", "AID", "SANCTION", "RETREAT"))
PLACED = frozenset(("MOBILIZE", "COERCE"))  # but where troops stand or a curfew holds is who it bears on


class Nouns:
    """Finds who takes part in the events of the nouns of one report."""

    def __init__(self, parse: Parse, grammar: Grammar, phrases: Phrases, aims: Aims) -> None:
        self.parse = parse
        self.grammar = grammar
        self.phrases = phrases
        self.aims = aims

    def outer(self, noun: Token) -> Token:
        """The noun that only frames an event noun: "effort" of "mediation effort", "round" of "a round of talks"."""
        above = self.parse.tokens[noun.head]
        if noun.dep == "pobj" and above.text == "of":
            above = self.parse.tokens[above.head]
            return above if above.lemma in role_words("series") and above.pos == "NOUN" else noun
        compound = noun.dep in ("compound", "amod", "nmod") and above.pos == "NOUN"
        return above if compound and not self.phrases.is_actor(above) else noun

    def obliques(self, noun: Token) -> dict[str, tuple[Token, ...]]:
        """The prepositional parts of a noun, and of the noun that frames it."""
        outer = self.outer(noun)
        own = self.grammar.obliques(noun)
        if outer.i == noun.i:
            return own
        around = self.grammar.obliques(outer)
        return {**{name: tuple(t for t in found if t.i != noun.i) for name, found in around.items()}, **own}

    def doers(self, noun: Token, verb: Token, sense: Sense | None) -> list[Token]:
        """Who does what a noun tells; `verb` is the light verb that carries it, or the noun itself."""
        kind = sense.type if sense is not None else None
        obliques = self.obliques(noun)
        carried = self.aims.acting(self.grammar.subjects(verb)) if verb.i != noun.i else []
        between = self.aims.acting(obliques.get("between", ()) + obliques.get("among", ()))
        if between:  # "Kenya launched a mediation between the two"
            return carried + [token for token in between if token not in carried]
        outer = self.outer(noun)
        made = self.grammar.makers(outer) or self.grammar.makers(noun)
        found = self.aims.acting(made[0]) if made is not None else []
        if found:
            return found
        for owner in (*children_of(self.parse, noun.i, "poss"), *children_of(self.parse, outer.i, "poss")):
            if kind == "ASSAULT" and is_town(owner) and territory_form(owner.text) != "capital":
                continue  # "Darfa's bombing"
            found = self.aims.acting((owner,)) if owner.tag != "PRP$" or not carried else carried
            if found:
                return found
        found = self.aims.acting(obliques.get("by", ())) or carried
        if found:
            return found
        for participle in children_of(self.parse, noun.i, "acl"):
            if participle.tag == "VBN" and participle.lemma in role_words("leading"):
                found = self.aims.acting(self.grammar.agents(participle))
                if found:
                    return found
        before = self._before(noun, kind)
        if before:
            return before
        of = [t for t in obliques.get("of", ()) if _is_done_by(sense) and self.phrases.is_actor(t)]
        sent = [token for token in of if self.phrases.is_armed(token)]
        if of and not sent:
            return self.aims.acting(of)
        if kind != "RETREAT":
            found = [t for t in obliques.get("from", ()) if self.phrases.is_actor(t)]
            if found:
                return self.aims.acting(found)
        return self._carrier(noun, kind) or sent

    def _is_setting(self, token: Token, noun: Token, kind: str | None) -> bool:
        """Whether what follows "in" or "at" tells where something happens: "the attacks in Paris", "at a rally"."""
        if is_town(token):
            return kind not in BORNE_BY_PLACES and noun.lemma.lower() not in role_words("on_towns")
        whose = any(t.entity == "ORG" for t in self.phrases.before(token))  # "at a CIA annex"
        return kind == "ASSAULT" and not whose and not self.phrases.is_actor(token)

    def _before(self, noun: Token, kind: str | None) -> list[Token]:
        """Who does what a noun tells, of the words before it: not where it is done, nor to whom."""
        found = list(self.phrases.before(noun) or self.phrases.before(self.outer(noun)))
        if noun.lemma.lower() in role_words("of_either"):
            found = [t for t in found if t.tag.startswith("J")]
        if found and (self.struck_before(noun) or self._is_where(found[0], noun, kind)):
            return []
        return found

    def _is_where(self, word: Token, noun: Token, kind: str | None) -> bool:
        """Whether a place before a noun tells where something is: "the Paris talks", "the Mali hotel attack"."""
        capital = territory_form(word.text) == "capital"
        place = word.tag in ("NNP", "NNPS") and (word.entity in PLACES or capital)
        if not place or find_body(word.text.upper()) is not None:
            return False
        if capital or is_town(word):
            beside = children_of(self.parse, word.i, "conj", "punct")
            joined = any(token.dep == "conj" or token.text in JOINING for token in beside)
            return not joined and (kind in AT_PLACES or not capital)
        between = (*children_of(self.parse, noun.i, "compound"), *children_of(self.parse, word.i, "compound"))
        return kind == "ASSAULT" and any(token.lemma.lower() in role_words("site") for token in between)

    def struck_before(self, noun: Token) -> list[Token]:
        """Whom what a noun tells is done to, of the words before it: "the Berg shooting", "the Tutsi genocide"."""
        above = self.parse.tokens[noun.head]
        if noun.dep in ("compound", "amod", "nmod") and above.lemma == "victim":
            return [above]
        found = [t for t in self.phrases.before(noun) if not is_town(t)]
        lemma = noun.lemma.lower()
        if lemma in role_words("done_to_all"):
            return found
        if lemma in role_words("done_to"):
            return [t for t in found if t.entity == "PERSON" or t.tag.startswith("J")]
        if lemma in role_words("done_to_person"):
            return [t for t in found if t.entity == "PERSON"]
        return []

    def carrying(self, noun: Token, verb: Token) -> Token:
        """The verb that a noun is the object of, or stands in a phrase of; the noun itself where there is none."""
        if verb.i != noun.i:
            return verb
        node = self.outer(noun)
        while node.dep == "conj" and self.parse.tokens[node.head].pos == "NOUN":
            node = self.outer(self.parse.tokens[node.head])
        governor = self.parse.tokens[node.head]
        joined = node.dep == "conj" and governor.lemma in role_words("undergoing")
        if (node.dep in ("dobj", "nsubjpass") or joined) and governor.pos == "VERB":
            return governor
        if node.dep == "pobj":
            over = self.parse.tokens[governor.head]
            if over.pos in ("VERB", "AUX") and governor.lemma in CARRIED_BY | ENTERED_BY:
                return over
        return noun

    def _carrier(self, noun: Token, kind: str | None) -> list[Token]:
        """The subject of the verb that brings a noun's event about: "began talks", "went on strike"."""
        struck = self._implicated(noun) if kind != "ACCUSE" else []  # not "convicted of charges"
        if struck:
            return struck
        governor = self.carrying(noun, noun)
        entered = self.outer(noun).dep == "pobj"
        within = entered and self.parse.tokens[self.outer(noun).head].lemma in ENTERED_BY - {"into"}
        words = role_words("entering") | ATTENDING if entered else frozenset(ATTENDING)
        if not within or kind not in FORCE:  # "paid tribute in the worst shooting" carries none
            words |= role_words("carrying")
        if any(True for _ in children_of(self.parse, governor.i, "oprd")):
            return []  # "called the attack a crime"
        met = kind == "CONSULT" and governor.i != noun.i and self.outer(noun).dep == "pobj"  # "said in a meeting"
        node = self.outer(noun)
        caused = governor.lemma == "lead" and node.dep == "pobj" and self.parse.tokens[node.head].lemma == "to"
        tried = governor.lemma == "oversee" and noun.lemma.lower() in role_words("of_either")  # by a judge
        if caused or tried or (not met and governor.lemma not in words):
            return []
        found = self.aims.acting(self.grammar.subjects(governor))
        if met and self.parse.tokens[self.outer(noun).head].lemma == "for":  # "hosted the king for talks"
            found.extend(t for t in self.grammar.objects(governor) if self.phrases.is_actor(t) and t not in found)
        return found

    def _implicated(self, noun: Token) -> list[Token]:
        """Who is said to have done what a noun tells: "was implicated in the bombing", "accused of the attack"."""
        node = self.outer(noun)
        while node.dep == "conj" and self.parse.tokens[node.head].pos == "NOUN":
            node = self.parse.tokens[node.head]
        preposition = self.parse.tokens[node.head]
        over = self.parse.tokens[preposition.head]
        if node.dep != "pobj" or preposition.lemma not in ("in", "of", "for", "with"):
            return []
        return self.aims.acting(self.grammar.objects(over)) if over.lemma in role_words("implicating") else []

    def asked_for(self, noun: Token) -> tuple[list[Token], list[Token]] | None:
        """Who is asked for what a noun tells, and by whom: "turned to Kenya for help", "asked the bank for aid"."""
        node = self.outer(noun)
        preposition = self.parse.tokens[node.head]
        over = self.parse.tokens[preposition.head]
        if node.dep != "pobj" or preposition.lemma != "for" or over.lemma not in role_words("asking"):
            return None
        obliques = self.grammar.obliques(over)
        asked = self.grammar.objects(over) or next(
            (
                obliques[name] for name in ("to", "on")
                if name in obliques and (name == "to" or f"{over.lemma}-on" in role_words("object_control_through"))
            ),
            (),
        )  # fmt: skip
        found = self.aims.acting(asked)
        return (found, self.aims.acting(self.grammar.subjects(over))) if found else None

    def is_undergone(self, noun: Token, carrier: Token) -> bool:
        """Whether a verb's subject has done to it what a noun tells: "faced criticism", "came under attack"."""
        if carrier.lemma in role_words("undergoing"):
            return True
        under = self.parse.tokens[self.outer(noun).head]
        if carrier.i != noun.i and under.text.lower() == "under" and carrier.lemma in role_words("entering"):
            return True
        given = noun.lemma.lower() in role_words("done_by") and any(
            self.phrases.is_actor(token) for token in self.obliques(noun).get("of", ())
        )
        having = carrier.lemma in role_words("enjoying")
        if not given and noun.lemma.lower() in role_words("done_by"):  # "has 31 endorsements"
            own = any(True for _ in children_of(self.parse, noun.i, "poss"))
            given = having and not own and not {"for", "to"} & self.obliques(noun).keys()
        return given and carrier.i != noun.i and (having or under.text.lower() == "with")

    def targets(self, noun: Token, verb: Token, sense: Sense | None, preposition: str | None) -> list[Token]:
        """Whom a noun's event is aimed at; `preposition` is the one that the frame of the noun asks for."""
        kind = sense.type if sense is not None else None
        carrier = self.carrying(noun, verb)
        order = toward(kind) if preposition is None else (preposition, *toward(kind))
        skipped = {"by", "between", "among"} | ({"of"} if _is_done_by(sense) else set())
        own = kind in OWN_GOODS
        outer = self.outer(noun)
        struck = self.struck_before(noun)
        if struck:
            return struck
        if carrier.i != noun.i:
            receivers = self.aims.acting(self.grammar.receivers(carrier))
            if receivers:
                return receivers
        made = self.grammar.makers(outer) or self.grammar.makers(noun)
        beside = self.grammar.obliques(made[1]) if made is not None else {}
        for obliques in (self.obliques(noun), beside, self.grammar.obliques(carrier) if carrier.i != noun.i else {}):
            carried = carrier.i != noun.i and obliques is self.grammar.obliques(carrier)
            for name in order:
                if name in skipped or (carried and name in ASIDE and kind not in PLACED):
                    continue
                for token in obliques.get(name, ()):
                    if name in ("in", "at") and self._is_setting(token, noun, kind):
                        continue
                    if token.i == noun.i or (own and self.phrases.is_armed(token)):
                        continue
                    found = self.aims.acting((token,)) if kind == "CONSULT" else self.aims.inside(token, order)
                    if found:
                        return found
        return (
            self.aims.deep(noun, ("against",))
            or (self.aims.deep(noun, DESTINATION) if own else [])
            or self.aims.through_clause(noun)
            or (self.aims.through_clause(outer) if outer.i != noun.i else [])
        )

    def undergone(self, noun: Token, carrier: Token) -> tuple[list[Token], list[Token]]:
        """Who does, and who suffers, what a noun tells whose verb's subject suffers it: "faced criticism from"."""
        obliques = (self.obliques(noun), self.grammar.obliques(carrier))
        names = ("by", "from", "of") if noun.lemma.lower() in role_words("done_by") else ("by", "from")
        doing = next((f for o in obliques for name in names if (f := self.aims.acting(o.get(name, ())))), [])
        doing = doing or self.aims.acting(children_of(self.parse, noun.i, "poss"))
        return doing or list(self.phrases.before(noun)), self.aims.acting(self.grammar.surface(carrier))


def _is_done_by(sense: Sense | None) -> bool:
    """Whether a noun's "of" brings who does it."""
    # The nouns of one type differ: "the backing of Kenya" is Kenya's, "the funding of Kenya" goes to it.
    return sense is not None and (sense.type in DONE_BY or sense.mode == "resign")
