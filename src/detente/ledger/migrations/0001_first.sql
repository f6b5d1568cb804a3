-- The first schema. Portable SQL: SQLite and PostgreSQL both run it; {serial} stands for a key that numbers itself.
-- Dates are EDTF text with first and last day beside them; clock times are UTC text (2024-01-11T08:00:00.000000Z),
-- which sorts as time does; JSON is text; flags are 0 or 1.

-- What the key of an article is made of: text, outlet, date. Never changed.
CREATE TABLE articles (
    pk {serial},
    key TEXT NOT NULL UNIQUE,
    outlet TEXT,
    published TEXT,
    published_first TEXT,
    published_last TEXT,
    text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL,
    recorded_at TEXT NOT NULL
);
CREATE INDEX articles_published ON articles (published_last);
CREATE INDEX articles_text ON articles (text_sha256);

-- The rest of an article, as one reading of one file gave it: the same article may come in twice under two names.
CREATE TABLE readings (
    pk {serial},
    article TEXT NOT NULL REFERENCES articles (key),
    digest TEXT NOT NULL,
    id TEXT NOT NULL,
    title TEXT,
    authors TEXT NOT NULL,
    published_basis TEXT NOT NULL,
    published_reasons TEXT NOT NULL,
    language TEXT,
    url TEXT,
    boilerplate TEXT NOT NULL,
    warnings TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    UNIQUE (article, digest)
);

-- One run of one extractor over one reading. A newer one supersedes it; nothing is deleted.
CREATE TABLE extractions (
    pk {serial},
    article TEXT NOT NULL REFERENCES articles (key),
    reading BIGINT NOT NULL REFERENCES readings (pk),
    version TEXT NOT NULL,
    model TEXT,
    parties TEXT NOT NULL,
    milestone TEXT NOT NULL,
    warnings TEXT NOT NULL,
    n_evidence INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    superseded_at TEXT,
    UNIQUE (reading, version)
);
CREATE INDEX extractions_article ON extractions (article);

-- The coded records. `content` holds the fields of the kind as JSON; the columns beside it serve reading by SQL.
CREATE TABLE evidence (
    pk {serial},
    extraction BIGINT NOT NULL REFERENCES extractions (pk),
    position INTEGER NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES articles (key),
    start_char INTEGER NOT NULL,
    end_char INTEGER NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    date TEXT,
    date_first TEXT,
    date_last TEXT,
    type TEXT,
    mode TEXT,
    status TEXT,
    direction TEXT,
    actors TEXT,
    recipients TEXT,
    place TEXT,
    what TEXT,
    due TEXT,
    certainty DOUBLE PRECISION NOT NULL,
    voice TEXT NOT NULL,
    relevant INTEGER NOT NULL,
    extractor TEXT NOT NULL,
    content TEXT NOT NULL,
    UNIQUE (extraction, position),
    UNIQUE (extraction, id)
);
CREATE INDEX evidence_id ON evidence (id);
CREATE INDEX evidence_article ON evidence (article);
CREATE INDEX evidence_kind ON evidence (kind, date_first);

-- Who takes part in a record, one row for each id: {"id": "ARM;AZE"} stands twice.
CREATE TABLE participants (
    extraction BIGINT NOT NULL REFERENCES extractions (pk),
    position INTEGER NOT NULL,
    role TEXT NOT NULL,
    place_in_role INTEGER NOT NULL,
    actor TEXT,
    country TEXT,
    text TEXT NOT NULL
);
CREATE INDEX participants_record ON participants (extraction, position);
CREATE INDEX participants_country ON participants (country, extraction);

-- Documents that could not be read, with the reason.
CREATE TABLE quarantine (
    pk {serial},
    document TEXT NOT NULL,
    reason TEXT NOT NULL,
    remedy TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    UNIQUE (document, reason)
);

-- What people say of the records. Rows are added, never changed; `seq` is their order.
CREATE TABLE judgements (
    seq {serial},
    id TEXT NOT NULL UNIQUE,
    action TEXT NOT NULL,
    reviewer TEXT NOT NULL,
    judged_at TEXT NOT NULL,
    target TEXT NOT NULL,
    targets TEXT NOT NULL,
    patch TEXT NOT NULL,
    reason TEXT NOT NULL,
    drawn TEXT NOT NULL,
    exact TEXT,
    recorded_at TEXT NOT NULL
);
CREATE INDEX judgements_target ON judgements (target);

CREATE VIEW v_articles AS
SELECT a.key, r.id, r.title, a.outlet, r.authors, a.published, a.published_first, a.published_last,
       r.published_basis, r.published_reasons, r.language, r.url, x.parties, x.milestone, x.n_evidence,
       x.version AS extractor_version, r.warnings, a.text, a.text_sha256, a.recorded_at
FROM extractions x
JOIN readings r ON r.pk = x.reading
JOIN articles a ON a.key = x.article
WHERE x.superseded_at IS NULL;

CREATE VIEW v_evidence AS
SELECT e.id, e.kind, e.date, e.date_first, e.date_last, e.type, e.mode, e.status, e.direction, e.actors, e.recipients,
       e.place, e.what, e.due, e.exact, e.certainty, e.voice, e.relevant, e.extractor, e.start_char, e.end_char,
       e.content, e.article, e.position, r.id AS article_id, r.title, a.outlet, a.published, a.published_last, r.url,
       x.version AS extractor_version, x.recorded_at
FROM evidence e
JOIN extractions x ON x.pk = e.extraction
JOIN readings r ON r.pk = x.reading
JOIN articles a ON a.key = x.article
WHERE x.superseded_at IS NULL;

CREATE VIEW v_event_reports AS
SELECT id, date, date_first, date_last, type, mode, status, actors, recipients, place, exact, outlet, published, title,
       url, certainty, voice, relevant, article
FROM v_evidence WHERE kind = 'event';

CREATE VIEW v_statements AS
SELECT id, date, actors AS speaker, direction AS stance, type AS issue, exact, outlet, published, title, url,
       certainty, voice, relevant, article
FROM v_evidence WHERE kind = 'statement';

CREATE VIEW v_commitments AS
SELECT id, date, actors AS by_whom, recipients AS to_whom, what, due, status AS state, exact, outlet, published, title,
       url, certainty, article
FROM v_evidence WHERE kind = 'commitment';

CREATE VIEW v_signs AS
SELECT id, date, direction, type AS sign_kind, exact, outlet, published, title, url, certainty, voice, article
FROM v_evidence WHERE kind = 'sign';

CREATE VIEW v_calendar AS
SELECT id, date, date_first, date_last, what, exact, outlet, published, title, url, article
FROM v_evidence WHERE kind = 'scheduled';
