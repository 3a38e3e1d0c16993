"""Which attitude a cue's head word tells of, and which words bear on whether the saying took place."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from onrecord.record import Attitude

# Words that govern a verb of saying and tell how far the saying has come. Lemmas.
EXPECTED = frozenset({"expect", "likely", "anticipate", "due", "predict", "project", "forecast"})
SCHEDULED = frozenset({"schedule", "set", "slate", "book", "due"})
INTENDED = frozenset(
    {
        "plan",
        "intend",
        "want",
        "hope",
        "aim",
        "seek",
        "mean",
        "wish",
        "prepare",
        "promise",
        "vow",
        "pledge",
        "agree",
        "decide",
        "ready",
        "try",
        "eager",
        "willing",
    }
)
PROPOSED = frozenset({"urge", "ask", "press", "call", "tell", "should", "ought", "need", "propose", "suggest", "must"})
REFUSED = frozenset(
    {"decline", "refuse", "fail", "avoid", "stop", "resist", "forget", "neglect", "shy", "refrain", "steer", "unable"}
)
# Subjects and their determiners that make a clause negative.
NONE = frozenset({"no", "neither", "nobody", "none", "no-one", "nothing"})
NOT_YET = frozenset({"yet"})
POSSIBLE = frozenset({"may", "might", "could", "can", "possible", "unlikely"})
CONDITIONAL = frozenset({"would"})
FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
# Verbs after which the one who speaks is told by whom the words became known: "a draft seen by", "a memo obtained by".
OBTAINED = frozenset(
    {
        "see",
        "obtain",
        "review",
        "view",
        "read",
        "examine",
        "publish",
        "release",
        "leak",
        "provide",
        "report",
        "share",
        "quote",
        "cite",
        "post",
        "circulate",
        "hear",
        "acquire",
        "air",
        "broadcast",
    }
)
# Verbs of saying that take the one who is told as their object.
TELLING = frozenset(
    {
        "tell",
        "inform",
        "assure",
        "ask",
        "remind",
        "advise",
        "notify",
        "warn",
        "persuade",
        "convince",
        "promise",
        "urge",
        "reassure",
        "brief",
        "call",
        "press",
        "invite",
        "instruct",
        "order",
        "beg",
        "thank",
        "request",
    }
)
# Verbs of saying after which "to" brings the one who is told; not "agreed to an interview", "likened it to the BBC".
SAYING_TO = frozenset(
    {
        "say",
        "speak",
        "talk",
        "write",
        "explain",
        "complain",
        "announce",
        "appeal",
        "apologize",
        "apologise",
        "confess",
        "admit",
        "reply",
        "report",
        "suggest",
        "propose",
        "present",
        "pledge",
        "promise",
        "vow",
        "confirm",
        "whisper",
        "shout",
        "relay",
        "repeat",
        "disclose",
        "reveal",
        "describe",
        "tweet",
        "mention",
        "lie",
        "testify",
        "preach",
        "read",
        "send",
        "deliver",
        "issue",
        "address",
        "signal",
        "indicate",
        "clarify",
        "boast",
        "brag",
        "acknowledge",
        "state",
        "emphasize",
        "stress",
        "recommend",
        "release",
        "express",
        "offer",
        "add",
    }
)
# Verbs that take a stand on what was said before.
ANSWERING = frozenset({"deny", "confirm", "reject", "dispute", "acknowledge", "refute", "concede", "contest"})
# Verbs that give a thing its name: a quoted term after them is a statement if somebody gives it.
NAMING = frozenset(
    {
        "call",
        "describe",
        "term",
        "dub",
        "label",
        "name",
        "brand",
        "deem",
        "characterize",
        "characterise",
        "refer",
        "portray",
        "denounce",
        "dismiss",
    }
)


@lru_cache(maxsize=1)
def _attitudes() -> dict[str, Attitude]:
    found: dict[str, Attitude] = {}
    current: Attitude = "speech"
    names: dict[str, Attitude] = {"[speech]": "speech", "[thought]": "thought", "[intent]": "intent"}
    for line in files("onrecord.lexicon").joinpath("cues.txt").read_text(encoding="utf-8").splitlines():
        if line in names:
            current = names[line]
        elif line and not line.startswith("#"):
            for word in line.split():
                found.setdefault(word, current)
    return found


def attitude_of(lemma: str) -> Attitude | None:
    """The attitude that a cue's head word tells of, or None where the lists do not have it."""
    return _attitudes().get(lemma)


def is_speech(lemma: str) -> bool:
    """Whether a word is one of saying."""
    return _attitudes().get(lemma) == "speech"
