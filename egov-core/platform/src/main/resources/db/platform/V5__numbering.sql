-- Registers: every number that was ever given, reserved or cancelled stays.

alter table platform.number_book add column first bigint not null default 1 check (first > 0);
comment on column platform.number_book.first is 'first number given here; what is below stands in a paper book';

create table platform.number_register (
    book           text        not null,
    year           integer     not null,
    number         bigint      not null check (number > 0),
    agency         text        not null,
    text           text        not null,
    outgoing       boolean     not null,
    type           text        not null,
    day            date        not null,
    state          text        not null check (state in ('USED', 'RESERVED', 'CANCELLED')),
    medium         text        not null check (medium in ('ELECTRONIC', 'PAPER')),
    subject        text        not null,
    given_by       text        not null,
    given_at       timestamptz not null,
    reason         text        not null default '',
    reserved_until date,
    cancelled_by   text,
    cancelled_at   timestamptz,
    cancelled_why  text,
    primary key (book, year, number),
    check ((state = 'RESERVED') <= (reserved_until is not null)),
    check ((state = 'CANCELLED') = (cancelled_at is not null and cancelled_by is not null and cancelled_why is not null))
);
-- Decree 30/2020, art. 15: number and symbol are unique in an agency and year, over paper and electronic documents.
create unique index number_register_unique on platform.number_register (agency, year, text) where outgoing;
create index number_register_reserved on platform.number_register (reserved_until) where state = 'RESERVED';

create function platform.number_stays() returns trigger language plpgsql as $$
begin
    if tg_op <> 'UPDATE' then
        raise exception 'platform.number_register keeps every number: % is refused; cancel it with a reason', tg_op;
    end if;
    if (new.book, new.year, new.number, new.agency, new.text, new.type, new.day)
        is distinct from (old.book, old.year, old.number, old.agency, old.text, old.type, old.day) then
        raise exception 'number % of %: what a number was given for cannot change', old.text, old.year;
    end if;
    if old.state = 'CANCELLED' or (old.state = 'USED' and new.state = 'RESERVED') then
        raise exception 'number % of %: cannot go from % to %', old.text, old.year, old.state, new.state;
    end if;
    return new;
end
$$;
create trigger number_register_stays before update or delete on platform.number_register
    for each row execute function platform.number_stays();
create trigger number_register_no_truncate before truncate on platform.number_register
    for each statement execute function platform.number_stays();
