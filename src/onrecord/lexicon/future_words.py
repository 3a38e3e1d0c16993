"""Words that tell of what is to come: marks of the future in a sentence, and what around them takes that back.

Beside dates and events they find what is no event of any type ("will answer on Friday") and what is told without a day:
of 17 lines of what is to come in 14 reports, 10 were found by them alone. A mark is looked for in the words alone, so
each pattern asks for the form of a plan or an announcement, and what is merely a manner of speaking ("time will tell",
"you will see") is let go.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

REACH = 400  # characters before and after a mark that bear on it
Prospect = Literal["will", "scheduled", "expected", "intended", "possible"]


class FutureMark(NamedTuple):
    """A mark at `[start, end)` of a sentence's words; `reported`: it tells of the future only in what somebody said;
    `weak`: denied or but somebody's guess, and so worth a line only where it has a day.
    """

    start: int
    end: int
    prospect: Prospect
    reported: bool
    weak: bool


# Between an auxiliary and its verb.
_ADVERBS = (
    r"(?:\s(?:not|also|now|then|still|soon|likely|probably|eventually|only|ultimately|shortly|personally|jointly"
    r"|\w+ly))"
)
_INFINITIVE = (
    r"(?:to(?=\s(?!an?\b|the\b|his\b|her\b|their\b|its\b|our\b|this\b|that\b|those\b|these\b|great\b|such\b|be\san?\b)[a-z])"
    r"|To(?=\s(?!A\b|The\b)[A-Z]))"  # as headlines have it
)
_PARTICIPLE = (
    r"(?:\w+(?:ed|en|ing|[ao]wn)|held|heard|dealt|found|fought|laid|lent|hit|hurt|sworn|begun|rebuilt|cast|split|made|put"
    r"|paid|sold|sent|told|met|cut|set|built|brought|bought|led|won|kept|left|lost|read|sought|spent|run|done|shut)\b"
)
_SEEN = (
    r"(?:\w+ly\s)?(?:seen|remembered|missed|surprised|pleased|forgiven|forgotten|reminded|tempted|interested|gone|mistaken"
    r"|judged|considered|viewed|able)\b"
)
_BODY = r"(?:company|group|firm|bank|government|party|union|alliance|council|ministry|agency|thrift|army|court)"
_LINK = r"(?:\bam|\bis|\bare|'s|'re|'m)"

_PATTERNS: tuple[tuple[Prospect, bool, str], ...] = (
    ("will", False, r"\b(?:will|shall|won't)\b|'ll\b"),
    ("will", False, rf"{_LINK}{_ADVERBS}?\sgoing\s{_INFINITIVE}"),
    ("scheduled", False, rf"{_LINK}{_ADVERBS}?\s(?:scheduled|set|due|slated|booked)\s(?:to\s[a-z]|for\b|on\b|at\b)"),
    (
        "expected",
        False,
        rf"{_LINK}{_ADVERBS}?\s(?:expected|likely|poised|bound|about|on\s(?:track|course)|forecast|projected|predicted)"
        rf"\s{_INFINITIVE}",
    ),
    ("expected", False, rf"(?<!was\s)(?<!were\s)(?<!been\s)(?<!be\s)(?<!had\s)(?<!never\s)\bexpected\s{_INFINITIVE}"),
    (
        "expected",
        False,
        rf"(?<!n't\s)(?<!not\s)(?<!did\s)(?<!would\s)(?<!to\s)\bexpects?\s(?:[^.;:?]{{1,60}}?\s)?{_INFINITIVE}",
    ),
    ("intended", False, rf"(?<!made\s)\b(?:plans?|intends?|aims?|(?:is|are)\s(?:planning|preparing))\s{_INFINITIVE}"),
    ("intended", False, r"\b(?:plans|(?:is|are)\splanning)\s(?:an?|daily|new|more|further|\d[\d,.]*)\s"),
    ("intended", False, rf"\b(?:goal|aim|plan|intention|strategy)\sis\s{_INFINITIVE}"),
    ("scheduled", False, rf"\b(?:is|are)(?:\salso)?\s{_INFINITIVE}"),
    ("intended", False, rf"\bagree[sd]?\s(?:[\w.,']+\s){{0,3}}?{_INFINITIVE}"),
    ("intended", False, rf"\b(?:[Pp]romis|[Vv]ow|[Pp]ledg)(?:e|es|ed|ing|s)\s(?:\w+\s){{0,3}}?{_INFINITIVE}"),
    (
        "possible",
        False,
        r"\b(?:could|may|might)(?=\s[a-z]+\s(?:[^.;:]{0,60}\s)?(?:within\s(?:a\sfew|the\snext|\w+)\s(?:hours|days|weeks|months)"
        r"|in\sthe\s(?:coming|next)\s\w+|as\s(?:early|soon)\sas)\b)",
    ),
    ("scheduled", False, r"\bcomes?\s(?:just\s|only\s)?(?:[\w-]+\s){1,3}?(?:before|ahead\sof)\b"),
    (
        "possible",
        True,
        rf"\b(?:it|he|she|they|we|the\s{_BODY})\s(?:may|might)\s(?!have\b|be\b|not\b|well\b|contain\b|need\b)[a-z]",
    ),
    (
        "will",
        True,
        rf"\bwould\b{_ADVERBS}?\s[\"“]?(?!sometimes\b|often\b|always\b|have\b|like\b|love\b|rather\b|prefer\b|hope\b|say\b"
        r"|never\b|be\b|allow\b|enable\b|help\b|mean\b|make\b|seem\b|need\b)[a-z]",
    ),
    ("will", True, rf"\bwould\b{_ADVERBS}?\sbe\s(?!{_SEEN}){_PARTICIPLE}"),
    ("intended", True, rf"\b(?:planned|intended|(?:was|were)\s(?:planning|preparing|going))\s{_INFINITIVE}"),
    ("scheduled", True, rf"\b(?:was|were){_ADVERBS}?\s(?:scheduled|set|due|slated|expected)\s{_INFINITIVE}"),
)
_MARKS = tuple((prospect, reported, re.compile(pattern)) for prospect, reported, pattern in _PATTERNS)

# "the will to win", "free will"; a name is written with a capital letter and so no mark.
_NOUN_BEFORE = re.compile(
    r"\b(?:the|an?|his|her|their|its|our|my|your|free|good|ill|iron|political|last|of|at)\s$", re.I
)
# Nobody in particular: what is said of them is a remark, not a plan.
_NOBODY = re.compile(
    r"\b(?:you|nothing|nobody|no\sone|none|anyone|anybody|everyone|everybody|everything|whoever|people|(?<!,\s)who"
    r"|all\sof\s(?:this|that|it))(?:\salso|\sreally|\snever)?\s?$",
    re.I,
)
# Somebody asks, doubts, or fears it: "whether the vote will be held".
_OPEN_QUESTION = re.compile(
    r"\b(?:whether|how|why|what|no\schance|doubts?|doubted|afraid|concerned|worried|in\shopes"
    r"|(?:concerns?|fears?|worries|talk)\sthat)"
    r"\b[^;:]{0,60}$",
    re.I,
)
_CONDITION_BEFORE = re.compile(r"\b(?:if|unless|assuming|suppose|supposing|whenever|as\ssoon\sas)\b", re.I)
_CONDITION_AFTER = re.compile(r"\b(?:only\sif|unless|provided\sthat|as\slong\sas|on\s(?:the\s)?condition)\b", re.I)
_HYPOTHETICAL = re.compile(
    r"\bif\b|\bunless\b|\bwere\sto\b|\bcould\b|\b(?:perhaps|likely|almost\scertainly|probably)\b|^\W*had\b", re.I
)
# What follows "will" in remarks, judgements and idioms.
_REMARK_AFTER = re.compile(
    r"(?:\s(?:not|also|always|never|forever|certainly|surely|undoubtedly|inevitably|ever|only|really|just|one\sday)\b)*"
    r"\s(?:always|never|forever|find\s(?:it|out)|make\s(?:it|us|you)\b|happen\b|inspire\b|tell\b(?!\s\w)|matter|be(?:come)?\s(?!"
    + _PARTICIPLE
    + r"|to\b|in\b"
    r"|at\b|on\b|back\b|out\b|there\b|part\b|payable\b|available\b|ready\b|effective\b|open\b|closed\b|present\b|\d|[A-Z])"
    r"|be\s" + _SEEN + r""
    r"|(?:see|know|understand|notice|remember|recall|recogni[sz]e|appreciate|agree|argue|think|feel|say|fall\sto)\b)"
)
_NEGATED = re.compile(r"\bwon't$|^\s(?:not|never)\b|\bnot\b")
_NEGATED_BEFORE = re.compile(r"(?:n't|\bnot|\bnever|\bno\slonger)\s$")
_GUESS_BEFORE = re.compile(r"\bI\s(?:\w+\s)?(?:think|believe|guess|feel)\b[^;:]{0,60}$")
# The infinitive that says what something is: "the answer is to wait".
_COPULA_BEFORE = re.compile(
    r"\b(?:aim|all|answer|alternative|approach|best|business|challenge|choice|duty|first|second|third|goal|idea|intention|job|key|move|need"
    r"|option|plan|point|possibility|priority|problem|purpose|question|reaction|response|responsibility|role|solution|step|strategy"
    r"|task|temptation|thing|trick|way|what|here|there|that|this|it|which)(?:\s[\w,'-]+){0,4}\s?$",
    re.I,
)
_COPULA_AFTER = re.compile(
    r"to\s(?:blame|say|come|see|know|believe|expect|hope|worry|fear|tell|think|be\s(?:seen|found))\b"
)
TAKEN_BACK = re.compile(r"\bcall(?:s|ed)\soff\b|\b(?:abandoned|scrapped|cancell?ed|shelved)\b", re.I)
ONCE_PLANNED = re.compile(r"\bhad\s(?:\w+\s)?been\s(?:set|scheduled|due|expected|slated|planned)\b", re.I)
# Verbs of announcing after which "would" stands for "will"; after "argued" or "thought" it does not.
ANNOUNCING = frozenset(
    {
        "added", "adds", "announce", "announced", "announces", "confirmed", "confirms", "declared", "declares",
        "disclosed", "discloses", "indicated", "pledged", "pledges", "promised", "promises", "proposed",
        "reported", "reports", "said", "say", "says", "stated", "states", "tell", "tells", "told", "vowed",
        "vows",
    }
)  # fmt: skip
# The subject that a main clause of reported speech may have before its verb: no clause of its own.
SUBORDINATE = re.compile(
    r"\b(?:that|who|which|when|where|before|because|as|although|though|while|after|than|until|since|so|sure"
    r"|thought|hoped|believed|felt|feared|doubted)\b",
    re.I,
)
AGO = re.compile(r"\bago\b", re.I)
_TOLD = re.compile(r"\b(?:said|says|announced|told|promised|confirmed)\b")
_PLAN_IS_NOUN = re.compile(r"(?:\b(?:an?|its|his|her|their|our|new|no)|'s)\s(?:[\w-]+\s){0,3}$", re.I)
_PLAN_WANTING = re.compile(r"\bnot\s\w+\s$|\bno\s(?:\w+\s)?$|\bwithout\s(?:\w+\s)?$", re.I)
_PLAN_IS_VERB = re.compile(r"\b(?:they|we|i|you|who|also|now|still|and\s\w+|\w+s)\s$", re.I)


def find_future_marks(sentence: str) -> list[FutureMark]:
    """The marks of the future that stand in a sentence and are not taken back there, in the order of the words."""
    words = re.sub(r"\s", " ", sentence.replace("’", "'"))
    asked = words.rstrip("\"'”“) ").endswith("?")
    hypothetical = is_hypothetical(words)
    found = []
    for prospect, reported, pattern in _MARKS:
        if reported and hypothetical and prospect != "possible":
            continue
        for match in pattern.finditer(words):
            before = words[max(0, match.start() - REACH) : match.start()]
            after = words[match.end() : match.end() + REACH]
            if asked and not _TOLD.search(before):
                continue
            if _stands(prospect, match.group(), before, after):
                weak = bool(
                    _NEGATED.search(match.group())
                    or _NEGATED_BEFORE.search(before)
                    or _GUESS_BEFORE.search(before)
                    or (prospect == "will" and _NEGATED.match(after))
                )
                found.append(FutureMark(match.start(), match.end(), prospect, reported, weak))
    # "Is expected to" holds "expected to": of marks that overlap the first is kept.
    kept: list[FutureMark] = []
    for mark in sorted(found):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def depends(sentence: str) -> bool:
    """Whether what a sentence tells as coming is made to depend on something else: "only if", "unless"."""
    return bool(_CONDITION_AFTER.search(sentence))


def is_hypothetical(sentence: str) -> bool:
    """Whether a sentence thinks a case through: "if …", "were to", "could"."""
    return bool(_HYPOTHETICAL.search(sentence))


def _stands(prospect: Prospect, mark: str, before: str, after: str) -> bool:
    """Whether a mark tells of the future, with what stands before and after it."""
    if _CONDITION_BEFORE.search(before) or _OPEN_QUESTION.search(before) or _NOBODY.search(before):
        return False
    if mark in ("will", "shall", "won't", "'ll"):
        return not _NOUN_BEFORE.search(before) and not _REMARK_AFTER.match(after) and after[:1] in (" ", "")
    if mark.endswith("going to"):
        return not _REMARK_AFTER.match(after)
    if mark.startswith("plans ") and _PLAN_WANTING.search(before):
        return False
    if mark.startswith("plan "):
        return bool(_PLAN_IS_VERB.search(before)) and not _PLAN_IS_NOUN.search(before)
    if prospect == "scheduled" and re.match(r"(?:is|are)(?:\salso)?\sto", mark):
        return not _COPULA_BEFORE.search(before) and not _COPULA_AFTER.search(mark + after)
    return True
