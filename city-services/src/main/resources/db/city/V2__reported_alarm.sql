-- Alarms that somebody else reports (the ingest about a gateway, a gateway about its own rules) come with words.

alter table city.alarm add column message_vi text;
alter table city.alarm add column message_en text;
comment on column city.alarm.message_vi is 'what the reporter says, for people; text from a device is shown as it is and must be escaped';
