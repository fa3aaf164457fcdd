"""Actions on the pages: the list, the form, what if, and what became of them."""
