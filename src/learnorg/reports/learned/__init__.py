"""What was learned in some days: where it landed, what of it was used, and what came back."""
