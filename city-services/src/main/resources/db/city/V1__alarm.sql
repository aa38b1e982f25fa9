-- Alarms of the operations centre. A source is account/gateway[/asset[/channel]]; instants are timestamptz.

create table city.tracker (
    source    text not null,
    rule      text not null,
    phase     text not null check (phase in ('NORMAL', 'UNACK', 'ACK', 'RTN_UNACK')),
    level     integer not null check (level >= 0),
    turning   jsonb not null,
    watermark timestamptz,
    alarm     uuid,
    primary key (source, rule)
);
comment on table city.tracker is 'what the engine remembers of each source under each rule; the newest judged time makes repeats harmless';

create table city.alarm (
    id                  uuid primary key,
    source              text not null,
    gateway             text not null,
    rule                text not null,
    phase               text not null check (phase in ('NORMAL', 'UNACK', 'ACK', 'RTN_UNACK')),
    level               integer not null,
    peak_level          integer not null,
    value               double precision not null,
    value_at            timestamptz not null,
    peak_value          double precision not null,
    simulated           boolean not null,
    raised_at           timestamptz not null,
    changed_at          timestamptz not null,
    returned_at         timestamptz,
    closed_at           timestamptz,
    acknowledged_at     timestamptz,
    acknowledged_by     text,
    acknowledgement     text,
    case_number         text,
    case_state          text check (case_state in ('OPEN', 'CLOSED')),
    case_unit           text,
    case_due            date,
    case_link           text,
    case_changed_at     timestamptz,
    check ((closed_at is null) = (phase <> 'NORMAL'))
);
create unique index alarm_one_open on city.alarm (source, rule) where closed_at is null;
create index alarm_ended on city.alarm (closed_at desc) where closed_at is not null;
create index alarm_case on city.alarm (case_number) where case_number is not null;

create table city.alarm_history (
    alarm uuid not null references city.alarm (id),
    line  bigint generated always as identity,
    at    timestamptz not null,
    kind  text not null,
    level integer,
    value double precision,
    actor text,
    note  text,
    primary key (alarm, line)
);

create table city.device_seen (
    device  text primary key,
    gateway text not null,
    seen_at timestamptz not null
);
comment on table city.device_seen is 'last usable value of each instrument, by the earlier of its clock and ours';

create table city.gateway_state (
    gateway text primary key,
    state   text not null check (state in ('ONLINE', 'OFFLINE', 'MISSING')),
    at      timestamptz not null
);
