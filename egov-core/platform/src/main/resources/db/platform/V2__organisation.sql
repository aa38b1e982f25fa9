-- The tree of units with levels, other codes and several successors; posts, people in them, and what they may sign.

create table platform.revision (
    name   text primary key,
    number bigint not null
);
comment on table platform.revision is 'raised whenever something changes that services keep in memory';

create function platform.is_append_only() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only: % is refused; add a row that ends or corrects the old one', tg_table_name, tg_op;
end
$$;

create table platform.org_level (
    code       text not null,
    rank       integer not null,
    name_vi    text not null,
    name_en    text not null,
    valid_from date not null,
    valid_to   date,
    source     text not null,
    dataset    text not null,
    primary key (code, valid_from)
);

alter table platform.org_unit drop column successor_code;
alter table platform.org_unit add column level text;
alter table platform.org_unit add column dataset text not null default 'organisation';

create table platform.org_successor (
    code           text not null,
    valid_from     date not null,
    successor_code text not null,
    share_vi       text not null,
    share_en       text not null,
    primary key (code, valid_from, successor_code),
    foreign key (code, valid_from) references platform.org_unit (code, valid_from) on delete cascade
);
comment on table platform.org_successor is 'who took over from the unit of that period; more than one row is a split by share of work';

create table platform.org_alias (
    code       text not null,
    valid_from date not null,
    alias      text not null,
    scheme     text not null,
    source     text not null,
    primary key (code, valid_from, alias),
    foreign key (code, valid_from) references platform.org_unit (code, valid_from) on delete cascade
);

-- What people changed on top of the data sets; replayed in order, so a new version of a data set loses none of it.
create table platform.org_change (
    id       bigint generated always as identity primary key,
    kind     text        not null check (kind in ('OPEN', 'ALTER', 'CLOSE', 'DECIDE', 'ALIAS')),
    code     text        not null,
    day      date        not null,
    detail   jsonb       not null,
    basis    text        not null,
    actor    text        not null,
    at       timestamptz not null
);
create index org_change_code on platform.org_change (code, id);
create trigger org_change_append_only before update or delete on platform.org_change
    for each row execute function platform.is_append_only();

create table platform.appointment (
    id              bigint generated always as identity primary key,
    unit_code       text        not null,
    position_code   text        not null,
    person_id       text        not null,
    person_name     text        not null,
    standing        text        not null check (standing in ('FULL', 'ACTING', 'IN_CHARGE')),
    valid_from      date        not null,
    valid_to        date,
    decision_number text        not null,
    decision_date   date        not null,
    actor           text        not null,
    at              timestamptz not null,
    check (valid_to is null or valid_to >= valid_from)
);
create index appointment_unit on platform.appointment (unit_code);
create trigger appointment_append_only before update or delete on platform.appointment
    for each row execute function platform.is_append_only();

create table platform.delegation (
    id              bigint generated always as identity primary key,
    capacity        text        not null check (capacity in ('KT', 'TL', 'TUQ')),
    grantor         bigint      not null references platform.appointment (id),
    grantee         bigint      not null references platform.appointment (id),
    through         bigint      references platform.delegation (id),
    scope           text        not null,
    document_types  text[]      not null,
    valid_from      date        not null,
    valid_to        date,
    decision_number text        not null,
    decision_date   date        not null,
    actor           text        not null,
    at              timestamptz not null,
    check (valid_to is null or valid_to >= valid_from)
);
create trigger delegation_append_only before update or delete on platform.delegation
    for each row execute function platform.is_append_only();

-- An end before its time; the row that it ends stays as it was.
create table platform.mandate_end (
    kind            text        not null check (kind in ('APPOINTMENT', 'DELEGATION')),
    mandate         bigint      not null,
    last_day        date        not null,
    reason          text        not null,
    decision_number text        not null,
    decision_date   date        not null,
    actor           text        not null,
    at              timestamptz not null,
    primary key (kind, mandate)
);
create trigger mandate_end_append_only before update or delete on platform.mandate_end
    for each row execute function platform.is_append_only();
