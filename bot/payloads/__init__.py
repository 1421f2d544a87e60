"""The kinds of payload that buttons carry, by subject."""
