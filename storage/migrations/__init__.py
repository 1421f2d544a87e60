"""Migrations: one revision a file, the first to last change of the schema."""
