-- The lists of days off that somebody confirmed, closures of single units, and which open deadlines were reckoned anew.

create table platform.calendar_list (
    id           bigint generated always as identity primary key,
    year         integer     not null,
    basis        text        not null,
    confirmed_by text        not null,
    confirmed_at timestamptz not null
);
comment on table platform.calendar_list is 'the highest id of a year is the list in force';
create index calendar_list_year on platform.calendar_list (year, id);
create trigger calendar_list_append_only before update or delete on platform.calendar_list
    for each row execute function platform.is_append_only();

create table platform.calendar_list_day (
    list    bigint not null references platform.calendar_list (id),
    day     date   not null,
    kind    text   not null check (kind in ('HOLIDAY', 'COMPENSATORY_OFF', 'MAKEUP_WORKDAY')),
    name_vi text   not null,
    name_en text   not null,
    source  text   not null,
    primary key (list, day)
);
create trigger calendar_list_day_append_only before update or delete on platform.calendar_list_day
    for each row execute function platform.is_append_only();

create table platform.calendar_closure (
    id        bigint generated always as identity primary key,
    unit_code text        not null,
    first_day date        not null,
    last_day  date        not null,
    reason_vi text        not null,
    reason_en text        not null,
    basis     text        not null,
    actor     text        not null,
    at        timestamptz not null,
    check (last_day >= first_day)
);
create trigger calendar_closure_append_only before update or delete on platform.calendar_closure
    for each row execute function platform.is_append_only();

create table platform.calendar_closure_end (
    closure bigint primary key references platform.calendar_closure (id),
    reason  text        not null,
    actor   text        not null,
    at      timestamptz not null
);
comment on table platform.calendar_closure_end is 'closures that were withdrawn; none of their days counts any more';
create trigger calendar_closure_end_append_only before update or delete on platform.calendar_closure_end
    for each row execute function platform.is_append_only();

alter table platform.calendar_rule add column cut_off_for_hours boolean not null default true;

create table platform.office_hours (
    id         integer primary key,
    unit_code  text,
    months     integer[] not null,
    shifts     text[]    not null,
    cut_off    time,
    valid_from date      not null,
    valid_to   date,
    source     text      not null
);

-- Each owner of deadlines reckons anew once for each confirmed list.
create table platform.calendar_reckoned (
    list    bigint      not null references platform.calendar_list (id),
    owner   text        not null,
    changed integer     not null,
    at      timestamptz not null,
    primary key (list, owner)
);
