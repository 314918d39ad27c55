"""What a person is shown of a review, said once: the terminal, the page and the command line all ask here."""
