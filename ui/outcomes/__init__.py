"""What the pages about results say, worked out from scores before anything is drawn."""
