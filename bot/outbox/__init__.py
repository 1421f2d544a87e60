"""The outbox's other end: what waits in the database is written, sent at the server's pace, and settled."""
