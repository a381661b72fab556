"""Pure rules and plain data: standard library only, no clock, no I/O."""
