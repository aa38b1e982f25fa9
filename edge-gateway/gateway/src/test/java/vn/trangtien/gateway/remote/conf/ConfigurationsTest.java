package vn.trangtien.gateway.remote.conf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.remote.RequestFailed;
import vn.trangtien.gateway.view.ConfigStanding;
import vn.trangtien.gateway.view.ConfigStanding.State;
import vn.trangtien.wire.request.ResponseCode;

/** Changes on a gateway whose link to the cloud is a variable. */
class ConfigurationsTest {

    private static final Requester CLOUD = new Requester("city-cloud", "CONF-V2");

    @TempDir
    Path directory;

    private final List<Configurations.Outcome> outcomes = new ArrayList<>();
    private final FakeGateway gateway = new FakeGateway();
    private Configurations configurations;
    private long nanos;
    private boolean acknowledged;

    private final class FakeGateway implements Target {

        private GatewayConfig config;
        private boolean refuses;

        @Override
        public GatewayConfig config() {
            return config;
        }

        @Override
        public void exchange(GatewayConfig next) {
            if (refuses) {
                throw new IllegalStateException("the port is in use");
            }
            config = next;
        }

        @Override
        public BooleanSupplier tell(ConfigStanding standing) {
            return () -> acknowledged;
        }
    }

    @BeforeEach
    void install() throws Exception {
        Files.writeString(file(), TestConfigs.yaml("Bridge"));
        ConfigReader reader = new ConfigReader(TestConfigs.DRIVERS);
        gateway.config = reader.read(file());
        configurations = new Configurations(
                ConfigurationStore.open(file(), directory.resolve("config"), yaml -> Optional.empty()),
                reader,
                gateway,
                () -> nanos,
                (requester, outcome) -> outcomes.add(outcome));
    }

    @Test
    void whatTheCloudAcknowledgesIsGood() throws Exception {
        ConfigStanding trying = change("Island");
        assertThat(trying.state()).isEqualTo(State.CONFIRMING);
        configurations.tick();
        assertThat(configurations.standing().state()).isEqualTo(State.CONFIRMING);

        acknowledged = true;
        configurations.tick();

        assertThat(configurations.standing().state()).isEqualTo(State.APPLIED);
        assertThat(configurations.standing().version()).isEqualTo(2);
        assertThat(outcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.reason()).isEmpty());
    }

    @Test
    void whatIsNotAcknowledgedInTimeIsTakenBack() throws Exception {
        change("Island");
        nanos = Duration.ofSeconds(60).toNanos() - 1;
        configurations.tick();
        assertThat(gateway.config.site().name()).isEqualTo("Island");

        nanos++;
        configurations.tick();

        assertThat(gateway.config.site().name()).isEqualTo("Bridge");
        assertThat(configurations.standing().version()).isEqualTo(1);
        assertThat(configurations.standing().state()).isEqualTo(State.ROLLED_BACK);
        assertThat(Files.readString(file())).contains("Bridge");
        assertThat(outcomes)
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.reason()).contains("did not acknowledge"));
    }

    @Test
    void oneChangeAtATime() throws Exception {
        change("Island");

        assertRefused(ResponseCode.CONFLICT, "version 2 is being tried", TestConfigs.yaml("Third"));
        acknowledged = true;
        configurations.tick();
        change("Third");
        assertThat(gateway.config.site().name()).isEqualTo("Third");
    }

    @Test
    void whatCannotBeOpenedIsRefusedAndNothingChanges() {
        gateway.refuses = true;

        assertRefused(ResponseCode.BAD_REQUEST, "the port is in use", TestConfigs.yaml("Island"));

        assertThat(configurations.standing().version()).isEqualTo(1);
        assertThat(file()).hasContent(TestConfigs.yaml("Bridge"));
    }

    @Test
    void aGatewayKeepsItsName() {
        assertRefused(
                ResponseCode.BAD_REQUEST,
                "must stay 'gw'",
                TestConfigs.yaml("Bridge").replace("id: gw", "id: other"));
    }

    @Test
    void theSameTextIsNoChange() throws Exception {
        assertThat(change("Bridge").state()).isEqualTo(State.APPLIED);
        assertThat(configurations.versions()).containsExactly(1L);
    }

    private ConfigStanding change(String site) throws RequestFailed {
        return configurations.change(TestConfigs.yaml(site), OptionalLong.empty(), CLOUD);
    }

    private void assertRefused(ResponseCode code, String why, String yaml) {
        assertThatThrownBy(() -> configurations.change(yaml, OptionalLong.empty(), CLOUD))
                .hasMessageContaining(why)
                .isInstanceOfSatisfying(
                        RequestFailed.class, failed -> assertThat(failed.code()).isEqualTo(code));
    }

    private Path file() {
        return directory.resolve("gateway.yaml");
    }
}
