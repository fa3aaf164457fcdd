"""The roster: which organisations there are, read from tables people have, and which belong to a network on a day."""
