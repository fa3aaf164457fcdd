"""The parts of the network page, a module each: its organisations, links for them, people, what a trust proposes."""
