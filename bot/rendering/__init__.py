"""Every string that a user sees, and how it is laid out."""
