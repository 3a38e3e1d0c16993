"""Offices and positions: before and after a name, in apposition, or as its predicate."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from onrecord.extract.actor_figure import Figure, FoundRole, Name, Scene
from onrecord.extract.actor_offices import ELECT, MAX_BEFORE, NOUNS, Office, Offices
from onrecord.language import Parse
from onrecord.lexicon.actor_words import actor_words, is_office, office_sector
from onrecord.lexicon.territories import find_territory


def find_roles(parse: Parse, scene: Scene, names: list[Name], quoted: frozenset[int] = frozenset()) -> None:
    """Give each person the offices that stand beside its name, and the noun phrases there as mentions.

    What somebody is said to be within a statement or in `quoted` tokens is no office that the report itself gives.
    """
    reader = _Reader(parse, scene, names, quoted)
    for name in names:
        figure = scene.at.get(name.last)
        if name.kind != "person" or figure is None or figure.kind != "person":
            continue
        figure.country = figure.country or reader.country_before(name)
        for office, mention in reader.around(name):
            if not any(r.start == office.role.start for r in figure.roles):
                figure.roles.append(office.role)
            if mention:
                scene.refer(figure, office.role.start, office.role.end, office.noun, "title")
    for figure in scene.figures:
        if figure.kind == "person":
            _conclude(figure)


def _conclude(figure: Figure) -> None:
    """Country and sector of a person from the offices."""
    for role in sorted(figure.roles, key=lambda r: r.status == "former"):  # former offices tell where no other does
        organization = role.organization
        if figure.country is None:
            figure.country = role.country or (organization.country if organization is not None else None)
        if figure.sector is None:
            figure.sector = _sector(role) if organization is None else organization.sector


def _sector(role: FoundRole) -> str | None:
    """The sector of an office; an attorney general is no general."""
    title = role.title.lower()
    compound = " ".join(title.split()[-2:])
    # The president of a rowing club governs nothing; a secretary of state does.
    _, _, of = title.replace(" for ", " of ").partition(" of ")
    if of and role.country is None and of.split()[-1] not in actor_words("portfolio"):
        return None
    return office_sector(compound if is_office(compound) else role.office)


class _Reader:
    """Reads offices around names."""

    def __init__(self, parse: Parse, scene: Scene, names: list[Name], quoted: frozenset[int]) -> None:
        self.parse = parse
        self.quoted = quoted
        self.tokens = parse.tokens
        self.scene = scene
        self.inside = {i: name for name in names for i in range(name.first, name.last + 1)}
        self.offices = Offices(parse, scene, self.inside)

    def around(self, name: Name) -> Iterator[tuple[Office, bool]]:
        """Each office beside a name, and whether its words are a mention of their own."""
        country = self._of_country(name)
        direct = self._directly_before(name)
        if direct is not None:
            yield self._with_country(direct, country), False
        before = self._before_comma(name)
        if before is not None:
            yield before, True
        after = self._after_comma(name)
        if after is not None:
            more = self._and_more(after)
            if more is None or more.first <= after.last:
                yield after, True
            else:
                if after.role.organization is None and after.role.country is None:
                    shared = replace(after.role, organization=more.role.organization, country=more.role.country)
                    after = after._replace(role=shared)
                yield after, True
                yield more, False
        copula = self._predicate(name)
        if copula is not None:
            yield copula, False
        if direct is before is after is copula is None:
            affiliation = self._of_body(name)
            if affiliation is not None:
                yield affiliation, False

    def _with_country(self, office: Office, country: tuple[str, int] | None) -> Office:
        role = office.role
        if country is None or role.country is not None or role.organization is not None:
            return office
        end = role.end
        told = FoundRole(role.title, role.office, role.start, end, role.status, country[0], None)
        return office._replace(role=told)

    def country_before(self, name: Name) -> str | None:
        """The country in "Iraq's Saddam Hussein"."""
        place = self.inside.get(name.first - 2) if name.first > 1 else None
        if place is None or self.tokens[name.first - 1].tag != "POS" or place.kind != "country":
            return None
        territory = find_territory(" ".join(place.words))
        return territory.code if territory is not None else None

    def _of_country(self, name: Name) -> tuple[str, int] | None:
        """The country in "Olaf Scholz of Germany"."""
        at = name.last + 1
        if at + 1 < len(self.tokens) and self.tokens[at].text == "of":
            nxt = at + 2 if self.tokens[at + 1].pos == "DET" else at + 1
            place = self.inside.get(nxt)
            territory = find_territory(" ".join(place.words)) if place is not None else None
            if place is not None and territory is not None:
                return territory.code, place.last
        return None

    def _of_body(self, name: Name) -> Office | None:
        """What a name alone is told to be of: "said Ole Berg of the Rivers Institute"; its words are the title."""
        at = name.last + 1
        if len(name.words) < 2 or not self.offices.same(at + 1, self.tokens[name.last].sentence):
            return None
        body = self.inside.get(at + 2 if self.tokens[at + 1].pos == "DET" else at + 1)
        figure = self.scene.at.get(body.last) if body is not None and self.tokens[at].text == "of" else None
        if body is None or figure is None or figure.kind != "organization" or at in self.inside:
            return None
        title = f"of {' '.join(body.words)}"
        start, end = self.tokens[at].start, self.tokens[body.last].end
        return Office(at, body.last, at, FoundRole(title, "", start, end, "current", None, figure))

    def _directly_before(self, name: Name) -> Office | None:
        sentence = self.tokens[name.first].sentence
        k = name.first - 1
        if not self.offices.same(k, sentence):
            return None
        if self.tokens[k].text.lower() in ELECT and k > 1 and self.tokens[k - 1].text == "-":
            return (
                self.offices.read(k - 2, k, ELECT[self.tokens[k].text.lower()])
                if self.offices.is_office(k - 2)
                else None
            )
        if self.offices.is_office(k):
            return self.offices.read(k, k, None)
        # "Secretary of State John Kerry": an office, "of", and capitalised words up to the name.
        for back in range(k - 1, max(k - 6, 0), -1):
            if not self.offices.same(back, sentence):
                break
            if self.tokens[back].text == "of" and back > 0 and self.offices.is_office(back - 1):
                if self.tokens[back - 1].text[0].isupper():
                    return self.offices.read(back - 1, k, None)
                break
            if not self.tokens[back].text[0].isupper() and self.tokens[back].text not in ("and", "the"):
                break
        return None

    def _before_comma(self, name: Name) -> Office | None:
        """As "The European Council president, António Costa,": an office, perhaps with "of …", a comma, the name."""
        sentence = self.tokens[name.first].sentence
        comma = name.first - 1
        if not self.offices.same(comma - 1, sentence) or self.tokens[comma].text not in (",", "—", "–", ":"):
            return None
        head = self.tokens[name.last]
        for k in range(comma - 1, max(comma - MAX_BEFORE, -1), -1):
            if not self.offices.same(k, sentence) or self.tokens[k].text in (",", ";", "“", "”", '"'):
                return None
            if self.tokens[k].pos in ("VERB", "AUX") and self.tokens[k].tag != "VBG":
                return None
            if k in self.inside and self.inside[k].kind == "person":
                if self.tokens[self.inside[k].first - 1].text == "for":
                    continue  # "an attorney for Mr. Holm, Ole Berg,"
                return None
            if self.offices.is_office(k) and k not in self.inside:
                if self.offices.is_office(k + 1):
                    continue
                if self.tokens[k + 1].tag == "POS":
                    return None  # "Editor's note: Mr. Berg"
                linked = head.head == k or any(a.i == k for a in self.parse.ancestors(head.i))
                office = self.offices.read(k, comma - 1, None)
                if not linked and not self._closes(name) and not self._opens(office, name):
                    return None
                # "the president, the speaker, Ms. Berg" are three.
                before = office.first - 1 if office is not None else -1
                listed = self.offices.same(before - 1, sentence) and self.tokens[before].text == ","
                return None if listed and self.offices.is_office(before - 1) else office
        return None

    def _opens(self, office: Office | None, name: Name) -> bool:
        """Whether an office opens the sentence whose subject follows: "Now the top prosecutor, Ms. Berg rose"."""
        first, _ = self.parse.sentence_tokens[self.tokens[name.last].sentence]
        if office is None or office.first > first + 1 or self.tokens[name.last].dep not in ("nsubj", "nsubjpass"):
            return False
        return office.first == first or self.tokens[first].pos == "ADV"

    def _closes(self, name: Name) -> bool:
        after = name.last + 1
        return after >= len(self.tokens) or self.tokens[after].text in (",", ".", "—", "–", ";", ")")

    def _after_comma(self, name: Name) -> Office | None:
        """As "David Lammy, the British foreign minister": a comma and an office's noun phrase."""
        sentence = self.tokens[name.first].sentence
        at = name.last + 1
        if not self.offices.same(at + 1, sentence) or self.tokens[at].text not in (",", "—", "–", "("):
            return None
        at += 1
        if self.tokens[at].pos == "NUM" and self.offices.same(at + 2, sentence) and self.tokens[at + 1].text == ",":
            at += 2  # an age
        if self.offices.same(at + 1, sentence) and self.tokens[at].text == "who" and self.tokens[at + 1].lemma == "be":
            at += 2
        noun = self._noun_from(at, sentence)
        if noun is None:
            return None
        if self.tokens[noun].dep in ("nsubj", "nsubjpass") and self.tokens[noun].head > noun:
            return None  # "After she met Mr. Holm, the minister said": a subject of its own
        office = self.offices.read(noun, noun, None)
        if office is None or office.first < at:
            return None
        # A list of people is no apposition: "Mr. Rutte, President Duda and …".
        return office

    def _and_more(self, office: Office) -> Office | None:
        """The second office of "chairman and chief executive of Novak Foods"; what it belongs to is the first's too."""
        at = office.last + 1
        sentence = self.tokens[office.noun].sentence
        if not self.offices.same(at + 1, sentence) or self.tokens[at].text not in ("and", "&"):
            return None
        noun = self._noun_from(at + 1, sentence)
        if noun is None or self.tokens[noun].dep in ("nsubj", "nsubjpass"):
            return None
        return self.offices.read(noun, noun, None)

    def _noun_from(self, at: int, sentence: int) -> int | None:
        """The office's noun that ends the run of nouns and modifiers from a token on."""
        noun = None
        for k in range(at, at + MAX_BEFORE + 2):
            if not self.offices.same(k, sentence):
                break
            token = self.tokens[k]
            inside = self.inside.get(k)
            if inside is not None and inside.kind == "person" and noun is not None:
                return None  # "…, President Andrzej Duda": another person's office
            if (
                token.pos in NOUNS
                or token.pos in ("DET", "PRON")
                or token.tag in ("POS", "PRP$", "HYPH")
                or token.text == "-"
                or self.offices.shapes(k, k + 1)
            ):
                if token.pos in ("DET", "PRON") and k > at:
                    break
                if (self.offices.is_office(k) and inside is None) or (
                    inside is not None and self.offices.is_office(k) and k == inside.last
                ):
                    noun = k
                elif noun == k - 1 and token.text.lower() in actor_words("portfolio") and inside is None:
                    return noun  # "vice president finance"
                elif noun is not None and token.pos in ("NOUN", "PROPN") and token.text != "-":
                    noun = None if inside is None or inside.kind != "person" else noun
                continue
            if token.pos == "ADV" and noun is None:
                continue
            break
        return noun

    def _predicate(self, name: Name) -> Office | None:
        """As "X is the president of Y"."""
        head = self.tokens[name.last]
        verb = self.tokens[head.head]
        if head.dep != "nsubj" or verb.lemma != "be" or verb.i in self.quoted or verb.tag in ("VBG", "VB"):
            return None
        if verb.dep in ("ccomp", "pcomp", "acl") and verb.head != verb.i:
            return None  # somebody's words or belief
        for i in self.parse.children[verb.i]:
            if self.tokens[i].dep == "neg":
                return None
        for i in self.parse.children[verb.i]:
            if self.tokens[i].dep == "attr" and self.offices.is_office(i) and i > verb.i:
                return self.offices.read(i, i, "former" if verb.tag == "VBD" else None)
        return None
