"""What is known about cadre policy, and reasoning over it: pure, without messenger, database or clock."""
