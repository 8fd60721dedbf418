"""`- [ ]` and `- [x]` are task items with a disabled checkbox."""

import re
import xml.etree.ElementTree as etree

from django.utils.translation import gettext
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from blog.text.sanitizer import seal

_BOX = re.compile(r"\s*\[([ xX])\][ \t]+")


class Tasks(Extension):
    def extendMarkdown(self, md):
        # before the inline patterns (20), which would see a link in [x]
        md.treeprocessors.register(_Tasks(md), "tasks", 25)


class _Tasks(Treeprocessor):
    def run(self, root):
        for item in root.iter("li"):
            holder = item
            if not (item.text or "").strip() and len(item) and item[0].tag == "p":
                holder = item[0]
            if box := _BOX.match(holder.text or ""):
                item.set("class", "task")
                _tick(holder, box)


def _tick(holder, box):
    done = box[1] != " "
    label = gettext("Done") if done else gettext("To do")
    checkbox = etree.Element("input", {"type": "checkbox", "disabled": "disabled"})
    checkbox.set("aria-label", seal(label))
    if done:
        checkbox.set("checked", "checked")
    checkbox.tail = " " + holder.text[box.end() :]
    holder.text = ""
    holder.insert(0, checkbox)
