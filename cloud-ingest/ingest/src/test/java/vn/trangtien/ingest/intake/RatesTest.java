package vn.trangtien.ingest.intake;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import vn.trangtien.ingest.registry.GatewayId;

class RatesTest {

    private static final GatewayId G = new GatewayId("hue", "g");
    private static final GatewayId H = new GatewayId("hue", "h");

    private final AtomicLong nanos = new AtomicLong();
    private final Rates rates = new Rates(ItemsTest.SMALL, nanos::get);

    @Test
    void deviceThatSentTooMuchIsToldWhenToComeAgain() {
        rates.require(G);
        rates.count(G, 30, 10);

        assertThatThrownBy(() -> rates.require(G))
                .isInstanceOf(IntakeRefused.class)
                .hasFieldOrPropertyWithValue("status", HttpStatus.TOO_MANY_REQUESTS)
                .hasFieldOrPropertyWithValue("retryAfter", java.util.Optional.of(java.time.Duration.ofSeconds(2)));
        assertThatCode(() -> rates.require(H)).as("another device").doesNotThrowAnyException();

        nanos.set(2_000_000_000);
        assertThatCode(() -> rates.require(G)).doesNotThrowAnyException();
    }

    @Test
    void bytesCountAsWell() {
        rates.count(G, 1, 1_001);

        assertThatThrownBy(() -> rates.require(G)).isInstanceOf(IntakeRefused.class);
    }
}
