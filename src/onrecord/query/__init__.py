"""What an analyst asks a database: each question is a function, and a method of an open store: `store.said(…)`."""
