"""Footnotes, numbered by first mention; ids follow the label, as in kramdown."""

import xml.etree.ElementTree as etree
from collections import Counter

from django.utils.translation import gettext
from markdown.extensions import Extension
from markdown.extensions.footnotes import FootnoteBlockProcessor
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor

from blog.text.extensions.headings import heading_id
from blog.text.sanitizer import seal

MAX_REFERENCES = 50
_MARK = r"\[\^([^\]\n]{1,100})\](?!:)"
_LABEL = "data-note"  # on a mark or a note until numbers are known


class Footnotes(Extension):
    def __init__(self, sheet):
        super().__init__()
        self.sheet = sheet
        self.footnotes = {}  # label → source
        self.mentions = Counter()

    def extendMarkdown(self, md):
        self.parser = md.parser
        definitions = FootnoteBlockProcessor(self)
        md.parser.blockprocessors.register(definitions, "footnote", 17)
        # before images and links
        md.inlinePatterns.register(_Marks(_MARK, self), "footnote", 175)
        # before the inline patterns (20), so that they see the notes as well
        md.treeprocessors.register(_Notes(self), "notes", 50)
        md.treeprocessors.register(_Numbers(self), "note_numbers", 15)

    def setFootnote(self, label, source):
        """Called by the library's block processor."""
        self.footnotes[label] = source


class _Marks(InlineProcessor):
    def __init__(self, pattern, notes):
        super().__init__(pattern)
        self.notes = notes

    def handleMatch(self, m, data):
        label = m[1]
        if label not in self.notes.footnotes:
            self.notes.sheet.report("note_without_text", label)
            return None, None, None
        if self.notes.mentions[label] == MAX_REFERENCES:
            self.notes.sheet.report("note_repeated", label)
            return None, None, None
        self.notes.mentions[label] += 1
        return etree.Element("sup", {_LABEL: label}), m.start(0), m.end(0)


class _Notes(Treeprocessor):
    """Appends the notes, their text still Markdown."""

    def __init__(self, notes):
        super().__init__()
        self.notes = notes

    def run(self, root):
        if not self.notes.footnotes:
            return
        section = etree.SubElement(root, "section", {"class": "footnotes"})
        section.set("role", seal("doc-endnotes"))
        section.set("aria-label", seal(gettext("Notes")))
        items = etree.SubElement(section, "ol")
        for label, source in self.notes.footnotes.items():
            item = etree.SubElement(items, "li", {_LABEL: label})
            self._parse(item, source)

    def _parse(self, item, source):
        # The library treats a parent `li` as a list of its own.
        parent = etree.Element("div")
        self.notes.parser.parseChunk(parent, source)
        item.extend(parent)


class _Numbers(Treeprocessor):
    """Gives numbers and ids in the order of the page and links both ways."""

    def __init__(self, notes):
        super().__init__()
        self.notes = notes

    def run(self, root):
        section = root.find("section[@class='footnotes']")
        if section is None:
            return
        items = {
            item.get(_LABEL): item for item in section.iter("li") if item.get(_LABEL)
        }
        marks = [mark for mark in root.iter("sup") if mark.get(_LABEL)]
        labels = list(dict.fromkeys([*(mark.get(_LABEL) for mark in marks), *items]))
        names = self._names(labels)
        mentions = Counter()
        for mark in marks:
            label = mark.attrib.pop(_LABEL)
            mentions[label] += 1
            self._write_mark(mark, names[label], mentions[label])
        _keep_on_the_line(root)
        for label, item in items.items():
            self._finish(item, names[label], mentions[label])
        section.find("ol")[:] = [items[label] for label in labels]

    def _names(self, labels):
        """Number and part of the id by label; labels may differ in punctuation only."""
        names, taken = {}, set()
        for number, label in enumerate(labels, start=1):
            name = heading_id(label)
            if not name or name in taken:
                name = f"{name}-{number}".lstrip("-")
            taken.add(name)
            names[label] = number, name
        return names

    def _write_mark(self, mark, name, mention):
        number, id = name
        prefix = self.notes.sheet.note_prefix
        mark.set("class", "footnote-ref")
        mark.set("id", self._mark_id(id, mention))
        link = etree.SubElement(mark, "a", href=f"#{prefix}fn:{id}")
        link.set("role", seal("doc-noteref"))
        link.set("aria-label", seal(gettext("Note %(number)s") % {"number": number}))
        link.text = str(number)

    def _mark_id(self, id, mention):
        again = f":{mention - 1}" if mention > 1 else ""
        return f"{self.notes.sheet.note_prefix}fnref:{id}{again}"

    def _finish(self, item, name, mentions):
        number, id = name
        del item.attrib[_LABEL]
        item.set("id", f"{self.notes.sheet.note_prefix}fn:{id}")
        last = item[-1] if len(item) and item[-1].tag == "p" else None
        if mentions == 0:
            self.notes.sheet.report("note_unused", id)
            return
        holder = etree.SubElement(item, "p") if last is None else last
        for mention in range(1, mentions + 1):
            _append_text(holder, "\u00a0")
            link = etree.SubElement(holder, "a", {"class": "footnote-backref"})
            link.set("href", "#" + self._mark_id(id, mention))
            link.set("role", seal("doc-backlink"))
            label = gettext("Back to note %(number)s in the text")
            link.set("aria-label", seal(label % {"number": number}))
            link.text = "↩"


def _keep_on_the_line(root):
    """U+2060 before each mark, or 「である¹。」 may leave 。 alone on a line."""
    for parent in root.iter():
        for before, child in zip([None, *parent], parent, strict=False):
            if child.get("class") == "footnote-ref":
                if before is None:
                    parent.text = (parent.text or "") + "\u2060"
                else:
                    before.tail = (before.tail or "") + "\u2060"


def _append_text(element, text):
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text
