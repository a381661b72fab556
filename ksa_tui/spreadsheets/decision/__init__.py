"""The decision workbook: the same book gives the same bytes, and the snapshot a reply is compared with."""
