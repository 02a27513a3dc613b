"""Case files of the rules: every fault of a file is gathered before the first case is judged."""
