"""What every workbook is made of: a plan of cells, one look, measured rows, and the writing of it."""
