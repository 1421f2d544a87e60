"""Cases: procedures worked step by step in a chat, as stored rows and pure steps over them."""
