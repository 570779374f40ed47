CREATE SCHEMA geo_nk;
CREATE TABLE geo_nk.events (
    fid BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    geom geometry(Point, 4326),
    other_columns TEXT
);
CREATE INDEX events_geom ON geo_nk.events USING gist (geom);
CREATE TABLE geo_nk.additions (
    fid BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at TIMESTAMPTZ NOT NULL,
    by TEXT,
    note TEXT
);
CREATE TABLE geo_nk.reports (
    fid BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    addition BIGINT NOT NULL REFERENCES geo_nk.additions,
    report_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    published DATE,
    publisher TEXT,
    url TEXT,
    title TEXT,
    source_kind TEXT,
    text TEXT
);
CREATE INDEX reports_report_id ON geo_nk.reports (report_id);
CREATE TABLE geo_nk.history (
    fid BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    addition BIGINT NOT NULL REFERENCES geo_nk.additions,
    at TIMESTAMPTZ NOT NULL,
    kind TEXT NOT NULL,
    event_id TEXT NOT NULL,
    before TEXT NOT NULL
);
CREATE INDEX history_at ON geo_nk.history (at);
CREATE TABLE geo_nk.collection (
    layout INTEGER NOT NULL
);
COMMENT ON TABLE geo_nk.events IS 'internal: complete, with the names of its sources';
COMMENT ON TABLE geo_nk.reports IS 'internal: the texts that were read';
COMMENT ON TABLE geo_nk.additions IS 'when something was added';
COMMENT ON TABLE geo_nk.history IS 'what each addition changed, with what stood there before';
