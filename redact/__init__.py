"""Redact documents for disclosure under Freedom of Information law."""
