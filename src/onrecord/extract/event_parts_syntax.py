"""Who does what to whom by grammar: the deep subjects, objects and prepositional parts of verbs and nouns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.language import Parse, Token
from onrecord.lexicon.event_roles import role_words

SUBJECTS = frozenset(("nsubj", "nsubjpass"))
RELATIVE = frozenset(("who", "which", "that", "whom"))
NAMING_PRONOUNS = frozenset(("he", "she", "they", "i", "we", "you"))
PAST = frozenset(("VBD", "VBN"))
BODIES = frozenset(("ORG", "GPE", "LOC", "FAC"))
NEAR = 3  # words from a verb to the one that "and" joins to it, where both have one object or agent
CLIMBING = frozenset(("xcomp", "acomp", "conj", "advcl", "pcomp", "prep", "ccomp", "dep", "oprd"))
MAX_CLIMB = 6


def children_of(parse: Parse, i: int, *deps: str) -> Iterator[Token]:
    """The dependents of a token with one of some labels."""
    for k in parse.children[i]:
        child = parse.tokens[k]
        if child.dep in deps:
            yield child


def conjuncts(parse: Parse, token: Token) -> Iterator[Token]:
    """A noun and those joined to it: "Kenya, Ghana and Togo"."""
    yield token
    for child in children_of(parse, token.i, "conj", "appos"):
        # Of a list of persons with their offices the parser takes all but the first for an apposition.
        beside = (*parse.children[token.i], *parse.children[child.i])
        if child.dep == "conj" and any(parse.tokens[i].dep == "neg" and token.i < i < child.i for i in beside):
            continue  # "the farmers but not the teachers"
        listed = child.dep == "conj" or child.entity == token.entity == "PERSON"
        if child.pos != "VERB" and listed:
            yield from conjuncts(parse, child)
        elif child.dep == "appos" and child.entity == "PERSON":  # "the mayor, Ole Berg, and the envoy, Eva Lie,"
            for other in children_of(parse, child.i, "conj"):
                if other.pos != "VERB":
                    yield from conjuncts(parse, other)


def antecedent(parse: Parse, token: Token) -> Token:
    """The noun that a relative pronoun stands for, or the token itself."""
    if token.text.lower() not in RELATIVE:
        return token
    node = token
    for _ in range(MAX_CLIMB):
        if node.dep == "relcl":
            noun = parse.tokens[node.head]
            if token.text.lower() != "which" and token.tag != "WDT":
                noun = _person_over(parse, noun)
            return meant_by(parse, noun) if noun.pos in ("NOUN", "PROPN", "PRON", "NUM") else token
        if node.head == node.i:
            break
        node = parse.tokens[node.head]
    return token


def _person_over(parse: Parse, noun: Token) -> Token:
    """Of whom a place or body in a person's description is part: "Berg, the head of the Bank of Togo, who"."""
    node = noun
    while node.entity in BODIES and node.dep in ("pobj", "prep", "conj", "compound") and node.head != node.i:
        node = parse.tokens[node.head]
        while node.dep == "prep" and node.head != node.i:
            node = parse.tokens[node.head]
    return node if node.pos in ("NOUN", "PROPN") else noun


def meant_by(parse: Parse, noun: Token) -> Token:
    """Of whom a noun tells what he is: "Berg is a lawyer who", "Berg, a lawyer who"; else the noun itself."""
    node = noun
    while node.dep == "conj" and node.pos == "NOUN" and parse.tokens[node.head].pos == "NOUN":
        node = parse.tokens[node.head]
    head = parse.tokens[node.head]
    if noun.pos != "NOUN" or node.pos != "NOUN":
        return noun
    if node.dep == "appos" and head.pos == "PROPN":
        return head
    if node.dep == "attr":
        for subject in children_of(parse, head.i, "nsubj"):
            if subject.pos == "PROPN" or subject.text.lower() in NAMING_PRONOUNS:
                return subject
        if head.dep == "conj":  # "Berg incites them and is a man who"
            for subject in children_of(parse, head.head, "nsubj"):
                return subject if subject.pos == "PROPN" else noun
    return noun


def twin(parse: Parse, verb: Token) -> Token | None:
    """The verb that "and" joins next after one, with no subject of its own: "beat" of "arrested and beat them"."""
    for other in children_of(parse, verb.i, "conj"):
        own = any(True for _ in children_of(parse, other.i, *SUBJECTS))
        if other.pos == "VERB" and 0 < other.i - verb.i <= NEAR and not own:
            return other
    return None


def is_passive(parse: Parse, verb: Token) -> bool:
    """Whether something is done to a verb's subject."""
    own = [parse.tokens[k] for k in parse.children[verb.i]]
    if any(child.dep in ("auxpass", "nsubjpass") for child in own):
        return True
    objects = any(child.dep == "dobj" for child in own)
    if verb.tag in PAST and not objects and _lacks_auxiliary(parse, verb):
        return True
    if verb.tag in PAST and not objects:
        if any(child.dep == "agent" for child in own):  # "people shot by police", whatever the tag
            return True
        other = twin(parse, verb)
        if other is not None and other.tag in PAST and any(True for _ in children_of(parse, other.i, "agent")):
            return True
        if verb.tag == "VBD" and verb.dep == "acl" and not any(child.dep in ("aux", "nsubj") for child in own):
            return True
    if verb.tag != "VBN" or any(child.dep in ("aux", "nsubj") for child in own):
        return False
    if verb.dep == "conj":
        return is_passive(parse, parse.tokens[verb.head]) and parse.tokens[verb.head].tag == "VBN"
    return verb.dep in ("acl", "advcl", "amod", "relcl", "ROOT", "dep", "xcomp", "ccomp")


def _lacks_auxiliary(parse: Parse, verb: Token) -> bool:
    """Whether a past form without an object is a passive cut short: "wants the police supported", "Berg invited to"."""
    own = [parse.tokens[k] for k in parse.children[verb.i]]
    subject = any(child.dep == "nsubj" and child.i < verb.i and child.tag not in ("WP", "WDT") for child in own)
    if not subject or any(child.dep in ("aux", "ccomp", "dative") or child.tag in PAST for child in own):
        return False
    if any(child.dep == "xcomp" for child in own):
        return verb.lemma in role_words("always_of_somebody")
    head = parse.tokens[verb.head]
    if (
        verb.dep in ("ccomp", "oprd")
        and head.lemma in role_words("having_done")
        and not any(child.dep == "mark" for child in own)
    ):
        return verb.tag == "VBN" or head.lemma in ("want", "need")
    return verb.dep in ("ROOT", "ccomp") and verb.lemma in role_words("always_to_somebody")


class Grammar:
    """Reads the deep parts of the words of one report."""

    def __init__(self, parse: Parse) -> None:
        self.parse = parse
        self._obliques: dict[int, dict[str, tuple[Token, ...]]] = {}
        self._objects: dict[int, tuple[Token, ...]] = {}

    def subjects(self, verb: Token, depth: int = 0) -> tuple[Token, ...]:
        """Who does what a verb tells: its subject, the agent of a passive, or whom the governing verb names."""
        parse = self.parse
        if is_passive(parse, verb):
            return self.agents(verb)
        own = tuple(children_of(parse, verb.i, "nsubj"))
        if own:
            return self._all(antecedent(parse, token) for token in own)
        if depth > MAX_CLIMB or verb.head == verb.i:
            return ()
        return self._controller(verb, depth)

    def agents(self, verb: Token) -> tuple[Token, ...]:
        """The by-phrase of a passive."""
        found: list[Token] = []
        for by in children_of(self.parse, verb.i, "agent", "prep"):
            if by.lemma == "by":
                found.extend(children_of(self.parse, by.i, "pobj"))
        other = twin(self.parse, verb) if not found else None
        if other is not None:  # "shot and killed by police"
            return self.agents(other)
        return self._all(found)

    def surface(self, node: Token, depth: int = 0) -> tuple[Token, ...]:
        """The grammatical subject of a verb or of what governs it, whatever is done to it."""
        parse = self.parse
        own = tuple(children_of(parse, node.i, *SUBJECTS))
        if own:
            return self._all(antecedent(parse, token) for token in own)
        if depth > MAX_CLIMB or node.head == node.i:
            return ()
        head = parse.tokens[node.head]
        if node.dep == "acl":
            return self._told_of(head) if node.tag in ("VBG", "VBN") else self.holders(head, depth + 1)
        if node.dep == "relcl":
            return self._told_of(head)
        if node.dep == "xcomp":
            objects = self.controlled_by(head, depth + 1)
            if objects:
                return objects
        if node.dep == "pcomp":
            objects = self._blamed_for(parse.tokens[head.head], head, depth + 1)
            if objects:
                return objects
        return self.surface(head, depth + 1) if node.dep in CLIMBING else ()

    def _told_of(self, noun: Token) -> tuple[Token, ...]:
        meant = meant_by(self.parse, noun)
        return (meant,) if meant.i != noun.i else self._all((noun,))

    def controlled_by(self, verb: Token, depth: int = 0) -> tuple[Token, ...]:
        """Who does what the infinitive after a verb tells, where it is not its subject: "called on Kenya to leave"."""
        if verb.lemma in role_words("object_control"):
            objects = self.objects(verb, depth)
            if objects:
                return objects
        for name, found in self.obliques(verb).items():
            if f"{verb.lemma}-{name}" in role_words("object_control_through"):
                return found
        return ()

    def _blamed_for(self, governor: Token, preposition: Token, depth: int) -> tuple[Token, ...]:
        """Who does what the gerund after a verb's preposition tells, where it is the object: "fined him for lying"."""
        if governor.pos != "VERB" or preposition.lemma not in role_words("object_control_by"):
            return ()
        if governor.lemma not in role_words("object_control") | role_words("judging"):
            return ()
        return self.objects(governor, depth)

    def _controller(self, verb: Token, depth: int) -> tuple[Token, ...]:
        """Who does what a verb without a subject of its own tells."""
        parse = self.parse
        head = parse.tokens[verb.head]
        if verb.dep == "conj":
            if head.pos in ("VERB", "AUX"):
                return self.surface(head, depth + 1)
            return ()
        if verb.dep == "acl":
            return self._told_of(head) if verb.tag == "VBG" else self.holders(head, depth + 1)
        if verb.dep in ("relcl", "amod"):
            return self._told_of(head)
        if verb.dep in ("xcomp", "ccomp", "advcl", "acomp", "oprd", "dep"):
            if verb.dep == "xcomp" and verb.tag == "VBG" and head.lemma in role_words("others_doing"):
                return ()  # "recommended jailing them"
            aim = any(child.tag == "TO" for child in children_of(parse, verb.i, "aux"))
            asked = verb.dep in ("xcomp", "ccomp") or (
                aim and verb.i > head.i and head.tag != "VBN" and head.lemma not in role_words("moving")
            )
            objects = self.controlled_by(head, depth + 1) if asked else ()
            if objects:
                return tuple(token for token in objects if token.i < verb.i) or objects
            return self.surface(head, depth + 1)
        if verb.dep == "pcomp":
            governor = parse.tokens[head.head]
            if governor.pos == "VERB":
                return self._blamed_for(governor, head, depth + 1) or self.surface(governor, depth + 1)
            if governor.pos == "NOUN":
                return self.holders(governor, depth + 1)
            return self.surface(governor, depth + 1)
        return ()

    def holders(self, noun: Token, depth: int = 0) -> tuple[Token, ...]:
        """Whose a noun's doing is: its possessor, its by-phrase, or the subject of the verb that carries it."""
        own = self.owners(noun)
        if own:
            return own
        if depth > MAX_CLIMB:
            return ()
        head = self.parse.tokens[noun.head]
        if noun.dep in ("dobj", "attr", "conj") and head.i != noun.i:
            return self.surface(head, depth + 1) if head.pos in ("VERB", "AUX") else self.holders(head, depth + 1)
        if noun.dep == "pobj":
            governor = self.parse.tokens[head.head]
            return self.surface(governor, depth + 1) if governor.pos in ("VERB", "AUX") else ()
        return self._all((noun,)) if noun.dep in SUBJECTS and depth == 0 else ()

    def owners(self, noun: Token) -> tuple[Token, ...]:
        """A noun's possessor or by-phrase."""
        owners = tuple(children_of(self.parse, noun.i, "poss"))
        if owners:
            return self._all(owners)
        return self.obliques(noun).get("by", ())

    def objects(self, verb: Token, depth: int = 0) -> tuple[Token, ...]:
        """Whom or what a verb acts on: its object, or the subject of a passive."""
        known = self._objects.get(verb.i)
        if known is None:
            known = self._find_objects(verb, depth)
            if depth == 0:
                self._objects[verb.i] = known
        return known

    def _find_objects(self, verb: Token, depth: int) -> tuple[Token, ...]:
        parse = self.parse
        if verb.pos not in ("VERB", "AUX") or depth > MAX_CLIMB:
            return ()
        if is_passive(parse, verb):
            if verb.dep in ("acl", "amod"):
                return self._told_of(parse.tokens[verb.head])
            own = tuple(children_of(parse, verb.i, *SUBJECTS))
            found = self._all(antecedent(parse, t) for t in own) if own else self.surface(verb, depth + 1)
            return found + self._all(children_of(parse, verb.i, "dobj"))
        own = tuple(children_of(parse, verb.i, "dobj"))
        if own:
            return self._all(antecedent(parse, token) for token in own)
        where = any(child.tag == "WRB" for child in children_of(parse, verb.i, "advmod"))
        if (
            verb.dep == "relcl"
            and not where
            and not any(child.text.lower() in RELATIVE for child in children_of(parse, verb.i, "nsubj"))
        ):
            return self._all((parse.tokens[verb.head],))  # "the man police arrested"
        other = twin(parse, verb)  # "arrested and beat the reporter"
        return self.objects(other, depth + 1) if other is not None else ()

    def makers(self, noun: Token) -> tuple[tuple[Token, ...], Token] | None:
        """Who makes what a noun tells, with the verb: "the remarks that Berg made about Kenya"."""
        for verb in children_of(self.parse, noun.i, "relcl", "acl"):
            own = [t for t in children_of(self.parse, verb.i, "nsubj") if t.text.lower() not in RELATIVE]
            other = any(t.text.lower() not in RELATIVE for t in children_of(self.parse, verb.i, "dobj"))
            other = other or any(True for _ in children_of(self.parse, verb.i, "xcomp"))  # "which he offered to end"
            if own and not other and verb.lemma in role_words("making"):
                return self._all(own), verb
        return None

    def receivers(self, verb: Token) -> tuple[Token, ...]:
        """The indirect object without a preposition: "gave Kenya arms"."""
        return self._all(t for t in children_of(self.parse, verb.i, "dative") if t.pos != "ADP")

    def obliques(self, token: Token) -> dict[str, tuple[Token, ...]]:
        """The nouns after a word's prepositions, by preposition; none after one with a verb ("of lying")."""
        known = self._obliques.get(token.i)
        if known is not None:
            return known
        found: dict[str, tuple[Token, ...]] = {}
        self._obliques[token.i] = found
        for preposition in children_of(self.parse, token.i, "prep", "agent", "dative"):
            if preposition.pos not in ("ADP", "SCONJ", "PART"):
                continue  # "according to"
            for name, objects in self._of_preposition(preposition):
                found[name] = found.get(name, ()) + objects
        return found

    def _of_preposition(self, preposition: Token) -> Iterator[tuple[str, tuple[Token, ...]]]:
        yield preposition.lemma.lower(), self._all(children_of(self.parse, preposition.i, "pobj"))
        for further in children_of(self.parse, preposition.i, "prep", "conj"):  # "out of", "along with", "to and from"
            if further.pos == "ADP":
                yield from self._of_preposition(further)

    def _all(self, tokens: Iterable[Token]) -> tuple[Token, ...]:
        """Tokens with those that "and" joins to them, each once."""
        found: dict[int, Token] = {}
        for token in tokens:
            for one in conjuncts(self.parse, token):
                found.setdefault(one.i, one)
        return tuple(found.values())
