"""The invented county 临溪县: its land, units, posts and people, and the workbooks its offices would send."""
