"""News agencies, publishers and picture agencies: the labels that reports are credited with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

AgencyKind = Literal["agency", "publisher", "release", "credit"]


@dataclass(frozen=True, slots=True)
class Agency:
    """A house by its usual name; `credit` are those known for pictures alone."""

    name: str
    kind: AgencyKind


@lru_cache(maxsize=1)
def agencies() -> dict[str, Agency]:
    """All labels as they are printed, with the house each stands for."""
    lines = files("onrecord.lexicon").joinpath("agencies.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")][1:]
    return {label: Agency(name, cast(AgencyKind, kind)) for label, name, kind in rows}


@lru_cache(maxsize=1)
def _folded() -> dict[str, Agency]:
    # Short labels keep their case: "PA" is a house, "pa" is not.
    return {label.casefold(): agency for label, agency in agencies().items() if len(label) > 4}


def find_agency(label: str) -> Agency | None:
    """The house that a label stands for; names of more than four letters in any case."""
    label = " ".join(label.split()).strip(" .")
    return agencies().get(label) or _folded().get(label.casefold())
