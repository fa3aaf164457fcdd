"""Parts of the page where a review is started."""
