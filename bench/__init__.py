"""How fast OnRecord reads, beside the bare parse of the same texts: `python -m bench`."""
