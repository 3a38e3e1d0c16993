"""Words and names that the extractors go by: data files, each with its loader."""
