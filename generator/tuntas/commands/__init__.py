"""What the commands do, by the rooms that they use; `cli.py` calls them."""
