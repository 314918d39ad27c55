"""Segmentation: a text made into the blocks of a document, and the blocks into the parts of a letter."""
