package vn.trangtien.sim.camera.auth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.trangtien.sim.camera.fault.Fault;
import vn.trangtien.sim.camera.fault.StreamFaults;

/**
 * Checks the {@code Authorization} of RTSP and HTTP requests. A nonce proves its own age and is accepted again and again until
 * it is too old, as cameras do; what is too old is answered with {@code stale=true}, so that a client asks nobody for the
 * password anew. Thread-safe.
 */
public final class AccessControl {

    /** What became of a request. */
    public enum Verdict {
        GRANTED,
        REFUSED,
        /** The password was right, but the nonce is too old. */
        STALE
    }

    private static final String REALM = "simulated camera";
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,]+))");

    private final Optional<Credentials> credentials;
    private final Set<Scheme> schemes;
    private final Duration nonceLife;
    private final Clock clock;
    private final StreamFaults faults;
    private final byte[] secret = new byte[32];

    /**
     * @param credentials empty if everybody may look
     * @param schemes what is offered; at least one
     * @param nonceLife how long a nonce is good, more than 0
     */
    public AccessControl(
            Optional<Credentials> credentials,
            Set<Scheme> schemes,
            Duration nonceLife,
            Clock clock,
            StreamFaults faults) {
        if (schemes.isEmpty()) {
            throw new IllegalArgumentException(
                    "a camera offers at least one way of authentication, but none was given");
        }
        this.credentials = credentials;
        this.schemes = EnumSet.copyOf(schemes);
        this.nonceLife = nonceLife;
        this.clock = clock;
        this.faults = faults;
        new SecureRandom().nextBytes(secret);
    }

    /** The password to look, if one is wanted. */
    public Optional<Credentials> credentials() {
        return credentials;
    }

    /**
     * Whether the request may be answered.
     *
     * @param uri exactly as in the request line
     * @param authorization the header's value; empty if there was none
     */
    public Verdict check(String method, String uri, String authorization) {
        if (faults.has(Fault.PASSWORD)) {
            return Verdict.REFUSED;
        }
        if (credentials.isEmpty()) {
            return Verdict.GRANTED;
        }
        Credentials wanted = credentials.get();
        String scheme = authorization.split(" ", 2)[0].toLowerCase(Locale.ROOT);
        return switch (scheme) {
            case "basic" ->
                basic(wanted, authorization.substring("basic".length()).trim());
            case "digest" -> digest(wanted, method, uri, parameters(authorization));
            default -> Verdict.REFUSED;
        };
    }

    /**
     * The values of {@code WWW-Authenticate}, one header each. The stronger digest comes first, as RFC 7616 wants it; clients that
     * know only MD5 and take the last one find it there.
     */
    public List<String> challenges(Verdict verdict) {
        var challenges = new ArrayList<String>();
        for (Scheme scheme : List.of(Scheme.DIGEST_SHA256, Scheme.DIGEST_MD5)) {
            if (schemes.contains(scheme)) {
                challenges.add("Digest realm=\"%s\", nonce=\"%s\", algorithm=%s, qop=\"auth\"%s"
                        .formatted(
                                REALM,
                                nonce(clock.millis()),
                                scheme.algorithm(),
                                verdict == Verdict.STALE ? ", stale=true" : ""));
            }
        }
        if (schemes.contains(Scheme.BASIC)) {
            challenges.add("Basic realm=\"%s\"".formatted(REALM));
        }
        return challenges;
    }

    private Verdict basic(Credentials wanted, String given) {
        if (!schemes.contains(Scheme.BASIC)) {
            return Verdict.REFUSED;
        }
        String right = Base64.getEncoder()
                .encodeToString((wanted.user() + ":" + wanted.password()).getBytes(StandardCharsets.UTF_8));
        return same(right, given) ? Verdict.GRANTED : Verdict.REFUSED;
    }

    private Verdict digest(Credentials wanted, String method, String uri, Map<String, String> given) {
        String algorithm = given.getOrDefault("algorithm", Scheme.DIGEST_MD5.algorithm());
        Optional<Scheme> scheme = schemes.stream()
                .filter(offered ->
                        offered != Scheme.BASIC && offered.algorithm().equalsIgnoreCase(algorithm))
                .findFirst();
        if (scheme.isEmpty()
                || !given.getOrDefault("username", "").equals(wanted.user())
                || !given.getOrDefault("uri", "").equals(uri)) {
            return Verdict.REFUSED;
        }
        String nonce = given.getOrDefault("nonce", "");
        String hash = scheme.get().hash();
        String who = hash(hash, wanted.user() + ":" + REALM + ":" + wanted.password());
        String what = hash(hash, method + ":" + uri);
        // A client of RFC 2069's time answers without qop; RFC 2617 section 3.2.2.1 keeps that possible.
        String right = given.containsKey("qop")
                ? hash(
                        hash,
                        String.join(
                                ":",
                                who,
                                nonce,
                                given.getOrDefault("nc", ""),
                                given.getOrDefault("cnonce", ""),
                                given.getOrDefault("qop", ""),
                                what))
                : hash(hash, who + ":" + nonce + ":" + what);
        if (!same(right, given.getOrDefault("response", ""))) {
            return Verdict.REFUSED;
        }
        return isFresh(nonce) ? Verdict.GRANTED : Verdict.STALE;
    }

    private boolean isFresh(String nonce) {
        String[] parts = nonce.split("-", 2);
        try {
            long made = Long.parseLong(parts[0], 16);
            long age = clock.millis() - made;
            return same(nonce(made), nonce) && age >= 0 && age <= nonceLife.toMillis();
        } catch (NumberFormatException e) {
            // Not one of ours: the client gets a new one.
            return false;
        }
    }

    private String nonce(long millis) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            String text = Long.toHexString(millis);
            return text + "-" + HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)), 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    static Map<String, String> parameters(String header) {
        var found = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        Matcher matcher = PARAMETER.matcher(header);
        while (matcher.find()) {
            found.put(matcher.group(1), matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
        }
        return found;
    }

    private static String hash(String algorithm, String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static boolean same(String right, String given) {
        return MessageDigest.isEqual(right.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
