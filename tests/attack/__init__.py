"""What three people are really shown of random networks, read off pages, charts and files, and solved for secrets."""
