"""The applicant's way: choose, answer, look over, and read the pre-check with its reasons."""
