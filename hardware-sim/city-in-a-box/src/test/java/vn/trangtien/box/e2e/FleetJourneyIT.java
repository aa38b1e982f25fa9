package vn.trangtien.box.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.box.city.City;
import vn.trangtien.box.cli.CityCommand;

/** A technician changes a running gateway from afar: over the command line, the cloud, its broker and the gateway itself. */
@ExtendWith(RunningCity.class)
class FleetJourneyIT {

    private static final String SCHOOL = "hue-truong-quoc-hoc";
    private static final String EVERY = "every: 2s";

    @TempDir
    Path folder;

    @Test
    void goodConfigurationIsAppliedAWrongOneIsRefusedAndNothingIsLost(City city) throws Exception {
        JsonNode fleet = json(city, "list");
        assertThat(fleet.path("items")
                        .valueStream()
                        .map(one -> one.path("gateway").asString()))
                .contains(SCHOOL, "hue-cau-truong-tien", "hue-nga-sau-hung-vuong");
        Path file = city.data().resolve("gateways").resolve(SCHOOL).resolve("gateway.yaml");
        String shipped = Files.readString(file);
        assertThat(shipped).contains(EVERY);

        String good = shipped.replace(EVERY, "every: 3s");
        push(city, good);
        JsonNode applied = awaitPush(city, "APPLIED");
        assertThat(applied.path("drift").asBoolean(true)).isFalse();
        assertThat(applied.path("reported").path("sha256"))
                .isEqualTo(applied.path("desired").path("sha256"));
        assertThat(Files.readString(file)).isEqualTo(good);

        push(city, good.replace("driver: bme280", "driver: bme999"));
        JsonNode refused = awaitPush(city, "REFUSED");
        assertThat(refused.path("push").path("problems").toString()).contains("bme999");
        assertThat(refused.path("drift").asBoolean()).isTrue();
        assertThat(Files.readString(file)).isEqualTo(good);

        long received = city.ingest().conservation().path("received").asLong();
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonNode account = city.ingest().conservation();
            assertThat(account.path("received").asLong()).isGreaterThan(received);
            assertThat(account.path("conserved").asBoolean()).isTrue();
            assertThat(account.path("gaps").asLong()).isZero();
        });
    }

    private void push(City city, String yaml) throws Exception {
        Path desired = Files.writeString(folder.resolve("desired.yaml"), yaml);
        assertThat(json(city, "config", SCHOOL, "--set", desired.toString(), "--push"))
                .isNotNull();
    }

    private static JsonNode awaitPush(City city, String state) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .until(
                        () -> json(city, "twin", SCHOOL),
                        twin -> twin.path("push").path("state").asString("").equals(state));
    }

    private static JsonNode json(City city, String command, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        CommandLine line =
                CityCommand.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        var words = new ArrayList<>(List.of("fleet", command));
        words.addAll(List.of(arguments));
        words.addAll(List.of("--json", "--data", city.data().toString()));
        line.execute(words.toArray(String[]::new));
        assertThat(err.toString()).isEmpty();
        return JsonMapper.shared().readTree(out.toString());
    }
}
