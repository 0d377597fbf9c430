"""Determinations that are kept: their log, receipts in files, determining again, and what officers judge."""
