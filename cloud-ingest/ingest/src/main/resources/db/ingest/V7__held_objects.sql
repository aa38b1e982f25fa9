-- Every object that the store may hold: written down before the object is stored and struck out after it is gone, so that
-- whatever dies in between, there is no picture that nobody remembers. The foreign key keeps it so: no picture is booked whose
-- object was deleted meanwhile.
create table ingest.held_object (
    sha256    text primary key,
    due_at    timestamptz, -- to be deleted from then on, if no picture or film refers to it; null while one does
    failed_at timestamptz  -- when the store last did not delete it
);
insert into ingest.held_object (sha256) select distinct sha256 from ingest.object;
create index held_object_due on ingest.held_object (due_at) where due_at is not null;
alter table ingest.object add constraint object_is_held foreign key (sha256) references ingest.held_object;
