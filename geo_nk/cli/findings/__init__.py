"""Commands that say what events amount to: counts and changes, a brief, what two versions differ in."""
