package vn.trangtien.gateway.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A year of renewals in virtual time. */
class RenewalTest {

    private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
    private static final Duration LIFE = Duration.ofDays(90);

    @TempDir
    Path directory;

    private DoorAuthority authority;
    private final List<Instant> asked = new ArrayList<>();
    private final List<Instant> renewed = new ArrayList<>();
    private final VirtualClock clock = new VirtualClock();
    private IdentityStore store;
    private Duration shortestLife = LIFE;
    private boolean doorIsOpen = true;
    private boolean brokerAgrees = true;

    private static final class VirtualClock extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeEach
    void enrol() throws Exception {
        authority = new DoorAuthority("city");
        store = new IdentityStore(directory);
        KeyPair pair = store.keyPair();
        store.save(
                new GatewayIdentity(
                        "hue",
                        "gw-1",
                        URI.create("ssl://127.0.0.1:8883"),
                        pair.getPrivate(),
                        List.of(sign(pair)),
                        List.of(authority.certificate()),
                        Optional.of(URI.create("https://127.0.0.1:8443"))),
                "K7M2-9QX4");
    }

    @Test
    void inAYearTheCertificateIsRenewedAtTwoThirdsAndNeverEnds() throws Exception {
        live(renewal(), Duration.ofDays(365));

        assertThat(renewed)
                .containsExactly(
                        START.plus(Duration.ofDays(60)),
                        START.plus(Duration.ofDays(120)),
                        START.plus(Duration.ofDays(180)),
                        START.plus(Duration.ofDays(240)),
                        START.plus(Duration.ofDays(300)),
                        START.plus(Duration.ofDays(360)));
        assertThat(shortestLife).isGreaterThan(Duration.ofDays(29));
        assertThat(files()).hasSize(4).contains("identity.properties", "ca.pem");
    }

    @Test
    void eachRenewalHasANewKey() throws Exception {
        GatewayIdentity first = store.load().orElseThrow();
        live(renewal(), Duration.ofDays(61));
        GatewayIdentity second = store.load().orElseThrow();

        assertThat(second.certificate().getPublicKey())
                .isNotEqualTo(first.certificate().getPublicKey());
        assertThat(second.sslContext().getProtocol()).isEqualTo("TLS");
    }

    @Test
    void closedDoorIsTriedAboutOnceADayAndHourlyNearTheEnd() throws Exception {
        doorIsOpen = false;
        Renewal renewal = renewal();
        live(renewal, Duration.ofDays(86));

        assertThat(asked).hasSizeBetween(22, 32);
        assertThat(asked.stream()
                        .map(at -> Duration.between(at.truncatedTo(java.time.temporal.ChronoUnit.DAYS), at))
                        .distinct())
                .hasSizeGreaterThan(15);
        assertThat(renewal.problem()).contains("no route");
        int before = asked.size();
        live(renewal, Duration.ofDays(3));
        assertThat(asked.size() - before).isBetween(40, 110);
        doorIsOpen = true;
        live(renewal, Duration.ofHours(3));

        assertThat(renewed).hasSize(1);
        assertThat(renewal.problem()).isEmpty();
    }

    @Test
    void oldCertificateStaysUntilTheNewOneWorks() throws Exception {
        GatewayIdentity old = store.load().orElseThrow();
        brokerAgrees = false;
        Renewal renewal = renewal();
        live(renewal, Duration.ofDays(62));

        assertThat(store.load()).contains(old);
        assertThat(store.next()).isEmpty();
        assertThat(renewal.problem()).contains("the old one stays in use");
        brokerAgrees = true;
        live(renewal, Duration.ofDays(2));

        assertThat(store.load().orElseThrow().certificate()).isNotEqualTo(old.certificate());
    }

    @Test
    void powerCutBeforeTheProofGoesOnWithTheSameCertificate() throws Exception {
        clock.now = START.plus(Duration.ofDays(60));
        Renewal killed = new Renewal(store, clock, new Random(7), this::door, identity -> {
            throw new IllegalStateException("power cut");
        });
        try {
            killed.step();
        } catch (IllegalStateException powerCut) {
            assertThat(powerCut).hasMessage("power cut");
        }
        X509Certificate promised = store.next().orElseThrow().certificate();

        renewal().step();

        assertThat(store.load().orElseThrow().certificate()).isEqualTo(promised);
        assertThat(asked).hasSize(1);
    }

    @Test
    void powerCutBeforeTheAnswerAsksAgainWithTheSameKey() throws Exception {
        clock.now = START.plus(Duration.ofDays(60));
        KeyPair made = store.nextKeyPair();

        renewal().step();

        assertThat(store.load().orElseThrow().certificate().getPublicKey()).isEqualTo(made.getPublic());
    }

    @Test
    void identityThatSomebodyElseLooksAfterIsLeftAlone() throws Exception {
        KeyPair pair = store.keyPair();
        store.save(
                new GatewayIdentity(
                        "hue",
                        "gw-1",
                        URI.create("ssl://127.0.0.1:8883"),
                        pair.getPrivate(),
                        List.of(sign(pair)),
                        List.of(authority.certificate())),
                "K7M2-9QX4");
        live(renewal(), Duration.ofDays(100));

        assertThat(asked).isEmpty();
    }

    /** Calls at the times it asks for, and hourly besides, as the thread does. */
    private void live(Renewal renewal, Duration length) throws Exception {
        Instant end = clock.now.plus(length);
        while (clock.now.isBefore(end)) {
            Instant next = renewal.step();
            Instant inAnHour = clock.now.plus(Duration.ofHours(1));
            clock.now = next.isAfter(clock.now) && next.isBefore(inAnHour) ? next : inAnHour;
            Instant runsOut =
                    store.load().orElseThrow().certificate().getNotAfter().toInstant();
            shortestLife = Duration.between(clock.now, runsOut).compareTo(shortestLife) < 0
                    ? Duration.between(clock.now, runsOut)
                    : shortestLife;
        }
    }

    private Renewal renewal() {
        return new Renewal(store, clock, new Random(7), this::door, identity -> brokerAgrees);
    }

    private X509Certificate door(GatewayIdentity present, KeyPair pair) throws IOException {
        asked.add(clock.now);
        if (!doorIsOpen) {
            throw new IOException("no route to host");
        }
        renewed.add(clock.now);
        return sign(pair);
    }

    private X509Certificate sign(KeyPair pair) throws IOException {
        try {
            byte[] csr = java.util.Base64.getMimeDecoder().decode(EstClient.csr("gw-1", "board-1", pair));
            return authority.sign(csr, "gw-1", clock.now, clock.now.plus(LIFE));
        } catch (java.security.GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(file -> file.getFileName().toString()).toList();
        }
    }
}
