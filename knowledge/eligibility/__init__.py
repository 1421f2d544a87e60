"""Deciding whether conditions are met, in three-valued logic, with reasons."""
