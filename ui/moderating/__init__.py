"""Parts of Results where advisers say what they found, and where somebody signs what was submitted."""
