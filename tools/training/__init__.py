"""What trains the encoder and its heads; nothing of it is needed to read a report."""
