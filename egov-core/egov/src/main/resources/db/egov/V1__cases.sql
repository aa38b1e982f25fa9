-- Cases: one row per case with its state of today. What happened to it is in platform.audit.

create table egov.case_file (
    number             text primary key,
    idempotency_key    text        not null unique,
    kind               text        not null,
    title              text        not null,
    description        text        not null,
    place              text        not null,
    unit_code          text        not null,
    unit_name_vi       text        not null,
    unit_name_en       text        not null,
    source_link        text        not null,
    requested_by       text        not null,
    opened_at          timestamptz not null,
    working_days       integer     not null check (working_days > 0),
    due_date           date        not null,
    due_explanation_vi text        not null,
    due_explanation_en text        not null,
    state              text        not null check (state in ('OPEN', 'CLOSED')),
    closed_at          timestamptz,
    closed_by          text,
    result             text,
    check ((state = 'CLOSED') = (closed_at is not null and closed_by is not null and result is not null))
);
create index case_file_open on egov.case_file (unit_code, due_date) where state = 'OPEN';
create index case_file_closed on egov.case_file (unit_code, closed_at) where state = 'CLOSED';
