package vn.trangtien.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.TestBroker.Heard;
import vn.trangtien.gateway.link.LinkStatus.State;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.LifecycleMessage;

/** Whole gateways against a real broker: what they say of themselves and of their instruments, and whom they trust. */
class GatewayIT extends GatewayFixture {

    @Test
    void lifeOfAGatewayFromBirthToGoodbye() throws Exception {
        Gateway gateway = gateway("life", usual());
        assertThat(gateway.status().link().state()).isEqualTo(State.STOPPED);
        gateway.start();
        await().atMost(PATIENCE).until(() -> telemetry("life").size() >= 3);

        Heard birth = lifecycle("life", "BIRTH").get(0);
        LifecycleMessage message = LifecycleMessage.read(birth.decoded());
        assertThat(message.facts())
                .containsEntry("display_name", "Bridge of life")
                .containsEntry("payload_encoding", "KURA_PROTOBUF")
                .containsKeys("uptime", "os_version", "jvm_version", "connection_ip", "serial_number", "total_memory");
        assertThat(message.position())
                .hasValueSatisfying(where -> assertThat(where.latitude()).isEqualTo(16.4));
        ChannelReading reading = channels(telemetry("life").get(0)).get(0);
        assertThat(reading.channel()).isEqualTo("level");
        assertThat(reading.unit()).isEqualTo("m");
        assertThat(reading.quality()).isEqualTo("GOOD");
        assertThat(Duration.between(reading.measuredAt().orElseThrow(), CLOCK.instant())
                        .abs())
                .isLessThan(Duration.ofMinutes(1));
        assertThat(broker.heard().indexOf(birth))
                .isLessThan(broker.heard().indexOf(telemetry("life").get(0)));

        long before = System.nanoTime();
        gateway.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
        await().atMost(PATIENCE).until(() -> !lifecycle("life", "DC").isEmpty());
        assertThat(lifecycle("life", "LWT")).isEmpty();
        assertThat(LifecycleMessage.read(lifecycle("life", "DC").get(0).decoded())
                        .facts())
                .containsOnlyKeys("uptime", "display_name");
    }

    @Test
    void severalGatewaysShareAProcessAndEachIsContentWithTenThreads() throws Exception {
        for (String id : List.of("one", "two", "three")) {
            gateway(id, usual()).start();
        }
        await().atMost(PATIENCE)
                .until(() -> List.of("one", "two", "three").stream()
                        .allMatch(id -> telemetry(id).size() >= 3));

        for (Gateway gateway : gateways) {
            assertThat(gateway.status().link().state()).isEqualTo(State.CONNECTED);
        }
        Set<Thread> threads = Thread.getAllStackTraces().keySet();
        long ours = threads.stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("one/") || (name.startsWith("MQTT") && name.contains("one")))
                .count();
        assertThat(ours).as("threads of gateway 'one'").isBetween(2L, 10L);
    }

    @Test
    void aBrokerOfAnotherAuthorityIsNotTrusted() throws Exception {
        var stranger = new TestAuthority("stranger");
        Gateway gateway = Gateway.open(
                config("suspicious"), stranger.identity("hue", "suspicious", address()), parts("suspicious", usual()));
        gateways.add(gateway);
        gateway.start();

        await().atMost(PATIENCE)
                .until(() -> !gateway.status().link().lastError().isEmpty());
        await().atMost(PATIENCE).until(() -> gateway.status().spool().depth() > 3);

        assertThat(gateway.status().link().connects()).isZero();
        assertThat(telemetry("suspicious")).isEmpty();
    }

    @Test
    void aDeadDeviceIsReportedWhileOthersGoOn() throws Exception {
        Gateway gateway = gateway("half-dead", usual());
        gateway.start();
        await().atMost(PATIENCE)
                .until(() -> telemetry("half-dead").size() >= 5
                        && !broker.heard("hue/half-dead/W1/A1/dead").isEmpty());

        ChannelReading dead =
                channels(broker.heard("hue/half-dead/W1/A1/dead").get(0)).get(0);
        assertThat(dead.quality()).isEqualTo("COMM_FAULT");
        assertThat(dead.value()).isEmpty();
        assertThat(dead.error()).hasValue("NOT_PRESENT: nothing there");
        assertThat(gateway.status().devices())
                .filteredOn(device -> device.id().equals("dead"))
                .singleElement()
                .satisfies(device -> assertThat(device.lastError()).hasValue("NOT_PRESENT: nothing there"));
    }
}
