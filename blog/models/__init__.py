from blog.models.address import Address, Redirect
from blog.models.affiliate import AffiliateHost
from blog.models.approval import Approval
from blog.models.audit import Audit
from blog.models.autosave import Autosave, Presence
from blog.models.beat import Beat
from blog.models.byline import Byline, Credit, CreditRole
from blog.models.company import Company, Mention
from blog.models.counts import MissingPath, ReadCount
from blog.models.crawler import CrawlerRule
from blog.models.edition import (
    Edition,
    EditionByline,
    EditionCompany,
    EditionLink,
    EditionTag,
    Kind,
)
from blog.models.feature import Feature, FeaturePost
from blog.models.furniture import CallToAction, MenuItem, Place
from blog.models.image import Image
from blog.models.pin import Pin, RelatedPin, Slot
from blog.models.post import Post, Stage
from blog.models.publication import Publication, PublicationState
from blog.models.review import Comment, Step, StepPass
from blog.models.savepoint import SavePoint
from blog.models.search import SearchDocument, SearchMiss, SynonymGroup
from blog.models.series import Series
from blog.models.sharing import ShareLink
from blog.models.slugged import OldSlug
from blog.models.style import (
    CheckLevel,
    DictionaryEntry,
    Level,
    Passage,
    PassageVersion,
    PostTemplate,
    Suppression,
)
from blog.models.taxonomy import Category, Hue, Rule, Tag, Tagging, parse_tags
from blog.models.window import FOREVER, Boundary, Generation, Window

__all__ = [
    "CallToAction",
    "Company",
    "EditionCompany",
    "Mention",
    "Feature",
    "FeaturePost",
    "MenuItem",
    "MissingPath",
    "OldSlug",
    "Pin",
    "Place",
    "ReadCount",
    "RelatedPin",
    "Series",
    "Slot",
    "PublicationState",
    "Generation",
    "EditionLink",
    "Passage",
    "Comment",
    "Tag",
    "Rule",
    "Edition",
    "EditionTag",
    "Presence",
    "SavePoint",
    "Publication",
    "Window",
    "PostTemplate",
    "Image",
    "Stage",
    "StepPass",
    "CheckLevel",
    "Suppression",
    "Audit",
    "AffiliateHost",
    "EditionByline",
    "Autosave",
    "Category",
    "CrawlerRule",
    "Redirect",
    "DictionaryEntry",
    "Post",
    "Approval",
    "Tagging",
    "CreditRole",
    "Address",
    "Credit",
    "PassageVersion",
    "Hue",
    "Level",
    "ShareLink",
    "FOREVER",
    "Byline",
    "Kind",
    "Boundary",
    "parse_tags",
    "Beat",
    "Step",
    "SearchDocument",
    "SearchMiss",
    "SynonymGroup",
]
