package vn.trangtien.city.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import vn.trangtien.city.CityServices;
import vn.trangtien.city.TestCity;
import vn.trangtien.city.TestPostgres;
import vn.trangtien.city.alarm.AlarmSeam;
import vn.trangtien.events.ChannelRef;
import vn.trangtien.events.Observation;
import vn.trangtien.platform.identity.Accounts;
import vn.trangtien.platform.identity.Role;
import vn.trangtien.platform.identity.SignInCodes;

/** The service on a real port: the stream over sockets, and an operator without a browser. */
@SpringBootTest(
        classes = CityServices.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.config.name=city", "trangtien.city.stream-queue=300"})
@Import(TestCity.class)
class StreamIT {

    private static final String TOKEN = "Bearer a-service-token-for-tests-only";

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        for (String setting : TestCity.settings(TestPostgres.newDatabase())) {
            String[] parts = setting.split("=", 2);
            registry.add(parts[0], () -> parts[1]);
        }
    }

    @LocalServerPort
    private int port;

    @Autowired
    private LiveSeam live;

    @Autowired
    private AlarmSeam kafka;

    @Autowired
    private Accounts accounts;

    @Autowired
    private Clock clock;

    @Autowired
    private SignInCodes codes;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new java.net.CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    /** Hangs up, and waits until the service has noticed. */
    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            live.publish("alarm", "{}");
            assertThat(live.clients()).isZero();
        });
    }

    /** A client of the stream on a socket of its own. */
    private final class Listener implements AutoCloseable {

        final List<String> lines = new CopyOnWriteArrayList<>();
        private final Socket socket;

        Listener(@Nullable String lastEventId, boolean reads) throws Exception {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            if (!reads) {
                socket.setReceiveBufferSize(4_096);
            }
            String resume = lastEventId == null ? "" : "Last-Event-ID: " + lastEventId + "\r\n";
            socket.getOutputStream()
                    .write(("GET /stream HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: "
                                    + TOKEN + "\r\n" + resume + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            open.add(this);
            if (reads) {
                var reading = new Thread(this::read, "listener");
                reading.setDaemon(true);
                reading.start();
            }
        }

        private void read() {
            try (var reader =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.add(line);
                }
            } catch (java.io.IOException closed) {
                lines.add("closed: " + closed.getMessage());
            }
        }

        List<String> data() {
            return lines.stream().filter(line -> line.startsWith("data: ")).toList();
        }

        String lastId() {
            return lines.stream()
                    .filter(line -> line.startsWith("id: "))
                    .reduce((one, other) -> other)
                    .orElseThrow()
                    .substring(4);
        }

        @Override
        public void close() throws Exception {
            socket.close();
        }
    }

    @Test
    void aValueReachesTheScreenInTimeAndAThousandBecomeAFew() throws Exception {
        var listener = connected(null);
        for (int i = 0; i < 1_000; i++) {
            live.observations(List.of(level(i / 1000.0, Instant.EPOCH.plusSeconds(1_780_000_000L + i))));
        }

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(listener.data()).anyMatch(line -> line.contains("\"value\":0.999")));
        assertThat(listener.data()).hasSizeLessThan(500);
        assertThat(listener.lines)
                .anyMatch(
                        line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-type: text/event-stream"));
    }

    @Test
    void aClientThatComesBackMissesNothing() throws Exception {
        var first = connected(null);
        live.publish("alarm", "{\"n\":1}");
        await().atMost(Duration.ofSeconds(30)).until(() -> !first.data().isEmpty());
        String id = first.lastId();
        first.close();
        live.publish("alarm", "{\"n\":2}");
        live.publish("alarm", "{\"n\":3}");

        var second = connected(id);

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(second.data()).contains("data: {\"n\":2}", "data: {\"n\":3}"));
        assertThat(second.data()).doesNotContain("data: {\"n\":1}");
    }

    @Test
    void aClientThatDoesNotReadIsCutOffAndBlocksNobody() throws Exception {
        int before = live.clients();
        new Listener(null, false);
        await().atMost(Duration.ofSeconds(30)).until(() -> live.clients() == before + 1);
        var quick = connected(null);
        String large = "{\"filler\":\"" + "x".repeat(64_000) + "\"}";

        long longest = 0;
        int sent = 0;
        while (live.clients() > before + 1 && sent < 4_000) {
            int seen = sent;
            long start = System.nanoTime();
            live.publish("value", large);
            longest = Math.max(longest, System.nanoTime() - start);
            sent++;
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> fillers(quick) > seen);
        }

        assertThat(live.clients())
                .as("the slow one is gone, the quick one is there")
                .isEqualTo(before + 1);
        assertThat(fillers(quick)).isEqualTo(sent);
        assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aClientThatHangsUpIsForgotten() throws Exception {
        connected(null).close();

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            live.publish("alarm", "{}");
            assertThat(live.clients()).isZero();
        });
    }

    @Test
    void withoutARoleThereIsNoStream() throws Exception {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(uri("/stream")).build(), HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isIn(302, 303, 401, 403);
    }

    @Test
    void theMapIsGeoJson() throws Exception {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(uri("/map/hue-schematic.geojson")).build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/geo+json"));
    }

    @Test
    void everythingThatThePageNamesIsThere() throws Exception {
        signIn();
        String page = get("/").body();
        Matcher links =
                Pattern.compile("(?:src|href)=\"(/[^\"]*\\.(?:js|css|svg))\"").matcher(page);
        var named = links.results().map(link -> link.group(1)).toList();

        assertThat(named).hasSizeGreaterThanOrEqualTo(8);
        assertThat(named)
                .allSatisfy(path -> assertThat(get(path).statusCode()).as(path).isEqualTo(200));
    }

    /** What the city's scripted operator does, with nothing but HTTP. */
    @Test
    void anOperatorWithoutABrowserAcknowledges() throws Exception {
        Instant now = clock.instant();
        kafka.observations(List.of(level(2.4, now.minusSeconds(400)), level(2.4, now)));
        signIn();

        String list = get("/alarms").body();
        Matcher form = Pattern.compile(
                        "action=\"(/alarms/[0-9a-f-]{36}/acknowledge)\".*?name=\"_csrf\"[^>]*value=\"([^\"]+)\"",
                        Pattern.DOTALL)
                .matcher(list);
        assertThat(form.find()).isTrue();
        HttpResponse<String> answer = post(form.group(1), "_csrf=" + encoded(form.group(2)));

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(get("/api/alarms").body()).contains("\"phase\":\"ACK\"").contains("Nguyễn Thị Trực");
    }

    private void signIn() throws Exception {
        accounts.ensure("truc-ban", "Nguyễn Thị Trực", Set.of(Role.OPERATOR), null);
        String code = codes.issue("truc-ban").code();
        Matcher token = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"")
                .matcher(get("/sign-in").body());
        assertThat(token.find()).isTrue();
        HttpResponse<String> answer = post(
                "/sign-in", "account=truc-ban&code=" + encoded(code) + "&next=%2F&_csrf=" + encoded(token.group(1)));
        assertThat(answer.statusCode()).isIn(302, 303);
    }

    private static long fillers(Listener listener) {
        return listener.data().stream().filter(line -> line.contains("filler")).count();
    }

    private Listener connected(@Nullable String lastEventId) throws Exception {
        int before = live.clients();
        var listener = new Listener(lastEventId, true);
        await().atMost(Duration.ofSeconds(30)).until(() -> live.clients() == before + 1);
        return listener;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri(path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static String encoded(String text) {
        return java.net.URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Observation level(double metres, Instant at) {
        return new Observation(
                new ChannelRef("hue", "hue-cau-truong-tien", "river", "level"), metres, "m", "GOOD", at, at, true);
    }
}
