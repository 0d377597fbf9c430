"""What the files of rules say: frozen models. pydantic is imported here only, jsonschema in `shape` only."""
