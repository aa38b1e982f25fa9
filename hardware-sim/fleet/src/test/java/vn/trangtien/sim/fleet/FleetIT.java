package vn.trangtien.sim.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;

class FleetIT extends TwinStandBase {

    private static final int GATEWAYS = 40;
    private static final int THREADS = 4;

    @Test
    void aFleetLosesNothingWhenEveryLineBreaks() throws Exception {
        try (Tap tap = new Tap(stand.port());
                Fleet fleet = fleet(tap)) {
            await().until(() -> fleet.connected() == GATEWAYS);
            offer(fleet, 0);
            await().until(() -> fleet.account().acknowledged() == GATEWAYS);
            tap.hold();
            offer(fleet, 1);
            await().until(() -> tap.published("/W1/").size() >= GATEWAYS + THREADS);

            tap.cut();
            tap.release();

            await().until(() -> fleet.account().acknowledged() == 2L * GATEWAYS);
            await().until(() -> fleet.connected() == GATEWAYS);
            FleetAccount account = fleet.account();
            assertThat(account.offered()).isEqualTo(2L * GATEWAYS);
            assertThat(account.connections()).isEqualTo(2L * GATEWAYS);
            assertThat(account.repeated()).isGreaterThanOrEqualTo(THREADS);
            Set<String> different = tap.published("/W1/").stream()
                    .map(packet -> packet.topic() + packet.decoded())
                    .collect(Collectors.toSet());
            assertThat(different).hasSize(2 * GATEWAYS);
        }
    }

    private static Fleet fleet(Tap tap) {
        List<FleetMember> members = new ArrayList<>();
        for (int i = 0; i < GATEWAYS; i++) {
            members.add(new FleetMember(
                    "hue", "fleet-" + i, new InetSocketAddress("127.0.0.1", tap.port()), SocketFactory.getDefault()));
        }
        return new Fleet(members, Quirk.stock(), THREADS, TwinStand.SECOND, Clock.systemUTC());
    }

    private static void offer(Fleet fleet, int value) {
        for (int i = 0; i < fleet.size(); i++) {
            fleet.publish(i, TwinReading.of("river", "level", value, "m", 1_700_000_000_000L));
        }
    }
}
