-- Instants are timestamptz. Names that gateways choose (spools, assets, channels) are bounded by the decoder, not here.

create table ingest.gateway (
    account         text             not null,
    gateway         text             not null,
    name            text             not null,
    kind            text             not null,
    lat             double precision,
    lon             double precision,
    active          boolean          not null default true,
    state           text             not null default 'NEVER_SEEN'
                    check (state in ('NEVER_SEEN', 'ONLINE', 'OFFLINE', 'MISSING')),
    since           timestamptz      not null,
    last_message_at timestamptz,
    facts           jsonb            not null default '{}',
    created_at      timestamptz      not null,
    primary key (account, gateway),
    unique (gateway) -- it is the MQTT client id and the common name of the certificate, which know no account
);

create table ingest.certificate (
    serial     text        primary key,
    account    text        not null,
    gateway    text        not null,
    key_hash   text        not null,
    pem        text        not null,
    not_before timestamptz not null,
    not_after  timestamptz not null,
    revoked_at timestamptz,
    foreign key (account, gateway) references ingest.gateway
);
create index certificate_gateway on ingest.certificate (account, gateway);

create table ingest.enrolment_code (
    code_hash  text        primary key,
    account    text        not null,
    gateway    text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    key_hash   text,
    serial     text references ingest.certificate,
    foreign key (account, gateway) references ingest.gateway
);

create table ingest.asset (
    account    text        not null,
    gateway    text        not null,
    asset      text        not null,
    kind       text        not null check (kind in ('INSTRUMENT', 'CAMERA')),
    first_seen timestamptz not null,
    last_seen  timestamptz not null,
    primary key (account, gateway, asset)
);

-- How far the raw topic is processed. A topic that was deleted and made again has a new id and starts a new row.
create table ingest.progress (
    topic_id     text   not null,
    partition    int    not null,
    first_offset bigint not null,
    next_offset  bigint not null,
    lost         bigint not null default 0,
    primary key (topic_id, partition)
);

-- Messages by what became of them; written in the transaction that moves progress, counted on their own.
create table ingest.tally (
    topic_id  text   not null,
    partition int    not null,
    outcome   text   not null check (outcome in ('STORED', 'DUPLICATE', 'REJECTED')),
    reason    text   not null default '',
    messages  bigint not null,
    primary key (topic_id, partition, outcome, reason)
);

-- Numbers received from a gateway's spool, as ranges: 1-500,502-510.
create table ingest.spool (
    account    text        not null,
    gateway    text        not null,
    spool      text        not null,
    received   text        not null,
    gaps       bigint      not null,
    updated_at timestamptz not null,
    primary key (account, gateway, spool)
);

-- Messages without a number are recognised by their hash for a while.
create table ingest.seen (
    hash    text        primary key,
    seen_at timestamptz not null
);
create index seen_at on ingest.seen (seen_at);

create table ingest.latest (
    account     text        not null,
    gateway     text        not null,
    asset       text        not null,
    channel     text        not null,
    value       double precision,
    unit        text        not null,
    quality     text        not null,
    measured_at timestamptz not null,
    received_at timestamptz not null,
    simulated   boolean     not null,
    primary key (account, gateway, asset, channel)
);

create table ingest.object (
    account   text        not null,
    gateway   text        not null,
    camera    text        not null,
    taken_at  timestamptz not null,
    sha256    text        not null,
    width     int         not null,
    height    int         not null,
    bytes     int         not null,
    stored_at timestamptz not null,
    primary key (account, gateway, camera, taken_at, sha256)
);
create index object_sha256 on ingest.object (sha256);
create index object_stored_at on ingest.object (stored_at);
