"""Nouns that take up a person named before: "the chancellor", "the retired surgeon"."""

from __future__ import annotations

from onrecord.extract.actor_figure import Figure, FoundRole, Scene
from onrecord.extract.actor_offices import office_of
from onrecord.language import Parse, Token
from onrecord.lexicon.actor_words import Gender, actor_words, office_sector
from onrecord.lexicon.territories import find_territory

DEFINITE = frozenset(("the", "this", "that", "these", "those"))
SAME_OFFICE = {
    "congressman": ("representative", "congressman"), "congresswoman": ("representative", "congresswoman"),
    "lawmaker": ("representative", "senator", "lawmaker"), "representative": ("representative", "congressman"),
}  # fmt: skip
REACH = 2500  # characters back in which "the chancellor" may find a name
SECOND = frozenset(("deputy", "vice", "assistant", "associate"))  # "the president" is not the vice president
COMPLEMENT = frozenset(("of", "for", "at", "from", "to", "with"))


class KnownBearers:
    """Finds the actor, named before, whom a noun stands for."""

    def __init__(self, parse: Parse, scene: Scene) -> None:
        self.parse = parse
        self.scene = scene
        self._said: list[tuple[frozenset[str], Figure]] = []  # by which words somebody was described
        self.by_office: dict[str, list[Figure]] = {}
        for figure in scene.figures:
            for role in figure.roles:
                bearers = self.by_office.setdefault(role.office, [])
                if figure not in bearers:
                    bearers.append(figure)

    def holder(self, token: Token) -> Figure | None:
        """The person named before whose office a noun names."""
        office = office_of(token)
        for same in SAME_OFFICE.get(office, (office,)) if office is not None else ():
            figure = self._bearer(token, same) if same in self.by_office else None
            if figure is not None:
                return figure
        return None

    def _bearer(self, head: Token, office: str) -> Figure | None:
        """The person last named of those who have an office, by nationality where the words give one."""
        determiner = determiner_of(self.parse, head)
        if determiner not in DEFINITE and determiner != "poss":
            return None
        modifiers = [self.parse.tokens[i] for i in self.parse.children[head.i] if i < head.i]
        countries = {t.code for m in modifiers if m.text[0].isupper() and (t := find_territory(m.text)) is not None}
        if determiner == "poss" and not countries:
            return None  # "his lawyer" is another's than "her lawyer"
        words = {m.text.lower() for m in modifiers}
        former = any(m.text.lower() in actor_words("former") for m in modifiers)
        # "the South Carolina senator": a state is no part of the title, and one bearer of the office is needed then.
        elected = office_sector(office) in ("LEG", "GOV")
        placed = elected and any(
            m.text[0].isupper() and find_territory(m.text) is None and m.dep == "compound" for m in modifiers
        )
        if placed and len(self.by_office[office]) == 1:
            modifiers = [m for m in modifiers if not m.text[0].isupper()]
        content = {
            m.text.lower() for m in modifiers if m.dep in ("compound", "amod") and find_territory(m.text) is None
        } - actor_words("unsaid") - actor_words("former")  # fmt: skip
        complement = any(self.parse.tokens[i].dep == "prep" and self.parse.tokens[i].text in COMPLEMENT
                         for i in self.parse.children[head.i])  # fmt: skip
        best: tuple[int, Figure] | None = None
        rivals = 0
        for figure in self.by_office[office]:
            last = max((r.start for r in figure.references if r.start < head.start), default=-1)
            fits = any(
                role.office == office
                and (not countries or (role.country or figure.country) in countries)
                and (not content or content <= self._told_with(role))
                and former == (role.status == "former")
                and not (SECOND & set(role.title.lower().split()) - words)
                for role in figure.roles
            )
            if last < 0 or not fits:
                continue
            rivals += head.start - last < REACH
            if best is None or last > best[0]:
                best = (last, figure)
        if best is None or (complement and not countries):
            return None
        # With several of that office only one named just before is meant for certain.
        if rivals > 1 and not countries and head.start - best[0] > 400:
            return None
        return best[1]

    def _told_with(self, role: FoundRole) -> set[str]:
        """The words of the sentence in which an office was told."""
        found = self.parse.token_at(role.start)
        words = self.parse.sentence_words(found.sentence) if found is not None else ()
        return {word.text.lower() for word in words}

    def described(self, head: Token) -> Figure | None:
        """The person whom "the retired surgeon", "the Iraqi leader" or "the Republican nominee" describes anew.

        By nationality the only one of that country; else the last main subject, named just before, if the sex that the
        noun or a pronoun of its own tells fits. What was once said of somebody is said of the same one later.
        """
        words = frozenset(self.parse.tokens[i].text.lower() for i in self.parse.children[head.i] if i < head.i)
        if determiner_of(self.parse, head) != "the" or head.tag != "NN":
            return None
        lemma = head.lemma.lower()
        standing = lemma in actor_words("standing") and len(words) > 1 and not self._has_complement(head)
        person = office_of(head) is not None or lemma in actor_words("person")
        epithet = person and head.dep in ("nsubj", "nsubjpass") and bool(words & actor_words("epithet"))
        if not standing and not epithet:
            return None
        said = (words - {"the", "presidential"}) | {lemma}
        for known, figure in reversed(self._said):
            if said == known:
                return figure
        found = self._compatriot(head) if standing else None
        subject = head.dep == "nsubj" and self.parse.tokens[head.head].dep == "ROOT"
        if found is None and (epithet or subject):
            found = self._last_subject(head, gender_of_noun(lemma) or self._own_sex(head))
        if found is not None:
            self._said.append((said, found))
        return found

    def _has_complement(self, head: Token) -> bool:
        after = (self.parse.tokens[i] for i in self.parse.children[head.i] if i > head.i)
        return any(child.dep in ("prep", "relcl", "appos") for child in after)

    def _compatriot(self, head: Token) -> Figure | None:
        """The only person named before of the country whose leader a noun means."""
        modifiers = (self.parse.tokens[i] for i in self.parse.children[head.i] if i < head.i)
        codes = {t.code for m in modifiers if m.text[0].isupper() and (t := find_territory(m.text)) is not None}
        if len(codes) != 1 or head.lemma.lower() not in actor_words("ruling"):
            return None
        found = [
            figure
            for figure in self.scene.mentioned
            if figure.kind == "person" and figure.country in codes and min(figure.references).start < head.start
            and all(role.office in actor_words("ruling") for role in figure.roles)
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _own_sex(self, head: Token) -> Gender | None:
        """The sex of a subject by a possessive of its own clause: "the nominee attacked her opponent"."""
        if head.dep != "nsubj":
            return None
        for token in self.parse.sentence_words(head.sentence):
            if token.i > head.i and token.dep == "poss" and token.text.lower() in ("his", "her"):
                return "m" if token.text.lower() == "his" else "f"
        return None

    def _last_subject(self, head: Token, sex: Gender | None) -> Figure | None:
        """The subject of the last main clause within two sentences; the one person in reach whose sex fits."""
        if any(self.parse.tokens[i].text[0].isupper() and find_territory(self.parse.tokens[i].text) is not None
               for i in self.parse.children[head.i] if i < head.i):  # fmt: skip
            return None  # another country's
        for i in range(head.i - 1, -1, -1):
            token = self.parse.tokens[i]
            if head.sentence - token.sentence > 2:
                break
            figure = self.scene.at.get(i)
            if figure is not None and figure.kind == "person" and token.dep in ("nsubj", "nsubjpass"):
                return figure if sex is None or figure.gender in (None, sex) else None
        return None


def determiner_of(parse: Parse, head: Token) -> str:
    """The article or possessive of a noun phrase, lower case; "" where it has none."""
    for i in parse.children[head.i]:
        child = parse.tokens[i]
        if child.dep in ("det", "poss") and i < head.i:
            return child.text.lower() if child.dep == "det" else "poss"
    return ""


def gender_of_noun(lemma: str) -> Gender | None:
    """The sex that a noun tells: "chairwoman"."""
    if lemma in actor_words("person_m"):
        return "m"
    return "f" if lemma in actor_words("person_f") else None
