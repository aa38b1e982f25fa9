package vn.trangtien.gateway.remote.deploy;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vn.trangtien.gateway.disk.Durable;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.MetricValue;
import vn.trangtien.wire.request.Request;

/**
 * What the cloud wants installed, and for whom progress is. Kept in a file, so that the end of it can be told after a restart.
 *
 * @param seal which package, and the city's word for it
 * @param uri http or https
 * @param install whether to go on after the download
 * @param force whether an older or the same version may be installed
 * @param resume whether a download that was left may be continued
 * @param timeout of the connection and of each read
 * @param notifyEvery bytes between two notes of progress; 0 for a twentieth of the package
 * @param login user and password for the download; never kept
 */
record DeployOrder(
        Asker asker,
        long jobId,
        PackageSeal seal,
        URI uri,
        boolean install,
        boolean force,
        boolean resume,
        Duration timeout,
        int notifyEvery,
        Optional<String> login) {

    private static final Pattern HASH = Pattern.compile("(?i)SHA-?256:([0-9a-f]{64})");
    private static final int USUAL_TIMEOUT_MS = 4_000;
    /** Kura's usual 256 KiB would be two hundred notifications for one of our packages; see {@link #isWorthTelling}. */
    private static final int USUAL_NOTIFY_BYTES = 0;

    private static final int LEAST_NOTIFY_BYTES = 256 << 10;
    private static final int NOTES = 20;

    /** To whom notifications go. */
    record Asker(String account, String requester, String client) {

        static Asker of(Request request) {
            return new Asker(request.account(), request.requester(), request.client());
        }
    }

    /** @throws DeployException naming what is missing or wrong, for the answer "bad request" */
    static DeployOrder read(Request request) throws DeployException {
        KuraPayload payload = request.payload();
        String hash = need(payload, "dp.download.hash");
        Matcher sha256 = HASH.matcher(hash);
        if (!sha256.matches()) {
            throw new DeployException(
                    "dp.download.hash is '%s'; it must be SHA-256: and 64 hexadecimal digits".formatted(hash));
        }
        URI uri = uri(need(payload, "dp.uri"));
        Optional<String> login = payload.text("dp.download.username")
                .map(user -> user + ":" + payload.text("dp.download.password").orElse(""));
        if (login.isPresent() && !"https".equals(uri.getScheme())) {
            throw new DeployException(
                    "dp.download.username needs an address with https; a password is not sent in clear");
        }
        if (payload.bool("dp.reboot").orElse(false)) {
            throw new DeployException(
                    "dp.reboot is true; a gateway restarts its program after an update, never the machine: leave it out");
        }
        return new DeployOrder(
                Asker.of(request),
                jobId(payload),
                new PackageSeal(
                        need(payload, "dp.name"),
                        version(payload),
                        sha256.group(1).toLowerCase(Locale.ROOT),
                        bytes(payload, "tt.package.signature"),
                        bytes(payload, "tt.package.signer")),
                uri,
                payload.bool("dp.install").orElse(true),
                payload.bool("dp.download.force").orElse(false),
                payload.bool("dp.download.resume").orElse(false),
                Duration.ofMillis(whole(payload, "dp.download.timeout", USUAL_TIMEOUT_MS, 100, 600_000)),
                (int) whole(payload, "dp.download.notify.block.size", USUAL_NOTIFY_BYTES, 0, Integer.MAX_VALUE),
                login);
    }

    /** What is to go; needs no address and no signature. */
    static DeployOrder forUninstall(Request request) throws DeployException {
        KuraPayload payload = request.payload();
        return new DeployOrder(
                Asker.of(request),
                jobId(payload),
                new PackageSeal(need(payload, "dp.name"), version(payload), "", new byte[0], new byte[0]),
                URI.create(""),
                false,
                false,
                false,
                Duration.ZERO,
                0,
                Optional.empty());
    }

    /** The same for another asker and job, to be installed or only kept ready. */
    DeployOrder with(Asker who, long job, boolean installed) {
        return new DeployOrder(who, job, seal, uri, installed, force, resume, timeout, notifyEvery, login);
    }

    /** Whether so many bytes more of a package of this size are worth a notification. */
    boolean isWorthTelling(long more, OptionalLong total) {
        return more >= (notifyEvery > 0 ? notifyEvery : Math.max(LEAST_NOTIFY_BYTES, total.orElse(0) / NOTES));
    }

    String name() {
        return seal.name();
    }

    ReleaseVersion version() {
        return seal.version();
    }

    private static ReleaseVersion version(KuraPayload payload) throws DeployException {
        String version = need(payload, "dp.version");
        return ReleaseVersion.of(version)
                .orElseThrow(() -> new DeployException(
                        "dp.version is '%s'; it must be a version such as 1.4.2".formatted(version)));
    }

    private static long jobId(KuraPayload payload) throws DeployException {
        return givenJobId(payload)
                .orElseThrow(() -> new DeployException("job.id is missing; it must be a whole number (INT64)"));
    }

    /** The code says {@code job.id}, the documentation {@code dp.job.id}; both are taken. */
    static OptionalLong givenJobId(KuraPayload payload) {
        for (String name : new String[] {"job.id", "dp.job.id"}) {
            MetricValue value = payload.metrics().get(name);
            if (value instanceof MetricValue.Int64Value number) {
                return OptionalLong.of(number.value());
            }
            if (value instanceof MetricValue.Int32Value number) {
                return OptionalLong.of(number.value());
            }
        }
        return OptionalLong.empty();
    }

    static String need(KuraPayload payload, String name) throws DeployException {
        return payload.text(name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new DeployException(name + " is missing; it must be a text (STRING)"));
    }

    private static byte[] bytes(KuraPayload payload, String name) throws DeployException {
        if (payload.metrics().get(name) instanceof MetricValue.BytesValue value && value.value().length > 0) {
            return value.value();
        }
        throw new DeployException(name + " is missing; this gateway installs only what the city has signed (BYTES)");
    }

    private static long whole(KuraPayload payload, String name, long usual, long least, long most)
            throws DeployException {
        MetricValue value = payload.metrics().get(name);
        long given = value instanceof MetricValue.Int32Value number ? number.value() : usual;
        if (given < least || given > most) {
            throw new DeployException("%s is %d; it must be %d to %d".formatted(name, given, least, most));
        }
        return given;
    }

    private static URI uri(String text) throws DeployException {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme());
            if (uri.getRawUserInfo() != null) {
                throw new DeployException(
                        "dp.uri holds a user or password; they belong into dp.download.username and dp.download.password");
            }
            if ((scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null) {
                return uri;
            }
        } catch (java.net.URISyntaxException e) {
            throw new DeployException("dp.uri is '%s', which is no address: %s".formatted(text, e.getMessage()), e);
        }
        throw new DeployException(
                "dp.uri is '%s'; it must begin with https:// or http:// and name a host".formatted(text));
    }

    /** Everything but the login. */
    void write(Path file) throws IOException {
        Map<String, String> values = new TreeMap<>();
        values.put("account", asker.account());
        values.put("requester", asker.requester());
        values.put("client", asker.client());
        values.put("job", Long.toString(jobId));
        values.put("name", name());
        values.put("version", version().text());
        values.put("uri", uri.toString());
        values.put("sha256", seal.sha256());
        values.put("signature", Base64.getEncoder().encodeToString(seal.signature()));
        values.put("signer", Base64.getEncoder().encodeToString(seal.signer()));
        values.put("install", Boolean.toString(install));
        values.put("force", Boolean.toString(force));
        Durable.write(
                file,
                values.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + escaped(entry.getValue()) + "\n")
                        .collect(Collectors.joining()));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    /** The order of an earlier run; empty if there is none, or it cannot be read and so cannot be told of. */
    static Optional<DeployOrder> load(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var values = new Properties();
            values.load(new StringReader(Files.readString(file)));
            return Optional.of(new DeployOrder(
                    new Asker(
                            values.getProperty("account", ""),
                            values.getProperty("requester", ""),
                            values.getProperty("client", "")),
                    Long.parseLong(values.getProperty("job", "")),
                    new PackageSeal(
                            values.getProperty("name", ""),
                            new ReleaseVersion(values.getProperty("version", "")),
                            values.getProperty("sha256", ""),
                            Base64.getDecoder().decode(values.getProperty("signature", "")),
                            Base64.getDecoder().decode(values.getProperty("signer", ""))),
                    URI.create(values.getProperty("uri", "")),
                    Boolean.parseBoolean(values.getProperty("install", "true")),
                    Boolean.parseBoolean(values.getProperty("force", "")),
                    true,
                    Duration.ofMillis(USUAL_TIMEOUT_MS),
                    USUAL_NOTIFY_BYTES,
                    Optional.empty()));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
