"""Trained weights with their model cards, and the one loader, the sole importer of the inference runtime."""
