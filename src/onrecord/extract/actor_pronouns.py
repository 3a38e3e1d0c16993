"""Pronouns: whom "he", "she", "they" and "it" stand for, by number, sex, recency and part in the sentence.

The weights follow Lappin and Leass (1994) in kind: subjects before objects before the rest, the nearer sentence first.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from math import log2
from typing import NamedTuple

from onrecord.extract.actor_figure import Figure, Scene
from onrecord.extract.actor_nominals import Nominals
from onrecord.language import Parse, Token
from onrecord.lexicon.actor_words import Gender, actor_words
from onrecord.lexicon.event_roles import role_words

MALE = frozenset(("he", "him", "his", "himself"))
FEMALE = frozenset(("she", "her", "hers", "herself"))
SINGULAR = MALE | FEMALE
PLURAL = frozenset(("they", "them", "their", "themselves", "both"))
THING = frozenset(("it", "its", "itself"))
REFLEXIVE = frozenset(("himself", "herself", "itself", "themselves"))
RELATIVE = frozenset(("who", "which", "that", "whom", "whose"))
SENTENCES = 5  # how far back an antecedent may stand
SUBJECTS = frozenset(("nsubj", "nsubjpass", "agent"))
OBJECTS = frozenset(("dobj", "dative"))
PART = {
    "nsubj": 3.0,
    "nsubjpass": 2.5,
    "agent": 1.5,
    "dobj": 1.0,
    "dative": 1.0,
    "pobj": 0.3,
    "poss": 0.4,
    "appos": 1.0,
}
NEARNESS = 2.0  # lost with each sentence between
NEW_PARAGRAPH = 0.4
SPOKE = 1.5  # whoever spoke last is likely to speak on
HEARD = 0.8  # and to do more besides
ONLY_QUOTED = 4.0  # lost by one named inside the quotation that the pronoun stands outside of
UNSURE_SEX = 0.5
BODY_AS_THEY = 2.5  # a body is "they" only where no group is near
UNNAMED = 1.0  # often a known person by another description
TOPIC = 3.0  # "As for Mr. Holm, he …"
OVER_CLAUSE = 2.0  # the subject of the clause that the pronoun's clause hangs on
OWN_SUBJECT = 2.0  # the subject of the clause that a possessive stands in: "Ms. Berg took her time"
CONVINCED = 6.0  # the object in "convince Mr. Holm that he …"
AHEAD = 3.5  # the subject of the main clause that follows: "Asked whether she would go, Ms. Berg …"
HERE = 1.5  # named in the same sentence
MARGIN = 1.5  # by which "they" or "it" that does not speak must be surer than the next
OFTEN = 0.4  # for each doubling of how often somebody is named
OFTEN_SPEAKING = 0.2  # the same where the pronoun speaks: the one quoted last speaks on, be he never so obscure


class _Mention(NamedTuple):
    head: int
    figure: Figure


class Pronouns:
    """Resolves pronouns from left to right; what was resolved is a candidate for the next."""

    def __init__(
        self, parse: Parse, scene: Scene, nominals: Nominals, speakers: frozenset[int], quoted: frozenset[int]
    ) -> None:
        self.parse = parse
        self.scene = scene
        self.nominals = nominals
        self.speakers = speakers
        self.quoted = quoted
        nobody = {token.i: figure for token, figure in nominals.unknown()}
        self.mentions = [_Mention(head, figure) for head, figure in sorted((nobody | scene.at).items())]
        self.heads = [m.head for m in self.mentions]

    def resolve(self, token: Token) -> Figure | None:
        """The actor that a pronoun stands for, with the mention added; None where no careful reader could tell."""
        if token.i in self.scene.at:
            return self.scene.at[token.i]
        word = token.text.lower()
        if word in RELATIVE and token.dep in ("nsubj", "nsubjpass"):
            figure = self._antecedent(token)
        elif word in THING and self._is_empty(token):
            return None
        elif word in SINGULAR | PLURAL | THING:
            figure = self._own_subject(token) if word in REFLEXIVE else self._best(token, word)
        else:
            return None
        if figure is not None:
            self._note(token, figure, word)
        return figure

    def _own_subject(self, token: Token) -> Figure | None:
        """Whom "himself" goes back to: the subject of its verb."""
        over = self._subject_over(token._replace(head=token.i))
        return self.scene.at.get(over) if over is not None else None

    def _is_empty(self, token: Token) -> bool:
        """Whether "it" stands for the clause that follows: "It is estimated that …"."""
        return token.dep == "nsubjpass" and any(
            self.parse.tokens[i].dep == "ccomp" and i > token.head for i in self.parse.children[token.head]
        )

    def _note(self, token: Token, figure: Figure, word: str) -> None:
        self.scene.refer(figure, token.start, token.end, token.i, "pronoun")
        at = bisect_left(self.heads, token.i)
        self.heads.insert(at, token.i)
        self.mentions.insert(at, _Mention(token.i, figure))
        if (
            word in SINGULAR
            and token.i not in self.quoted
            and figure.kind in ("person", "unnamed")
            and figure.gender is None
        ):
            figure.gender = "m" if word in MALE else "f"

    def _antecedent(self, token: Token) -> Figure | None:
        """Whom a relative pronoun goes back to: who is named just before it, else the noun that its clause hangs on."""
        before = self.parse.tokens[token.i - 1] if token.i else token
        if before.text == "," and before.i:
            before = self.parse.tokens[before.i - 1]
        near = self.scene.at.get(before.i)
        if near is not None and _can_be(near, token):
            return near
        verb = token
        while verb.dep != "relcl":
            if verb.head == verb.i or (verb is not token and verb.pos not in ("VERB", "AUX")):
                return None
            verb = self.parse.tokens[verb.head]
        noun = self.parse.tokens[verb.head]
        known = self.scene.at.get(noun.i)
        if known is not None and not _can_be(known, token) and noun.dep == "pobj":
            # "Democrats on Capitol Hill, who …"
            noun = self.parse.tokens[self.parse.tokens[noun.head].head]
            known = self.scene.at.get(noun.i)
        if known is None and token.i in self.speakers and noun.pos == "NOUN":
            known = self.nominals.resolve(noun, noun.start, noun.end)
        return known if known is not None and _can_be(known, token) else None

    def _best(self, token: Token, word: str) -> Figure | None:
        sex: Gender | None = "m" if word in MALE else "f" if word in FEMALE else None
        scores: dict[int, tuple[float, Figure]] = {}
        over = self._subject_over(token)
        judged = self._judged(token)
        ahead = self._ahead(token)
        beside = self._beside(token)
        for head, figure in self._near(token, ahead):
            other = self.parse.tokens[head]
            if not self._fits(figure, word, sex) or self._bound(token, other) or figure in beside:
                continue
            if head == ahead:
                score = AHEAD
            else:
                score = self._score(token, other, figure, sex)
                if head == over and judged is None:
                    score += OWN_SUBJECT if token.dep == "poss" else OVER_CLAUSE
                score += CONVINCED if head == judged else 0.0
            if figure.references:
                score += (OFTEN_SPEAKING if token.i in self.speakers else OFTEN) * log2(len(figure.references))
            known = scores.get(id(figure))
            if known is None or score > known[0]:
                scores[id(figure)] = (score, figure)
        if not scores:
            return None
        score, best = max(scores.values(), key=lambda pair: pair[0])
        if sex is None and token.i not in self.speakers:
            others = [other for other, figure in scores.values() if figure is not best]
            if others and score - max(others) < MARGIN:
                return None
        known_here = bool(best.references)  # else a noun that is nobody known: then the pronoun is left open
        return best if known_here and score > (-4.0 if word not in THING else 0.5) else None

    def _near(self, token: Token, ahead: int | None) -> Iterator[_Mention]:
        """The mentions that may be meant, the nearest first."""
        if ahead is not None:
            yield _Mention(ahead, self.scene.at[ahead])
        for at in range(bisect_left(self.heads, token.i) - 1, -1, -1):
            mention = self.mentions[at]
            if token.sentence - self.parse.tokens[mention.head].sentence > SENTENCES:
                break
            yield mention

    def _subject_over(self, token: Token) -> int | None:
        """The subject of the nearest clause that the pronoun's own clause is part of."""
        for node in self.parse.ancestors(token.i):
            if node.i == token.head or node.pos not in ("VERB", "AUX"):
                continue
            for i in self.parse.children[node.i]:
                if self.parse.tokens[i].dep in ("nsubj", "nsubjpass") and i < token.i:
                    return i if (i in self.quoted) == (token.i in self.quoted) else None
        return None

    def _beside(self, token: Token) -> list[Figure]:
        """Those who stand beside a pronoun as subject or object of its verb, told or understood: they are others.

        "Berg attacked Lund, calling him a liar": who calls is Berg, so he is not called.
        """
        if token.dep not in OBJECTS and token.dep not in ("nsubj", "pobj"):
            return []
        verb = self.parse.tokens[token.head]
        if token.dep == "pobj":
            if verb.dep != "prep" or verb.lemma not in ("with", "to", "against", "on", "at"):
                return []
            verb = self.parse.tokens[verb.head]
        heads = []
        for i in self.parse.children[verb.i]:
            child = self.parse.tokens[i]
            wanted = OBJECTS if token.dep == "nsubj" else ("nsubj",)
            if child.dep in wanted and i != token.i:
                heads.append(i)
        if token.dep != "nsubj" and not any(
            self.parse.tokens[i].dep in ("nsubj", "nsubjpass") for i in self.parse.children[verb.i]
        ):
            understood = self._understood(verb)
            if understood is not None:
                heads.append(understood)
        joined = [i for head in heads for i in self._joined(head)]
        return [self.scene.at[i] for i in (*heads, *joined) if i in self.scene.at]

    def _joined(self, i: int) -> Iterator[int]:
        for k in self.parse.children[i]:
            if self.parse.tokens[k].dep == "conj":
                yield k
                yield from self._joined(k)

    def _understood(self, verb: Token) -> int | None:
        """The subject that a verb has from the one above it: of "calling" in "Berg attacked Lund, calling him"."""
        node = verb
        while node.dep in ("advcl", "conj", "pcomp", "prep") and node.head != node.i:
            below, node = node, self.parse.tokens[node.head]
            if node.pos not in ("VERB", "AUX"):
                if node.dep == "prep":
                    continue
                return None
            own = [self.parse.tokens[i] for i in self.parse.children[node.i]]
            # "Fined Berg for calling him", "asked Berg to call him": who calls is Berg.
            if (
                below.dep == "prep"
                and below.lemma in ("for", "of", "from", "into")
                and any(child.dep in ("dobj", "nsubjpass") for child in own)
            ):
                return None
            if any(child.tag == "TO" and child.dep == "aux" for child in own) and node.dep == "xcomp":
                return None
            for child in own:
                if child.dep == "nsubj" and child.i < verb.i:
                    return child.i
                if child.dep == "nsubjpass":
                    return child.i if below.dep == "conj" else None
        return None

    def _judged(self, token: Token) -> int | None:
        """The object of a verb of praise or blame that a possessive says what for: "criticized Berg over his call"."""
        if token.dep != "poss":
            return None
        node = self.parse.tokens[token.head]
        if node.dep == "dobj":  # "for going after his attacks"
            node = self.parse.tokens[node.head]
        reason = self.parse.tokens[node.head]
        if node.dep not in ("pobj", "pcomp") or reason.lemma not in ("for", "over", "about"):
            return None
        verb = self.parse.tokens[reason.head]
        if verb.dep == "dobj":
            verb = self.parse.tokens[verb.head]
        if verb.lemma not in role_words("judging"):
            return None
        return next((i for i in self.parse.children[verb.i] if self.parse.tokens[i].dep == "dobj"), None)

    def _ahead(self, token: Token) -> int | None:
        """The subject, named later, of a main clause that the pronoun's clause goes before."""
        if token.i in self.quoted:
            return None
        for node in self.parse.ancestors(token.i):
            main = self.parse.tokens[node.head]
            if node.dep in ("advcl", "prep") and main.i > token.i:
                for i in self.parse.children[main.i]:
                    if self.parse.tokens[i].dep in ("nsubj", "nsubjpass") and i > token.i and i in self.scene.at:
                        return i
        return None

    def _fits(self, figure: Figure, word: str, sex: Gender | None) -> bool:
        if word in SINGULAR:
            return figure.kind in ("person", "unnamed") and not figure.plural and figure.gender in (None, sex)
        if word in PLURAL:
            return figure.kind != "document" and (figure.plural or figure.kind in ("organization", "group"))
        return figure.kind in ("organization", "country", "document") and not figure.plural

    def _score(self, token: Token, other: Token, figure: Figure, sex: Gender | None) -> float:
        score = self._part(token, other) - NEARNESS * (token.sentence - other.sentence)
        if self.parse.sentence_of(token).paragraph != self.parse.sentence_of(other).paragraph:
            score -= NEW_PARAGRAPH
        if other.i in self.speakers:
            # Inside a quotation "she" is not the one who speaks.
            on = SPOKE if token.i in self.speakers else HEARD
            score += on if token.i not in self.quoted or other.i in self.quoted else -SPOKE
        if other.i in self.quoted and token.i not in self.quoted:
            score -= ONLY_QUOTED
        if sex is not None and figure.gender is None:
            score -= UNSURE_SEX
        if sex is None and figure.kind == "organization" and token.text.lower() in PLURAL:
            score -= BODY_AS_THEY
        if other.sentence == token.sentence and (other.i in self.quoted) == (token.i in self.quoted):
            score += HERE
        if other.dep in SUBJECTS and self.parse.tokens[other.head].dep == "ROOT":
            score += 0.8
        if figure.kind == "unnamed" and sex is not None and figure.gender is None:
            score -= UNNAMED
        return score

    def _part(self, token: Token, other: Token) -> float:
        """What a mention's part in its sentence is worth."""
        governor = self.parse.tokens[other.head]
        if self._is_topic(other):
            return TOPIC
        convinced = other.dep in ("dobj", "dative") and governor.lemma in actor_words("convince")
        if convinced and any(node.i == governor.i for node in self.parse.ancestors(token.i)):
            return CONVINCED
        return PART.get(other.dep, 0.5)

    def _is_topic(self, other: Token) -> bool:
        """Whether a mention is what the sentence is about: "As for Mr. Holm, …"."""
        before = self.parse.tokens[other.head]
        return other.dep == "pobj" and before.lemma == "for" and self.parse.tokens[before.i - 1].text.lower() == "as"

    def _bound(self, token: Token, other: Token) -> bool:
        """Whether two words are arguments of one verb, and so stand for two."""
        if other.sentence != token.sentence:
            return False
        verb = token.head
        if other.head == verb and other.dep not in ("conj", "advcl"):
            return True
        if self._is_topic(other):
            return False
        node = other
        while node.dep in ("pobj", "prep", "dobj", "dative", "compound", "appos") and node.head != node.i:
            node = self.parse.tokens[node.head]
            if node.i == verb:
                return True
        return False


def _can_be(figure: Figure, token: Token) -> bool:
    """Whether "who" or "which" can stand for an actor of this kind."""
    word = token.text.lower()
    if word in ("who", "whom", "whose"):
        return figure.kind in ("person", "group", "unnamed")
    return word == "that" or figure.kind not in ("person", "unnamed")
