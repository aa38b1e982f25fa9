-- Channels that nobody knows, and what people decided of channels. Channels of the catalogue have no row.
create table ingest.channel (
    account        text        not null,
    gateway        text        not null,
    asset          text        not null,
    channel        text        not null,
    standing       text        not null check (standing in ('KNOWN', 'QUARANTINED', 'IGNORED', 'BLOCKED')),
    unit           text        not null, -- as it was sent last
    reason         text        not null, -- word of the finding that brought it here; empty if declared
    first_seen     timestamptz not null,
    last_seen      timestamptz not null,
    seen           bigint      not null,
    samples        jsonb       not null default '[]', -- the newest values, newest last
    spec_unit      text,
    spec_kind      text,
    spec_min       double precision,
    spec_max       double precision,
    max_per_second double precision,
    decided_at     timestamptz,
    decided_by     text,
    primary key (account, gateway, asset, channel)
);
create index channel_standing on ingest.channel (standing, account, gateway, asset, channel);

-- Grows with each decision, so that whoever holds the decisions in memory sees that they are old.
create table ingest.channel_version (
    version bigint not null
);
insert into ingest.channel_version values (0);
