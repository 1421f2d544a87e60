"""Rosters of leadership teams: read from a table, counted, and held against the structure rules."""
