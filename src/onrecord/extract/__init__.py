"""What a report tells, each kind of finding in its own modules: from a document and its parse to findings."""
