package vn.trangtien.sim.camera.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.sim.camera.auth.AccessControl.Verdict;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.fault.StreamFaults;

class AccessControlTest {

    private static final String URI = "rtsp://127.0.0.1/street";

    private final StreamFaults faults = new StreamFaults();
    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private final AccessControl access = new AccessControl(
            Optional.of(new Credentials("quan-tri", "mật khẩu")),
            EnumSet.allOf(Scheme.class),
            Duration.ofSeconds(30),
            new Clock() {
                @Override
                public ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return now;
                }
            },
            faults);

    @ParameterizedTest(name = "{0}, qop {1}")
    @CsvSource({"0, SHA-256, true", "0, SHA-256, false", "1, MD5, true", "1, MD5, false"})
    void theRightPasswordIsRecognised(int challenge, String algorithm, boolean qop) throws Exception {
        String offered = access.challenges(Verdict.REFUSED).get(challenge);
        assertThat(offered).contains("algorithm=" + algorithm).doesNotContain("stale");

        assertThat(access.check("DESCRIBE", URI, answer(offered, algorithm, qop, "mật khẩu", URI)))
                .isEqualTo(Verdict.GRANTED);
        assertThat(access.check("DESCRIBE", URI, answer(offered, algorithm, qop, "mat khau", URI)))
                .isEqualTo(Verdict.REFUSED);
        assertThat(access.check("PLAY", URI, answer(offered, algorithm, qop, "mật khẩu", URI)))
                .isEqualTo(Verdict.REFUSED);
        assertThat(access.check("DESCRIBE", URI + "2", answer(offered, algorithm, qop, "mật khẩu", URI)))
                .isEqualTo(Verdict.REFUSED);
    }

    @Test
    void anOldNonceIsStaleButOnlyForWhoKnowsThePassword() throws Exception {
        String offered = access.challenges(Verdict.REFUSED).get(1);
        now = now.plusSeconds(31);

        assertThat(access.check("DESCRIBE", URI, answer(offered, "MD5", true, "mật khẩu", URI)))
                .isEqualTo(Verdict.STALE);
        assertThat(access.check("DESCRIBE", URI, answer(offered, "MD5", true, "wrong", URI)))
                .isEqualTo(Verdict.REFUSED);
        assertThat(access.challenges(Verdict.STALE)).first().asString().contains("stale=true");
    }

    @Test
    void basicIsThePasswordInBase64() {
        String right = Base64.getEncoder().encodeToString("quan-tri:mật khẩu".getBytes(StandardCharsets.UTF_8));

        assertThat(access.check("DESCRIBE", URI, "Basic " + right)).isEqualTo(Verdict.GRANTED);
        assertThat(access.check("DESCRIBE", URI, "Basic " + right.substring(1))).isEqualTo(Verdict.REFUSED);
        assertThat(access.check("DESCRIBE", URI, "")).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void whatIsNotOfferedIsNotAccepted() {
        var digestOnly = new AccessControl(
                access.credentials(), EnumSet.of(Scheme.DIGEST_MD5), Duration.ofSeconds(30), Clock.systemUTC(), faults);
        String right = Base64.getEncoder().encodeToString("quan-tri:mật khẩu".getBytes(StandardCharsets.UTF_8));

        assertThat(digestOnly.check("DESCRIBE", URI, "Basic " + right)).isEqualTo(Verdict.REFUSED);
        assertThat(digestOnly.challenges(Verdict.REFUSED)).hasSize(1);
    }

    @Test
    void everyPasswordIsWrongWhileThatFaultIsOn() throws Exception {
        faults.on(Fault.PASSWORD);
        String offered = access.challenges(Verdict.REFUSED).get(1);

        assertThat(access.check("DESCRIBE", URI, answer(offered, "MD5", true, "mật khẩu", URI)))
                .isEqualTo(Verdict.REFUSED);
    }

    @Test
    void nobodyReadsThePasswordInALog() {
        assertThat(access.credentials().orElseThrow().toString())
                .contains("quan-tri")
                .doesNotContain("khẩu");
    }

    /** The client's side, written from RFC 7616 section 3.4.1 and RFC 2069. */
    private static String answer(String challenge, String algorithm, boolean qop, String password, String uri)
            throws Exception {
        var given = AccessControl.parameters(challenge);
        String who = hash(algorithm, List.of("quan-tri", given.get("realm"), password));
        String what = hash(algorithm, List.of("DESCRIBE", uri));
        String response = qop
                ? hash(algorithm, List.of(who, given.get("nonce"), "00000001", "abc", "auth", what))
                : hash(algorithm, List.of(who, given.get("nonce"), what));
        return "Digest username=\"quan-tri\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", algorithm=%s, response=\"%s\"%s"
                .formatted(
                        given.get("realm"),
                        given.get("nonce"),
                        uri,
                        algorithm,
                        response,
                        qop ? ", qop=auth, nc=00000001, cnonce=\"abc\"" : "");
    }

    private static String hash(String algorithm, List<String> parts) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm)
                        .digest(String.join(":", parts).getBytes(StandardCharsets.UTF_8)));
    }
}
