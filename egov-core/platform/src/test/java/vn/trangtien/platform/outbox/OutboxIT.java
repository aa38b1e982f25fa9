package vn.trangtien.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.platform.TestPostgres;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.database.PlatformMigration;
import vn.trangtien.platform.outbox.OutboxSender.SendFailedException;

class OutboxIT {

    private static final Clock CLOCK = Clock.system(DatabaseAutoConfiguration.ZONE);

    private final List<OutboxMessage> arrived = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();

    private JdbcClient jdbc;
    private TransactionTemplate transactions;
    private Outbox outbox;
    private OutboxRelay relay;

    @BeforeEach
    void prepare() {
        DataSource database = TestPostgres.dataSource(TestPostgres.newDatabase());
        PlatformMigration.migrate(database);
        jdbc = JdbcClient.create(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        outbox = outbox("egov", () -> {});
        relay = relay("egov");
    }

    @Test
    void whatIsCommittedArrivesOnceAndInOrder() {
        for (int i = 0; i < 250; i++) {
            publish("case " + i);
        }
        relay.sendAll();
        relay.sendAll();

        assertThat(arrived).hasSize(250).extracting(OutboxMessage::id).isSorted();
        assertThat(arrived.get(0)).satisfies(first -> {
            assertThat(first.topic()).isEqualTo("topic");
            assertThat(first.key()).isEqualTo("case 0");
            assertThat(first.payload()).isEqualTo("{\"number\":\"case 0\"}");
        });
        assertThat(outbox.waiting()).isZero();
    }

    @Test
    void whatIsRolledBackNeverLeaves() {
        transactions.executeWithoutResult(status -> {
            outbox.publish("topic", "key", Map.of());
            status.setRollbackOnly();
        });
        relay.sendAll();

        assertThat(arrived).isEmpty();
    }

    @Test
    void whatTheReceiverRefusesIsSentAgain() {
        publish("a");
        publish("b");
        refusals.set(2);
        relay.sendAll();
        relay.sendAll();
        assertThat(arrived).isEmpty();
        assertThat(outbox.waiting()).isEqualTo(2);

        relay.sendAll();
        assertThat(arrived).extracting(OutboxMessage::key).containsExactly("a", "b");
    }

    @Test
    void aServiceSendsOnlyItsOwn() {
        publish("a");
        relay("city").sendAll();

        assertThat(arrived).isEmpty();
    }

    @Test
    void whileOneInstanceSendsAnotherStandsBack() {
        publish("a");
        var second = relay("egov");
        var overlapping = new ArrayList<Integer>();
        OutboxSender slow = messages -> {
            second.sendAll();
            overlapping.add(arrived.size());
            arrived.addAll(messages);
        };
        new OutboxRelay(jdbc, transactions(true), CLOCK, "egov", slow).sendAll();

        assertThat(overlapping).containsExactly(0);
        assertThat(arrived).hasSize(1);
    }

    @Test
    void theLoopSendsRightAfterTheCommit() {
        var loop = new RelayLoop("egov", Duration.ofHours(1));
        loop.relayWith(relay);
        loop.start();
        try {
            outbox = outbox("egov", loop);
            publish("now");
            await().atMost(Duration.ofSeconds(30)).until(() -> arrived.size() == 1);
        } finally {
            loop.stop();
        }
        assertThat(loop.isRunning()).isFalse();
    }

    @Test
    void oldSentMessagesAreForgottenAndWaitingOnesKept() {
        publish("sent");
        relay.sendAll();
        publish("waiting");
        jdbc.sql("update platform.outbox set published_at = published_at - interval '8 days'")
                .update();

        assertThat(relay.forgetOld()).isEqualTo(1);
        assertThat(outbox.waiting()).isEqualTo(1);
    }

    @Test
    void instantsAreWrittenAsIsoText() {
        transactions.executeWithoutResult(
                status -> outbox.publish("topic", "key", Map.of("at", Instant.parse("2026-11-22T01:02:03Z"))));
        relay.sendAll();

        assertThat(arrived.get(0).payload()).isEqualTo("{\"at\":\"2026-11-22T01:02:03Z\"}");
    }

    @Test
    void refusesAMessageOutsideATransaction() {
        assertThatThrownBy(() -> outbox.publish("topic", "key", Map.of()))
                .hasMessageContaining("inside the transaction");
    }

    private void publish(String number) {
        transactions.executeWithoutResult(status -> outbox.publish("topic", number, Map.of("number", number)));
    }

    private Outbox outbox(String service, Outbox.Wake wake) {
        return new Outbox(jdbc, CLOCK, JsonMapper.shared(), service, wake);
    }

    private OutboxRelay relay(String service) {
        return new OutboxRelay(jdbc, transactions(true), CLOCK, service, this::receive);
    }

    /** A transaction of its own even when the caller is in one, as another process would have. */
    private TransactionTemplate transactions(boolean always) {
        var template = new TransactionTemplate(transactions.getTransactionManager());
        if (always) {
            template.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
        }
        return template;
    }

    private void receive(List<OutboxMessage> messages) throws SendFailedException {
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new SendFailedException("not now", new IllegalStateException());
        }
        arrived.addAll(messages);
    }
}
