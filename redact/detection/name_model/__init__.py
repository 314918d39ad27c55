"""The name model that comes with the program: made by `training/`, for British official writing.

pieces     a text as words and pieces of words
network    the network, run by ONNX Runtime on one core
labels     what it says of each word, and the stretches that this makes
uk/        its files: weights, vocabulary, settings, card and licences
"""

from redact.detection.name_model.labels import Stretch
from redact.detection.name_model.network import NameModel, load

__all__ = ["NameModel", "Stretch", "load"]
