"""Turning what people type into comparable text and terms."""
