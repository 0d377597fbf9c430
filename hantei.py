"""The public names of Hantei, for `import hantei`."""
