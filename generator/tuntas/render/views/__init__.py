"""What each page says, as pure data: a page's template sees its view and nothing else."""
