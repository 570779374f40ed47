from __future__ import annotations

import pytest

from geo_nk.data import read_table
from geo_nk.errors import ReadError
from geo_nk.events import load_categories
from geo_nk.events.schema import column
from geo_nk.tables.headers import MEANINGS, guess_columns


@pytest.mark.parametrize(
    "names",
    [
        ["Town", "When", "What happened", "Source"],
        ["Place", "Date", "Description", "Outlet"],
        ["LOCATION", "event date", "Text", "source:"],
        ["장소", "날짜", "내용", "출처"],
        ["地点", "日期", "内容", "来源"],
    ],
)
def test_columns_are_known_by_what_they_mean(names: list[str]) -> None:
    assert guess_columns(names).meant == dict(
        zip(["place_name", "date_start", "text", "publisher"], names, strict=True)
    )


@pytest.mark.parametrize("names", [["Lat", "Long"], ["Latitude", "Longitude"], ["Y", "X"], ["위도", "경도"]])
def test_coordinates_are_known(names: list[str]) -> None:
    assert guess_columns(names).meant == dict(zip(["lat", "lon"], names, strict=True))


_TOLD = ("place_name", "date_start", "text", "publisher", "lat", "lon", "title", "url")


@pytest.mark.parametrize(
    "names",
    [
        ["Ort", "Datum", "Beschreibung", "Quelle", "Breite", "Länge", "Titel", "Link"],
        ["Stadt", "Wann", "Text", "Quelle", "Breitengrad", "Längengrad", "Überschrift", "Webadresse"],
        ["Lieu", "Date", "Description", "Source", "Latitude", "Longitude", "Titre", "Lien"],
        ["Localité", "Jour", "Texte", "Source", "Latitude", "Longitude", "Titre", "Adresse web"],
        ["Lugar", "Fecha", "Descripción", "Fuente", "Latitud", "Longitud", "Título", "Enlace"],
        ["Ciudad", "Día", "Texto", "Fuente", "Latitud", "Longitud", "Titulo", "URL"],
        ["Место", "Дата", "Описание", "Источник", "Широта", "Долгота", "Заголовок", "Ссылка"],
        ["Населенный пункт", "День", "Текст", "Источник", "Широта", "Долгота", "Название", "Ссылка"],
        ["場所", "日付", "説明", "情報源", "緯度", "経度", "タイトル", "リンク"],
        ["所在地", "日時", "本文", "出典", "緯度", "経度", "見出し", "アドレス"],
    ],
)
def test_columns_are_known_in_other_languages_with_their_accents_or_without(names: list[str]) -> None:
    assert guess_columns(names).meant == dict(zip(_TOLD, names, strict=True))


def test_the_names_of_the_event_table_come_first() -> None:
    guess = guess_columns(["Town", "place_name", "Date", "date_start", "My note"])
    assert guess.meant == {"place_name": "place_name", "date_start": "date_start"}
    assert guess.others == ("Town", "Date", "My note")


def test_what_is_said_holds() -> None:
    guess = guess_columns(["Wo", "Town"], said={"place": "Wo"})
    assert (guess.meant, guess.others) == ({"place_name": "Wo"}, ("Town",))


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"place": "Stadt"}, "has no column 'Stadt'; its columns are Town"),
        ({"colour": "Town"}, "'colour' means nothing"),
    ],
)
def test_what_cannot_be_is_refused(said: dict[str, str], message: str) -> None:
    with pytest.raises(ReadError, match=message):
        guess_columns(["Town"], said=said)


def test_the_guess_is_told() -> None:
    assert guess_columns(["Town", "title", "Ref"]).told() == "place_name = Town, as named: title; kept beside them: Ref"
    assert guess_columns(["place_name", "Ref"]).told() == "kept: Ref"
    assert not guess_columns(["place_name", "title"]).told()


ACLED = (
    "event_id_cnty,event_date,year,disorder_type,event_type,sub_event_type,actor1,country,admin1,location,"
    "latitude,longitude,geo_precision,source,notes"
)
UCDP = (
    "id,year,type_of_violence,side_a,source_headline,where_prec,where_coordinates,adm_1,latitude,longitude,"
    "date_start,date_end"
)
GDELT = "GLOBALEVENTID,SQLDATE,Actor1Name,EventCode,ActionGeo_FullName,ActionGeo_Lat,ActionGeo_Long,SOURCEURL"


@pytest.mark.parametrize(("header", "export"), [(ACLED, "ACLED"), (UCDP, "UCDP GED"), (GDELT, "GDELT")])
def test_exports_are_known_by_their_headers(header: str, export: str) -> None:
    guess = guess_columns(header.split(","))
    assert guess.export == export
    assert {"place_name", "date_start", "lat", "lon"} <= set(guess.meant)


def test_the_tables_of_words_mean_what_there_is() -> None:
    assert {row["meaning"] for row in read_table("lexicon/tables/columns.csv")} <= set(MEANINGS)
    assert {row["category"] for row in read_table("lexicon/tables/category_words.csv")} <= set(load_categories())
    assert {row["calendar"] for row in read_table("lexicon/tables/date_codes.csv")} == {"", "month", "year"}
    assert {row["geo_precision"] for row in read_table("lexicon/tables/codes.csv")} <= set(
        column("geo_precision").values
    )
