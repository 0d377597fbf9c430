"""The command line `hantei`: stdout is the answer, stderr the talk."""
