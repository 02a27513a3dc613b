"""The red armband: who is posted to which compound, in which role, and who has arrived."""
