"""What reports on knowledge share: sources, holders and shares as people read them."""
