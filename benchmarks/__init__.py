"""What ksa costs, measured as ratios side by side; nothing here runs in the test suite."""
