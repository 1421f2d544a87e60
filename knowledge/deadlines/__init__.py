"""Due dates: calendar arithmetic and the rules that use it."""
