"""Country files become an index; what is wrong in them is told by line, column and value, and the rest is done."""

import sqlite3
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from geo_nk.data import read_table
from geo_nk.errors import GeoNKError, OutputError, ReadError
from geo_nk.gazetteer import Gazetteer, load_gazetteer
from geo_nk.gazetteer.exchange.geonames import COLUMNS
from geo_nk.gazetteer.exchange.imports import ImportReport, import_places
from geo_nk.gazetteer.own.index_file import read_index

OLD = (
    "RC\tUFI\tUNI\tLAT\tLONG\tDMS_LAT\tDMS_LONG\tMGRS\tJOG\tFC\tDSG\tPC\tCC1\tADM1\tPOP\tELEV\tCC2\tNT\tLC\tSHORT_FORM\t"
    "GENERIC\tSORT_NAME_RO\tFULL_NAME_RO\tFULL_NAME_ND_RO\tSORT_NAME_RG\tFULL_NAME_RG\tFULL_NAME_ND_RG\tNOTE\tMODIFY_DATE"
)
NEW = (
    "rk\tufi\tuni\tfull_name\tnt\tlat_dd\tlong_dd\tefctv_dt\tterm_dt_f\tterm_dt_n\tdesig_cd\tfc\tcc_ft\tadm1\tft_link\t"
    "name_rank\tlang_cd\ttransl_cd\tscript_cd\tname_link\tcc_nm\tgeneric\tfull_nm_nd\tsort_gen\tsort_name\tlat_dms\t"
    "long_dms\tmgrs\tmod_dt_ft\tmod_dt_nm\tdialect_cd\tdisplay\tgis_notes"
)


def geonames(**cells: object) -> str:
    """Return a row of a GeoNames country file: a village that does not exist."""
    row = {
        "geonameid": 99_000_001, "name": "Tukkŏbi-ri", "asciiname": "Tukkobi-ri", "alternatenames": "두꺼비리,Дуккоби",
        "latitude": 41.30001, "longitude": 128.1, "feature class": "P", "feature code": "PPL", "country code": "KP",
        "admin1 code": "13", "population": 0, "modification date": "2012-01-19",
    }  # fmt: skip
    return "\t".join(
        str((row | {key.replace("_", " "): value for key, value in cells.items()}).get(c, "")) for c in COLUMNS
    )


def gns(header: str, **cells: object) -> str:
    """Return a row of a GNS file under a header, old or new: the same village."""
    row = {
        "UFI": 7, "UNI": 8, "LAT": 41.3, "LONG": 128.1, "DSG": "PPL", "FC": "P", "CC1": "KN", "ADM1": "13", "NT": "N",
        "FULL_NAME_RO": "Tukkŏbi-ri", "ufi": 7, "uni": 8, "lat_dd": 41.3, "long_dd": 128.1, "desig_cd": "PPL",
        "fc": "P", "cc_ft": "PRK", "adm1": "KP-10", "nt": "N", "full_name": "Tukkŏbi-ri", "lang_cd": "kor",
    }  # fmt: skip
    return "\t".join(str((row | cells).get(column, "")) for column in header.split("\t"))


def imported(folder: Path, *rows: str, name: str = "KP.txt") -> tuple[ImportReport, Path]:
    (folder / name).write_text("\n".join(rows) + "\n", encoding="utf-8")
    return import_places(folder / name, folder / "own.index"), folder / "own.index"


def widened(folder: Path, *rows: str) -> Gazetteer:
    return load_gazetteer(index=imported(folder, *rows)[1])


def test_a_geonames_row_is_a_place_with_its_names(tmp_path: Path) -> None:
    gazetteer = widened(tmp_path, geonames())
    place = gazetteer.resolve("Tukkobi-ri").place
    assert place is not None
    assert (place.kind, place.country, place.lon, place.lat, place.province_id) == (
        "ri", "KP", 128.1, 41.30001, "kp-ryanggang",
    )  # fmt: skip
    assert gazetteer.resolve("두꺼비리").place == place


def test_a_name_of_an_index_is_found_by_its_sound(tmp_path: Path) -> None:
    assert widened(tmp_path, geonames()).resolve("Dukkeobi-ri").candidates[0].method == "romanised"


@pytest.mark.parametrize("header", [OLD, NEW])
def test_a_gns_place_has_the_names_of_its_rows_and_shows_the_approved_one(tmp_path: Path, header: str) -> None:
    column = "FULL_NAME_RO" if header == OLD else "full_name"
    types = "NT" if header == OLD else "nt"
    report, index = imported(
        tmp_path,
        header,
        gns(header, **{column: "두꺼비리", types: "NS"}),
        gns(header, **{column: "Kaeguri-ri", types: "V"}),
        gns(header),
    )
    places, names = read_index(index)
    assert (report.form, report.faulty, len(places)) == ("GNS", 0, 1)
    assert (places[0].name, places[0].country, places[0].province_id) == ("Tukkŏbi-ri", "KP", "kp-ryanggang")
    assert {name.name for name in names} == {"Tukkŏbi-ri", "Kaeguri-ri", "두꺼비리"}


def test_a_gns_feature_that_is_no_more_is_left_out(tmp_path: Path) -> None:
    rows = gns(NEW), gns(NEW, ufi=9, term_dt_f="2015-01-01"), gns(NEW, full_name="Old-ri", term_dt_n="2015-01-01")
    report, index = imported(tmp_path, NEW, *rows)
    places, names = read_index(index)
    assert (len(places), report.left_out.total()) == (1, 1)
    assert {name.name: name.valid_to for name in names} == {"Tukkŏbi-ri": "", "Old-ri": "2015-01-01"}


@pytest.mark.parametrize(
    ("code", "name", "country", "kind"),
    [
        ("ADM1", "Ryanggang-do", "KP", "province"),
        ("ADM1", "P'yongyang-si", "KP", "city"),
        ("ADM2", "Musan-gun", "KP", "county"),
        ("PPL", "Rodong", "KP", "village"),
        ("PPL", "Sinhung-rodongjagu", "KP", "workers_district"),
        ("PPL", "Nanping", "CN", "town"),
        ("STM", "Sodu-su", "KP", "river"),
        ("RSTN", "Hyesan-yok", "KP", "station"),
        ("PRNQ", "Kyo", "KP", "camp"),
    ],
)
def test_a_feature_code_means_a_kind(tmp_path: Path, code: str, name: str, country: str, kind: str) -> None:
    _, index = imported(tmp_path, geonames(feature_code=code, name=name, asciiname=name, country_code=country))
    assert read_index(index)[0][0].kind == kind


def test_every_kind_of_the_table_can_be_drawn() -> None:
    kinds = {kind for row in read_table("lexicon/places/feature_kinds.csv") for kind in row["kinds"].split()}
    assert kinds <= {row["kind"] for row in read_table("lexicon/places/kind_extents.csv")}


def test_every_code_of_a_province_leads_to_a_listed_place(gazetteer: Gazetteer) -> None:
    assert {row["place_id"] for row in read_table("lexicon/places/admin_codes.csv")} <= {p.place_id for p in gazetteer}


def test_a_name_that_any_text_has_is_passed_over(tmp_path: Path) -> None:
    _, index = imported(tmp_path, geonames(name="To", asciiname="To", alternatenames="도리,Sin,Toksil"))
    assert {name.name for name in read_index(index)[1]} == {"도리", "Toksil"}


def test_what_is_of_no_kind_here_is_counted_and_no_fault(tmp_path: Path) -> None:
    report, _ = imported(tmp_path, geonames(), geonames(geonameid=2, feature_code="CAVE"))
    assert (report.faulty, dict(report.left_out), report.rows, report.places) == (0, {"CAVE": 1}, 2, 1)


HOSTILE = {
    "a latitude in words": ({"latitude": "north"}, "latitude 'north' must be a number of degrees from -90 to 90"),
    "a latitude off the Earth": ({"latitude": "90.5"}, "latitude '90.5' must be a number"),
    "a longitude off the Earth": ({"longitude": "-181"}, "longitude '-181' must be a number"),
    "not a number": ({"longitude": "nan"}, "longitude 'nan' must be"),
    "a number in Arabic digits": ({"longitude": "١٢٨"}, "longitude '١٢٨' must be"),
    "no point": ({"latitude": "0", "longitude": "0.0"}, "latitude '0' and longitude 0 are a mark"),
    "an id that is none": ({"geonameid": "1; DROP"}, "geonameid '1; DROP' must be a whole number"),
    "no name": ({"asciiname": "", "name": " "}, "asciiname '' is empty"),
    "a formula": ({"asciiname": "=HYPERLINK(1)"}, "asciiname '=HYPERLINK(1)' begins like a formula"),
    "an escape": ({"asciiname": "Hye\x1b[31msan"}, "has a character that cannot be seen"),
    "a name without end": ({"asciiname": "a" * 500}, "is longer than 200 characters"),
    "a code that is none": ({"feature_code": "<b>"}, "feature code '<b>' is no feature code"),
    "a country that is none": ({"country_code": "North Korea"}, "country code 'North Korea' is no country code"),
    "a column too many": ({"modification_date": "2012\t"}, "has 20 columns; a country file has 19"),
    "a NUL": ({"asciiname": "a\0b"}, "holds a NUL character"),
    "an endless line": ({"alternatenames": "a," * 40_000}, "is longer than 65,536 bytes"),
    "an id that stands already": ({}, "geonameid '99000001' stands already"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_a_bad_row_is_told_and_the_rest_is_done(tmp_path: Path, case: str) -> None:
    cells, message = HOSTILE[case]
    report, index = imported(tmp_path, geonames(), geonames(**cells), geonames(geonameid=2))
    assert (report.faulty, report.places, report.rows) == (1, 2, 3)
    assert message in str(report.faults[0])
    assert str(report.faults[0]).startswith("line 2: ")
    assert len(read_index(index)[0]) == 2


def test_a_line_in_another_encoding_is_told(tmp_path: Path) -> None:
    lines = [geonames().encode(), geonames(geonameid=2, name="혜산").encode("cp949")]
    (tmp_path / "KP.txt").write_bytes(b"\xef\xbb\xbf" + b"\r\n".join(lines))
    report = import_places(tmp_path / "KP.txt", tmp_path / "own.index")
    assert (report.places, report.faulty) == (1, 1)
    assert "line 2: row" in str(report.faults[0])
    assert "is not UTF-8" in str(report.faults[0])


def test_faults_are_kept_up_to_a_limit_and_all_counted(tmp_path: Path) -> None:
    report, _ = imported(tmp_path, geonames(), *["\t" * 18] * 1_500)
    assert (report.faulty, len(report.faults)) == (1_500, 1_000)


def test_alternate_names_bring_language_time_and_wikidata(tmp_path: Path) -> None:
    (tmp_path / "KP.txt").write_text(geonames(), encoding="utf-8")
    rows = [
        "1\t99000001\tko\t옛두꺼비리\t\t\t\t1\t1945\t19771231",
        "2\t99000001\tlink\thttps://example.org\t\t\t\t\t\t",
        "3\t99000001\twkdt\tQ42\t\t\t\t\t\t",
        "4\t12\tko\t다른곳\t\t\t\t\t\t",
        "5\t99000001\tru\tДуккоби\t\t\t\t\t\t",
        "6\t99000001\tko",
    ]
    (tmp_path / "alt.txt").write_text("\n".join(rows), encoding="utf-8")
    report = import_places(tmp_path / "KP.txt", tmp_path / "own.index", alternate_names=tmp_path / "alt.txt")
    places, names = read_index(tmp_path / "own.index")
    told = {name.name: (name.lang, name.valid_from, name.valid_to) for name in names}
    assert told["옛두꺼비리"] == ("ko", "1945", "1977-12-31")
    assert told["Дуккоби"] == ("ru", "", "")
    assert "다른곳" not in told
    assert places[0].wikidata_id == "Q42"
    assert [str(fault) for fault in report.faults] == [
        "line 6: row '6\\t99000001\\tko' has 3 columns; a table of alternate names has 10"
    ]


def zipped(file: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"{name}.txt", content)
    return file


def test_the_table_of_an_archive_is_the_one_of_its_name(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "KP.zip", readme=b"read me", KP=geonames().encode(), other=b"x")
    assert import_places(archive, tmp_path / "own.index").places == 1


def test_an_archive_of_several_tables_is_refused(tmp_path: Path) -> None:
    archive = zipped(tmp_path / "Korea.zip", a=b"x", b=b"y")
    with pytest.raises(ReadError, match=r"holds 'a.txt', 'b.txt'; unpack it and name the table"):
        import_places(archive, tmp_path / "own.index")


def test_an_archive_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    row = geonames().encode()
    archive = zipped(tmp_path / "KP.zip", KP=row + b"\n" + b"\0" * 30_000_000)
    with pytest.raises(ReadError, match="unpacks to more than 10,000,000 bytes"):
        import_places(archive, tmp_path / "own.index")
    assert [file.name for file in tmp_path.iterdir()] == ["KP.zip"]


REFUSED = {
    "an empty file": (b"", "is neither a country file of GeoNames"),
    "a table of something else": (b"a,b,c\n", "its first line has 1 columns"),
    "UTF-16": ("x".encode("utf-16"), "is in UTF-16; save it as UTF-8"),
    "a GNS file without points": (b"ufi\tfull_name\tnt\n", "has no column lat_dd or lat"),
    "a table without a place": (b"\t" * 18, "holds no place of a kind that is known here"),
    "a broken archive": (b"PK\x03\x04 and nothing more", "is a damaged or locked archive"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_country_file_is_refused_and_nothing_is_written(tmp_path: Path, case: str) -> None:
    content, message = REFUSED[case]
    (tmp_path / "KP.txt").write_bytes(content)
    (tmp_path / "own.index").write_bytes(b"what stood there")
    with pytest.raises(ReadError, match=message):
        import_places(tmp_path / "KP.txt", tmp_path / "own.index")
    assert {file.name for file in tmp_path.iterdir()} == {"KP.txt", "own.index"}
    assert (tmp_path / "own.index").read_bytes() == b"what stood there"


def test_the_index_may_not_be_the_file_itself(tmp_path: Path) -> None:
    (tmp_path / "KP.txt").write_text(geonames(), encoding="utf-8")
    with pytest.raises(OutputError, match="is the file to import"):
        import_places(tmp_path / "KP.txt", tmp_path / "KP.txt")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from(["", "geonames", "old", "new", "zip"]))
@example(b"\t" * 18, "")
def test_any_bytes_are_read_or_refused(content: bytes, before: str) -> None:
    heads = {
        "": b"",
        "geonames": geonames().encode() + b"\n",
        "old": OLD.encode() + b"\n",
        "new": NEW.encode() + b"\n",
        "zip": b"PK\x03\x04",
    }
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "KP.txt"
        file.write_bytes(heads[before] + content)
        try:
            report = import_places(file, Path(folder) / "own.index", alternate_names=file)
        except GeoNKError:
            assert [each.name for each in Path(folder).iterdir()] == ["KP.txt"]
        else:
            assert len(read_index(Path(folder) / "own.index")[0]) == report.places > 0


@cache
def undamaged() -> tuple[bytes, bytes]:
    """Return an archive and the index made of it."""
    with tempfile.TemporaryDirectory() as folder:
        archive = zipped(Path(folder) / "KP.zip", KP=(geonames() + "\n").encode() * 3)
        import_places(archive, Path(folder) / "good.index")
        return archive.read_bytes(), (Path(folder) / "good.index").read_bytes()


@settings(max_examples=1500, deadline=None)
@example(3610, b"\x80")
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=8))
def test_a_damaged_archive_or_index_is_read_or_refused(at: int, damage: bytes) -> None:
    archive, index = undamaged()
    with tempfile.TemporaryDirectory() as folder:
        for name, good, read in (
            ("KP.zip", archive, lambda file: import_places(file, file.with_suffix(".i"))),
            ("good.index", index, read_index),
        ):
            data = bytearray(good)
            where = at % len(data)
            data[where : where + len(damage)] = damage
            file = Path(folder) / f"damaged-{name}"
            file.write_bytes(data)
            try:
                read(file)
            except GeoNKError as error:
                assert str(file) in str(error)  # noqa: PT017 - an import may as well succeed


def test_a_view_is_no_table_of_ours(tmp_path: Path) -> None:
    _, index = imported(tmp_path, geonames())
    with sqlite3.connect(index) as opened:
        opened.execute("CREATE VIEW endless AS SELECT 1")
    opened.close()
    with pytest.raises(ReadError, match="holds more than tables"):
        read_index(index)


def test_the_same_file_gives_the_same_index(tmp_path: Path) -> None:
    _, index = imported(tmp_path, geonames(), geonames(geonameid=2))
    first = index.read_bytes()
    imported(tmp_path, geonames(), geonames(geonameid=2))
    assert index.read_bytes() == first


def test_a_place_with_the_same_geonames_id_is_the_shipped_one(tmp_path: Path, gazetteer: Gazetteer) -> None:
    own = gazetteer.row("kp-ryanggang-hyesan").geonames_id
    wider = widened(tmp_path, geonames(geonameid=own, name="Tukkobi", asciiname="Tukkobi", alternatenames=""))
    assert len(wider) == len(gazetteer)
    assert wider.get("kp-ryanggang-hyesan") == gazetteer.get("kp-ryanggang-hyesan")
    assert wider.locate("Tukkobi").place_id == "kp-ryanggang-hyesan"
