-- What every service of the city shares. Instants are timestamptz; local dates only where the law counts days.

create table platform.dataset (
    name      text primary key,
    version   integer     not null,
    sha256    text        not null,
    loaded_at timestamptz not null
);
comment on table platform.dataset is 'which version of each dated data file is loaded';

create table platform.org_unit (
    code           text not null,
    valid_from     date not null,
    valid_to       date,
    parent_code    text,
    successor_code text,
    kind           text not null,
    abbreviation   text not null,
    name_vi        text not null,
    name_en        text not null,
    source         text not null,
    primary key (code, valid_from),
    check (valid_to is null or valid_to >= valid_from)
);

create table platform.calendar_day (
    day       date primary key,
    kind      text    not null check (kind in ('HOLIDAY', 'COMPENSATORY_OFF', 'MAKEUP_WORKDAY')),
    name_vi   text    not null,
    name_en   text    not null,
    source    text    not null,
    confirmed boolean not null
);

create table platform.calendar_rule (
    single         boolean primary key default true check (single),
    cut_off      time      not null,
    listed_years integer[] not null
);

create table platform.number_book (
    book text    not null,
    year integer not null,
    last bigint  not null check (last > 0),
    primary key (book, year)
);

create table platform.account (
    id           text primary key,
    display_name text        not null,
    unit_code    text,
    enabled      boolean     not null default true,
    created_at   timestamptz not null
);

create table platform.account_role (
    account_id text not null references platform.account (id) on delete cascade,
    role       text not null,
    primary key (account_id, role)
);

create table platform.sign_in_code (
    id         bigint generated always as identity primary key,
    account_id text        not null references platform.account (id) on delete cascade,
    code_hash  text        not null,
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index sign_in_code_open on platform.sign_in_code (account_id) where used_at is null;

create table platform.sign_in_failure (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    account text        not null,
    address text        not null
);
create index sign_in_failure_account on platform.sign_in_failure (account, at);
create index sign_in_failure_address on platform.sign_in_failure (address, at);

create table platform.session (
    token_hash text primary key,
    account_id text        not null references platform.account (id) on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz
);
create index session_account on platform.session (account_id);

create table platform.audit (
    seq       bigint primary key,
    at        timestamptz not null,
    service   text        not null,
    actor     text        not null,
    action    text        not null,
    subject   text        not null,
    detail    text        not null,
    prev_hash text        not null,
    hash      text        not null
);
create index audit_subject on platform.audit (subject, seq);

create table platform.audit_head (
    single boolean primary key default true check (single),
    seq  bigint not null,
    hash text   not null
);
insert into platform.audit_head (seq, hash) values (0, repeat('0', 64));

create function platform.audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'platform.audit is append-only: % is refused; write a new entry that corrects the old one', tg_op;
end
$$;
create trigger audit_append_only before update or delete on platform.audit
    for each row execute function platform.audit_is_append_only();
create trigger audit_no_truncate before truncate on platform.audit
    for each statement execute function platform.audit_is_append_only();

create table platform.outbox (
    id           bigint generated always as identity primary key,
    service      text        not null,
    topic        text        not null,
    key          text        not null,
    payload      text        not null,
    created_at   timestamptz not null,
    published_at timestamptz
);
create index outbox_waiting on platform.outbox (service, id) where published_at is null;
