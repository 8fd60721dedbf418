import pytest

from blog.publishing import timeline
from tests.factories import make_chief, make_live, make_scheduled
from tests.reading.pages import open_page

pytestmark = pytest.mark.django_db

BODY = "本文。\n\n| 会社 | 比率 |\n|---|--:|\n| 東雲 | 3% |\n"


def test_a_table_can_be_had_as_a_file(client):
    make_live(path="/日本/post/", body=BODY)

    link = open_page(client, "/日本/post/").select_one(".table-csv a")
    response = client.get(f"/日本/post/{link['href']}")

    assert link.get_text() == "表1をCSVで取得"
    assert response.status_code == 200
    assert response.content.decode() == "\ufeff会社,比率\r\n東雲,3%\r\n"
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == (
        'attachment; filename="table-1.csv"'
    )


def test_no_file_of_what_is_not_there_or_not_public(client):
    ended = make_live(path="/post/", body=BODY)
    make_scheduled(path="/coming/", body=BODY)

    assert client.get("/post/table-2.csv").status_code == 404
    assert client.get("/coming/table-1.csv").status_code == 404
    timeline.end(ended.post, by=make_chief())
    assert client.get("/post/table-1.csv").status_code == 404
