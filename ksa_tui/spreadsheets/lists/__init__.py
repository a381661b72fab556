"""The steps of reading a list: sheets into grids, headers into fields, rows into drafts."""
