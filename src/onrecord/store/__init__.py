"""The database of records: its schema, and all that writes to it or reads whole records from it."""
