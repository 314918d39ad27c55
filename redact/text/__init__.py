"""How characters, words and names are written. Standard library only."""
