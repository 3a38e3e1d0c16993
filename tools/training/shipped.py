"""The shipped eight-bit weights as a network again, to train on from where the last training ended."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.network import Tagger


def load_shipped(model: Tagger, folder: Path) -> None:
    """Fill a network with the weights of a model's folder; heads that the shipped model lacks stay as they are.

    A weight differs from the one that was exported by at most half of its eight-bit step.
    """
    graph = onnx.load(str(folder / "encoder.onnx")).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    state: dict[str, np.ndarray] = {}

    def full(name: str) -> np.ndarray:
        """A quantised array in floats; a scale each for the columns, or one for all."""
        zero = arrays[f"{name}_zero_point"].astype(np.float32)
        return (arrays[f"{name}_quantized"].astype(np.float32) - zero) * arrays[f"{name}_scale"]

    for name, array in arrays.items():
        if name.startswith("model.") and not name.endswith(("_scale", "_zero_point", "_quantized")):
            state[name.removeprefix("model.")] = array
        elif name.startswith("model.") and name.endswith("_quantized"):
            state[name.removeprefix("model.").removesuffix("_quantized")] = full(name.removesuffix("_quantized"))
    for number in range(model.encoder.config.num_hidden_layers):
        inside = f"encoder.encoder.layer.{number}.attention.self"
        weights = np.split(full(f"Attention_{number}_qkv_weight"), 3, axis=1)
        biases = np.split(arrays[f"Attention_{number}_qkv_bias"], 3)
        for part, weight, bias in zip(("query", "key", "value"), weights, biases, strict=True):
            state[f"{inside}.{part}.weight"], state[f"{inside}.{part}.bias"] = weight.T, bias
    products = {node.output[0]: node.input[1].removesuffix("_quantized") for node in graph.node
                if node.op_type == "MatMulInteger"}  # fmt: skip
    for output, weight in products.items():
        path = (
            output.removeprefix("/model/").split("/MatMul")[0].replace("encoder/encoder/layer", "encoder.encoder.layer")
        )
        state[path.replace("/", ".") + ".weight"] = full(weight).T
    with np.load(folder / "heads.npz") as heads:
        for name in ("distance", "cue_branch", "own_branch"):
            state[f"{name}.weight"] = heads[name]
        state["roles.weight"], state["roles.bias"] = heads["roles"], heads["roles_bias"]
    known = model.state_dict()
    wrong = [name for name in state if name not in known or known[name].shape != state[name].shape]
    if wrong:
        raise SystemExit(f"the shipped model has weights that the network has no place for: {', '.join(wrong)}")
    model.load_state_dict({name: torch.from_numpy(np.array(state[name], np.float32)) for name in state}, strict=False)
