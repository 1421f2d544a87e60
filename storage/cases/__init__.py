"""Cases: matters that follow a checklist, their moves, the people who work on them, and the record of what was done."""
