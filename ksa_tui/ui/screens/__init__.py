"""One screen per file, with a stylesheet of the same name."""
