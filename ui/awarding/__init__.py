"""Awards on the page: those of one review with applying, and for who decides what waits and who is near the next."""
