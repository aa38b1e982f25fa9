package vn.trangtien.ingest.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.ingest.CloudIngest;
import vn.trangtien.ingest.raw.KafkaAccess;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.support.Backends;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.City.Conserved;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.SpoolMark;

/** Two instances share the partitions; one is killed while messages flow, and the other goes on with what it remembered. */
class JudgingInstancesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Clock CLOCK = Clock.systemUTC();
    private static final int GATEWAYS = 6;

    @TempDir
    Path folder;

    @Test
    void eachHasAPartAndTheDeathOfOneLosesAndRepeatsNothing() throws Exception {
        try (City city = City.started(folder.resolve("first"), Map.of())) {
            for (int i = 0; i < GATEWAYS; i++) {
                city.enrol("hue", "split-" + i);
            }
            await().atMost(PATIENCE).until(() -> parts(city), parts -> parts.equals(List.of(3)));
            Process second = launchBeside(city);
            try (var flow = new Flow(city)) {
                await().atMost(PATIENCE).until(() -> parts(city), parts -> parts.equals(List.of(1, 2)));
                flow.goesOn(500);

                second.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
                flow.goesOn(500);

                await().atMost(PATIENCE).until(() -> parts(city), parts -> parts.equals(List.of(3)));
                flow.goesOn(500);
                flow.close();
                Conserved account = await().atMost(PATIENCE)
                        .until(
                                city::conservation,
                                now -> now.inFlight() == 0 && now.received() >= flow.sent() + flow.repeated());
                assertThat(account.conserved()).as("%s", account).isTrue();
                assertThat(account.stored()).isEqualTo(flow.sent());
                assertThat(account.duplicate()).isEqualTo(flow.repeated());
                assertThat(account.gaps()).isZero();
                assertThat(account.rejected()).isZero();
                assertThat(Backends.get()
                                .points("select count_distinct(value) from observation where gateway like 'split-%'"))
                        .isEqualTo(flow.sent());
            } finally {
                second.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
            }
        }
    }

    /** How many partitions each instance judges, by what Kafka knows of the group. */
    private static List<Integer> parts(City city) throws Exception {
        try (Admin admin = city.context().getBean(KafkaAccess.class).admin()) {
            Collection<MemberDescription> members = admin.describeConsumerGroups(List.of(Judging.APPLICATION))
                    .describedGroups()
                    .get(Judging.APPLICATION)
                    .get(10, TimeUnit.SECONDS)
                    .members();
            return members.stream()
                    .map(member -> member.assignment().topicPartitions().size())
                    .sorted()
                    .toList();
        }
    }

    private Process launchBeside(City city) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                CloudIngest.class.getName()));
        command.addAll(city.argumentsBeside(folder.resolve("second")));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("second.log").toFile())
                .start();
    }

    /** Numbered messages of all gateways in turn, each with a value of its own; every fifth is sent twice. */
    private static final class Flow implements AutoCloseable {

        private static final long PAUSE_NANOS = 2_000_000;

        private final Producer<String, byte[]> raw;
        private final AtomicBoolean wanted = new AtomicBoolean(true);
        private final AtomicLong sent = new AtomicLong();
        private final AtomicLong repeated = new AtomicLong();
        private final Thread thread = new Thread(this::work, "flow");

        Flow(City city) {
            raw = city.context().getBean(KafkaAccess.class).producer("judging-test");
            thread.start();
        }

        void goesOn(long messages) {
            long before = sent.get();
            await().atMost(PATIENCE).until(() -> sent.get() >= before + messages);
        }

        long sent() {
            return sent.get();
        }

        long repeated() {
            return repeated.get();
        }

        private void work() {
            while (wanted.get()) {
                long value = sent.incrementAndGet();
                RawMessage message = message(value);
                raw.send(message.toRecord());
                if (value % 5 == 0) {
                    repeated.incrementAndGet();
                    raw.send(message.toRecord());
                }
                java.util.concurrent.locks.LockSupport.parkNanos(PAUSE_NANOS);
            }
            raw.flush();
        }

        private static RawMessage message(long value) {
            String gateway = "split-" + value % GATEWAYS;
            long number = (value - 1) / GATEWAYS + 1;
            var at = CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
            return new RawMessage(
                    "hue/" + gateway + "/EDGE-V1/telemetry/river",
                    at,
                    KuraCodec.encode(
                            new SpoolMark("spool", number).on(TestGateway.payload("river", "level", value, at))));
        }

        @Override
        public void close() throws InterruptedException {
            wanted.set(false);
            thread.join();
            raw.close();
        }
    }
}
