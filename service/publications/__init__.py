"""Rules put into force while the service runs: bundled, signed, inspected, published, and taken up by every process."""
