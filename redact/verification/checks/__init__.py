"""The checks: one file for each way out by which a withheld word may leave."""
