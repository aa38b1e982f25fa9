-- The account of each gateway. The two ordinals are the judging's, the other numbers count verdicts where they are booked: nothing
-- computes one from the other, so a message that is left out between the two makes them differ.
create table ingest.sender_account (
    account       text   not null,
    gateway       text   not null, -- both empty: whoever is not a gateway by his name
    first_ordinal bigint not null,
    last_ordinal  bigint not null,
    stored        bigint not null default 0,
    duplicate     bigint not null default 0,
    rejected      bigint not null default 0,
    repeated      bigint not null default 0, -- judged once more after Kafka had lost its positions, and booked before
    primary key (account, gateway)
);

create table ingest.sender_rejected (
    account  text   not null,
    gateway  text   not null,
    reason   text   not null,
    messages bigint not null,
    primary key (account, gateway, reason)
);
