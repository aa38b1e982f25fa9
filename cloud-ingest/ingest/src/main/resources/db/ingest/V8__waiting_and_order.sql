-- Vietnamese order in which 2 comes before 10.
create collation ingest.vietnamese (provider = icu, locale = 'vi-u-kn-true');

-- A gateway that obeys nobody yet is asked again then.
alter table ingest.rollout_target add column ask_after timestamptz;
