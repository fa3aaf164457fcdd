"""Reading a framework: its questions with levels, reasons, evidence and next steps, and what stands around them."""
