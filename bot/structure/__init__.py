"""Structure checks of whole teams: the counts of a chat, and the report on them."""
