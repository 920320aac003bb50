"""What an audit looks for: one module for each of its questions."""
