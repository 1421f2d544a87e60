"""Finding the vetted answer to a question, or saying honestly that there is none."""
