"""The bodies of requests and answers as models, for openapi.json.

Tests hold real answers to them; nothing is read by them.
"""
