package vn.trangtien.platform.outbox;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.platform.database.Timestamps;

/**
 * Takes messages in the caller's transaction; the relay of the same service sends them after the commit, at least once
 * and in the order of writing. For one key that order is the order of commits as long as writers of one key exclude each
 * other, which they do when they lock the row of the thing they report on.
 */
public final class Outbox {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final JsonMapper json;
    private final String service;
    private final Wake wake;

    /** Called after a commit that left something to send. */
    @FunctionalInterface
    interface Wake {
        void now();
    }

    Outbox(JdbcClient jdbc, Clock clock, JsonMapper json, String service, Wake wake) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
        this.service = service;
        this.wake = wake;
    }

    /**
     * Leaves a message to be sent after the commit.
     *
     * @param key decides the partition: messages of one key keep their order
     * @param payload written as JSON
     * @throws IllegalStateException outside a transaction
     */
    public void publish(String topic, String key, Object payload) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "topic %s, key %s: a message must be left inside the transaction that it reports on"
                            .formatted(topic, key));
        }
        jdbc.sql("insert into platform.outbox (service, topic, key, payload, created_at) values (?, ?, ?, ?, ?)")
                .params(service, topic, key, json.writeValueAsString(payload), Timestamps.toDatabase(clock.instant()))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake.now();
            }
        });
    }

    /** How many messages of this service still wait. */
    public long waiting() {
        return jdbc.sql("select count(*) from platform.outbox where service = ? and published_at is null")
                .param(service)
                .query(Long.class)
                .single();
    }
}
