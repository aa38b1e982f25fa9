package vn.trangtien.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.trangtien.ingest.support.Backends;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.City.Conserved;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.sim.fleet.KuraTwin;
import vn.trangtien.sim.fleet.Quirk;
import vn.trangtien.sim.fleet.StoreAccount;
import vn.trangtien.sim.fleet.TwinReading;
import vn.trangtien.sim.fleet.TwinReading.Channel;
import vn.trangtien.sim.fleet.TwinSettings;
import vn.trangtien.wire.KuraPosition;
import vn.trangtien.wire.MetricValue;

/** The real ingest against a Kura gateway with each of its habits turned the other way: every message is stored exactly once. */
class KuraTwinIT {

    private static final Clock CLOCK = Clock.systemUTC();

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int AT_ONCE = 10;
    private static final int READINGS = 4;
    private static final double LATITUDE = 16.4;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @TempDir
    static Path folder;

    private static City city;

    @BeforeAll
    static void start() throws Exception {
        city = City.started(folder, Map.of("trangtien.ingest.enrolment.attempts-per-minute", "1000"));
    }

    @AfterAll
    static void stop() throws Exception {
        city.close();
    }

    /** All at once, since each of them waits most of the time; a test's name is the habit that is turned the other way. */
    @TestFactory
    Stream<DynamicNode> eachHabitIsBorneWithoutLossOrRepetition() {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        Map<String, Set<Quirk>> kinds = new LinkedHashMap<>();
        kinds.put("as delivered", Quirk.stock());
        kinds.put("every habit at once", EnumSet.complementOf(EnumSet.of(Quirk.TELEMETRY_AT_MOST_ONCE)));
        for (Quirk quirk : Quirk.values()) {
            kinds.put(quirk.name(), turned(quirk));
        }
        Map<String, Future<?>> journeys = new LinkedHashMap<>();
        kinds.forEach((name, quirks) -> journeys.put(name, threads.submit(() -> {
            journey(quirks);
            return null;
        })));
        threads.shutdown();
        Stream<DynamicNode> each = journeys.entrySet().stream()
                .map(journey -> DynamicTest.dynamicTest(journey.getKey(), () -> finished(journey.getValue())));
        return Stream.concat(each, Stream.of(DynamicTest.dynamicTest("the account of all of them", this::accounted)));
    }

    private static Set<Quirk> turned(Quirk quirk) {
        Set<Quirk> quirks = Quirk.stock();
        // QoS 0 may lose, which is not the ingest's fault; the gateway as delivered shows it on a line that holds.
        quirks.remove(Quirk.TELEMETRY_AT_MOST_ONCE);
        if (!quirks.add(quirk)) {
            quirks.remove(quirk);
        }
        return quirks;
    }

    private static void finished(Future<?> journey) throws Throwable {
        try {
            journey.get(3, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private void accounted() throws Exception {
        Conserved all = await().atMost(PATIENCE)
                .until(city::conservation, account -> account.conserved() && account.inFlight() == 0);
        assertThat(all.rejected()).isZero();
        assertThat(all.gaps()).isZero();
        assertThat(all.duplicate()).isPositive();
        assertThat(all.received()).isEqualTo(all.stored() + all.duplicate());
    }

    /** Comes, measures, loses its line with acknowledgements open, comes back, leaves. */
    private static void journey(Set<Quirk> quirks) throws Exception {
        String mac = freshMac();
        String name = quirks.contains(Quirk.CLIENT_ID_WITH_COLONS) ? mac : "kura-" + mac.replace(":", "");
        TestGateway identity = city.enrol("hue", name);
        TwinSettings settings = TwinSettings.of(identity.url(), "hue", name)
                .withMac(mac)
                .withSockets(identity.sockets(false))
                .withPosition(KuraPosition.of(10.0, 106.0))
                .withSecond(Duration.ofMillis(50));
        boolean certain = !quirks.contains(Quirk.TELEMETRY_AT_MOST_ONCE);
        try (var twin = new KuraTwin(settings, quirks, CLOCK)) {
            twin.connect();
            assertThat(twin.clientId()).isEqualTo(name);
            await().atMost(PATIENCE).until(() -> state(name).equals("ONLINE"));
            long start = CLOCK.millis() - 10_000;
            if (quirks.contains(Quirk.ENCODED_WHEN_STORED)) {
                // A gateway that stamped anew what it repeats, as none does, could not be told from one that measured
                // twice.
                twin.loseAcknowledgements(2);
            }
            for (int i = 0; i < READINGS; i++) {
                assertThat(twin.publish(reading(start + i, i))).isTrue();
            }
            twin.configurationChanged();
            await().atMost(PATIENCE)
                    .until(() -> latest(name, "level")
                            .filter(level -> level == READINGS - 1)
                            .isPresent());
            if (certain) {
                twin.breakLine();
                assertThat(twin.publish(reading(start + READINGS, READINGS))).isTrue();
                await().atMost(PATIENCE)
                        .until(() -> latest(name, "level")
                                .filter(level -> level == READINGS)
                                .isPresent());
                await().atMost(PATIENCE).until(() -> state(name).equals("ONLINE"));
            }
            StoreAccount sent = twin.account();
            assertThat(sent.isConserved()).isTrue();
            assertThat(sent.refused() + sent.evicted()).isZero();
        }
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(state(name)).as("%s after its goodbye", name).isEqualTo("OFFLINE"));

        int expected = certain ? READINGS + 1 : READINGS;
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(points(name)).isEqualTo(expected));
        assertThat(latest(name, "door")).hasValue(1.0);
        assertThat(latest(name, "broken")).isEmpty();
        // The place is that of the registry; what BIRTH says, above all 0/0, moves nothing on the map.
        assertThat(gateway(name).path("lat").asDouble()).isEqualTo(LATITUDE);
        assertThat(gateway(name).path("facts").path("kura_version").asString()).isEqualTo("KURA_5.6.0");
    }

    private static TwinReading reading(long at, int level) {
        return new TwinReading(
                "river",
                at,
                List.of(
                        Channel.of("level", MetricValue.of((double) level), "m"),
                        Channel.of("door", MetricValue.of(true), ""),
                        Channel.failed("broken", "no answer")));
    }

    private static String freshMac() {
        int number = NUMBERS.incrementAndGet();
        return "B8:27:EB:%02X:%02X:%02X".formatted(number >> 16, number >> 8 & 0xff, number & 0xff);
    }

    private static JsonNode gateway(String name) throws Exception {
        for (JsonNode one : city.get("/api/gateways")) {
            if (one.path("gateway").asString().equals(name)) {
                return one;
            }
        }
        throw new AssertionError("no gateway " + name);
    }

    private static String state(String name) throws Exception {
        return gateway(name).path("state").asString();
    }

    private static Optional<Double> latest(String name, String channel) throws Exception {
        for (JsonNode one : city.get("/api/latest")) {
            JsonNode of = one.path("channel");
            if (of.path("gateway").asString().equals(name)
                    && of.path("channel").asString().equals(channel)) {
                return one.path("value").isNumber()
                        ? Optional.of(one.path("value").asDouble())
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Values of the level in the series, counted. */
    private static long points(String name) {
        return Backends.get()
                .points("select count() from observation where gateway = '%s' and channel = 'level'".formatted(name));
    }
}
