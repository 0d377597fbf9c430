"""From what the files say to a plan: every pass runs, every fault is collected, and only what is sound is built."""
