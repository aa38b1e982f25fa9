package vn.trangtien.platform.outbox;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.database.Timestamps;
import vn.trangtien.platform.outbox.OutboxSender.SendFailedException;

/**
 * One pass: takes the oldest waiting messages of its service, sends them and marks them. A lock in the database keeps a
 * second instance of the service from sending at the same time, which would break the order.
 */
final class OutboxRelay {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final int BATCH = 100;
    private static final Duration KEEP_SENT = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Clock clock;
    private final String service;
    private final OutboxSender sender;
    private boolean failing;

    OutboxRelay(JdbcClient jdbc, TransactionOperations transactions, Clock clock, String service, OutboxSender sender) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.service = service;
        this.sender = sender;
    }

    /** Sends until nothing waits or the receiver fails; not thread-safe, the owner calls it from one thread. */
    void sendAll() {
        int sent;
        do {
            Integer count = transactions.execute(status -> sendBatch());
            sent = count == null ? 0 : count;
        } while (sent == BATCH);
    }

    /** Removes what was sent long ago. */
    int forgetOld() {
        return jdbc.sql("delete from platform.outbox where service = ? and published_at < ?")
                .params(service, Timestamps.toDatabase(clock.instant().minus(KEEP_SENT)))
                .update();
    }

    private int sendBatch() {
        boolean mine = jdbc.sql("select pg_try_advisory_xact_lock(hashtext('platform.outbox'), hashtext(?))")
                .param(service)
                .query(Boolean.class)
                .single();
        if (!mine) {
            return 0;
        }
        List<OutboxMessage> messages =
                jdbc.sql("""
                        select id, topic, key, payload from platform.outbox
                        where service = ? and published_at is null order by id limit ?""").params(service, BATCH).query(OutboxMessage.class).list();
        if (messages.isEmpty()) {
            return 0;
        }
        try {
            sender.send(messages);
        } catch (SendFailedException e) {
            if (!failing) {
                LOG.warn("outbox={} event=send-failed waiting={} reason={}", service, messages.size(), e.getMessage());
            }
            failing = true;
            return 0;
        }
        if (failing) {
            LOG.info("outbox={} event=sending-again", service);
            failing = false;
        }
        jdbc.sql("update platform.outbox set published_at = :now where id in (:ids)")
                .param("now", Timestamps.toDatabase(clock.instant()))
                .param("ids", messages.stream().map(OutboxMessage::id).collect(Collectors.toList()))
                .update();
        return messages.size();
    }
}
