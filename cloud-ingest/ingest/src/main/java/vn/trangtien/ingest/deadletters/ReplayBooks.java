package vn.trangtien.ingest.deadletters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.trangtien.platform.database.Timestamps;

/** What the database knows of replays. All methods belong into the caller's transaction. */
@Repository
class ReplayBooks {

    /** A letter that is about to be replayed, and whose row is locked until the transaction ends. */
    record Taken(
            long id,
            String rawPosition,
            Place place,
            int bytes,
            @Nullable String askedBy) {}

    private static final String COLUMNS =
            "select l.id, l.raw_position, l.topic_id, l.partition, l.position, l.bytes, j.asked_by";

    private final JdbcClient jdbc;

    ReplayBooks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One letter, waiting for whoever replays it at this moment; empty if it is not open. */
    Optional<Taken> take(long id) {
        return jdbc.sql(COLUMNS + " from ingest.dead_letter l left join ingest.dead_letter_job j on j.id = l.job"
                        + " where l.id = ? and l.state = 'OPEN' for update of l")
                .param(id)
                .query((row, n) -> taken(row))
                .optional();
    }

    /** The next queued letters that nobody else works on, as many as have so many bytes together, at least one. */
    List<Taken> takeQueued(int most, long mostBytes) {
        List<Taken> found = jdbc.sql(
                        COLUMNS + " from ingest.dead_letter l left join ingest.dead_letter_job j on j.id = l.job"
                                + " where l.queued and l.state = 'OPEN' order by l.id limit ? for update of l skip locked")
                .param(most)
                .query((row, n) -> taken(row))
                .list();
        var taken = new ArrayList<Taken>();
        long bytes = 0;
        for (Taken letter : found) {
            bytes += letter.bytes();
            if (!taken.isEmpty() && bytes > mostBytes) {
                break;
            }
            taken.add(letter);
        }
        return taken;
    }

    private static Taken taken(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Taken(
                row.getLong("id"),
                row.getString("raw_position"),
                new Place(row.getString("topic_id"), row.getInt("partition"), row.getLong("position")),
                row.getInt("bytes"),
                row.getString("asked_by"));
    }

    void replayed(long id, String newPosition, String actor, Instant at) {
        jdbc.sql("update ingest.dead_letter set state = 'REPLAYED', replayed_as = ?, state_by = ?, state_at = ?,"
                        + " queued = false, trouble = null where id = ?")
                .params(newPosition, actor, Timestamps.toDatabase(at), id)
                .update();
    }

    void failed(long id, String trouble) {
        jdbc.sql("update ingest.dead_letter set queued = false, trouble = ? where id = ?")
                .params(trouble, id)
                .update();
    }

    /** Queues every open letter that the filter finds and that no other replay has. */
    long queue(LetterFilter filter, String actor, Instant at) {
        long job = jdbc.sql("insert into ingest.dead_letter_job (asked_at, asked_by, filter, letters)"
                        + " values (?, ?, ?, 0) returning id")
                .params(Timestamps.toDatabase(at), actor, filter.inWords())
                .query(Long.class)
                .single();
        LetterFilter.Where where = filter.inState(LetterState.OPEN).where();
        int letters = jdbc.sql("update ingest.dead_letter l set job = :job, queued = true where not l.queued and "
                        + where.condition())
                .param("job", job)
                .params(where.parameters())
                .update();
        jdbc.sql("update ingest.dead_letter_job set letters = ? where id = ?")
                .params(letters, job)
                .update();
        return job;
    }

    int takeOut(long job) {
        return jdbc.sql("update ingest.dead_letter set queued = false where job = ? and queued and state = 'OPEN'")
                .param(job)
                .update();
    }

    Optional<ReplayJob> find(long id) {
        return jobs("where j.id = ?", id).stream().findFirst();
    }

    /** The newest, and any older one that is not done. */
    List<ReplayJob> newest() {
        return jobs("where j.id > (select coalesce(max(id), 0) - 5 from ingest.dead_letter_job)"
                + " or exists (select 1 from ingest.dead_letter q where q.job = j.id and q.queued)");
    }

    private List<ReplayJob> jobs(String which, Object... parameters) {
        return jdbc.sql("select j.id, j.asked_at, j.asked_by, j.filter, j.letters,"
                        + " count(l.id) filter (where l.state like 'REPLAYED%') as replayed,"
                        + " count(l.id) filter (where l.state = 'REPLAYED_REFUSED_AGAIN') as again,"
                        + " count(l.id) filter (where l.queued and l.state = 'OPEN') as waiting"
                        + " from ingest.dead_letter_job j left join ingest.dead_letter l on l.job = j.id " + which
                        + " group by j.id order by j.id desc")
                .params(parameters)
                .query((row, n) -> {
                    long letters = row.getLong("letters");
                    long replayed = row.getLong("replayed");
                    long waiting = row.getLong("waiting");
                    return new ReplayJob(
                            row.getLong("id"),
                            Timestamps.fromDatabase(row, "asked_at"),
                            row.getString("asked_by"),
                            row.getString("filter"),
                            letters,
                            replayed,
                            row.getLong("again"),
                            waiting,
                            letters - replayed - waiting);
                })
                .list();
    }
}
