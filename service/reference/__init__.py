"""Writes what is generated and committed: openapi.json, and tables and help texts of the docs (`tools/generate`)."""
