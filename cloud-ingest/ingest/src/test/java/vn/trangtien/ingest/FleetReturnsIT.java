package vn.trangtien.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.City.Conserved;
import vn.trangtien.ingest.support.SharedCity;
import vn.trangtien.ingest.support.TestGateway;
import vn.trangtien.sim.fleet.Fleet;
import vn.trangtien.sim.fleet.FleetAccount;
import vn.trangtien.sim.fleet.FleetMember;
import vn.trangtien.sim.fleet.Quirk;
import vn.trangtien.sim.fleet.TwinReading;

/** The line to the broker breaks, and three hundred Kura gateways come back inside twelve seconds, each with what it kept. */
class FleetReturnsIT {

    private static final Clock CLOCK = Clock.systemUTC();

    private static final int GATEWAYS = 300;
    private static final int THREADS = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Of these gateways alone: the city is shared with other tests. */
    private static final String ACCOUNT = "returns";

    @Test
    void threeHundredGatewaysReturnInsideTwelveSecondsWithoutLoss() throws Exception {
        City city = SharedCity.get();
        Conserved before = quiet(city);
        try (Fleet fleet = new Fleet(members(city), Quirk.stock(), THREADS, Duration.ofSeconds(1), CLOCK)) {
            await().atMost(PATIENCE).until(() -> fleet.connected() == GATEWAYS);
            measure(fleet, 1);
            await().atMost(PATIENCE).until(() -> fleet.account().acknowledged() == GATEWAYS);

            // Back before the first of them tries again, since a second attempt would come a minute later.
            long cutAt = System.nanoTime();
            city.mqttWire.cut();
            measure(fleet, 2);
            measure(fleet, 3);
            city.mqttWire.mend();

            await().atMost(PATIENCE).until(() -> fleet.account().connections() == 2L * GATEWAYS);
            Duration away = Duration.ofNanos(System.nanoTime() - cutAt);
            // Spread over twelve seconds; whoever is not let in then would come a minute later.
            assertThat(away).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(55));
            await().atMost(PATIENCE).until(() -> fleet.account().acknowledged() == 3L * GATEWAYS);
            FleetAccount account = fleet.account();
            assertThat(account.offered()).isEqualTo(3L * GATEWAYS);
            Conserved all = quiet(city);
            await().atMost(PATIENCE).until(() -> online(city) == GATEWAYS);
            // Telemetry and the BIRTH of each accepted connection; wills are made by the broker and counted as well.
            long stored = all.stored() - before.stored();
            assertThat(stored).isGreaterThanOrEqualTo(account.acknowledged() + account.connections());
            assertThat(all.rejected()).isEqualTo(before.rejected());
            assertThat(all.gaps()).isEqualTo(before.gaps());
            assertThat(all.received() - before.received()).isEqualTo(stored + all.duplicate() - before.duplicate());
            assertThat(latestOfAll(city)).hasSize(GATEWAYS).containsOnly(3.0);
        }
    }

    private static Conserved quiet(City city) {
        return await().atMost(PATIENCE)
                .until(city::conservation, now -> now.conserved() && now.inFlight() == 0 && now.waitingInBroker() == 0);
    }

    private static void measure(Fleet fleet, int level) {
        long now = CLOCK.millis();
        for (int i = 0; i < fleet.size(); i++) {
            fleet.publish(i, TwinReading.of("river", "level", level, "m", now));
        }
    }

    private static List<FleetMember> members(City city) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<FleetMember>> waiting = new ArrayList<>();
            for (int i = 0; i < GATEWAYS; i++) {
                String name = "returns-%03d".formatted(i);
                Callable<FleetMember> enrol = () -> member(city.enrol(ACCOUNT, name));
                waiting.add(threads.submit(enrol));
            }
            List<FleetMember> members = new ArrayList<>();
            for (Future<FleetMember> one : waiting) {
                members.add(one.get());
            }
            return members;
        } finally {
            threads.shutdown();
        }
    }

    private static FleetMember member(TestGateway gateway) throws Exception {
        URI broker = URI.create(gateway.url());
        return new FleetMember(
                gateway.account,
                gateway.id,
                new InetSocketAddress(broker.getHost(), broker.getPort()),
                gateway.sockets(false));
    }

    private static int online(City city) throws IOException, InterruptedException {
        int online = 0;
        for (JsonNode one : city.get("/api/gateways")) {
            boolean isOurs = one.path("account").asString().equals(ACCOUNT);
            online += isOurs && one.path("state").asString().equals("ONLINE") ? 1 : 0;
        }
        return online;
    }

    private static List<Double> latestOfAll(City city) throws Exception {
        List<Double> values = new ArrayList<>();
        for (JsonNode one : city.get("/api/latest")) {
            if (one.path("channel").path("account").asString().equals(ACCOUNT)) {
                values.add(one.path("value").asDouble());
            }
        }
        return values;
    }
}
