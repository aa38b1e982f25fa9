package vn.trangtien.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.ingest.raw.KafkaAccess;
import vn.trangtien.ingest.raw.RawMessage;
import vn.trangtien.ingest.support.City;
import vn.trangtien.ingest.support.SharedCity;

/** What Prometheus and Grafana get, and what the health says. */
class FiguresIT {

    private static final Path DASHBOARD = Path.of("../../docs/grafana/ingest.json");
    private static final Pattern NAME =
            Pattern.compile("\\b(?:trangtien|jvm|process|hikaricp|http)_[a-z0-9_]+(?=[{\\[( )]|$)");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static City city;

    @BeforeAll
    static void start() throws Exception {
        city = SharedCity.get();
        try (var raw = city.context().getBean(KafkaAccess.class).producer("figures-test")) {
            raw.send(new RawMessage("nonsense", Clock.systemUTC().instant(), new byte[] {1}).toRecord())
                    .get();
        }
    }

    @Test
    void everyFigureOfTheDashboardIsThere() throws Exception {
        Set<String> wanted = dashboardNames();
        assertThat(wanted).hasSizeGreaterThan(12);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(exposed()).as("docs/grafana/ingest.json").containsAll(wanted));
    }

    @Test
    void figuresAreForServicesAdministratorsAndTheScraperOnly() throws Exception {
        assertThat(city.send(city.anonymous("/actuator/prometheus")
                                .header("Accept", "text/plain")
                                .GET())
                        .statusCode())
                .isIn(302, 401, 403);
        HttpResponse<String> scraped = city.send(city.anonymous("/actuator/prometheus")
                .header("Accept", "text/plain")
                .header("Authorization", "Bearer " + SharedCity.SCRAPE_TOKEN)
                .GET());
        assertThat(scraped.statusCode()).isEqualTo(200);
        assertThat(city.send(city.anonymous("/api/gateways")
                                .header("Accept", "application/json")
                                .header("Authorization", "Bearer " + SharedCity.SCRAPE_TOKEN)
                                .GET())
                        .statusCode())
                .as("nothing else")
                .isIn(401, 403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/liveness",
                "/readiness",
                "/bridge",
                "/processing",
                "/timeSeries",
                "/conservation",
                "/deadLetters"
            })
    void healthTellsOfEachPartWithoutItsSecrets(String part) throws Exception {
        JsonNode health = await().atMost(PATIENCE)
                .until(
                        () -> city.get("/actuator/health" + part),
                        answer -> answer.path("status").asString().equals("UP"));

        assertThat(health.toString()).doesNotContain("details", "reason", "jdbc:");
    }

    private static Set<String> dashboardNames() throws IOException {
        Set<String> names = new TreeSet<>();
        for (JsonNode panel :
                JsonMapper.shared().readTree(Files.readString(DASHBOARD)).path("panels")) {
            for (JsonNode target : panel.path("targets")) {
                var found = NAME.matcher(target.path("expr").asString());
                assertThat(found.find()).as(target.toString()).isTrue();
                found.reset();
                while (found.find()) {
                    names.add(found.group());
                }
            }
        }
        return names;
    }

    private static Set<String> exposed() throws IOException, InterruptedException {
        return city.send(city.request("/actuator/prometheus")
                        .header("Accept", "text/plain")
                        .GET())
                .body()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replaceFirst("[{ ].*", ""))
                .collect(Collectors.toSet());
    }
}
