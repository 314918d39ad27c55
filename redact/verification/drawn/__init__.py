"""What the pages of a PDF show: glyphs, shapes, bars, pictures and their pixels."""
