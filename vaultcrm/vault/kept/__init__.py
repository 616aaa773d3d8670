"""What was made of notes before, kept outside the vault: records as plain values, and the store in which they lie."""
