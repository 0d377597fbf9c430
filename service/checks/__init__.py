"""A check: what is asked, its answer in short or with reasons, and what could still change it.

One reading of requests for the command line, the API and the pages; nothing here knows which of them asks.
"""
