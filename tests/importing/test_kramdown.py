import pytest

from blog.importing.jekyll.kramdown import without_kramdown


def plain(source):
    lost = []
    return without_kramdown(source, lost=lost.append), lost


@pytest.mark.parametrize(
    ("source", "body", "losses"),
    [
        ("本文\n{: .note}\n", "本文\n{: .note}\n", 0),
        ("* 目次\n{:toc}\n\n本文", "\n本文", 1),
        ("1. 目次\n{:toc .x}\n", "", 1),
        ("a\n\n{::comment}\n出ない\n{:/comment}\nb", "a\n\nb", 0),
        ("{::nomarkdown}<b>x</b>{:/nomarkdown}", "<b>x</b>", 0),
        ("{::options toc_levels='2' /}\na", "a", 0),
        ("[a](/x){:btn}\n\n{:btn: .cta #b}\n", "[a](/x){: .cta #b}\n\n", 0),
        ("{:x}", "{:x}", 0),
        ("*[ROI]: 投資利益率\nROIは", "ROIは", 1),
        ("式 $$E = mc^2$$ は", "式 $$E = mc^2$$ は", 1),
        ("東京 | 大阪\n", "東京 | 大阪\n", 1),
        ("| a | b |\n|---|---|\n| 1 | 2 |\n", "| a | b |\n|---|---|\n| 1 | 2 |\n", 0),
        ("`{::comment}` と `{:toc}`", "`{::comment}` と `{:toc}`", 0),
        ("```\n{:toc}\n*[A]: b\n```\n", "```\n{:toc}\n*[A]: b\n```\n", 0),
    ],
)
def test_what_only_kramdown_understands(source, body, losses):
    found, lost = plain(source)

    assert found == body
    assert len(lost) == losses
