"""Pictures that are drawn for a chat, as PNG."""
