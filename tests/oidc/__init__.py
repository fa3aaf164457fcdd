"""Signing in with an OpenID Connect provider, tried with one of our own on this computer."""
