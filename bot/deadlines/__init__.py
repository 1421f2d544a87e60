"""Deadlines in conversation: finding rules, drafts, and deadlines read in the light of their rules."""
