"""The parts of the administration page, a module each: people, what has no lead, the installation, emergencies."""
