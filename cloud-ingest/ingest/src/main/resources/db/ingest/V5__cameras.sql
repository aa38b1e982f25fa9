-- What cameras saw: objects with the newest state of each, alerts with beginning and end, and for how long pictures are kept.

create table ingest.camera_object (
    account          text             not null,
    gateway          text             not null,
    object           text             not null,
    camera           text             not null,
    phase            text             not null,
    label            text             not null,
    top_score        double precision not null,
    plate_hash       text,
    plate_text       text,
    started_at       timestamptz      not null,
    at               timestamptz      not null,
    state            jsonb            not null, -- ObjectSeen as it was told
    primary key (account, gateway, object),
    foreign key (account, gateway) references ingest.gateway on delete cascade
);
create index camera_object_started on ingest.camera_object (started_at desc);
create index camera_object_of_camera on ingest.camera_object (account, gateway, camera, started_at desc);
create index camera_object_plate on ingest.camera_object (plate_hash) where plate_hash is not null;

create table ingest.camera_alert (
    account           text             not null,
    gateway           text             not null,
    alert             text             not null,
    camera            text             not null,
    kind              text             not null,
    rule              text             not null,
    object            text,
    value             double precision,
    confidence        double precision not null,
    reason            text             not null,
    reason_vietnamese text             not null,
    began_at          timestamptz, -- unknown when only the end arrived
    ended_at          timestamptz,
    at                timestamptz      not null,
    simulated         boolean          not null,
    primary key (account, gateway, alert),
    foreign key (account, gateway) references ingest.gateway on delete cascade
);
create index camera_alert_at on ingest.camera_alert (at desc);

alter table ingest.object add column class text not null default 'VIEW'; -- VIEW, OBJECT, CLIP or CLEAR: how long it is kept
alter table ingest.object add column object text;    -- id of the object that it shows
alter table ingest.object add column clear_for text; -- purpose for which persons are shown
create index object_of_object on ingest.object (account, gateway, object) where object is not null;
