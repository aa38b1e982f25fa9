-- Personal data: keys that are themselves encrypted, consent, who read what, what was erased, breaches.

create table platform.privacy_data_key (
    id         integer generated always as identity primary key,
    purpose    text        not null check (purpose in ('ENCRYPT', 'INDEX')),
    wrapped    bytea       not null,
    master_key text        not null,
    created_at timestamptz not null,
    active     boolean     not null
);
comment on table platform.privacy_data_key is 'data keys, encrypted under a master key that lies in a file outside of the database';
create unique index privacy_data_key_active on platform.privacy_data_key (purpose) where active;

create table platform.privacy_consent (
    id           bigint generated always as identity primary key,
    subject      text        not null,
    purpose      text        not null,
    given        boolean     not null,
    at           timestamptz not null,
    recorded_by  text        not null,
    how          text        not null,
    text_version text        not null
);
create index privacy_consent_subject on platform.privacy_consent (subject, purpose, id);

create table platform.privacy_access (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    service text        not null,
    kind    text        not null check (kind in ('READ', 'REVEAL', 'EXPORT')),
    reader  text        not null,
    subject text        not null,
    fields  text[]      not null,
    purpose text        not null,
    basis   text        not null,
    reason  text        not null
);
create index privacy_access_subject on platform.privacy_access (subject, id);
create index privacy_access_reader on platform.privacy_access (reader, id);

create table platform.privacy_erasure (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    subject text        not null,
    by      text        not null,
    reason  text        not null,
    holder  text        not null,
    item    text        not null,
    erased  boolean     not null,
    law     text        not null,
    until   date,
    remains text        not null
);
create index privacy_erasure_subject on platform.privacy_erasure (subject, id);

create table platform.privacy_breach (
    id           bigint generated always as identity primary key,
    found_at     timestamptz not null,
    due_at       timestamptz not null,
    rule         text        not null,
    description  text        not null,
    subjects     bigint      not null check (subjects >= 0),
    recorded_by  text        not null,
    reported_at  timestamptz,
    reported_by  text,
    reference    text
);

create function platform.privacy_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % is refused; add a new row', tg_table_name, tg_op;
end
$$;
create trigger privacy_consent_append_only before update or delete on platform.privacy_consent
    for each row execute function platform.privacy_is_append_only();
create trigger privacy_consent_no_truncate before truncate on platform.privacy_consent
    for each statement execute function platform.privacy_is_append_only();
create trigger privacy_access_append_only before update or delete on platform.privacy_access
    for each row execute function platform.privacy_is_append_only();
create trigger privacy_access_no_truncate before truncate on platform.privacy_access
    for each statement execute function platform.privacy_is_append_only();
create trigger privacy_erasure_append_only before update or delete on platform.privacy_erasure
    for each row execute function platform.privacy_is_append_only();
create trigger privacy_erasure_no_truncate before truncate on platform.privacy_erasure
    for each statement execute function platform.privacy_is_append_only();
