-- What must be remembered of Sparkplug edge nodes to understand their next message.

create table ingest.sparkplug_node (
    account    text        not null,
    gateway    text        not null,
    bd_seq     int,                            -- of the last birth; null while the node is not there
    seq        int,                            -- of the last message, 0 to 255; null before a birth
    doubtful   boolean     not null,           -- a message is missing since the last birth
    gaps       bigint      not null,           -- messages that are missing since the node was first heard
    asked_at   timestamptz,                    -- when it was last asked for a birth
    updated_at timestamptz not null,
    primary key (account, gateway)
);

create table ingest.sparkplug_birth (
    account text not null,
    gateway text not null,
    asset   text not null,                     -- a device, or 'node' for the node itself
    metrics jsonb not null,                    -- name, alias, datatype and unit of each
    primary key (account, gateway, asset)
);
