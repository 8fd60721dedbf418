"""What the renderer noticed, as checks."""

from django.utils.translation import gettext_noop as _

from blog.text.proof.rule import HINT, WARN, Rule


def _reported(name):
    def check(document):
        for remark in document.remarks:
            if remark.rule == name:
                yield document.words(remark.place)

    return check


RULES = tuple(
    Rule(name, level, label, message, _reported(name))
    for name, level, label, message in (
        (
            "chart_unfit",
            WARN,
            _("Tables that cannot be drawn as a chart"),
            _(
                "No chart can be drawn of the table “%(quote)s”: it needs 2 to 40 rows"
                " and 1 to 4 columns of numbers beside the first, which names the rows."
            ),
        ),
        (
            "chart_without_number",
            WARN,
            _("Charts with a word for a number"),
            _("“%(quote)s” is no number, so its table is not drawn as a chart."),
        ),
        (
            "heading_without_space",
            WARN,
            _("Headings without a space after #"),
            _("“%(quote)s” is text, not a heading: put a space after the #."),
        ),
        (
            "long_block",
            HINT,
            _("Paragraphs of 8,000 characters or more"),
            _("A paragraph has 8,000 characters or more: “%(quote)s …”"),
        ),
        (
            "note_without_text",
            WARN,
            _("Footnotes without text"),
            _("Footnote %(quote)s has no text."),
        ),
        (
            "note_unused",
            WARN,
            _("Footnotes that nothing refers to"),
            _("Nothing refers to footnote %(quote)s."),
        ),
        (
            "note_repeated",
            HINT,
            _("Footnotes referred to more than 50 times"),
            _("Footnote %(quote)s is referred to more than 50 times."),
        ),
        (
            "table_too_large",
            WARN,
            _("Tables too large to be set"),
            _("A table of more than 10,000 cells stays text: “%(quote)s …”"),
        ),
        (
            "tag_removed",
            WARN,
            _("Tags that are not allowed"),
            _("<%(quote)s> is not allowed and was removed."),
        ),
        (
            "tag_unclosed",
            WARN,
            _("Tags without an end"),
            _("<%(quote)s> is never closed and stays text."),
        ),
    )
)
