package vn.trangtien.sim.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static vn.trangtien.sim.fleet.Quirk.*;
import static vn.trangtien.sim.fleet.TwinStand.with;
import static vn.trangtien.sim.fleet.TwinStand.without;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import vn.trangtien.sim.fleet.Tap.Packet;
import vn.trangtien.sim.fleet.TwinStand.Wired;
import vn.trangtien.wire.KuraPosition;

/** How the twin comes, goes and comes back, by the packets on its wire. */
class ConnectionQuirksIT extends TwinStandBase {

    private static final int WILL_FLAG = 0x04;
    private static final int WILL_QOS = 0x18;
    private static final int CLEAN_SESSION_FLAG = 0x02;

    @Test
    @Proves({CLIENT_ID_WITH_COLONS, MQTT_3_1_1_ONLY, CLEAN_SESSION, KEEP_ALIVE_30S, EMPTY_LWT})
    void connectIsThatOfAGatewayAsDelivered() throws IOException {
        Wired stock = stand.connected(with());
        Connect connect = Connect.of(stock);

        assertThat(connect.clientId()).matches("([0-9A-F]{2}:){5}[0-9A-F]{2}");
        assertThat(connect.level()).isEqualTo(4);
        assertThat(connect.flags() & CLEAN_SESSION_FLAG).isNotZero();
        assertThat(connect.keepAlive()).isEqualTo(30);
        assertThat(connect.flags() & WILL_FLAG).isNotZero();
        assertThat(connect.flags() & WILL_QOS).isZero();
        assertThat(connect.willTopic()).isEqualTo("$EDC/hue/" + stock.clientId() + "/MQTT/LWT");
        assertThat(connect.will()).isEmpty();
    }

    @Test
    @Proves({CLIENT_ID_WITH_COLONS, MQTT_3_1_1_ONLY, CLEAN_SESSION, KEEP_ALIVE_30S, EMPTY_LWT})
    void connectCanBeThatOfAnother() throws IOException {
        Connect connect = Connect.of(stand.connected(
                without(CLIENT_ID_WITH_COLONS, MQTT_3_1_1_ONLY, CLEAN_SESSION, KEEP_ALIVE_30S, EMPTY_LWT)));

        assertThat(connect.clientId()).startsWith("gw-");
        assertThat(connect.level()).isEqualTo(3);
        assertThat(connect.flags() & CLEAN_SESSION_FLAG).isZero();
        assertThat(connect.keepAlive()).isEqualTo(60);
        assertThat(connect.flags() & WILL_QOS).isEqualTo(0x08);
        assertThat(connect.will()).isEqualTo("lost");
    }

    @Test
    @Proves(BIRTH_BEFORE_SUBSCRIBE)
    void birthGoesOutBeforeItListens() throws IOException {
        assertThat(types(stand.connected(with()))).containsSubsequence(Tap.CONNECT, Tap.PUBLISH, Tap.SUBSCRIBE);
        assertThat(types(stand.connected(without(BIRTH_BEFORE_SUBSCRIBE))))
                .containsSubsequence(Tap.CONNECT, Tap.SUBSCRIBE, Tap.PUBLISH);
    }

    @Test
    @Proves(LIFECYCLE_ACK_ONE_SECOND)
    void itWaitsForTheAcknowledgementOfBirthOneSecondOnly() throws Exception {
        Wired hasty = stand.twin(with());
        hasty.tap().hold();
        hasty.twin().connect();
        assertThat(types(hasty)).contains(Tap.SUBSCRIBE);
        hasty.tap().release();

        Wired patient = stand.twin(without(LIFECYCLE_ACK_ONE_SECOND));
        patient.tap().hold();
        CompletableFuture<Void> connecting = connect(patient);
        await().until(() -> types(patient).contains(Tap.PUBLISH));
        await().during(TwinStand.SECOND.multipliedBy(4))
                .until(() -> !types(patient).contains(Tap.SUBSCRIBE));
        patient.tap().release();
        connecting.join();
        assertThat(types(patient)).contains(Tap.SUBSCRIBE);
    }

    @Test
    @Proves(BIRTH_AGAIN_AFTER_30S)
    void birthAndAppsShareATimerOfHalfAMinute() throws IOException {
        Wired stock = stand.connected(with());
        stock.twin().install("X-V1", request -> reply -> {});
        stock.twin().configurationChanged();
        await().until(() -> stock.tap().published("MQTT/BIRTH").size() == 2);
        assertThat(stock.tap().published("MQTT/APPS")).isEmpty();

        Wired eager = stand.connected(without(BIRTH_AGAIN_AFTER_30S));
        eager.twin().install("X-V1", request -> reply -> {});
        eager.twin().configurationChanged();
        await().until(() -> eager.tap().published("MQTT/BIRTH").size() == 2);
        assertThat(eager.tap().published("MQTT/APPS")).hasSize(1);
        assertThat(eager.tap().published("MQTT/APPS").get(0).decoded().text("application_ids"))
                .hasValue("CONF-V1,CMD-V1,DEPLOY-V2,X-V1");
    }

    @Test
    @Proves(DC_AT_MOST_ONCE)
    void itSaysGoodbyeWithoutCaringWhetherItIsHeard() throws IOException {
        assertThat(goodbye(with()).qos()).isZero();
        assertThat(goodbye(without(DC_AT_MOST_ONCE)).qos()).isEqualTo(1);
        assertThat(goodbye(with()).decoded().metrics()).containsOnlyKeys("uptime", "display_name");
    }

    @Test
    @Proves({POSITION_ZERO, EMPTY_DISPLAY_NAME, GZIP_IF_SHORTER})
    void birthTellsAllThatABirthOfKuraTells() throws IOException {
        Packet birth = stand.connected(with()).tap().published("MQTT/BIRTH").get(0);
        assertThat(birth.qos()).isEqualTo(1);
        assertThat(birth.retained()).isFalse();
        assertThat(birth.payload()).startsWith(0x1f, 0x8b);
        assertThat(birth.decoded().metrics()).hasSize(29);
        assertThat(birth.decoded().position())
                .hasValueSatisfying(where -> assertThat(where.isKnown()).isFalse());
        assertThat(birth.decoded().text("accept_encoding")).hasValue("gzip");
        assertThat(birth.decoded().text("display_name").orElseThrow()).startsWith("gw-");

        Set<Quirk> others = without(POSITION_ZERO, GZIP_IF_SHORTER);
        others.add(EMPTY_DISPLAY_NAME);
        Wired other = stand.twin(others, settings -> settings.withPosition(KuraPosition.of(16.4637, 107.5909)));
        other.twin().connect();
        Packet theirs = other.tap().published("MQTT/BIRTH").get(0);
        assertThat(theirs.payload()[0]).isNotEqualTo((byte) 0x1f);
        assertThat(theirs.decoded().position())
                .hasValueSatisfying(where -> assertThat(where.latitude()).isEqualTo(16.4637));
        assertThat(theirs.decoded().text("display_name")).hasValue("");
        assertThat(theirs.decoded().text("accept_encoding")).hasValue("");
    }

    @Test
    @Proves(EVENTS_TREE)
    void aChangeIsToldInATreeOfItsOwn() throws IOException {
        Set<Quirk> quirks = without(ONE_MESSAGE_A_SECOND);
        quirks.add(EVENTS_TREE);
        Wired telling = stand.connected(quirks);
        telling.twin().configurationChanged();
        await().until(() -> telling.tap()
                        .published("$EVT/hue/" + telling.clientId() + "/CONF/V1/CHANGE")
                        .size()
                == 1);

        Wired stock = stand.connected(with());
        stock.twin().configurationChanged();
        await().until(() -> stock.tap().published("MQTT/BIRTH").size() == 2);
        assertThat(stock.tap().published("$EVT")).isEmpty();
    }

    @Test
    @Proves(FIXED_RECONNECT_12S)
    void aFleetIsBackInsideTwelveSeconds() {
        var fixed = new ReconnectRule(true, new Random(1));
        List<Integer> first = IntStream.range(0, 1_000)
                .mapToObj(any -> fixed.seconds(0))
                .distinct()
                .sorted()
                .toList();
        assertThat(first).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        assertThat(IntStream.range(1, 9).map(fixed::seconds)).containsOnly(60);

        var backingOff = new ReconnectRule(false, new Random(1));
        assertThat(IntStream.range(0, 100)
                        .map(any -> backingOff.seconds(9))
                        .distinct()
                        .count())
                .isGreaterThan(20);
    }

    @Test
    @Proves(FIXED_RECONNECT_12S)
    void aBrokenLineIsMendedByItself() throws IOException {
        Wired stock = stand.connected(with());

        stock.twin().breakLine();

        await().until(() ->
                types(stock).stream().filter(type -> type == Tap.CONNECT).count() == 2);
        await().until(stock.twin()::isConnected);
    }

    private Packet goodbye(Set<Quirk> quirks) throws IOException {
        Wired leaving = stand.connected(quirks);
        leaving.twin().close();
        await().until(() -> !leaving.tap().published("MQTT/DC").isEmpty());
        return leaving.tap().published("MQTT/DC").get(0);
    }

    private static CompletableFuture<Void> connect(Wired wired) {
        return CompletableFuture.runAsync(() -> {
            try {
                wired.twin().connect();
            } catch (IOException e) {
                throw new CompletionException(e);
            }
        });
    }

    private static List<Integer> types(Wired wired) {
        return wired.tap().packets().stream().map(Packet::type).toList();
    }

    /** The first packet of a connection. */
    private record Connect(int level, int flags, int keepAlive, String clientId, String willTopic, String will) {

        static Connect of(Wired wired) {
            byte[] body = wired.tap().packets().get(0).body();
            var in = java.nio.ByteBuffer.wrap(body);
            text(in);
            int level = in.get();
            int flags = in.get();
            int keepAlive = in.getShort();
            return new Connect(level, flags, keepAlive, text(in), text(in), text(in));
        }

        private static String text(java.nio.ByteBuffer in) {
            byte[] bytes = new byte[in.getShort()];
            in.get(bytes);
            return new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
