"""The noun phrase of an office: its title, whose it is, and whether it is held, was held or will be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from onrecord.extract.actor_figure import Figure, FoundRole, Name, Scene
from onrecord.language import Parse, Token
from onrecord.lexicon.actor_words import actor_words, is_office
from onrecord.lexicon.territories import find_territory, territory_form
from onrecord.record import RoleStatus

ELECT: dict[str, RoleStatus] = {"elect": "elect", "designate": "designate", "nominate": "designate"}
BELONGING = frozenset(("of", "for", "at", "to", "in", "with", "from"))
NOUNS = frozenset(("NOUN", "PROPN", "ADJ", "NUM"))
FULL_OFFICES = {"sen.": "senator", "rep.": "representative", "gov.": "governor", "gen.": "general", "col.": "colonel",
                "pres.": "president", "prof.": "professor", "amb.": "ambassador", "lt.": "lieutenant"}  # fmt: skip
MAX_BEFORE = 10  # words before an office's noun that may belong to it


class Office(NamedTuple):
    """An office's noun phrase: tokens `[first, last]`, its noun, and what was read of it."""

    first: int
    last: int
    noun: int
    role: FoundRole


class Offices:
    """Reads offices from their nouns; `inside` gives the name that a token is part of."""

    def __init__(self, parse: Parse, scene: Scene, inside: Mapping[int, Name]) -> None:
        self.parse = parse
        self.tokens = parse.tokens
        self.scene = scene
        self.inside = inside

    def same(self, i: int, sentence: int) -> bool:
        """Whether there is a token `i`, and in this sentence."""
        return 0 <= i < len(self.tokens) and self.tokens[i].sentence == sentence

    def is_office(self, i: int) -> bool:
        """Whether a token is the noun of one person's office."""
        token = self.tokens[i]
        if token.pos not in ("NOUN", "PROPN", "ADJ"):
            return False
        word = token.text.lower()
        if token.tag in ("NNS", "NNPS"):
            return False  # "two rivals, Mr. Holm and Ms. Berg" gives neither an office of his own
        return is_office(word) or is_office(token.lemma.lower()) or word in actor_words("office_before")

    def read(self, noun: int, last: int, status: RoleStatus | None) -> Office | None:
        """Read the noun phrase of an office: what goes before its noun, and "of …" after it up to `last` or beyond."""
        tokens = self.tokens
        sentence = tokens[noun].sentence
        first, title_words, country, organization = noun, [noun], None, None
        k = noun - 1
        while self.same(k, sentence) and noun - k <= MAX_BEFORE:
            token = tokens[k]
            place = self.inside.get(k)
            if place is not None and place.last < noun:
                figure = self.scene.at.get(place.last)
                if place.kind == "person" and tokens[place.last + 1].text in ("administration", "campaign", "team"):
                    title_words.extend(range(place.first, place.last + 1))
                    first, k = place.first, place.first - 1
                    continue
                if place.kind == "person" and not (
                    tokens[place.last + 1].tag == "POS" or k + 1 == noun or figure is None
                ):
                    break
                territory = find_territory(" ".join(place.words))
                if territory is not None and place.kind != "person":
                    country = country or territory.code
                elif place.words[0].lower() in actor_words("portfolio") and len(place.words) == 1:
                    title_words.append(k)  # "Defense Minister"
                elif figure is not None and figure.kind == "organization":
                    organization = organization or figure
                first, k = place.first, place.first - 1
                continue
            if token.pos == "DET" or token.tag == "PRP$":
                first = k
                break
            territory = find_territory(token.text)
            pair = find_territory(f"{tokens[k - 1].text} {token.text}") if self.same(k - 1, sentence) else None
            if pair is not None:
                country = country or pair.code
                first, k = k - 1, k - 2
                continue
            if territory is not None and territory_form(token.text) != "people" and token.text[0].isupper():
                country = country or territory.code
            elif token.tag == "POS":
                pass
            elif token.text.lower() in actor_words("former"):
                status = status or "former"
            elif token.text.lower() in actor_words("acting"):
                status = status or "acting"
            elif token.text.lower() == "mate" and k + 1 < noun:
                break  # "his running mate, presidential nominee …" without its comma
            elif token.text == "-" and self.same(k - 1, sentence):
                title_words.append(k)
            elif (
                (token.pos in NOUNS and token.tag not in ("VBG", "VBN"))
                or token.tag == "HYPH"
                or self.shapes(k, noun)
                or (self.same(k - 1, sentence) and tokens[k - 1].text == "-" and token.tag in ("VBG", "VBN"))
            ):
                if tokens[noun].text[0].isupper() and token.text.islower():
                    break  # "the network, President …" without its comma
                if token.text.lower() not in actor_words("unsaid") and tokens[k + 1].tag != "POS":
                    title_words.append(k)
            else:
                break
            first, k = k, k - 1
        title = self._words(title_words)
        if status is None and last + 2 < len(tokens) and tokens[noun + 1].text == "-":
            status = ELECT.get(tokens[noun + 2].text.lower())
            last = noun + 2 if status is not None else last
        end, extra, place_code, body = self._belongs(noun, last)
        last = max(last, end)
        country, organization = country or place_code, organization or body
        word = tokens[noun].text.lower()
        lemma = FULL_OFFICES.get(word, word if is_office(word) else tokens[noun].lemma.lower())
        if status is None and word in actor_words("candidate"):
            status = "candidate"
        for mark in ("former ", "ex-"):
            if title.lower().startswith(mark):
                title, status = title[len(mark) :], "former"
        role = FoundRole(f"{title} {extra}".strip(), lemma, tokens[first].start, tokens[last].end,
                         status or "current", country, organization)  # fmt: skip
        return Office(first, last, noun, role)

    def shapes(self, k: int, noun: int) -> bool:
        """Whether a participle is part of an office's title: "managing director"."""
        return self.tokens[k].tag == "VBG" and k + 1 == noun and self.tokens[k].dep in ("amod", "compound")

    def _words(self, numbers: list[int]) -> str:
        parts: list[str] = []
        for i in sorted(numbers):
            glued = bool(parts) and i - 1 in numbers and self.tokens[i].start == self.tokens[i - 1].end
            parts.append(("" if glued or not parts else " ") + self.tokens[i].text)
        return "".join(parts).strip("- ")

    def _owner(self, place: Name | None) -> Name | None:
        """The body that another only locates: "of Oslo-based Novak Foods", "of Reed University's Rivers Institute"."""
        tokens = self.tokens
        while place is not None:
            k = place.last + 1
            while self.same(k, tokens[place.last].sentence) and k - place.last < 6:
                word = tokens[k].text.lower()
                if word in ("based", "'s", "’s") or (word not in ("-", ",") and k not in self.inside):
                    break
                k += 1
            after = self.inside.get(k + 1)
            based = k < len(tokens) and tokens[k].text.lower() in ("based", "'s", "’s")
            if not based or after is None or after.kind != "organization" or after.first != k + 1:
                return place
            place = after
        return place

    def _belongs(self, noun: int, last: int) -> tuple[int, str, str | None, Figure | None]:
        """What "of …" after an office's noun tells: its end, words that belong to the title, country, body."""
        tokens = self.tokens
        at = noun + 1
        if last > noun and tokens[at].text == "-":
            at = last + 1
        sentence = tokens[noun].sentence
        if not self.same(at + 1, sentence) or tokens[at].text not in BELONGING:
            return noun, "", None, None
        k = at + 1
        while self.same(k, sentence) and (tokens[k].pos == "DET" or tokens[k].tag == "PRP$"):
            k += 1
        if not self.same(k, sentence):
            return noun, "", None, None
        place = self._owner(self.inside.get(k) or self.inside.get(at + 1))
        if place is not None:
            territory = find_territory(" ".join(place.words))
            figure = self.scene.at.get(place.last)
            if territory is not None and place.kind != "person":
                abroad = tokens[noun].lemma.lower() in ("ambassador", "envoy", "emissary") and tokens[at].text == "to"
                told = not abroad and tokens[at].text != "in"  # "was president in 1990 in Oslo" tells where
                return place.last, "", territory.code if told else None, None
            if figure is not None and figure.kind == "organization":
                return place.last, "", None, figure
            if len(place.words) == 1 and tokens[at].text == "of" and place.kind == "organization":
                return place.last, f"of {place.words[0]}", None, None  # "Secretary of State"
            if place.kind != "person":
                return place.last, "", None, None
            return self._of_persons(noun, at, place)
        if tokens[at].text not in ("of", "for"):
            return noun, "", None, None
        end = k
        while self.same(end + 1, sentence) and tokens[end + 1].pos in NOUNS and end + 1 not in self.inside:
            end += 1
        if tokens[k].pos not in NOUNS or (tokens[at].text == "for" and not tokens[k].text.islower()):
            return noun, "", None, None
        words = self._words(list(range(at, end + 1)))
        return end, words, None, None

    def _of_persons(self, noun: int, at: int, person: Name) -> tuple[int, str, str | None, Figure | None]:
        """What "of Mr. Holm's 2008 campaign" tells: words that belong to the title."""
        tokens = self.tokens
        end = person.last + 1
        if tokens[at].text != "of" or not self.same(end + 1, tokens[noun].sentence) or tokens[end].tag != "POS":
            return noun, "", None, None
        while self.same(end + 1, tokens[noun].sentence) and tokens[end + 1].pos in NOUNS and end + 1 not in self.inside:
            end += 1
        if tokens[end].tag == "POS":
            return noun, "", None, None
        return end, self._words(list(range(at, end + 1))), None, None


def office_of(token: Token) -> str | None:
    """The office that a noun names, by its lemma."""
    word = token.text.lower()
    if is_office(word):
        return word
    lemma = token.lemma.lower()
    return lemma if is_office(lemma) else None
