"""A record shown to people: the brief, Markdown, and a page with the findings marked in the text."""
