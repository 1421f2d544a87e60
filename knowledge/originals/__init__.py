"""Original documents that an operator imports: their text, split into provisions by the locator grammar."""
