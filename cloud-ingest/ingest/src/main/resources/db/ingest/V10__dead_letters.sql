-- Where to find each dead letter, and what people did with it. The letters themselves are in Kafka and stay there.
create table ingest.dead_letter (
    id           bigint generated always as identity primary key,
    topic_id     text        not null, -- Kafka's id of the topic in which the letter lies
    partition    int         not null,
    position     bigint      not null,
    raw_position text        not null, -- partition:offset of the message in the raw topic
    sender       text        not null, -- account/gateway as the message's topic has it, checked by nobody
    topic        text        not null,
    reason       text        not null,
    detail       text        not null,
    bytes        int         not null,
    received_at  timestamptz not null,
    refused_at   timestamptz not null,
    state        text        not null default 'OPEN'
                 check (state in ('OPEN', 'REPLAYED', 'REPLAYED_REFUSED_AGAIN', 'DISMISSED')),
    state_at     timestamptz,
    state_by     text,
    state_why    text,
    replay_of    text,                 -- raw position of the letter from which this message was replayed
    replayed_as  text,                 -- raw position under which it was received anew
    job          bigint,
    queued       boolean     not null default false,
    trouble      text,                 -- why it could not be replayed
    unique (topic_id, raw_position, received_at) -- with the time, for a raw topic that is made anew counts from 0 again
);
create index dead_letter_state on ingest.dead_letter (state, id);
create index dead_letter_reason on ingest.dead_letter (reason, id);
create index dead_letter_sender on ingest.dead_letter (sender, id);
create index dead_letter_received on ingest.dead_letter (received_at);
create index dead_letter_queued on ingest.dead_letter (id) where queued;
create index dead_letter_of_job on ingest.dead_letter (job) where job is not null;

-- How far each partition of the topic of dead letters is read; lost: letters that Kafka deleted before they were.
create table ingest.dead_letter_progress (
    topic_id    text   not null,
    partition   int    not null,
    next_offset bigint not null,
    lost        bigint not null default 0,
    primary key (topic_id, partition)
);

-- A replay of many letters; what is left of it stands in the letters themselves.
create table ingest.dead_letter_job (
    id       bigint generated always as identity primary key,
    asked_at timestamptz not null,
    asked_by text        not null,
    filter   text        not null,
    letters  int         not null
);
