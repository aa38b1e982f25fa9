package vn.trangtien.box.headless;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Somebody at a browser: cookies, forms with their hidden fields, redirects. One person per object; not thread-safe.
 */
public final class Browser {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int MOST_REDIRECTS = 5;
    private static final Pattern SIGN_IN = Pattern.compile("/sign-in$");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    // Redirects are followed here: the client of JDK 17 leaves the timer of a redirected request running, which later
    // cuts
    // whatever another request is just receiving on the same connection.
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /**
     * A page that was answered with success.
     *
     * @param address after redirects
     */
    public record Page(URI address, String html) {}

    /** Fills in the sign-in form of the service. */
    public void signIn(String service, String account, String code) throws IOException, InterruptedException {
        Page page = get(URI.create(service + "/sign-in"));
        WebForm form = WebForm.posting(page.address(), page.html(), SIGN_IN)
                .orElseThrow(() -> new IOException("no sign-in form at " + page.address()));
        Page after = submit(form, Map.of("account", account, "code", code));
        if (SIGN_IN.matcher(after.address().getPath()).find()) {
            throw new IOException("account " + account + " was not let in at " + service);
        }
    }

    /**
     * Opens a page.
     *
     * @throws IOException also when the answer is not a success
     */
    public Page get(URI address) throws IOException, InterruptedException {
        return page(send(HttpRequest.newBuilder(address)
                .header("Accept", "text/html,*/*")
                .GET()));
    }

    /** Sends the form with these fields changed or added. */
    Page submit(WebForm form, Map<String, String> filled) throws IOException, InterruptedException {
        var fields = new LinkedHashMap<>(form.fields());
        fields.putAll(filled);
        String body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return page(send(HttpRequest.newBuilder(form.action())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html,*/*")
                .POST(BodyPublishers.ofString(body))));
    }

    /**
     * Opens an event stream; the caller closes it.
     *
     * @param lastEvent id of the last event seen, empty for none
     */
    Stream<String> events(URI address, String lastEvent) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).header("Accept", "text/event-stream");
        if (!lastEvent.isEmpty()) {
            request.header("Last-Event-ID", lastEvent);
        }
        HttpResponse<Stream<String>> answer = client.send(request.build(), BodyHandlers.ofLines());
        if (answer.statusCode() != 200) {
            throw new IOException("status %d from %s".formatted(answer.statusCode(), address));
        }
        return answer.body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
        for (int hop = 0; hop < MOST_REDIRECTS && isRedirect(answer); hop++) {
            URI next =
                    answer.uri().resolve(answer.headers().firstValue("Location").orElseThrow());
            answer = client.send(
                    HttpRequest.newBuilder(next)
                            .header("Accept", "text/html,*/*")
                            .timeout(TIMEOUT)
                            .build(),
                    BodyHandlers.ofString());
        }
        return answer;
    }

    private static boolean isRedirect(HttpResponse<String> answer) {
        return (answer.statusCode() == 302 || answer.statusCode() == 303)
                && answer.headers().firstValue("Location").isPresent();
    }

    private static Page page(HttpResponse<String> answer) throws IOException {
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("status %d from %s %s: %s"
                    .formatted(
                            answer.statusCode(),
                            answer.request().method(),
                            answer.uri(),
                            answer.body().lines().limit(3).collect(Collectors.joining(" "))));
        }
        return new Page(answer.uri(), answer.body());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
