"""The only writers: numbers in Danish, figures, tables, the report page, the files, and the gate they all leave through."""
