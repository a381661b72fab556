"""The command line: its words, its output and one function for each subcommand."""
