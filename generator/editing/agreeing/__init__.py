"""Who agreed, written down: a signed paper's code leads to the words that were read, and to nothing else."""
