"""What every request has to do with, whoever answers it: its language, its problems, and what the application holds."""
