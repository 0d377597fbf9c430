"""The officer's desk: caps of a proposal, the log of determinations, batches, cases, and the portfolio."""
