"""The page of other standards: all of them at a glance, one of them item by item, and the whole as a table."""
