package vn.trangtien.ingest.processing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.ingest.decoding.Rejection;
import vn.trangtien.ingest.decoding.Rejection.Reason;
import vn.trangtien.ingest.judging.Ruling;
import vn.trangtien.ingest.judging.Ruling.Kind;
import vn.trangtien.ingest.processing.SenderAccounts.Jurisdiction;
import vn.trangtien.ingest.processing.SenderAccounts.SenderAccount;
import vn.trangtien.ingest.raw.RawTopics;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.ingest.support.Backends;

/** The account of each gateway, in a real database. */
class SenderAccountsIT {

    private static final GatewayId BRIDGE = new GatewayId("hue", "bridge");
    private static final GatewayId RIVER = new GatewayId("hue", "river");
    private static final GatewayId CITADEL = new GatewayId("thuan-hoa", "citadel");

    private static DataSource database;

    private final SenderAccounts accounts = new SenderAccounts(JdbcClient.create(database), new JdbcTemplate(database));
    private final Map<Integer, Long> positions = new HashMap<>(Map.of(0, 0L));
    private final List<ConsumerRecord<String, byte @Nullable []>> judged = new ArrayList<>();
    private long offset;

    @BeforeAll
    static void start() {
        database = Backends.get().newIngestDatabase();
    }

    @BeforeEach
    void empty() {
        JdbcClient.create(database)
                .sql("truncate ingest.sender_account, ingest.sender_rejected")
                .update();
    }

    @Test
    void whatWasJudgedOfAGatewayIsWhatWasBookedOfIt() {
        given(BRIDGE.key(), Kind.ACCEPTED, 1);
        given(RIVER.key(), Kind.ACCEPTED, 1);
        given(BRIDGE.key(), Kind.DUPLICATE, 2);
        whenBooked();
        given(BRIDGE.key(), Kind.REJECTED, 3);
        given(BRIDGE.key(), Kind.ACCEPTED, 4);
        given(CITADEL.key(), Kind.ACCEPTED, 1);
        whenBooked();

        SenderAccount bridge = accounts.find(BRIDGE).orElseThrow();
        assertThat(bridge.received()).isEqualTo(4);
        assertThat(bridge.stored()).isEqualTo(2);
        assertThat(bridge.duplicate()).isEqualTo(1);
        assertThat(bridge.rejected()).containsExactly(Map.entry("undecodable", 1L));
        assertThat(bridge.difference()).isZero();
        assertThat(accounts.jurisdictions())
                .extracting(
                        Jurisdiction::account, Jurisdiction::gateways, Jurisdiction::received, Jurisdiction::difference)
                .containsExactly(tuple("hue", 2L, 5L, 0L), tuple("thuan-hoa", 1L, 1L, 0L));
        assertThat(accounts.list(null, true, null, 100)).isEmpty();
    }

    @Test
    void aMessageThatWasJudgedAndNeverBookedIsMissedAtItsGatewayAndNowhereElse() {
        given(BRIDGE.key(), Kind.ACCEPTED, 1);
        given(RIVER.key(), Kind.ACCEPTED, 1);
        whenBooked();
        given(BRIDGE.key(), Kind.ACCEPTED, 3);
        given(RIVER.key(), Kind.ACCEPTED, 2);
        whenBooked();

        assertThat(accounts.find(BRIDGE).orElseThrow().difference()).isEqualTo(1);
        assertThat(accounts.find(RIVER).orElseThrow().difference()).isZero();
        assertThat(accounts.list("hue", true, null, 100))
                .extracting(SenderAccount::gateway)
                .containsExactly(Optional.of(BRIDGE));
        assertThat(accounts.jurisdictions())
                .singleElement()
                .satisfies(hue -> assertThat(hue.unbalanced()).isEqualTo(1));
    }

    @Test
    void whatIsJudgedAgainAndWasBookedBeforeIsCountedAsSuch() {
        given(BRIDGE.key(), Kind.ACCEPTED, 1);
        given(BRIDGE.key(), Kind.ACCEPTED, 2);
        whenBooked();
        offset = 0;
        given(BRIDGE.key(), Kind.ACCEPTED, 3);
        given(BRIDGE.key(), Kind.ACCEPTED, 4);
        whenBooked();
        given(BRIDGE.key(), Kind.ACCEPTED, 5);
        whenBooked();

        SenderAccount bridge = accounts.find(BRIDGE).orElseThrow();
        assertThat(bridge.received()).isEqualTo(5);
        assertThat(bridge.stored()).isEqualTo(3);
        assertThat(bridge.repeated()).isEqualTo(2);
        assertThat(bridge.difference()).isZero();
    }

    @Test
    void aJudgeThatForgotEverythingAndBeginsAgainDoesNotSpoilTheAccount() {
        given(BRIDGE.key(), Kind.ACCEPTED, 1);
        given(BRIDGE.key(), Kind.ACCEPTED, 2);
        whenBooked();
        given(BRIDGE.key(), Kind.ACCEPTED, 1);
        given(BRIDGE.key(), Kind.ACCEPTED, 2);
        given(BRIDGE.key(), Kind.ACCEPTED, 3);
        whenBooked();
        given(BRIDGE.key(), Kind.ACCEPTED, 4);
        whenBooked();

        assertThat(accounts.find(BRIDGE).orElseThrow().received()).isEqualTo(6);
        assertThat(accounts.find(BRIDGE).orElseThrow().difference()).isZero();
    }

    @Test
    void sendersThatAreNoGatewaysShareOneLine() {
        given("a/b/c", Kind.REJECTED, 1);
        given("", Kind.REJECTED, 1);
        given("a/b/c", Kind.REJECTED, 2);
        whenBooked();
        given("no gateway", Kind.REJECTED, 7);
        whenBooked();

        assertThat(accounts.list(null, false, null, 100)).singleElement().satisfies(nobody -> {
            assertThat(nobody.gateway()).isEmpty();
            assertThat(nobody.received()).isEqualTo(4);
            assertThat(nobody.difference()).isZero();
        });
    }

    @Test
    void theListGoesOnBehindItsLastLine() {
        given(BRIDGE.key(), Kind.ACCEPTED, 1);
        given(RIVER.key(), Kind.ACCEPTED, 1);
        given(CITADEL.key(), Kind.ACCEPTED, 1);
        whenBooked();

        assertThat(accounts.list(null, false, null, 1))
                .extracting(SenderAccount::gateway)
                .containsExactly(Optional.of(BRIDGE));
        assertThat(accounts.list(null, false, BRIDGE, 100))
                .extracting(SenderAccount::gateway)
                .containsExactly(Optional.of(RIVER), Optional.of(CITADEL));
    }

    private void given(String key, Kind kind, long ordinal) {
        var record =
                new ConsumerRecord<String, byte @Nullable []>(RawTopics.JUDGED, 0, judged.size(), key, new byte[0]);
        Optional<Rejection> why = kind == Kind.REJECTED
                ? Optional.of(new Rejection(Reason.UNDECODABLE, "not a payload"))
                : Optional.empty();
        record.headers().add(RawTopics.HEADER_TOPIC, "$EDC/hue/bridge/MQTT/LWT".getBytes(UTF_8));
        new Ruling(kind, why, new Ruling.Position(0, offset++), ordinal, Optional.empty()).writeTo(record.headers());
        judged.add(record);
    }

    private void whenBooked() {
        Sequence sequence = Sequence.of(judged, positions);
        accounts.book(SenderTally.of(sequence));
        sequence.moveOn(positions);
        judged.clear();
    }
}
