"""How a database comes to the newest schema: Alembic scripts, run from the program."""
