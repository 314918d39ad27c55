"""One person's session over one review.

session   decide, change one's mind, stop and come back; the terminal and the page drive this
undo      one review file, every change to which can be taken back
subjects  who or what is decided on
groups    which of them one answer can serve
signing   the second person's signature
"""
