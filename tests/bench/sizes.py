"""How much of everything the generated magazine has."""

CATEGORIES = 6
TAGS = 60
TAGS_OF_A_POST = 4
BYLINES = 8
# Characters of a text. The newest, which post page and feeds show, are as long as the
# mean of the first users' magazine; the others are shorter, or 25,000 take 3 GB.
LONG, SHORT = 14_000, 2_000
LONG_POSTS = 40
TEXTS = 12  # different ones of each length
# One post in so many was updated once: it has a window that is over.
UPDATED = 5
SCHEDULED = 50
BATCH = 500
