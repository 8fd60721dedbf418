from blog.models.address import Address, Redirect
from blog.models.approval import Approval
from blog.models.audit import Audit
from blog.models.byline import Byline, Credit, CreditRole
from blog.models.edition import Edition, EditionByline, EditionTag, Kind
from blog.models.image import Image
from blog.models.post import Post, Stage
from blog.models.publication import Publication, PublicationState
from blog.models.savepoint import SavePoint
from blog.models.taxonomy import Category, Hue, Rule, Tag, Tagging, parse_tags
from blog.models.window import FOREVER, Boundary, Generation, Window

__all__ = [
    "FOREVER",
    "Address",
    "Approval",
    "Audit",
    "Boundary",
    "Byline",
    "Category",
    "Credit",
    "CreditRole",
    "Edition",
    "EditionByline",
    "EditionTag",
    "Generation",
    "Hue",
    "Image",
    "Kind",
    "Post",
    "Publication",
    "PublicationState",
    "Redirect",
    "Rule",
    "SavePoint",
    "Stage",
    "Tag",
    "Tagging",
    "Window",
    "parse_tags",
]
