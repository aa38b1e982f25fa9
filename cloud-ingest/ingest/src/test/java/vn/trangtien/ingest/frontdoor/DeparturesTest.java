package vn.trangtien.ingest.frontdoor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.trangtien.ingest.registry.GatewayId;

class DeparturesTest {

    private static final GatewayId RIVER = new GatewayId("hue", "river");
    private static final Optional<LastWord> WORD = Optional.of(new LastWord("$EDC/hue/river/MQTT/LWT", new byte[] {1}));

    private final List<String> said = new ArrayList<>();
    private boolean isTaken = true;
    private final Departures departures = new Departures((gateway, word, taken) -> {
        said.add(gateway.gateway() + " " + word.topic());
        taken.accept(isTaken);
    });

    @Test
    void lostGatewaySaysItsLastWordOnce() {
        departures.admitted(RIVER, "first");
        departures.left(RIVER, "first", WORD);
        departures.left(RIVER, "first", WORD);
        departures.retry();

        assertThat(said).containsExactly("river $EDC/hue/river/MQTT/LWT");
    }

    @Test
    void connectionThatWasReplacedSaysNothing() {
        departures.admitted(RIVER, "first");
        departures.admitted(RIVER, "second");
        departures.left(RIVER, "first", WORD);

        assertThat(said).isEmpty();

        departures.left(RIVER, "second", WORD);
        assertThat(said).hasSize(1);
    }

    @Test
    void whatKafkaDidNotTakeIsSaidAgain() {
        isTaken = false;
        departures.admitted(RIVER, "first");
        departures.left(RIVER, "first", WORD);
        departures.retry();
        assertThat(departures.unsaid()).isOne();

        isTaken = true;
        departures.retry();
        departures.retry();

        assertThat(said).hasSize(3);
        assertThat(departures.unsaid()).isZero();
    }

    @Test
    void whoIsBackIsNotReportedLostAfterwards() {
        isTaken = false;
        departures.admitted(RIVER, "first");
        departures.left(RIVER, "first", WORD);
        departures.admitted(RIVER, "second");
        isTaken = true;
        departures.retry();

        assertThat(said).hasSize(1);
        assertThat(departures.unsaid()).isZero();
    }

    @Test
    void nobodyIsLostBecauseTheIngestStops() {
        departures.admitted(RIVER, "first");
        departures.close();
        departures.left(RIVER, "first", WORD);

        assertThat(said).isEmpty();
    }
}
