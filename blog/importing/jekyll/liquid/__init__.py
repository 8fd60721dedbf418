"""A closed set of Liquid, as text and never as code.

What is in the set is written out. What is not stays where it stands and is listed:
a tag or block as an HTML comment (readers never saw a tag), an output as it is.
"""

from blog.importing.jekyll.liquid.tags import evaluate
from blog.importing.jekyll.liquid.values import Context

__all__ = ["Context", "evaluate"]
