"""Train the network on prepared sources.

    python training/train.py PREPARED OUT.pt [--minutes 45] [--seed 1] [--start FROM.pt]

Runs for as long as it is given, on an accelerator where there is one; the learning rate falls with the time that is
left. Prints the loss every minute, and saves then too, so that a run which is stopped is not lost.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch
from network import Network, base_folder, from_base, load, loss_of, save

from redact.detection.name_model.pieces import PLACES

# How often a window comes from each source.
SHARES = {"generated": 0.50, "silver": 0.32, "tab": 0.09, "btc": 0.09}
LENGTHS = ((64, 48), (96, 32), (160, 20))  # pieces of a window, windows of a batch
RATE, WARM, LEAST = 3e-4, 60, 0.03
ENTITY = 1.5  # what a piece of a thing weighs against one of nothing
DROP_FORM, REPLACE = 0.12, 0.08


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("prepared", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--minutes", type=float, default=45)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--start", type=Path)
    asked = parser.parse_args()
    torch.manual_seed(asked.seed)
    rng = np.random.default_rng(asked.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    vocabulary = (asked.prepared / "vocabulary.txt").read_text("utf-8").splitlines()
    net = load(asked.start)[0].train() if asked.start else from_base(base_folder(), vocabulary)
    net.pieces.weight.requires_grad = False
    net.to(device)
    sources = {name: dict(np.load(asked.prepared / f"{name}.npz")) for name in SHARES}
    trained = [p for p in net.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=asked.rate, betas=(0.9, 0.98), weight_decay=0.01)
    average = Average(net)
    began = time.monotonic()
    step, said, losses, seen = 0, 0, [], 0
    while (spent := (time.monotonic() - began) / (asked.minutes * 60)) < 1:
        rate = asked.rate * min(1, (step + 1) / WARM) * max(LEAST, 1 - spent)
        for group in optimizer.param_groups:
            group["lr"] = rate
        numbers, forms, may, weight = (part.to(device) for part in batch(sources, vocabulary, rng))
        with torch.autocast(device.type, dtype=torch.bfloat16):
            logits = net(numbers, forms, (numbers != 0).float())
        loss = loss_of(logits, may, weight)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        step += 1
        seen += numbers.numel()
        losses.append(loss.item())
        if spent > 0.8:
            average.add(net)
        if int(time.monotonic() - began) // 60 > said:
            said = int(time.monotonic() - began) // 60
            print(
                f"{said:4} min  step {step}  loss {np.mean(losses[-200:]):.4f}  {seen / 1e6:.1f} M pieces", flush=True
            )
            save(net, vocabulary, asked.out)
    average.into(net)
    save(net, vocabulary, asked.out)


class Average:
    """The mean of the weights over the end of a run."""

    def __init__(self, net: Network) -> None:
        self._sum: dict[str, torch.Tensor] = {}
        self._count = 0

    def add(self, net: Network) -> None:
        self._count += 1
        for name, value in net.named_parameters():
            if value.requires_grad:
                if name in self._sum:
                    self._sum[name] += (value.detach() - self._sum[name]) / self._count
                else:
                    self._sum[name] = value.detach().clone()

    def into(self, net: Network) -> None:
        with torch.no_grad():
            for name, value in net.named_parameters():
                if name in self._sum:
                    value.copy_(self._sum[name])


def batch(
    sources: dict[str, dict[str, np.ndarray]], vocabulary: list[str], rng: np.random.Generator
) -> tuple[torch.Tensor, ...]:
    """Return pieces, forms, allowed labels and weights of a batch, each of shape (windows, pieces + 2)."""
    length, rows = LENGTHS[rng.integers(len(LENGTHS))]
    opening, closing = vocabulary.index("[CLS]"), vocabulary.index("[SEP]")
    numbers = np.zeros((rows, length + 2), dtype=np.int64)
    forms = np.zeros_like(numbers)
    may = np.ones_like(numbers)
    weight = np.zeros((rows, length + 2), dtype=np.float32)
    names = rng.choice(list(SHARES), size=rows, p=list(SHARES.values()))
    for row, name in enumerate(names):
        start, end = _window(sources[name], length, rng)
        count = end - start
        source = sources[name]
        numbers[row, 1 : count + 1] = source["numbers"][start:end]
        forms[row, 1 : count + 1] = source["forms"][start:end]
        may[row, 1 : count + 1] = source["may"][start:end]
        weight[row, 1 : count + 1] = 1
        numbers[row, 0], numbers[row, count + 1] = opening, closing
        if rng.random() < DROP_FORM:  # as if all were written in lower case
            forms[row] %= PLACES
    something = weight * ((may & 1) == 0)
    weight += something * (ENTITY - 1)
    replaced = (rng.random(numbers.shape) < REPLACE) & (something > 0)
    numbers[replaced] = rng.integers(4, len(vocabulary), replaced.sum())
    return tuple(torch.from_numpy(part) for part in (numbers, forms, may, weight))


def _window(source: dict[str, np.ndarray], length: int, rng: np.random.Generator) -> tuple[int, int]:
    """Return where a window starts and ends: in one text, or in neighbours where that is short."""
    total = len(source["numbers"])
    if rng.random() < 0.3:
        start = int(source["starts"][rng.integers(len(source["starts"]) - 1)])
    else:
        start = int(rng.integers(max(1, total - length)))
        while start > 0 and not source["firsts"][start]:
            start -= 1
    end = min(start + length, total)
    after = int(np.searchsorted(source["starts"], start, side="right"))
    if after < len(source["starts"]) and source["starts"][after] - start > 24:
        end = min(end, int(source["starts"][after]))
    return start, end


if __name__ == "__main__":
    main()
