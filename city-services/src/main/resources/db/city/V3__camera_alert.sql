-- Reports of cameras that hold now: several of one kind are one alarm, which ends with the last of them.

create table city.open_camera_alert (
    source   text not null,
    alert    text not null,
    at       timestamptz not null,
    heard_at timestamptz not null,
    primary key (source, alert)
);
comment on column city.open_camera_alert.heard_at is 'by our own clock; what nobody ends is given up after a while';
