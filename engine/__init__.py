"""The pure core of Hantei: rule files in, determinations out. No HTTP, terminal, database, clock or locale."""
