-- Where a gateway stands on its way from the office to the pole, which hardware it is, and who let it in.

create table ingest.batch (
    id         bigint generated always as identity primary key,
    name       text        not null,
    account    text        not null,
    gateways   int         not null,
    created_at timestamptz not null,
    created_by text        not null
);

alter table ingest.gateway
    add column enrolment       text        not null default 'CREATED'
                               check (enrolment in ('CREATED', 'CODE_ISSUED', 'AWAITING_APPROVAL', 'ENROLLED', 'ACTIVE',
                                                    'HARDWARE_CHANGED', 'QUARANTINED', 'RETIRED')),
    add column enrolment_since timestamptz not null default now(),
    add column approval        boolean     not null default false,
    add column profile         text        not null default '',
    add column batch           bigint      references ingest.batch;
create index gateway_batch on ingest.gateway (batch);

-- Devices enrolled before this version keep their rights.
update ingest.gateway g
set enrolment = case
        when exists (select 1 from ingest.certificate c
                     where c.account = g.account and c.gateway = g.gateway and c.revoked_at is null)
            then case when g.last_message_at is null then 'ENROLLED' else 'ACTIVE' end
        when exists (select 1 from ingest.enrolment_code c
                     where c.account = g.account and c.gateway = g.gateway and c.used_at is null)
            then 'CODE_ISSUED'
        else 'CREATED'
    end;

-- Which board a gateway is: what its request said, then what its BIRTHs say. A gateway that never says (Kura) has no row.
create table ingest.hardware (
    account    text        not null,
    gateway    text        not null,
    hardware   text        not null,
    since      timestamptz not null,
    seen_at    timestamptz,
    has_left   boolean     not null default false, -- it said goodbye since it was last seen
    former     text,                               -- the board before this one, to notice when it comes back
    claimed    text,                               -- a board that waits for somebody's consent
    claimed_at timestamptz,
    primary key (account, gateway),
    foreign key (account, gateway) references ingest.gateway
);

alter table ingest.certificate
    add column hardware  text,
    add column origin    text        not null default 'CODE' check (origin in ('CODE', 'RENEWAL')),
    add column issued_at timestamptz;
update ingest.certificate set issued_at = not_before + interval '1 hour';
alter table ingest.certificate alter column issued_at set not null;

-- A code is bound to the first device that uses it; what that device asked for waits here for consent.
alter table ingest.enrolment_code
    add column hardware     text,
    add column requested_at timestamptz,
    add column approved_at  timestamptz,
    add column approved_by  text,
    add column refused_at   timestamptz;
create index enrolment_code_gateway on ingest.enrolment_code (account, gateway);
