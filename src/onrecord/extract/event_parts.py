"""Who takes part in an event, and in which role: by grammar, by the frame of its word, and by its type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.extract.event_draft import Part
from onrecord.extract.event_parts_phrases import Phrases
from onrecord.extract.event_parts_syntax import Grammar, children_of, is_passive
from onrecord.language import Parse, Token
from onrecord.lexicon.events import ATTENDING, HOSTING
from onrecord.lexicon.territories import territory_form
from onrecord.record import Participant

# Prepositions that bring the one an event is aimed at, by type; the first that names somebody counts.
TOWARD = ("against", "on", "upon", "at", "to", "with", "toward", "towards", "into", "over", "for", "from", "in", "of",
          "about")  # fmt: skip
AIMED: dict[str, tuple[str, ...]] = {
    "AGREE": ("with", "to", "for", "on", "between", "from"),
    "CONSULT": ("with", "to", "between", "among", "by", "of", "from"),
    "SUPPORT": ("for", "to", "of", "with", "behind", "toward", "on", "in"),
    "CONCEDE": ("to", "on", "against", "of", "from", "for", "with", "in"),
    "COOPERATE": ("with", "between", "to", "for", "on", "in"),
    "AID": ("to", "for", "in", "of", "with", "into"),
    "RETREAT": ("from", "to", "in", "of", "on", "out", "against", "with"),
    "REQUEST": ("to", "from", "of", "on", "for", "with", "in", "against"),
    "ACCUSE": ("against", "of", "on", "at", "with", "into", "for", "to", "about", "over", "as"),
    "REJECT": ("by", "from", "with", "of", "to", "for", "on", "against"),
    "THREATEN": ("against", "to", "with", "on", "of", "at", "over"),
    "PROTEST": ("against", "at", "over", "to", "by", "for", "in", "of", "with", "about", "on"),
    "SANCTION": ("on", "against", "to", "from", "with", "of", "in", "for", "by"),
    "MOBILIZE": (
        "to",
        "against",
        "into",
        "toward",
        "towards",
        "near",
        "along",
        "in",
        "on",
        "at",
        "for",
        "over",
        "around",
    ),
    "COERCE": ("against", "on", "of", "to", "from", "in", "at", "for", "into"),
    "ASSAULT": ("against", "on", "at", "of", "with", "into", "in", "upon", "to", "near", "toward", "towards"),
}
# Types whose noun has its doer after "of" ("a visit of the envoy"); of the others it has whom it strikes.
DONE_BY = frozenset(("AGREE", "CONSULT", "THREATEN", "REQUEST", "PROTEST", "COOPERATE", "MOBILIZE", "RETREAT"))
MUTUAL = frozenset(("CONSULT",))
# Verbs by which one goes to, calls or receives the other.
ONE_SIDED = frozenset(
    (
        "visit",
        "phone",
        "telephone",
        "call",
        "ring",
        "receive",
        "host",
        "welcome",
        "greet",
        "tour",
        "travel",
        "arrive",
        "fly",
    )
)
# Verbs that let an event begin, go on or end, or bring it about: their subject is who takes part in it.
CARRYING = frozenset(
    {"begin", "start", "launch", "open", "end", "stop", "halt", "resume", "suspend", "cancel", "call", "postpone",
     "delay", "continue", "plan", "propose", "offer", "seek", "want", "demand", "refuse", "agree", "announce", "order",
     "threaten", "promise", "pledge", "approve", "authorize", "authorise", "declare", "impose", "provide", "give",
     "pursue", "prepare", "schedule", "arrange", "organize", "organise", "stage", "conduct", "carry", "mount", "make",
     "wage", "step", "increase", "intensify", "expand", "extend", "reduce", "cut", "slash", "withhold", "enter", "sign",
     "reach", "hold", "have", "pay", "take", "issue", "send", "deliver", "tighten", "ease", "lift", "reimpose", "renew",
     "break", "complete", "finish", "conclude", "express", "voice", "do", "commit", "perpetrate", "lead", "join", "escalate"}
)  # fmt: skip


# Verbs whose subject has done to it what their object tells: "faced criticism from".
UNDERGOING = frozenset(
    ("face", "receive", "suffer", "draw", "undergo", "win", "earn", "sustain", "experience", "incur", "attract", "get", "endure",
     "encounter", "survive", "await")
)  # fmt: skip
# Verbs whose object only goes to or leaves the one they are aimed at: "sent experts to Kenya".
MOVING = frozenset(
    ("send", "withdraw", "pull", "deploy", "dispatch", "contribute", "provide", "deliver", "give", "ship", "move", "supply",
     "transfer", "evacuate", "lend", "donate", "sell", "export", "remove", "recall", "bring", "rush", "fly", "airlift", "assign",
     "offer", "grant", "commit", "pledge", "promise", "redeploy", "station", "allocate", "return", "hand", "keep", "reduce",
     "cut", "add", "position", "field", "take", "open", "set", "extend", "allow", "award", "transport")
)  # fmt: skip
OWN_GOODS = frozenset(("AID", "RETREAT", "MOBILIZE", "AGREE", "CONCEDE", "COOPERATE"))
DISCUSSING = frozenset(("discuss", "debate", "review", "negotiate", "raise", "mediate"))
# Nouns that only count or frame the event noun after their "of".
SERIES = frozenset(
    ("round", "series", "wave", "spate", "set", "string", "number", "pair", "couple", "lot", "act", "package", "campaign",
     "dozen", "hundred", "thousand", "kind", "form", "day", "week", "month", "year", "flurry", "barrage", "state", "use",
     "process", "program", "programme", "plan", "phase", "threat", "rest", "course")
)  # fmt: skip
MAX_DEPTH = 2  # clauses within clauses that are searched for whom an event is aimed at


def is_country(token: Token) -> bool:
    """Whether a word is the name of a country."""
    return token.pos == "PROPN" and territory_form(token.text) == "name"


class Parts:
    """Finds who takes part in the events of one report."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self.grammar = Grammar(parse)
        self.phrases = Phrases(parse, self.grammar)

    def find(
        self, head: Token, verb: Token, kind: str | None, preposition: str | None, *, undergone: bool = False
    ) -> tuple[Part, ...]:
        """The parts of an event, in text order.

        head: the word that names it; verb: the one that carries it; kind: its type; preposition: that by which the
        frame of its word brings the one it is aimed at; undergone: the verb's subject is whom its noun strikes.
        """
        if undergone or (head.pos == "NOUN" and self._carrying(head, verb).lemma in UNDERGOING):
            actors, recipients = self._undergone(head, self._carrying(head, verb))
            hosts: list[Token] = []
        else:
            actors, recipients, hosts = self._sides(head, verb, kind, preposition)
        if kind in MUTUAL and verb.lemma not in ONE_SIDED:
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

    def _sides(
        self, head: Token, verb: Token, kind: str | None, preposition: str | None
    ) -> tuple[list[Token], list[Token], list[Token]]:
        """Who acts, whom it is aimed at, and who hosts."""
        hosts: list[Token] = []
        if head.i == verb.i and head.pos == "VERB":
            actors = self._doing(self.grammar.subjects(verb)) or self._implied(verb, kind)
            recipients = self._struck(verb, kind, preposition) if kind is not None else self._plainly_struck(verb)
        else:
            actors = self._doers(head, verb, kind)
            recipients = self._targets(head, verb, kind, preposition)
            if verb.lemma in HOSTING and head.i != verb.i:
                hosts, actors = actors, []
        taken = {token.i for token in (*actors, *hosts)}
        return actors, [token for token in recipients if token.i not in taken], hosts

    def _undergone(self, noun: Token, carrier: Token) -> tuple[list[Token], list[Token]]:
        """Who does, and who suffers, what a noun tells whose verb's subject suffers it: "faced criticism from"."""
        obliques = (self._obliques(noun), self.grammar.obliques(carrier))
        actors = next((f for o in obliques for name in ("by", "from") if (f := self._acting(o.get(name, ())))), [])
        struck = self._acting(self.grammar.subjects(carrier))
        return actors or list(self.phrases.before(noun)), struck

    def _acting(self, tokens: Iterable[Token]) -> list[Token]:
        found: list[Token] = []
        for token in tokens:
            found.extend(self.phrases.actors_in(token))
        return found

    def _doing(self, tokens: Iterable[Token]) -> list[Token]:
        return [doer for token in tokens for doer in self.phrases.doers_of(token)]

    def _implied(self, verb: Token, kind: str | None) -> list[Token]:
        """Who does what a passive without an agent tells: those sent themselves, or the state in which one is held."""
        if not is_passive(self.parse, verb):
            return []
        if kind in OWN_GOODS or verb.lemma in MOVING:
            return [token for token in self.grammar.objects(verb) if self.phrases.is_armed(token)]
        if kind != "COERCE":
            return []
        obliques = self.grammar.obliques(verb)
        return [t for t in obliques.get("in", ()) + obliques.get("from", ()) if is_country(t)]

    def _struck(self, verb: Token, kind: str | None, preposition: str | None, depth: int = 0) -> list[Token]:
        """Whom a verb's event is aimed at."""
        grammar = self.grammar
        obliques = grammar.obliques(verb)
        if preposition is not None and preposition in obliques:
            found = self._acting(obliques[preposition])
            if found:
                return found
        receivers = self._acting(grammar.receivers(verb))
        if receivers:
            return receivers
        objects = grammar.objects(verb)
        order = AIMED.get(kind or "", TOWARD)
        if verb.lemma in DISCUSSING and "with" in obliques:
            objects = ()
        if verb.lemma in MOVING or kind in OWN_GOODS:
            objects = tuple(t for t in objects if not self.phrases.is_armed(t)) or objects[:0]
        if verb.lemma in MOVING or kind in OWN_GOODS:
            found = self._moved_to(grammar.objects(verb), obliques)
            if found:
                return found
        direct = [token for token in objects if self.phrases.is_actor(token)]
        if direct:
            return direct
        for name in order:
            direct = [t for t in obliques.get(name, ()) if self.phrases.is_actor(t) and self._may_be_aimed(name, t)]
            if direct:
                return direct
        own = verb.lemma in MOVING or kind in OWN_GOODS
        for token in objects:
            inner = self._aimed_in(token, order, depth, own=own)
            if inner:
                return inner
        for name in order:
            for token in obliques.get(name, ()):
                inner = self._aimed_in(token, order, depth)
                if inner:
                    return inner
        return self._through_clause(verb, depth)

    def demanded_of(self, verb: Token) -> list[Token]:
        """Of whom something is demanded by a verb of saying: "said that Kenya must leave"."""
        for clause in children_of(self.parse, verb.i, "ccomp"):
            helpers = {child.lemma.lower() for child in children_of(self.parse, clause.i, "aux")}
            owing = clause.lemma in ("need", "have", "ought") and any(
                True for _ in children_of(self.parse, clause.i, "xcomp")
            )
            if helpers & {"must", "should", "ought"} or owing:
                subjects = tuple(children_of(self.parse, clause.i, "nsubj", "nsubjpass"))
                speaking = {t.text for t in self.grammar.subjects(verb)}
                found = [t for t in self._acting(subjects) if t.pos != "PRON" and t.text not in speaking]
                if found:
                    return found
        return []

    def _plainly_struck(self, verb: Token) -> list[Token]:
        """Whom the event of a verb outside of the lexicon is aimed at: its objects alone."""
        objects = self._acting(self.grammar.receivers(verb)) or self._acting(self.grammar.objects(verb))
        if objects:
            return objects
        obliques = self.grammar.obliques(verb)
        return next((found for name in TOWARD if (found := self._acting(obliques.get(name, ())))), [])

    def _moved_to(self, objects: Sequence[Token], obliques: dict[str, tuple[Token, ...]]) -> list[Token]:
        """To or from whom something is moved, given or taken."""
        for name in ("to", "into", "from", "in", "for", "against"):
            places = [obliques.get(name, ())]
            places.extend(self.grammar.obliques(thing).get(name, ()) for thing in objects)
            for found in places:
                named = self._acting(found)
                if named:
                    return named
        return []

    def _may_be_aimed(self, name: str, token: Token) -> bool:
        return name != "by" or not is_passive(self.parse, self.parse.tokens[self.parse.tokens[token.head].head])

    def _aimed_in(self, token: Token, order: tuple[str, ...], depth: int, *, own: bool = False) -> list[Token]:
        """Who stands in the phrase of a thing that something is done to: its owner, or whom it is aimed at.

        own: a possessive pronoun is the doer himself ("sent its troops").
        """
        if self.phrases.is_actor(token):
            return [token]
        owners = list(self.phrases.owners_of(token))
        if own and any(t.tag == "PRP$" for t in owners):
            owners = []
        if owners:
            return owners
        obliques = self.grammar.obliques(token)
        for name in order:
            found = self._acting(obliques.get(name, ()))
            if found:
                return found
        return self._through_clause(token, depth) or self._named_in(token)

    def _named_in(self, token: Token) -> list[Token]:
        """The first name in the phrase of a thing."""
        for inner in self.parse.tokens[token.left : token.right + 1]:
            if inner.entity in ("GPE", "ORG", "NORP", "PERSON") and inner.i != token.i:
                last = inner.i
                while last < token.right and self.parse.tokens[last + 1].entity == inner.entity:
                    last += 1
                return [self.parse.tokens[last]]
        return []

    def _through_clause(self, word: Token, depth: int) -> list[Token]:
        """Whom what is agreed, asked, threatened or refused would strike: "agreed to send arms to Kenya"."""
        if depth > MAX_DEPTH:
            return []
        doing = {t.i for t in self.grammar.surface(word)} if word.pos in ("VERB", "AUX") else {word.i}
        for clause in self._clauses(word):
            own = [t for t in children_of(self.parse, clause.i, "nsubj", "nsubjpass") if self.phrases.is_actor(t)]
            found = [t for t in own if t.i not in doing and t.pos != "PRON"]
            if not found and clause.pos == "VERB":
                found = [t for t in self._struck(clause, None, None, depth + 1) if t.i not in doing]
            found = found or self._through_clause(clause, depth + 1)
            if found:
                return found
        return []

    def _clauses(self, word: Token) -> Iterator[Token]:
        yield from children_of(self.parse, word.i, "xcomp", "ccomp", "acl", "advcl")
        for preposition in children_of(self.parse, word.i, "prep"):
            yield from children_of(self.parse, preposition.i, "pcomp")

    def outer(self, noun: Token) -> Token:
        """The noun whose phrase an event noun is part of: "effort" of "a mediation effort", "round" of "a round of talks"."""
        above = self.parse.tokens[noun.head]
        if noun.dep == "pobj" and above.text == "of":
            above = self.parse.tokens[above.head]
            return above if above.lemma in SERIES and above.pos == "NOUN" else noun
        compound = noun.dep in ("compound", "amod", "nmod") and above.pos == "NOUN"
        return above if compound and not self.phrases.is_actor(above) else noun

    def _obliques(self, noun: Token) -> dict[str, tuple[Token, ...]]:
        """The prepositional parts of a noun, and of the noun around it."""
        outer = self.outer(noun)
        if outer.i == noun.i:
            return self.grammar.obliques(noun)
        around = {
            name: tuple(t for t in found if t.i != noun.i) for name, found in self.grammar.obliques(outer).items()
        }
        return {**around, **self.grammar.obliques(noun)}

    def _doers(self, noun: Token, verb: Token, kind: str | None) -> list[Token]:
        """Who does what a noun tells."""
        phrases, grammar = self.phrases, self.grammar
        obliques = self._obliques(noun)
        between = self._acting(obliques.get("between", ()) + obliques.get("among", ()))
        if between:
            return between
        outer = self.outer(noun)
        for owner in (*children_of(self.parse, noun.i, "poss"), *children_of(self.parse, outer.i, "poss")):
            found = self._acting((owner,))
            if found:
                return found
        found = self._acting(obliques.get("by", ()))
        if found:
            return found
        if verb.i != noun.i:
            found = self._acting(grammar.subjects(verb))
            if found:
                return found
        before = list(phrases.before(noun) or phrases.before(outer))
        if before:
            return before
        if kind in DONE_BY:
            found = [t for t in obliques.get("of", ()) if phrases.is_actor(t)]
            if found:
                return found
        found = [t for t in obliques.get("from", ()) if phrases.is_actor(t)] if kind != "RETREAT" else []
        return found or self._carrier(noun)

    def _carrying(self, noun: Token, verb: Token) -> Token:
        """The verb whose object a noun is; the noun itself where it is none's."""
        if verb.i != noun.i:
            return verb
        node = self.outer(noun)
        while node.dep == "conj" and self.parse.tokens[node.head].pos == "NOUN":
            node = self.outer(self.parse.tokens[node.head])
        governor = self.parse.tokens[node.head]
        if node.dep == "dobj" and governor.pos == "VERB":
            return governor
        if node.dep == "nsubjpass" and governor.pos == "VERB":
            return governor
        if node.dep == "pobj" and governor.lemma in ("for", "in", "to", "with", "from"):
            over = self.parse.tokens[governor.head]
            return over if over.pos == "VERB" else noun
        return noun

    def _carrier(self, noun: Token) -> list[Token]:
        """The subject of the verb that brings a noun's event about: "began talks", "called for sanctions"."""
        governor = self._carrying(noun, noun)
        if governor.lemma not in CARRYING and governor.lemma not in ATTENDING:
            return []
        return self._acting(self.grammar.subjects(governor))

    def _targets(self, noun: Token, verb: Token, kind: str | None, preposition: str | None) -> list[Token]:
        """Whom a noun's event is aimed at."""
        grammar = self.grammar
        carrier = self._carrying(noun, verb)
        carried = grammar.obliques(carrier) if carrier.i != noun.i else {}
        order = AIMED.get(kind or "", TOWARD)
        if preposition is not None:
            order = (preposition, *order)
        skipped = {"by", "between", "among"} | ({"of"} if kind in DONE_BY and kind != "RETREAT" else set())
        for obliques in (self._obliques(noun), carried):
            for name in order:
                if name in skipped or (obliques is carried and name in ("in", "of", "for", "as", "at")):
                    continue
                for token in obliques.get(name, ()):
                    found = self._aimed_in(token, order, 0)
                    if found:
                        return found
        if carrier.i != noun.i:
            receivers = self._acting(grammar.receivers(carrier))
            if receivers:
                return receivers
        return self._against(noun) or self._through_clause(noun, 0)

    def _against(self, noun: Token) -> list[Token]:
        """Whom "against" names anywhere in the phrase of a noun: "a suit in a court in Kenya against the banks"."""
        for token in self.parse.tokens[noun.i : noun.right + 1]:
            if token.lemma == "against" and token.dep == "prep":
                return self._acting(children_of(self.parse, token.i, "pobj"))
        return []
