"""One file of a chain of parents, and what a chain of them comes to."""

from __future__ import annotations

from dataclasses import dataclass

from redact.policy.faults import Fault
from redact.policy.resolved import Policy
from redact.policy.schema import Catalogue, PolicyFile, Rule
from redact.policy.source import Source


@dataclass
class Layer:
    """One file of a chain of parents: what stands in it, and where."""

    source: Source
    file: PolicyFile
    rules: tuple[tuple[int, Rule], ...]  # with the index each has in the file; rules with faults are left out
    depth: int = 0  # 0 is the file asked for, 1 its parent ...
    catalogue: Catalogue | None = None


@dataclass
class Placed:
    """A resolved rule and the place it was written at."""

    rule: Rule
    layer: Layer
    index: int

    def fault(self, what: str, *at: str | int) -> Fault:
        return self.layer.source.fault(("rules", self.index, *at), what)


@dataclass
class Resolved:
    """A policy, if one can be made, and everything wrong with what it was made from."""

    policy: Policy | None
    layers: tuple[Layer, ...] = ()  # the file itself first, then its parent ...
    placed: tuple[Placed, ...] = ()
    faults: tuple[Fault, ...] = ()
