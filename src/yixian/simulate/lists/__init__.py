"""The county's lists as its offices keep them: one function for each list, facts into rows."""
