package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Asks the running service, through its page on loopback, since two programs cannot hold one bus. */
final class PageClient {

    private static final int MILLIS = 3_000;
    private static final int MOST_BYTES = 8 << 20;

    private final int port;

    /** @param port {@code page.port} of the configuration */
    PageClient(int port) {
        this.port = port;
    }

    /** Everything that the page shows; empty if nothing answers there. */
    Optional<JsonNode> status() throws IOException {
        var connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/api/status").toURL().openConnection();
        connection.setConnectTimeout(MILLIS);
        connection.setReadTimeout(MILLIS);
        try (InputStream in = connection.getInputStream()) {
            return Optional.of(Json.MAPPER.readTree(new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8)));
        } catch (ConnectException nobody) {
            return Optional.empty();
        } catch (JacksonException e) {
            throw new IOException("port %d answers, but not as a gateway: %s".formatted(port, e.getMessage()), e);
        } finally {
            connection.disconnect();
        }
    }
}
