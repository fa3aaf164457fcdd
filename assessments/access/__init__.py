"""Who may do what: signing in, roles, invitations, sharing, and the acts of the installation."""
