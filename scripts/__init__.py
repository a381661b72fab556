"""Tools for the maintainers; not part of the program."""
