"""Nouns that take up a body named before: "the company", "the academy", "the Dallas oil and gas concern"."""

from __future__ import annotations

from math import log2

from onrecord.extract.actor_bearers import DEFINITE, REACH, determiner_of
from onrecord.extract.actor_figure import Figure, Reference, Scene
from onrecord.language import Parse, Token
from onrecord.lexicon.actor_words import actor_words, is_party

# Which body "the newspaper" or "the agency" may stand for, by PLOVER's sector; None for any.
SECTORS: dict[str, frozenset[str | None]] = {
    "newspaper": frozenset(("MED",)), "paper": frozenset(("MED",)), "network": frozenset(("MED",)),
    "outlet": frozenset(("MED",)), "magazine": frozenset(("MED",)), "station": frozenset(("MED",)),
    "bloc": frozenset(("IGO",)), "union": frozenset(("IGO", None)), "alliance": frozenset(("IGO",)),
    "party": frozenset(("PTY",)), "court": frozenset(("JUD",)), "department": frozenset(("GOV",)),
    "ministry": frozenset(("GOV",)), "bureau": frozenset(("GOV",)), "agency": frozenset(("GOV", "IGO", "MED", None)),
    "group": frozenset(("NGO", "BUS", None)), "organization": frozenset(("NGO", "IGO", "PTY", None)),
    "fund": frozenset(("IGO", "BUS")), "university": frozenset(("EDU",)),
}  # fmt: skip
BUSINESS: frozenset[str | None] = frozenset(("BUS", None))
ALIKE = {"school": ("academy", "school"), "panel": ("panel", "committee"), "center": ("center", "institute")}
NEAR = 600  # characters back in which a body of the fitting sector goes before one of which none is known
CLASSING = frozenset(("group", "movement", "organization", "organisation", "network", "agency", "company"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
# Weights in kind those of Lappin and Leass (1994), as with the pronouns.
MAIN_SUBJECT = 4.0
SUBJECT = 2.5
OTHER_PART = 0.5
DISTANCE = 0.7  # lost with each sentence between
OFTEN = 0.6  # for each doubling of how often a body was mentioned before


class KnownBodies:
    """Finds the body, named before, whom a noun stands for."""

    def __init__(self, parse: Parse, scene: Scene) -> None:
        self.parse = parse
        self.scene = scene

    def before(self, head: Token) -> Figure | None:
        """The body that a definite noun takes up; None where none or no single one fits."""
        if determiner_of(self.parse, head) not in DEFINITE or head.tag not in ("NN", "NNP"):
            return None
        lemma = head.lemma.lower()
        business = lemma in actor_words("business")
        if not self._is_bare(head, described=business):
            return None
        sectors = BUSINESS if business else SECTORS.get(lemma)
        if sectors is None:
            return self._so_called(head, lemma)
        figures = [f for f in self.scene.figures if f.kind == "organization" and f.sector in sectors]
        if business:
            figures = [f for f in figures if not f.words or f.words[-1].casefold() not in actor_words("no_business")]
        if lemma == "party":
            figures = [f for f in figures if is_party(f.name)]
        if not business:
            near = [f for f in figures if f.sector is not None and self._last(f, head) > head.start - NEAR]
            figures = near or figures
        return self._foremost(figures, head)

    def beside(self, head: Token) -> Figure | None:
        """The body that a noun only classes: "the Novak Rivers group"."""
        if head.lemma.lower() not in CLASSING or head.tag == "NNS":
            return None
        for i in self.parse.children[head.i]:
            figure = self.scene.at.get(i)
            if i == head.i - 1 and figure is not None and figure.kind == "organization":
                return figure
        return None

    def _is_bare(self, head: Token, *, described: bool) -> bool:
        """Whether nothing beside a noun tells of another body; `described`: what a firm makes and where it sits may."""
        for i in self.parse.children[head.i]:
            child = self.parse.tokens[i]
            if child.dep in ("relcl", "acl", "appos"):
                return False
            if child.dep == "prep" and not (described and child.text == "of" and head.lemma.endswith("er")):
                return False
            if child.dep in ("compound", "amod", "nmod", "nummod"):
                of_other = i in self.scene.at and self.scene.at[i].kind != "country"
                if not described or of_other or child.lemma.lower() in ("other", "second", "new", "same", "whole"):
                    return False
        return True

    def _so_called(self, head: Token, lemma: str) -> Figure | None:
        """The only body before whose name ends in the noun: "the academy" after "the Rivers Academy"."""
        if any(self.parse.tokens[i].dep in ("compound", "amod") for i in self.parse.children[head.i]):
            return None
        ends = ALIKE.get(lemma, (lemma,))
        found = [
            figure
            for figure in self.scene.figures
            if figure.kind == "organization" and len(figure.words) > 1 and figure.words[-1].casefold() in ends
            and self._last(figure, head) > -REACH
        ]  # fmt: skip
        return found[0] if len(found) == 1 else None

    def _last(self, figure: Figure, head: Token) -> int:
        """Where a body was last named before a noun; -REACH where it was not."""
        starts = (r.start for r in figure.references if r.start < head.start and r.form == "name")
        return max(starts, default=-REACH)

    def _foremost(self, figures: list[Figure], head: Token) -> Figure | None:
        """The body that the report is about at a noun: a subject before others, near before far, named often."""
        best: tuple[float, int, Figure] | None = None
        counts: dict[int, int] = {}
        most = 0
        for figure in figures:
            before = [r for r in figure.references if head.start - REACH < r.start < head.start]
            if not any(r.form == "name" for r in before):
                continue
            score = max(self._weight(r, head) for r in before) + OFTEN * log2(len(before))
            ranked = (score, -before[0].start, figure)
            if best is None or ranked[:2] > best[:2]:
                best = ranked
            most = max(most, len(before))
            counts[id(figure)] = len(before)
        if best is None:
            return None
        # "The computer maker" is whom the report is about; among many firms it may be one that was not taken up.
        described = any(self.parse.tokens[i].dep in ("compound", "amod") for i in self.parse.children[head.i])
        return None if described and counts[id(best[2])] < most else best[2]

    def _weight(self, reference: Reference, head: Token) -> float:
        token = self.parse.tokens[reference.head]
        part = OTHER_PART
        if token.dep in SUBJECTS:
            part = MAIN_SUBJECT if self.parse.tokens[token.head].dep == "ROOT" else SUBJECT
        elif token.sentence == self.parse.tokens[0].sentence and token.i == reference.head and reference.start == 0:
            part = SUBJECT  # "Novak Foods' chairman resigned": what a report opens with is what it is about
        return part - DISTANCE * (head.sentence - token.sentence)
