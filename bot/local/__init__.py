"""The local messenger: an emulated Bot API and a web chat, knowing nothing of the bot."""
