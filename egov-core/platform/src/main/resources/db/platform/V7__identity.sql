-- Who may do what at which unit.

create table platform.permission (
    name    text primary key,
    name_vi text not null,
    name_en text not null
);
comment on table platform.permission is 'data set roles: what can be allowed at all';

create table platform.role_period (
    role        text   not null,
    valid_from  date   not null,
    valid_to    date,
    reach       text   not null check (reach in ('CITY', 'SUBTREE', 'UNIT')),
    permissions text[] not null,
    source      text   not null,
    primary key (role, valid_from),
    check (valid_to is null or valid_to >= valid_from)
);
comment on table platform.role_period is 'data set roles: what a role allows during one period';

create table platform.grant_of_role (
    id          bigint generated always as identity primary key,
    account_id  text        not null references platform.account (id),
    role        text        not null,
    unit_code   text        not null,
    scope       text        not null check (scope in ('UNIT', 'SUBTREE')),
    valid_from  date        not null,
    valid_to    date,
    legal_basis text        not null,
    granted_by  text        not null,
    granted_at  timestamptz not null,
    follows     bigint references platform.grant_of_role (id),
    ended_by    text,
    ended_at    timestamptz,
    end_reason  text,
    check (valid_to is null or valid_to >= valid_from),
    check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (end_reason is null))
);
comment on column platform.grant_of_role.follows is 'the grant at a unit that is gone, which this one goes on at the successor';
create index grant_of_role_account on platform.grant_of_role (account_id) where ended_at is null;
create index grant_of_role_unit on platform.grant_of_role (unit_code) where ended_at is null;
create unique index grant_of_role_follows on platform.grant_of_role (follows) where ended_at is null;
