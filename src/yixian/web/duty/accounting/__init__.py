"""What a roster planned against what was stood, frozen when it is closed."""
