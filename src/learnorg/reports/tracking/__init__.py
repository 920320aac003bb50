"""What reports on the course of work share: windows of days, and bars of text."""
