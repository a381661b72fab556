"""The one place that knows spreadsheets: XlsxWriter writes, openpyxl and calamine read."""
