"""What is shipped for whoever hosts: read, and run as far as a test can."""
