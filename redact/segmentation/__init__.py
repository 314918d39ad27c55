"""Segmentation: a text made into the blocks of a document, and these into the parts of a letter.

lines   a text, with holes or without, into blocks
parts   which part of a letter each line is
seen    a document in the blocks that what may be seen of it has
"""
