-- Parts of the time series that were written since their tiers were made. Written in the transaction that books the values, so
-- whatever dies in between, none is forgotten. Only ever added to by those who book, so that they never wait for one another;
-- moved to series_window and struck out by the one who makes the tiers. Account and gateway are empty for all gateways.
create table ingest.series_mark (
    from_at timestamptz not null,
    to_at   timestamptz not null,
    account text        not null,
    gateway text        not null
);

-- Parts of a tier that do not yet say what the tier below says.
create table ingest.series_window (
    tier    text        not null check (tier in ('1m', '15m', '1d')),
    from_at timestamptz not null,
    to_at   timestamptz not null,
    account text        not null,
    gateway text        not null,
    due_at  timestamptz not null, -- not made before: more values are expected
    primary key (tier, from_at, to_at, account, gateway)
);
create index series_window_due on ingest.series_window (due_at);

-- Stores whose older values have been marked once, so that they get tiers too.
create table ingest.series_store (
    name     text primary key,
    begun_at timestamptz not null
);

-- Every row of it is written again and again: room on each page lets that happen without touching the index.
alter table ingest.latest set (fillfactor = 60);
