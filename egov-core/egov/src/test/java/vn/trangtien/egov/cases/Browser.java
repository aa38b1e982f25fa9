package vn.trangtien.egov.cases;

import java.io.IOException;
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
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** As much of a browser as the pages need: cookies, and the form token of the page seen last. */
public final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"csrf-token\" content=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final String base;
    private String csrf = "";

    Browser(String base) {
        this.base = base;
    }

    public static Browser signedIn(String base, String account, String code) throws Exception {
        var browser = new Browser(base);
        browser.get("/sign-in");
        HttpResponse<String> answer = browser.post("/sign-in", Map.of("account", account, "code", code));
        if (answer.statusCode() != 302) {
            throw new IllegalStateException(account + " could not sign in: " + answer.statusCode());
        }
        return browser;
    }

    public Browser inEnglish() {
        cookies.put("tt_lang", "en");
        return this;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path));
    }

    public HttpResponse<String> post(String path, Map<String, String> fields) throws IOException, InterruptedException {
        return post(path, fields.entrySet().stream().map(field -> encoded(field.getKey(), field.getValue())));
    }

    /** Posts fields of which several may have the same name, each as {@code name=value}. */
    public HttpResponse<String> post(String path, List<String> fields) throws IOException, InterruptedException {
        return post(path, fields.stream().map(field -> {
            int equals = field.indexOf('=');
            return encoded(field.substring(0, equals), field.substring(equals + 1));
        }));
    }

    private HttpResponse<String> post(String path, Stream<String> fields) throws IOException, InterruptedException {
        String body = Stream.concat(fields, Stream.of(encoded("_csrf", csrf))).collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String encoded(String name, String value) {
        return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/html");
        if (!cookies.isEmpty()) {
            builder.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return builder;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
        for (String cookie : response.headers().allValues("set-cookie")) {
            String pair = cookie.substring(0, cookie.indexOf(';'));
            cookies.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        Matcher token = CSRF.matcher(response.body());
        if (token.find()) {
            csrf = token.group(1);
        }
        return response;
    }
}
