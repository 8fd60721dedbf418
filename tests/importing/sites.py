"""Small Jekyll sites, written by the tests."""

from io import BytesIO
from pathlib import Path

from PIL import Image

CONFIG = """\
title: 北の新聞
url: https://kita.example.jp
timezone: Asia/Tokyo
permalink: /:year/:month/:day/:title/
future: true
include: [_pages]
defaults:
  - scope: {path: "", type: posts}
    values: {layout: post, author: 編集部}
content_categories:
  - {name: 港, slug: harbour, description: 船と荷のこと}
"""
POST = """\
---
title: {title}
date: {date}
category: {category}
tags: [風車, 港湾]
{more}---
北の港で風車が回り始めた。電力は足りているのに、運ぶ線が足りない。

{body}
"""


def png(colour="red", size=(60, 40)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def post(
    title="風車が回る",
    *,
    date="2025-03-08 02:00:00 +0000",
    category="港",
    body="",
    **more,
) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in more.items())
    return POST.format(title=title, date=date, category=category, body=body, more=lines)


def write(root: Path, files: dict[str, str | bytes], *, config=CONFIG) -> Path:
    """A site of `files` under `root`, with a `_config.yml`."""
    for path, content in {"_config.yml": config, **files}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root
