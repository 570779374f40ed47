CREATE TABLE gpkg_spatial_ref_sys (
    srs_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL PRIMARY KEY,
    organization TEXT NOT NULL,
    organization_coordsys_id INTEGER NOT NULL,
    definition TEXT NOT NULL,
    description TEXT
);
CREATE TABLE gpkg_contents (
    table_name TEXT NOT NULL PRIMARY KEY,
    data_type TEXT NOT NULL,
    identifier TEXT UNIQUE,
    description TEXT DEFAULT '',
    last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')),
    min_x DOUBLE,
    min_y DOUBLE,
    max_x DOUBLE,
    max_y DOUBLE,
    srs_id INTEGER,
    CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);
CREATE TABLE gpkg_geometry_columns (
    table_name TEXT NOT NULL,
    column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL,
    srs_id INTEGER NOT NULL,
    z TINYINT NOT NULL,
    m TINYINT NOT NULL,
    CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
    CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents (table_name),
    CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
);
CREATE TABLE events (
    fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    geom POINT,
    other_columns TEXT
);
CREATE TABLE reports (
    fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    addition INTEGER NOT NULL,
    report_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    published DATE,
    publisher TEXT,
    url TEXT,
    title TEXT,
    source_kind TEXT,
    text TEXT
);
CREATE INDEX reports_report_id ON reports (report_id);
CREATE TABLE additions (
    fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    at DATETIME NOT NULL,
    by TEXT,
    note TEXT
);
CREATE TABLE history (
    fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    addition INTEGER NOT NULL,
    at DATETIME NOT NULL,
    kind TEXT NOT NULL,
    event_id TEXT NOT NULL,
    before TEXT NOT NULL
);
CREATE INDEX history_at ON history (at);
CREATE TABLE geo_nk_collection (
    fid INTEGER PRIMARY KEY NOT NULL,
    layout INTEGER NOT NULL
);
