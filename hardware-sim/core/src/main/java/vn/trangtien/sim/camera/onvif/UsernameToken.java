package vn.trangtien.sim.camera.onvif;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import vn.trangtien.sim.camera.auth.Credentials;

/**
 * Checks the WS-Security token of a request: a digest of nonce, time and password (OASIS UsernameToken Profile 1.0). A token is good
 * once and not long, so that whoever overhears it cannot use it. Thread-safe.
 */
final class UsernameToken {

    private static final String DIGEST = "#PasswordDigest";
    private static final Duration LIFE = Duration.ofMinutes(5);

    private final Credentials wanted;
    private final Clock clock;
    private final Map<String, Instant> used = new ConcurrentHashMap<>();

    UsernameToken(Credentials wanted, Clock clock) {
        this.wanted = wanted;
        this.clock = clock;
    }

    /** Whether the message has a token at all. */
    static boolean isIn(SoapRequest request) {
        return !request.text("Username").isEmpty();
    }

    boolean accepts(SoapRequest request) {
        Instant now = clock.instant();
        used.values().removeIf(created -> created.isBefore(now.minus(LIFE)));
        String created = request.text("Created");
        String nonce = request.text("Nonce");
        Optional<Instant> made = instant(created);
        if (!request.text("Username").equals(wanted.user())
                || !request.attribute("Password", "Type").endsWith(DIGEST)
                || made.isEmpty()
                || Duration.between(made.get(), now).abs().compareTo(LIFE) > 0) {
            return false;
        }
        String right = digest(nonce, created);
        boolean same = MessageDigest.isEqual(
                right.getBytes(StandardCharsets.US_ASCII),
                request.text("Password").getBytes(StandardCharsets.UTF_8));
        return same && used.putIfAbsent(nonce + created, made.get()) == null;
    }

    private String digest(String nonce, String created) {
        try {
            MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
            sha1.update(decoded(nonce));
            sha1.update(created.getBytes(StandardCharsets.UTF_8));
            sha1.update(wanted.password().getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(sha1.digest());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    private static byte[] decoded(String nonce) {
        try {
            return Base64.getDecoder().decode(nonce);
        } catch (IllegalArgumentException e) {
            // Comes from the network: its digest will be wrong.
            return new byte[0];
        }
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            // Comes from the network: no time is no token.
            return Optional.empty();
        }
    }
}
