"""Export a trained network: 8-bit weights for ONNX Runtime, with its vocabulary.

    python training/export.py TRAINED.pt FOLDER      seconds

Weights are cut to 7 bits of range: without that, products of 8-bit numbers overflow on processors that have no VNNI
instructions, and the same letter would be read otherwise on another machine.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import numpy as np
import torch
from network import load


def main() -> None:
    trained, folder = Path(sys.argv[1]), Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    net, vocabulary = load(trained)
    (folder / "vocabulary.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        exact = Path(place) / "exact.onnx"
        as_onnx(net, exact)
        quantise(exact, folder / "network.onnx")
        print(f"{(folder / 'network.onnx').stat().st_size / 1e6:.1f} MB; largest difference of logits:")
        print(
            f"  torch and ONNX {difference(net, exact):.1e}, with 8 bits {difference(net, folder / 'network.onnx'):.2f}"
        )


class Whole(torch.nn.Module):
    """The network for windows without padding, as the program reads them."""

    def __init__(self, net: torch.nn.Module) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces: torch.Tensor, forms: torch.Tensor) -> torch.Tensor:
        return self.net(pieces, forms, torch.ones_like(pieces, dtype=torch.float32))  # type: ignore[no-any-return]


def as_onnx(net: torch.nn.Module, path: Path) -> None:
    numbers = torch.ones(2, 8, dtype=torch.int64)
    axes = {0: "windows", 1: "pieces"}
    torch.onnx.export(
        Whole(net).eval(),
        (numbers, numbers),
        str(path),
        input_names=["pieces", "forms"],
        output_names=["logits"],
        dynamic_axes={"pieces": axes, "forms": axes, "logits": axes},
        opset_version=17,
        dynamo=False,
    )


def quantise(exact: Path, path: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        exact,
        path,
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gather"],
    )


def difference(net: torch.nn.Module, path: Path) -> float:
    """Return the largest difference of logits between the trained network and an exported one, on random pieces."""
    import onnxruntime

    rng = np.random.default_rng(1)
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    numbers = rng.integers(4, 5000, (4, 64))
    forms = rng.integers(0, 30, (4, 64))
    theirs = session.run(None, {"pieces": numbers, "forms": forms})[0]
    with torch.no_grad():
        ours = Whole(net)(torch.from_numpy(numbers), torch.from_numpy(forms)).numpy()
    return float(np.abs(ours - theirs).max())


if __name__ == "__main__":
    main()
