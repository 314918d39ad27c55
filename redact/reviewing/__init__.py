"""One person's sitting over one review.

session      decide, change one's mind, stop and come back; the terminal and the page drive this
amendments   what can be done to a review, as functions from one review to the next
versions     the versions of one review file, as one person writes them and takes them back
subjects     who or what is decided on
cards        what a person sees of one subject before deciding
history      who did what, and when: a chain of lines without the words
signing      the second person's signature
revisions    decisions carried to a revised text
"""
