"""Use cases: each one transaction, used by the command line and the app alike."""
