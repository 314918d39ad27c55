"""The review at the keys: one screen a subject, or line by line.

reviewer     what each key does; knows no screen
prompts      a question to the person at the keys
keys         keys as a terminal sends them
screen       the full screen
plain        one question at a time
"""
