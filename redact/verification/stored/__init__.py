"""What a PDF file holds besides what it shows: objects, streams and the bytes between them."""
