"""Who has not come, and who was told of it when: step by step upwards until somebody stands there."""
