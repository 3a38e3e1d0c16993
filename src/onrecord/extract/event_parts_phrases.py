"""Which noun phrases may take part in an event, and which words they are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from onrecord.extract.actor_offices import office_of
from onrecord.extract.event_parts_syntax import Grammar, children_of
from onrecord.language import Parse, Token
from onrecord.lexicon.actor_words import actor_words, find_body
from onrecord.lexicon.event_roles import role_words
from onrecord.lexicon.territories import find_territory, territory_form

NAMED = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC"))
NO_ACTOR = frozenset(
    ("DATE", "TIME", "EVENT", "LAW", "WORK_OF_ART", "PRODUCT", "LANGUAGE", "MONEY", "PERCENT", "QUANTITY")
)
PRONOUNS = frozenset(
    ("he", "she", "they", "it", "him", "her", "them", "we", "us", "i", "me", "you", "who", "whom", "his", "their",
     "its", "our", "my", "themselves", "others", "everyone", "those", "some", "many", "both", "each", "one", "all",
     "another", "several", "most", "none", "nobody", "someone", "somebody", "anyone", "himself", "herself", "itself")
)  # fmt: skip
COUNTED = frozenset(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "dozen", "dozens",
    "hundreds", "thousands", "scores", "some", "many", "most", "several", "all", "both", "number", "half", "majority",
    "handful", "lot", "million", "millions", "none", "each", "group", "members", "part", "rest"))  # fmt: skip
PERSONS = ("person", "body", "people", "acting_body", "taking_part", "taking_part_together", "business")
DOING = ("by", "of", "from")
# Where a thing stands between two actors, whose it is: "a U.S. court's ruling", "the proposal by Kenya".
OWNING = ("by", "of", "from", "for", "on", "against", "to", "with", "at", "in", "into", "over", "toward", "towards")
CORE = frozenset(("nsubj", "nsubjpass", "dobj", "pobj", "agent", "conj"))
BESIDE = frozenset(("compound", "nmod", "amod"))
AFTER = frozenset(("prep", "nmod", "nummod", "flat", "compound"))
PLACES = frozenset(("GPE", "LOC", "FAC"))
STANCES = frozenset(("anti", "pro", "non", "pre", "post"))
MIN_DOER = 5  # letters of a noun in -er that may be one who does something
CLAUSES = frozenset(("relcl", "acl", "advcl", "ccomp"))
INSIDE = frozenset(
    ("det", "amod", "compound", "nmod", "nummod", "poss", "quantmod", "advmod", "case", "punct", "predet")
)
MAX_DEPTH = 4


@lru_cache(maxsize=1)
def _persons() -> frozenset[str]:
    return frozenset().union(*(actor_words(kind) for kind in PERSONS))


class Phrases:
    """Tells of the noun phrases of one report who may take part."""

    def __init__(self, parse: Parse, grammar: Grammar) -> None:
        self.parse = parse
        self.grammar = grammar
        self._names = {t.text for t in parse.tokens if t.entity in NAMED and t.tag in ("NNP", "NNPS")}

    def is_actor(self, token: Token) -> bool:
        """Whether a noun or pronoun names somebody who can act or suffer: not a thing, not a time."""
        if self._is_hyphenated(token) or self._is_stance(token) or self._is_post(token):
            return False
        if token.pos == "PRON" or token.tag in ("PRP", "PRP$", "WP"):
            word = token.text.lower()
            return word in PRONOUNS and (word not in COUNTED or self._is_of_actors(token))
        if token.tag in ("NNP", "NNPS") or token.pos == "PROPN":
            if self.is_occasion(token):
                return False
            if token.entity in NAMED or self._is_surname(token):
                return True
            named = token.text[0].isupper() and (token.text in self._names or not self._is_headline(token))
            return token.entity == "" and (named or self.is_person_noun(token))
        if token.pos == "NOUN":
            named = token.entity == "ORG" and token.text[0].isupper()
            return token.entity not in NO_ACTOR and (named or self.is_person_noun(token))
        if token.pos in ("NUM", "DET", "ADJ"):
            people = token.pos == "ADJ" and token.entity == "NORP" and find_territory(token.text) is not None
            return self._is_counted(token) or (people and token.dep in CORE)
        return False

    def is_armed(self, token: Token) -> bool:
        """Whether a noun stands for those whom somebody sends: troops, experts, peacekeepers."""
        return token.lemma.lower() in actor_words("sent")

    def shared_by(self, token: Token) -> tuple[Token, ...]:
        """The nations or bodies that "and" joins before bodies: "Kenyan and Ghanaian forces"; not before persons."""
        if token.pos != "NOUN" or office_of(token) is not None or token.lemma.lower() in actor_words("person"):
            return ()
        if token.tag == "NNS":
            for of in children_of(self.parse, token.i, "prep"):  # "the armies of Kenya and Ghana"
                named = self.grammar.obliques(token).get("of", ()) if of.text == "of" else ()
                if len(named) > 1 and all(t.entity in ("GPE", "ORG") for t in named):
                    return named
        for child in children_of(self.parse, token.i, "amod", "compound", "nmod"):
            joined = [other for other in children_of(self.parse, child.i, "conj") if other.i < token.i]
            if joined and all(self.is_named_before(one._replace(dep=child.dep)) for one in (child, *joined)):
                return (child, *joined)
        return ()

    def _is_surname(self, token: Token) -> bool:
        """Whether a word that looks like a month ends a name: "Theresa May"."""
        before = self.parse.tokens[token.i - 1] if token.i else token
        return before.head == token.i and before.dep == "compound" and before.tag == "NNP" and before.entity == ""

    def is_occasion(self, token: Token) -> bool:
        """Whether a name is that of an occasion, a law or an agreement, not of a party."""
        proper = token.tag in ("NNP", "NNPS") and token.entity != "PERSON"
        return proper and token.text.lower() in role_words("no_side")

    def _is_headline(self, token: Token) -> bool:
        """Whether all long words of a sentence have capitals, so that they tell nothing."""
        if find_territory(token.text) is not None:
            return False
        words = [
            word for word in self.parse.sentence_words(token.sentence) if word.text.isalpha() and len(word.text) > 3
        ]
        return len(words) > 3 and all(word.text[0].isupper() for word in words)

    def _is_hyphenated(self, token: Token) -> bool:
        """Whether a word is joined to the next by a hyphen: "state" of "state-of-the-art"."""
        after = self.parse.tokens[token.i + 1] if token.i + 1 < len(self.parse.tokens) else token
        return after.text == "-" and after.start == token.end

    def _is_stance(self, token: Token) -> bool:
        """Whether a word tells for or against whom something is: "anti-Kenyan", "pro-union"."""
        if token.text == "-" or (token.text.lower() in STANCES and self._is_hyphenated(token)):
            return True
        first = token.text.lower().split("-")[0]
        if token.i > 1 and self.parse.tokens[token.i - 1].text == "-":
            first = self.parse.tokens[token.i - 2].text.lower()
        return first in STANCES and first != token.text.lower()

    def may_name(self, token: Token) -> bool:
        """Whether a word of a name, in the phrase of a thing, may tell whose that is: no creed, not for or against."""
        creed = token.lemma.lower() in role_words("creed") and token.tag.startswith("J")
        return not creed and not self._is_stance(token)

    def _is_post(self, token: Token) -> bool:
        """Whether an office without an article is what somebody runs or serves for: "endorsed Berg for president"."""
        before = self.parse.tokens[token.head]
        bare = token.tag == "NN" and token.dep == "pobj" and token.entity == "" and before.text.lower() in ("for", "as")
        return bare and not any(True for _ in children_of(self.parse, token.i, "det", "poss", "amod", "nummod"))

    def is_person_noun(self, token: Token) -> bool:
        """Whether a noun stands for a person, a group or a body."""
        lemma, text = token.lemma.lower(), token.text.lower()
        if lemma == "state" and self._is_condition(token):
            return False
        if text == "concern" and not any(True for _ in children_of(self.parse, token.i, "compound")):
            return False  # "voiced concern"
        if text == "justice" and not any(True for _ in self._near(token)):
            return False  # "brought to justice"
        if text == "host" and any(True for _ in self._after_of(token)):
            return self._is_of_actors(token)
        if lemma in _persons() or text in _persons() or office_of(token) is not None:
            return True
        if text in COUNTED:
            return self._is_counted(token)
        if self._is_doer(token, lemma):
            return True
        plural = token.tag in ("NNS", "NNPS")
        if plural and lemma not in actor_words("thing") and lemma.endswith(("ist", "ian", "eer", "man", "woman", "ee")):
            return True
        return lemma.endswith(("man", "woman", "ist", "person")) and lemma not in actor_words("thing")

    def _is_doer(self, token: Token, lemma: str) -> bool:
        """Whether a noun in -er or -or, many or with a nation before it, is named for what he does: "joggers"."""
        if not lemma.endswith(("er", "or")) or len(lemma) < MIN_DOER or token.entity not in ("", "NORP"):
            return False
        if lemma in actor_words("thing") | actor_words("vessel"):
            return False
        if token.tag == "NNS":
            return True  # "joggers"
        return any(
            child.entity == "NORP" and find_territory(child.text) is not None
            for child in children_of(self.parse, token.i, "amod")
        )

    def _is_condition(self, token: Token) -> bool:
        """Whether "state" is no country: "a state of siege"."""
        return any(t.pos == "NOUN" for t in self.grammar.obliques(token).get("of", ()))

    def _is_counted(self, token: Token) -> bool:
        """Whether a number or quantity is of persons: "one of the men", "dozens were arrested"."""
        if token.text.lower() not in COUNTED and token.pos != "NUM":
            return False
        if token.entity in ("DATE", "TIME", "MONEY", "PERCENT", "ORDINAL"):
            return False
        after = self.parse.tokens[token.i + 1] if token.i + 1 < len(self.parse.tokens) else token
        if after.text.lower() == "of" or any(True for _ in self._after_of(token)):
            return self._is_of_actors(token)
        return token.pos == "NUM" or token.text.lower() in (
            "dozens",
            "hundreds",
            "thousands",
            "scores",
            "many",
            "others",
        )

    def _after_of(self, token: Token) -> Iterator[Token]:
        for of in children_of(self.parse, token.i, "prep"):
            if of.text.lower() == "of":
                yield from children_of(self.parse, of.i, "pobj")

    def _is_of_actors(self, token: Token) -> bool:
        """Whether what follows a quantity's "of" can take part; so can a quantity of nothing named."""
        nouns = tuple(self._after_of(token))
        if not nouns and token.i + 1 < len(self.parse.tokens):
            # In "hundreds of thousands of dollars" the parser hangs both on the first.
            of = self.parse.tokens[token.i + 1]
            if of.text.lower() == "of":
                nouns = tuple(n for n in self.parse.tokens[of.i + 1 : of.i + 3] if n.dep == "pobj")
        return not nouns or any(self.is_actor(noun) for noun in nouns)

    def actors_in(self, token: Token, depth: int = 0) -> tuple[Token, ...]:
        """The noun itself where it can take part, else those whose the thing is."""
        if self.is_actor(token):
            return self.shared_by(token) or (token,)
        return self.owners_of(token, depth)

    def doers_of(self, token: Token) -> tuple[Token, ...]:
        """Whose a thing that does something is: "Kenya's missiles", "missiles fired by Kenya"."""
        if self.is_actor(token):
            return self.shared_by(token) or (token,)
        return self.owners_of(token, prepositions=DOING)

    def owners_of(self, token: Token, depth: int = 0, prepositions: tuple[str, ...] = OWNING) -> tuple[Token, ...]:
        """Whose a thing is: its possessor, a nationality before it, or the noun after "of", "by" and the like."""
        if depth > MAX_DEPTH:
            return ()
        made = self.grammar.makers(token)
        makers = tuple(t for t in made[0] if self.is_actor(t)) if made is not None else ()
        if any(t.pos != "PRON" for t in makers):
            return makers
        for participle in children_of(self.parse, token.i, "acl"):
            if participle.tag in ("VBN", "VBD"):
                found = tuple(t for t in self.grammar.agents(participle) if self.is_actor(t))
                if found:
                    return found
        for poss in children_of(self.parse, token.i, "poss"):
            if poss.tag == "PRP$" and any(t.entity == "ORG" for t in self.before(token)):
                continue  # "her Secret Service detail"
            found = self.actors_in(poss, depth + 1)
            if found:
                return found
        before = tuple(
            t for t in self.before(token)
            if not (self.is_occasion(token) and t.entity == token.entity)
            if t.entity or t.tag != "NN" or t.lemma.lower() in actor_words("acting_body") | actor_words("body")
        )  # fmt: skip
        if before and not self._is_creed(before[0], token):
            return before
        obliques = self.grammar.obliques(token)
        for preposition in prepositions:
            for noun in obliques.get(preposition, ()):
                town = noun.entity in PLACES and territory_form(noun.text) != "name"
                if preposition in ("in", "at") and (town or noun.lemma in actor_words("place_body")):
                    continue  # "killed at a church in Accra", "the interests in this country"
                found = self.actors_in(noun, depth + 1)
                if found:
                    return found
        return makers  # "the ban that they imposed on Kenya" tells rather whom it is aimed at

    def _is_creed(self, word: Token, noun: Token) -> bool:
        """Whether a creed, or the party or land of an occasion, only describes a thing: "Jewish faith"."""
        if noun.lemma.lower() in role_words("occasion"):
            return True
        believed = noun.lemma.lower() in role_words("believed")
        return believed and word.dep == "amod" and word.lemma.lower() in role_words("creed")

    def before(self, token: Token) -> tuple[Token, ...]:
        """Who stands before a noun as part of its phrase: "a Russian base", "the police raid", "US-Iran talks"."""
        found = [
            child for child in children_of(self.parse, token.i, "compound", "amod", "nmod", "nsubj")
            if child.i < token.i and self.is_named_before(child)
        ]  # fmt: skip
        if not found:
            for participle in children_of(self.parse, token.i, "amod"):
                if participle.lemma in role_words("leading"):
                    found.extend(
                        child for k in self.parse.children[participle.i]
                        if (child := self.parse.tokens[k]).i < participle.i and child.entity in ("GPE", "ORG", "NORP")
                    )  # fmt: skip
        named = [child for child in found if child.entity]
        return tuple((named or found)[-1:])

    def is_named_before(self, child: Token) -> bool:
        """Whether a word before a noun names an actor."""
        if self._is_stance(child):
            return False
        if child.dep == "amod" and child.tag.startswith("J"):
            return child.entity in ("NORP", "GPE") or (
                child.text[0].isupper() and find_territory(child.text) is not None
            )
        if child.entity in ("GPE", "ORG", "NORP", "PERSON"):
            return True
        if child.tag in ("NNP", "NNPS") and (
            find_territory(child.text) is not None or find_body(child.text) is not None
        ):
            return True
        plain = child.pos in ("NOUN", "PROPN") and child.entity == "" and not self._is_hyphenated(child)
        if plain and any(t.entity in NAMED for t in children_of(self.parse, child.i, "compound", "nmod")):
            return self.is_person_noun(child)  # "the Berg campaign accusations"
        if not plain or self.is_armed(child) or child.lemma.lower() in actor_words("body") - actor_words("acting_body"):
            return False  # "the campaign trail", "a bank loan"
        return self.is_person_noun(child)

    def span(self, head: Token) -> tuple[int, int]:
        """The offsets of a noun's phrase without the clauses, names in apposition and conjuncts that hang on it."""
        parse = self.parse
        first = head.i
        for k in self._near(head):
            first = min(first, k)
        if head.dep in BESIDE:  # "Kenyan army" of "Kenyan army raids"
            while first > 0 and self._stands_before(parse.tokens[first - 1], head):
                first -= 1
        last = head.i
        for k in self.parse.children[head.i]:
            child = parse.tokens[k]
            if k < head.i:
                continue
            if child.text == "," and child.i == last + 1 < head.right:
                continue
            if child.dep == "appos" and head.pos == "NOUN" and child.pos == "PROPN":
                last = child.i
                break
            if child.text == "of" and head.entity == "PERSON" and self._is_plain(child):
                break  # "accused Berg of theft"
            if child.dep not in AFTER or child.left != last + 1 or self._is_time(child):
                break
            last = self.end(child)
        return parse.tokens[first].start, parse.tokens[last].end

    def _stands_before(self, token: Token, head: Token) -> bool:
        """Whether a word before a noun's modifier tells whose that is."""
        return token.head == head.head and token.dep in BESIDE and token.entity in NAMED

    def _is_time(self, preposition: Token) -> bool:
        return any(t.entity in ("DATE", "TIME") for t in children_of(self.parse, preposition.i, "pobj"))

    def _is_plain(self, preposition: Token) -> bool:
        return all(t.entity == "" for t in children_of(self.parse, preposition.i, "pobj"))

    def end(self, token: Token) -> int:
        """The last token of a phrase, without the clauses that hang on it."""
        for t in self.parse.tokens[token.i : token.right + 1]:
            if t.dep in CLAUSES or t.text in (",", ";", ":", "--", "–", "—"):
                return max(token.i, t.left - 1)
        return token.right

    def _near(self, head: Token) -> Iterator[int]:
        for k in self.parse.children[head.i]:
            child = self.parse.tokens[k]
            if k < head.i and child.dep in INSIDE and child.dep != "punct":
                yield child.left if child.left >= head.left else k
