package vn.trangtien.egov.signing.trust;

import eu.europa.esig.dss.spi.client.http.DataLoader;
import eu.europa.esig.dss.spi.exception.DSSExternalResourceException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/**
 * Fetches over HTTP with a time limit and a limit of size, so that a silent or talkative authority holds nobody up. Thread-safe.
 * DSS would bring a second HTTP client for this.
 */
public final class HttpLoader implements DataLoader {

    private static final long serialVersionUID = 1L;

    /** The largest revocation lists known have some tens of megabytes. */
    private static final int MAX_ANSWER_BYTES = 64 << 20;

    private static final int OK = 200;

    private final transient HttpClient http;
    private final Duration timeout;
    private final String contentType;

    /** @param contentType of what is posted */
    public HttpLoader(HttpClient http, Duration timeout, String contentType) {
        this.http = http;
        this.timeout = timeout;
        this.contentType = contentType;
    }

    @Override
    public byte[] get(String url) {
        return send(request(url).GET().build());
    }

    /** The first address that answers. */
    @Override
    public DataAndUrl get(List<String> urls) {
        var last = new DSSExternalResourceException("no address was given");
        for (String url : urls) {
            try {
                return new DataAndUrl(url, get(url));
            } catch (DSSExternalResourceException e) {
                last = e;
            }
        }
        throw last;
    }

    @Override
    public byte[] post(String url, byte[] content) {
        return send(request(url)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(content))
                .build());
    }

    /** Given when this was made. */
    @Override
    public void setContentType(String type) {
        if (!type.equals(contentType)) {
            throw new UnsupportedOperationException("this loader posts " + contentType + " only");
        }
    }

    private HttpRequest.Builder request(String url) {
        try {
            URI address = URI.create(url);
            if (!"http".equals(address.getScheme()) && !"https".equals(address.getScheme())) {
                throw new DSSExternalResourceException(
                        url + " is no address of the web; only http and https are asked");
            }
            return HttpRequest.newBuilder(address).timeout(timeout);
        } catch (IllegalArgumentException e) {
            throw new DSSExternalResourceException(url + " is no address", e);
        }
    }

    private byte[] send(HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(MAX_ANSWER_BYTES + 1);
                if (answer.statusCode() != OK) {
                    throw new DSSExternalResourceException(
                            "%s answered with status %d".formatted(request.uri(), answer.statusCode()));
                }
                if (bytes.length > MAX_ANSWER_BYTES) {
                    throw new DSSExternalResourceException(
                            "%s answered with more than %d bytes".formatted(request.uri(), MAX_ANSWER_BYTES));
                }
                return bytes;
            }
        } catch (IOException e) {
            throw new DSSExternalResourceException(
                    "%s does not answer: %s".formatted(request.uri(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DSSExternalResourceException("interrupted while asking " + request.uri(), e);
        }
    }
}
