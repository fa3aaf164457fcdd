"""Making comparison figures: looking at what they would show, then making them."""
