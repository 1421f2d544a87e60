"""Tables and the query functions over them."""
