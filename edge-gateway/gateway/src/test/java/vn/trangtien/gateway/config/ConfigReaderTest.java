package vn.trangtien.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.rules.CountingLine;
import vn.trangtien.video.rules.ViewRules;

/** A file as a whole: what it means, and what is said of one that cannot be used. */
class ConfigReaderTest extends ConfigFixture {

    @Test
    void readsAGatewayWithEveryKindOfBus() throws Exception {
        GatewayConfig config = installed.read("bridge.yaml", bridge());

        assertThat(config.id()).isEqualTo("hue-phu-hoi-017");
        assertThat(config.site()).isEqualTo(new Site("Cầu Đập Đá", 16.4667, 107.5936));
        assertThat(config.simulated()).isTrue();
        assertThat(config.buses())
                .hasSize(6)
                .contains(
                        new BusConfig.Uart("uart-lv", "/dev/ttyAMA3"),
                        new BusConfig.I2c("i2c-1", 1, 100_000),
                        new BusConfig.Gpio("gpio", "auto", 0));
        assertThat(config.devices())
                .extracting(DeviceEntry::id)
                .containsExactly("air", "dust", "river", "rain", "noise", "power");
        assertThat(config.devices().get(0).device().params()).containsEntry("address", 0x76L);
        assertThat(config.devices().get(1).device().params()).containsEntry("warmUp", "PT30S");
        assertThat(config.devices().get(1).every()).isEqualTo(Duration.ofMinutes(5));
        ChannelRules level = config.devices().get(2).channels().get("level");
        assertThat(level.limits()).hasValue(new ChannelRules.Limits(0, 4.1));
        assertThat(level.alarm())
                .hasValue(new ChannelRules.AlarmRule(
                        OptionalDouble.of(3.2), OptionalDouble.empty(), Duration.ofMinutes(3)));
        assertThat(config.cameras())
                .singleElement()
                .satisfies(camera -> assertThat(camera.view().rules())
                        .isEqualTo(ViewRules.counting(
                                new CountingLine("Hùng Vương", new Point(0, 0.5), new Point(1, 0.5)))));
        assertThat(config.publish())
                .returns(200L << 20, PublishPolicy::maxBytes)
                .returns(Duration.ofDays(14), PublishPolicy::keep)
                .returns(Duration.ofMinutes(5), PublishPolicy::heartbeat);
    }

    @Test
    void gatewayNeedsAnIdThatFitsIntoATopic() {
        problem(HEAD.replace("gw-1", "gw.1"), 2, "gateway.id", "gw.1", "must be 1 to 64 letters, digits");
        problem(HEAD.replace("  id: gw-1\n", ""), 2, "gateway.id", "", "is missing");
        problem(HEAD.replace("lat: 16.4", "lat: 160.4"), 3, "gateway.site.lat", "160.4", "must be a number from -90");
    }

    @Test
    void unknownSectionsAreMistakes() {
        problem(HEAD + "publsh: {}\n", 6, "publsh", "publsh", "did you mean 'publish'?");
        problem(HEAD + "publish: { store: { maxMb: 0 } }\n", 6, "publish.store.maxMb", "0", "from 1 to 1000000");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnceInTheOrderOfTheFile() {
        String yaml = HEAD.replace("gw-1", "gw 1").replace("uart,", "usart,") + "publish: { heartbeat: soon }\n";

        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> scripted.read("gw.yaml", yaml))
                .satisfies(e ->
                        assertThat(e.problems()).extracting(ConfigProblem::line).containsExactly(2, 5, 6))
                .withMessageStartingWith("gw.yaml:2: gateway.id is 'gw 1': must be");
    }

    @Test
    void whatIsNotYamlIsSaidWithItsLine() {
        problem("gateway:\n  id: [1, 2\n", 3, "(syntax)", "", "is not YAML");
        problem(HEAD + "buses: {}\n", 6, "buses", "buses", "appears twice");
        problem("", 1, "gateway", "", "the file is empty");
        problem("- a\n- b\n", 1, "(file)", "{…}", "must be a section");
    }

    @Test
    void quotedNumbersStayTexts() throws Exception {
        String yaml = bridge().replace("address: 0x76", "address: \"0x76\"");

        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> installed.read("bridge.yaml", yaml))
                .withMessageContaining("must be a whole number");
    }

    @Test
    void aBombOfAliasesIsAMistakeLikeAnyOther() {
        var yaml = new StringBuilder(HEAD)
                .append("devices:\n  - id: x\n    driver: scripted\n    on: uart-1\n    params:\n");
        yaml.append("      a0: &a0 [1]\n");
        for (int i = 1; i < 14; i++) {
            yaml.append("      a%d: &a%d { x: *a%d }\n".formatted(i, i, i - 1));
        }

        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> scripted.read("gw.yaml", yaml.toString()))
                .withMessageContaining("nested deeper");
    }
}
