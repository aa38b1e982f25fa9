package vn.trangtien.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.enrol.IdentityStore;
import vn.trangtien.gateway.enrol.KnownTime;

class PageCertificateTest {

    private static final Instant NOW = Instant.parse("2027-03-01T00:00:00Z");

    @TempDir
    Path directory;

    @Test
    void aBoardThatStartsWithAWrongClockKeepsIt() throws Exception {
        String made = fingerprint(NOW);

        assertThat(fingerprint(Instant.EPOCH)).isEqualTo(made);
        assertThat(fingerprint(NOW.plusSeconds(60))).isEqualTo(made);
    }

    @Test
    void oneMadeWithAWrongClockIsGoodWhenTheClockIsRight() throws Exception {
        String made = fingerprint(Instant.EPOCH);

        assertThat(fingerprint(Instant.parse("2026-11-10T00:00:00Z"))).isEqualTo(made);
    }

    @Test
    void oneOfTheFutureOrNearItsEndIsMadeAnew() throws Exception {
        String future = fingerprint(NOW.plus(Duration.ofDays(9_000)));
        String present = fingerprint(NOW);

        assertThat(present).isNotEqualTo(future);
        assertThat(fingerprint(NOW.plus(Duration.ofDays(360)))).isEqualTo(present);
        assertThat(fingerprint(NOW.plus(Duration.ofDays(370)))).isNotEqualTo(present);
    }

    private String fingerprint(Instant now) throws Exception {
        KnownTime time = new IdentityStore(directory.resolve("identity")).knownTime(Clock.fixed(now, ZoneOffset.UTC));
        return PageCertificate.open(directory.resolve("page"), "gw-1", time).fingerprint();
    }
}
