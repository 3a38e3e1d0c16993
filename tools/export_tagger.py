"""Exports a checkpoint to what the program ships: the encoder as ONNX int8, the small heads as arrays, and the card.

    python tools/export_tagger.py CHECKPOINT OUT_FOLDER --trained-on FILE ... [--base FOLDER] [--full]

With --full the encoder is written in 32-bit floats, to compare the two.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.fusion_options import FusionOptions
from onnxruntime.transformers.optimizer import optimize_model
from torch import Tensor, nn
from transformers import BertModel

from train_tagger import base_folder
from training.network import Tagger

OUTPUTS = ("tags", "token_side", "cue_side", "events")
HEADS = ("distance", "cue_branch", "own_branch")


class Exported(nn.Module):
    """One window in; its tag scores, both sides of the role head, and what the event heads say out."""

    def __init__(self, model: Tagger, base: Path) -> None:
        super().__init__()
        # The plain attention is the form that the graph optimiser knows how to fuse.
        eager = BertModel.from_pretrained(base, add_pooling_layer=False, attn_implementation="eager")
        eager.load_state_dict(model.encoder.state_dict())
        model.encoder = eager
        self.model = model

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """[1, length] ids and [1, length, 5] features; windows go one by one, so there is nothing to mask."""
        tags, tokens, cues, events = self.model(ids, torch.ones_like(ids), features)
        return tags, tokens, cues, events


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--trained-on", type=Path, nargs="+", required=True, help="the files, for their hashes")
    parser.add_argument("--base", type=Path)
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    base = options.base or base_folder()
    model = Tagger(base)
    model.load_state_dict(torch.load(options.checkpoint, map_location="cpu"))
    model.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    heads = {name: getattr(model, name).weight.detach().numpy().astype(np.float32) for name in HEADS}
    heads["roles"] = model.roles.weight.detach().numpy().astype(np.float32)
    heads["roles_bias"] = model.roles.bias.detach().numpy().astype(np.float32)
    np.savez(options.out / "heads.npz", **heads)
    shutil.copy(base / "tokenizer.json", options.out / "tokenizer.json")
    with tempfile.TemporaryDirectory() as folder:
        raw, fused = Path(folder) / "raw.onnx", Path(folder) / "fused.onnx"
        torch.onnx.export(
            Exported(model, base).eval(),
            (torch.ones(1, 16, dtype=torch.long), torch.zeros(1, 16, 5, dtype=torch.long)),
            str(raw),
            input_names=["ids", "features"],
            output_names=list(OUTPUTS),
            dynamic_axes={name: {1: "length"} for name in ("ids", "features", *OUTPUTS)},
            opset_version=17,
            dynamo=False,
        )
        config = model.encoder.config
        fusion = FusionOptions("bert")
        # The runtime's fused kernel takes eight times as long as the addition and the normalisation by themselves.
        fusion.enable_skip_layer_norm = fusion.enable_bias_skip_layer_norm = False
        optimize_model(
            str(raw),
            model_type="bert",
            num_heads=config.num_attention_heads,
            hidden_size=config.hidden_size,
            optimization_options=fusion,
            opt_level=0,
        ).save_model_to_file(str(fused))
        target = options.out / "encoder.onnx"
        if options.full:
            shutil.copy(fused, target)
        else:
            quantize_dynamic(
                fused, target, per_channel=True, weight_type=QuantType.QInt8,
                extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
            )  # fmt: skip
    onnx.checker.check_model(str(target))
    facts = {
        "name": "onrecord-statements",
        "version": hashlib.sha256(target.read_bytes() + (options.out / "heads.npz").read_bytes()).hexdigest()[:12],
        "trained_on": [
            {"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()} for path in options.trained_on
        ],
        "precision": "float32" if options.full else "int8",
    }
    (options.out / "card.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(facts), target.stat().st_size)


if __name__ == "__main__":
    main()
