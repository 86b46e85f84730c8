"""The last room: pages get their frames, and files that changed get into the site."""
