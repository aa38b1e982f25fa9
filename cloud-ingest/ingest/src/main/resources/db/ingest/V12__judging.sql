-- Numbers and hashes of messages are remembered in Kafka, beside the messages, by the judging; see docs/ingest.md.
drop table ingest.seen;
alter table ingest.spool drop column received, drop column evicted;

-- Where to go on in the judged topic. What counts is next_offset, in the raw topic; this only saves reading what is booked.
alter table ingest.progress add column next_judged bigint not null default 0;
