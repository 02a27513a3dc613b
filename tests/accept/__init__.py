"""R1..R54 through the public doors of a running server, one file each."""
