"""Changes written into a school's folder: every file of them, or none."""
