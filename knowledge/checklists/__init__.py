"""Procedures as checklists: templates with branches and gates, and the logic of a case that follows one."""
