"""From passages to pages: fonts, lines, blocks, pages, and the tags that make a PDF accessible."""
