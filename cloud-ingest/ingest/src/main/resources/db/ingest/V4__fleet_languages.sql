-- What is wrong with a gateway, in both languages; what was raised before has only the first.
alter table ingest.fleet_alarm add column detail_en text;
update ingest.fleet_alarm set detail_en = detail;
alter table ingest.fleet_alarm alter column detail_en set not null;
