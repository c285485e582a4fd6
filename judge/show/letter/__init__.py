"""Letters to applicants, as papers in three languages, and the table for a mail merge."""
