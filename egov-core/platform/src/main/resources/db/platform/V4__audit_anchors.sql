-- The audit log: one statement for one entry, anchors of time-stamped ranges, and indexes for those who search in it.

-- Each field with its length in bytes before it, as vn.trangtien.platform.audit.proof.EntryHash writes it.
create function platform.audit_field(value text) returns bytea language sql stable parallel safe as $$
    select int4send(octet_length(convert_to(value, 'UTF8'))) || convert_to(value, 'UTF8')
$$;

create function platform.audit_hash(
    prev_hash text, seq bigint, at timestamptz, service text, actor text, action text, subject text, detail text)
    returns text language sql stable parallel safe as $$
    select encode(sha256(
        platform.audit_field(prev_hash) || platform.audit_field(seq::text)
        || platform.audit_field(((extract(epoch from at) * 1000000)::bigint)::text)
        || platform.audit_field(service) || platform.audit_field(actor) || platform.audit_field(action)
        || platform.audit_field(subject) || platform.audit_field(detail)), 'hex')
$$;

create function platform.audit_append(
    at timestamptz, service text, actor text, action text, subject text, detail text)
    returns table (new_seq bigint, prev_hash text, new_hash text) language plpgsql as $$
declare
    head platform.audit_head%rowtype;
begin
    -- Held until the transaction of the deed ends: the order of the numbers is the order of the commits.
    select * into strict head from platform.audit_head for update;
    new_seq := head.seq + 1;
    prev_hash := head.hash;
    new_hash := platform.audit_hash(prev_hash, new_seq, at, service, actor, action, subject, detail);
    insert into platform.audit values (new_seq, at, service, actor, action, subject, detail, prev_hash, new_hash);
    update platform.audit_head h set seq = new_seq, hash = new_hash;
    return next;
end
$$;

create index audit_actor on platform.audit (actor, seq);
create index audit_action on platform.audit (action, seq);
-- Times grow with the numbers, nearly always; blocks are enough to find a day.
create index audit_at on platform.audit using brin (at) with (pages_per_range = 32);

create table platform.audit_anchor (
    number      bigint primary key,
    from_seq    bigint      not null,
    to_seq      bigint      not null,
    root        text        not null,
    last_hash   text        not null,
    prev_digest text        not null,
    digest      text        not null,
    stamped_at  timestamptz not null,
    token       text        not null
);
comment on table platform.audit_anchor is 'Merkle roots over ranges of the audit log with RFC 3161 time stamps';

create trigger audit_anchor_append_only before update or delete on platform.audit_anchor
    for each row execute function platform.audit_is_append_only();
create trigger audit_anchor_no_truncate before truncate on platform.audit_anchor
    for each statement execute function platform.audit_is_append_only();
