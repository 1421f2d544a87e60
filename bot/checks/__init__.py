"""Eligibility checks of a person: finding the rule, and the interview as stored facts."""
