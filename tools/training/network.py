"""The network: the base encoder with word features, and its heads.

For statements a tag head and a head for each token's role towards a cue; for events one that tells event words, one for
their factuality, and one for their type.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

from onrecord.extract.encoding import BRANCHES, DEPENDENCIES, DISTANCES, ENTITIES, SHAPES, UPOS
from onrecord.lexicon.events import TYPES

TABLES = (2, SHAPES, len(UPOS) + 1, len(DEPENDENCIES) + 1, len(ENTITIES) + 1)
HIDDEN = 192
ROLES = 3
TAGS = 7
MEAN_DECAY = 0.998  # of the running mean of weights: about the last 500 steps count
KINDS = 1 + len(TYPES)  # none, then PLOVER's types


class Tagger(nn.Module):
    """Sub-words and features in; tag scores and, for a cue, role scores out."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="sdpa")
        width = self.encoder.config.hidden_size
        self.features = nn.ModuleList(nn.Embedding(size, width) for size in TABLES)
        for table in self.features:
            nn.init.normal_(table.weight, std=0.01)
        self.drop = nn.Dropout(0.1)
        self.tags = nn.Linear(width, TAGS)
        self.token_side = nn.Linear(width, HIDDEN)
        self.cue_side = nn.Linear(width, HIDDEN)
        self.distance = nn.Embedding(DISTANCES, HIDDEN)
        self.cue_branch = nn.Embedding(BRANCHES, HIDDEN)
        self.own_branch = nn.Embedding(BRANCHES, HIDDEN)
        for table in (self.distance, self.cue_branch, self.own_branch):
            nn.init.normal_(table.weight, std=0.1)
        self.roles = nn.Linear(HIDDEN, ROLES)
        self.event = nn.Linear(width, 1)
        self.factuality = nn.Sequential(nn.Linear(width, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, 1))
        self.kind = nn.Sequential(nn.Linear(width, HIDDEN), nn.ReLU(), nn.Linear(HIDDEN, KINDS))

    def forward(self, ids: Tensor, mask: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """[batch, length] ids and mask, [batch, length, 5] features -> tag scores, token sides, cue sides, events.

        Events are [batch, length, 2 + 17]: whether it is an event word, its factuality, and its type's scores.
        """
        hidden = self.drop(self.hidden(ids, mask, features))
        return self.tags(hidden), self.token_side(hidden), self.cue_side(hidden), self.event_scores(hidden)

    def hidden(self, ids: Tensor, mask: Tensor, features: Tensor) -> Tensor:
        """[batch, length, width]: what the encoder makes of each sub-word."""
        embedded = self.encoder.embeddings.word_embeddings(ids)
        for number, table in enumerate(self.features):
            embedded = embedded + table(features[..., number])
        found: Tensor = self.encoder(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return found

    def event_scores(self, hidden: Tensor) -> Tensor:
        """[batch, length, 2 + 17]: whether each sub-word is an event word, its factuality, and its type's scores."""
        return torch.cat([self.event(hidden), self.factuality(hidden), self.kind(hidden)], dim=-1)

    def role_scores(self, tokens: Tensor, cue: Tensor, relation: Sequence[Tensor]) -> Tensor:
        """[cues, length, hidden] tokens, [cues, hidden] cue sides, three [cues, length] relations -> role scores."""
        distance, cue_branch, own_branch = relation
        mixed = tokens + cue.unsqueeze(1) + self.distance(distance) + self.cue_branch(cue_branch)
        return self.roles(self.drop(torch.relu(mixed + self.own_branch(own_branch))))


@torch.no_grad()
def update_mean(mean: dict[str, Tensor], model: nn.Module, step: int) -> None:
    """Bring a running mean of a network's weights up to a training step, counted from 1."""
    decay = min(MEAN_DECAY, step / (step + 10))
    for name, value in model.state_dict().items():
        mean[name].lerp_(value, 1 - decay) if value.is_floating_point() else mean[name].copy_(value)
