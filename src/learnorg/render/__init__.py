"""
A page, turned into a medium: a terminal's screen, tab- or comma-separated text, Markdown, JSON.

What comes in is text that strangers wrote; control characters become visible here, before
anything else sees them, and no text is ever read as markup.
"""
