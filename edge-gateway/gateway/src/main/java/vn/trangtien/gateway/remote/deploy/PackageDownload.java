package vn.trangtien.gateway.remote.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import vn.trangtien.gateway.disk.Durable;
import vn.trangtien.gateway.link.Backoff;
import vn.trangtien.gateway.remote.deploy.Halt.Halted;

/**
 * Brings a package over HTTP or HTTPS into a file. A connection that breaks, or a server that cannot just now, is tried again a
 * few times, after pauses that grow and differ, so that a fleet does not come back in step; it goes on where it broke. What is there
 * stays for a later attempt. The content is checked by whoever asked for it, so that plain HTTP is no weakness.
 */
final class PackageDownload {

    /** Of the zip; the present package has a tenth. */
    static final long MOST_BYTES = 256L << 20;

    private static final int CHUNK = 1 << 16;
    private static final int MOST_BREAKS = 5;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int TOO_MANY_REQUESTS = 429;

    private final Optional<SSLSocketFactory> tls;
    private final Halt halt;
    private final Progress progress;

    /** Told after each chunk; may throw to give up, for want of room for example. */
    @FunctionalInterface
    interface Progress {
        void at(long bytes, OptionalLong total) throws DeployException;
    }

    /** @param tls for https, with the city's authority; empty for what Java trusts */
    PackageDownload(Optional<SSLSocketFactory> tls, Halt halt, Progress progress) {
        this.tls = tls;
        this.halt = halt;
        this.progress = progress;
    }

    /**
     * Returns when {@code part} is complete.
     *
     * @param login user and password with a colon between, for https only; with it no redirection is followed, so that they reach
     *     nobody else
     * @param timeout for the connection and for each read
     */
    void fetch(URI from, Path part, Optional<String> login, Duration timeout) throws DeployException, Halted {
        IOException last = null;
        long before = -1;
        var backoff = new Backoff(SHORTEST_PAUSE, LONGEST_PAUSE, RandomGenerator.getDefault());
        for (int breaks = 0; breaks <= MOST_BREAKS; breaks++) {
            halt.check();
            try {
                long have = Files.exists(part) ? Files.size(part) : 0;
                if (last != null) {
                    // Progress makes up for a break: a bad line brings a large package in many pieces.
                    if (have > before) {
                        breaks = 0;
                        backoff.reset();
                    }
                    halt.pause(backoff.next());
                }
                before = have;
                if (attempt(from, part, have, login, timeout)) {
                    Durable.flush(part);
                    return;
                }
                last = new IOException("the connection ended early");
            } catch (IOException e) {
                last = e;
            }
        }
        throw new DeployException(
                "the package could not be fetched from %s: %s; it can be continued with dp.download.resume"
                        .formatted(from, last == null ? "no answer" : last),
                last == null ? new IOException("no answer") : last);
    }

    /** @return whether everything is there now */
    private boolean attempt(URI from, Path part, long have, Optional<String> login, Duration timeout)
            throws IOException, DeployException, Halted {
        var connection = (HttpURLConnection) from.toURL().openConnection();
        try {
            if (connection instanceof HttpsURLConnection https) {
                tls.ifPresent(https::setSSLSocketFactory);
            }
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            connection.setRequestProperty("Accept-Encoding", "identity");
            connection.setInstanceFollowRedirects(login.isEmpty());
            login.ifPresent(words -> connection.setRequestProperty(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(words.getBytes(StandardCharsets.UTF_8))));
            if (have > 0) {
                connection.setRequestProperty("Range", "bytes=" + have + "-");
            }
            int code = connection.getResponseCode();
            if (code == 416 && have > 0) {
                // Nothing after what we have: either it is all, or it is something else, which the hash will tell.
                return true;
            }
            boolean continued = code == HttpURLConnection.HTTP_PARTIAL && have > 0;
            if (code >= HttpURLConnection.HTTP_INTERNAL_ERROR || code == TOO_MANY_REQUESTS) {
                throw new IOException("the server answered " + code);
            }
            if (code != HttpURLConnection.HTTP_OK && !continued) {
                throw refused(from, code);
            }
            return receive(connection, part, continued ? have : 0);
        } finally {
            connection.disconnect();
        }
    }

    private static DeployException refused(URI from, int code) {
        return new DeployException(
                "%s answered %d; check the address of the package and whether it is still there".formatted(from, code));
    }

    private boolean receive(HttpURLConnection connection, Path part, long start)
            throws IOException, DeployException, Halted {
        long length = connection.getContentLengthLong();
        OptionalLong total = length >= 0 ? OptionalLong.of(start + length) : OptionalLong.empty();
        if (total.orElse(0) > MOST_BYTES) {
            throw new DeployException("the package has %d bytes, more than the %d that a gateway takes"
                    .formatted(total.orElse(0), MOST_BYTES));
        }
        progress.at(start, total);
        long have = start;
        byte[] chunk = new byte[CHUNK];
        StandardOpenOption how = start > 0 ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (InputStream in = connection.getInputStream();
                OutputStream out =
                        Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                halt.check();
                have += read;
                if (have > MOST_BYTES) {
                    throw new DeployException(
                            "the package has more than the %d bytes that a gateway takes".formatted(MOST_BYTES));
                }
                out.write(chunk, 0, read);
                progress.at(have, total);
            }
        }
        return total.isEmpty() || have >= total.getAsLong();
    }
}
