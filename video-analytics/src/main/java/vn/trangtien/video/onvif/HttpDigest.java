package vn.trangtien.video.onvif;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers a digest challenge of HTTP (RFC 7616; MD5 and SHA-256, quality "auth" or none). */
final class HttpDigest {

    private static final Pattern PARAMETER = Pattern.compile("(\\w+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,]+))");
    private static final Map<String, String> ALGORITHMS = Map.of("MD5", "MD5", "SHA-256", "SHA-256");
    private static final SecureRandom RANDOM = new SecureRandom();

    private HttpDigest() {}

    /**
     * The header {@code Authorization} for one request.
     *
     * @param challenges all headers {@code WWW-Authenticate}
     * @return empty if none of them is one we can answer
     */
    static Optional<String> answer(List<String> challenges, String method, URI address, Login login) {
        var bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return answer(challenges, method, address, login, HexFormat.of().formatHex(bytes));
    }

    static Optional<String> answer(
            List<String> challenges, String method, URI address, Login login, String clientNonce) {
        for (String challenge : challenges) {
            if (challenge.regionMatches(true, 0, "Digest ", 0, 7)) {
                Map<String, String> said = parameters(challenge.substring(7));
                String named = said.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
                String algorithm = ALGORITHMS.get(named);
                if (algorithm != null && said.containsKey("nonce")) {
                    return Optional.of(header(said, named, algorithm, method, address, login, clientNonce));
                }
            }
        }
        return Optional.empty();
    }

    private static String header(
            Map<String, String> said,
            String named,
            String algorithm,
            String method,
            URI address,
            Login login,
            String clientNonce) {
        String realm = said.getOrDefault("realm", "");
        String nonce = said.getOrDefault("nonce", "");
        String uri = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        String who = hash(algorithm, login.user() + ":" + realm + ":" + login.password());
        String what = hash(algorithm, method + ":" + uri);
        boolean auth = said.getOrDefault("qop", "").matches("(?i).*\\bauth\\b.*");
        String response = auth
                ? hash(algorithm, who + ":" + nonce + ":00000001:" + clientNonce + ":auth:" + what)
                : hash(algorithm, who + ":" + nonce + ":" + what);
        var header = new StringBuilder("Digest username=\"%s\", realm=\"%s\", nonce=\"%s\", uri=\"%s\", response=\"%s\""
                .formatted(login.user().replace("\"", "\\\""), realm, nonce, uri, response));
        if (said.containsKey("algorithm")) {
            header.append(", algorithm=").append(named);
        }
        if (said.containsKey("opaque")) {
            header.append(", opaque=\"").append(said.get("opaque")).append('"');
        }
        if (auth) {
            header.append(", qop=auth, nc=00000001, cnonce=\"")
                    .append(clientNonce)
                    .append('"');
        }
        return header.toString();
    }

    private static Map<String, String> parameters(String challenge) {
        var parameters = new HashMap<String, String>();
        Matcher matcher = PARAMETER.matcher(challenge);
        while (matcher.find()) {
            String quoted = matcher.group(2);
            parameters.put(matcher.group(1).toLowerCase(Locale.ROOT), quoted != null ? quoted : matcher.group(3));
        }
        return parameters;
    }

    private static String hash(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
