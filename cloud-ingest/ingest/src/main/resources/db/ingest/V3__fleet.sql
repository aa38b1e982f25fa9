-- The fleet: what gateways tell of themselves, what is wanted of them, and how it gets there.

-- For searching without diacritics, as VietnameseText.fold does it.
alter table ingest.gateway add column folded text not null generated always as (
    lower(replace(replace(regexp_replace(normalize(name, nfd), '[\u0300-\u036f]', '', 'g'), 'đ', 'd'), 'Đ', 'd'))
    || ' ' || lower(gateway)) stored;

-- Numbers that a gateway says it gave up: missing, but explained. Ranges as in "received".
alter table ingest.spool add column evicted text not null default '';
alter table ingest.spool add column evicted_missing bigint not null default 0;

-- What arrives in passing; one row a gateway, written with each batch.
create table ingest.vital (
    account            text not null,
    gateway            text not null,
    last_data_at       timestamptz,
    clock_untrusted_at timestamptz,
    evicted_at         timestamptz,
    primary key (account, gateway),
    foreign key (account, gateway) references ingest.gateway on delete cascade
);

create table ingest.connection (
    account text        not null,
    gateway text        not null,
    at      timestamptz not null,
    primary key (account, gateway, at),
    foreign key (account, gateway) references ingest.gateway on delete cascade
);
create index connection_at on ingest.connection (at);

-- The newest report of each gateway; the columns beside the two objects are for lists.
create table ingest.report (
    account           text        not null,
    gateway           text        not null,
    at                timestamptz not null,
    received_at       timestamptz not null,
    config_version    bigint,
    config_sha256     text,
    config_state      text,
    software          text,
    spool_depth       bigint,
    certificate_until timestamptz,
    numbers           jsonb       not null,
    texts             jsonb       not null,
    primary key (account, gateway),
    foreign key (account, gateway) references ingest.gateway on delete cascade
);

-- Reports in which something changed that a person may look for later.
create table ingest.report_history (
    id          bigint generated always as identity primary key,
    account     text        not null,
    gateway     text        not null,
    at          timestamptz not null,
    received_at timestamptz not null,
    numbers     jsonb       not null,
    texts       jsonb       not null,
    foreign key (account, gateway) references ingest.gateway on delete cascade
);
create index report_history_gateway on ingest.report_history (account, gateway, id);
create index report_history_received on ingest.report_history (received_at);

create table ingest.edge_event (
    account     text             not null,
    gateway     text             not null,
    rule        text             not null,
    at          timestamptz      not null,
    state       text             not null check (state in ('RAISED', 'CLEARED')),
    channel     text             not null,
    value       double precision,
    severity    text             not null,
    message     text             not null,
    actions     text             not null,
    simulated   boolean          not null,
    received_at timestamptz      not null,
    primary key (account, gateway, rule, at, state),
    foreign key (account, gateway) references ingest.gateway on delete cascade
);
create index edge_event_newest on ingest.edge_event (account, gateway, received_at);
create index edge_event_received on ingest.edge_event (received_at);

-- Every request to a gateway. Bodies are not kept: they may hold what is nobody else's business.
create table ingest.request (
    id         text        primary key,
    account    text        not null,
    gateway    text        not null,
    app        text        not null,
    method     text        not null,
    resource   text        not null,
    asked_by   text        not null,
    asked_at   timestamptz not null,
    ended_at   timestamptz,
    outcome    text        not null default 'WAITING'
               check (outcome in ('WAITING', 'ANSWERED', 'TIMED_OUT', 'AWAY', 'BUSY', 'FAILED')),
    code       int,
    message    text,
    attempts   int         not null default 0,
    body_bytes int         not null default 0,
    foreign key (account, gateway) references ingest.gateway on delete cascade
);
create index request_gateway on ingest.request (account, gateway, asked_at);

-- Desired configurations; a row is never changed.
create table ingest.twin_version (
    account text        not null,
    gateway text        not null,
    version bigint      not null,
    sha256  text        not null,
    yaml    text        not null,
    set_by  text        not null,
    set_at  timestamptz not null,
    comment text        not null,
    primary key (account, gateway, version),
    foreign key (account, gateway) references ingest.gateway on delete cascade
);

create table ingest.twin (
    account        text        not null,
    gateway        text        not null,
    version        bigint      not null,
    sha256         text        not null,
    -- Number and hash of the gateway's configuration when the desired one was set: what it is based on.
    base_version   bigint,
    base_sha256    text,
    push_state     text        not null default 'NONE' check (push_state in
                   ('NONE', 'WAITING', 'SENT', 'ACCEPTED', 'APPLIED', 'REFUSED', 'ROLLED_BACK', 'CONFLICT')),
    push_forced    boolean     not null default false,
    push_at        timestamptz,
    push_by        text        not null default '',
    push_attempts  int         not null default 0,
    push_detail    text        not null default '',
    push_problems  jsonb       not null default '[]',
    not_before     timestamptz,
    primary key (account, gateway),
    foreign key (account, gateway) references ingest.gateway on delete cascade,
    foreign key (account, gateway, version) references ingest.twin_version
);
create index twin_waiting on ingest.twin (not_before) where push_state in ('WAITING', 'SENT', 'ACCEPTED');

create table ingest.release (
    sha256      text        primary key,
    name        text        not null,
    version     text        not null,
    arch        text        not null,
    size        bigint      not null,
    signature   bytea       not null,
    signer      bytea       not null,
    uploaded_by text        not null,
    uploaded_at timestamptz not null,
    notes       text        not null,
    unique (version, arch)
);

create table ingest.rollout (
    id           bigint generated always as identity primary key,
    name         text        not null,
    kind         text        not null check (kind in ('CONFIGURATION', 'RELEASE')),
    mode         text        not null check (mode in ('MERGE', 'REPLACE', 'RELEASE')),
    template     text        not null,
    release      text references ingest.release,
    filter       jsonb       not null,
    policy       jsonb       not null,
    state        text        not null check (state in
                 ('RUNNING', 'PAUSED', 'STOPPED', 'ABORTED', 'ROLLING_BACK', 'ROLLED_BACK', 'COMPLETED')),
    ring         int         not null,
    ring_since   timestamptz not null,
    settled_at   timestamptz,
    reason       text        not null default '',
    forgiven     int         not null default 0,
    created_by   text        not null,
    created_at   timestamptz not null,
    ended_at     timestamptz
);
create index rollout_at_work on ingest.rollout (id) where state in ('RUNNING', 'ROLLING_BACK');

create table ingest.rollout_target (
    rollout        bigint      not null references ingest.rollout on delete cascade,
    account        text        not null,
    gateway        text        not null,
    place          int         not null,
    ring           int         not null,
    state          text        not null check (state in
                   ('PENDING', 'APPLYING', 'DONE', 'FAILED', 'SKIPPED', 'REVERTING', 'REVERTED')),
    since          timestamptz not null,
    detail         text        not null default '',
    -- What the gateway had before: the version of its desired configuration, or its software.
    before         text        not null default '',
    -- What it must report: the SHA-256 of the configuration, or the version of the software.
    wanted         text        not null default '',
    -- When the gateway was asked to install a release, and why it could not.
    asked_at       timestamptz,
    failure        text,
    primary key (rollout, account, gateway),
    foreign key (account, gateway) references ingest.gateway on delete cascade
);
create index rollout_target_gateway on ingest.rollout_target (account, gateway);

create table ingest.rollout_history (
    id      bigint generated always as identity primary key,
    rollout bigint      not null references ingest.rollout on delete cascade,
    at      timestamptz not null,
    account text,
    gateway text,
    text    text        not null
);
create index rollout_history_rollout on ingest.rollout_history (rollout, id);

create table ingest.fleet_alarm (
    id         bigint generated always as identity primary key,
    account    text        not null,
    gateway    text        not null,
    kind       text        not null,
    severity   text        not null check (severity in ('critical', 'high', 'medium', 'low')),
    detail     text        not null,
    raised_at  timestamptz not null,
    cleared_at timestamptz,
    foreign key (account, gateway) references ingest.gateway on delete cascade
);
create unique index fleet_alarm_open on ingest.fleet_alarm (account, gateway, kind) where cleared_at is null;
create index fleet_alarm_raised on ingest.fleet_alarm (raised_at);

-- Thresholds, dated: the row with the latest valid_from that has begun counts; scope '' is for all, 'kind:x' for gateways of one
-- kind, 'gateway:account/x' for one; the narrowest scope wins.
create table ingest.fleet_setting (
    name       text             not null,
    scope      text             not null default '',
    valid_from date             not null,
    value      double precision not null check (value >= 0),
    unit       text             not null,
    basis      text             not null,
    primary key (name, scope, valid_from)
);
insert into ingest.fleet_setting (name, valid_from, value, unit, basis) values
    ('expected-period',      '2026-01-01', 60,  's',           'our gateways publish each minute or more often'),
    ('silent-periods',       '2026-01-01', 3,   'periods',     'one lost reading is no alarm'),
    ('flapping-connections', '2026-01-01', 5,   'connections', 'a restart makes one or two'),
    ('flapping-window',      '2026-01-01', 600, 's',           ''),
    ('certificate-low',      '2026-01-01', 30,  'days',        'gateways renew by themselves before that'),
    ('certificate-medium',   '2026-01-01', 14,  'days',        ''),
    ('certificate-critical', '2026-01-01', 3,   'days',        'time to drive there'),
    ('evicting-hold',        '2026-01-01', 3600, 's',          ''),
    ('clock-hold',           '2026-01-01', 600, 's',           '');
