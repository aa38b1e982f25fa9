-- When a gateway said its last goodbye, by its own clock: tells a BIRTH that the goodbye overtook from a new one.
alter table ingest.gateway add column goodbye_at timestamptz;
