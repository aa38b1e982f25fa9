package vn.trangtien.gateway.survey;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.Text;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.Examples;
import vn.trangtien.gateway.survey.Survey.BusView;
import vn.trangtien.gateway.survey.Survey.DeviceView;

class SurveyTest {

    private static final DriverCatalog DRIVERS = DriverCatalog.installed();

    @Test
    void theHandbooksGatewayHasTimeToSpare() throws Exception {
        Survey survey = survey(Examples.handbook());

        assertThat(survey.warnings()).isEmpty();
        assertThat(survey.buses())
                .hasSize(6)
                .allSatisfy(bus -> assertThat(bus.loadPercent())
                        // The sound level meter is listened to for one second in five.
                        .isBetween(0.0, bus.bus().name().equals("spi-0") ? 21.0 : 5.0));
        assertThat(survey.devices().get(0).channels()).containsExactly("temperature Cel", "humidity %", "pressure Pa");
        // 14 bytes of 1.3 ms and a conversion of 9.3 ms are what the datasheet says of a BME280.
        assertThat(survey.devices().get(0).readTime()).isBetween(Duration.ofMillis(5), Duration.ofMillis(25));
        // A small read of a meter at 9600 baud takes 40 to 70 ms, 80 registers about 190 ms.
        assertThat(survey.devices().get(5).readTime()).isBetween(Duration.ofMillis(40), Duration.ofMillis(150));
    }

    @Test
    void anOverloadedBusIsNamed() throws Exception {
        Survey survey = survey(Examples.handbook()
                .replace("sampleEvery: 5s", "sampleEvery: 1s")
                .replace("sampleHz: 8", "sampleHz: 8, samples: 16"));

        assertThat(survey.buses())
                .filteredOn(bus -> bus.bus().name().equals("spi-0"))
                .extracting(BusView::loadPercent)
                .singleElement()
                .satisfies(load -> assertThat(load).isBetween(190.0, 210.0));
        assertThat(survey.warnings())
                .extracting(Text::en)
                .singleElement()
                .satisfies(warning -> assertThat(warning).startsWith("bus spi-0 is overloaded (200 %)"));
    }

    @Test
    void oversightsAreNamed() throws Exception {
        Survey survey = survey(Examples.handbook()
                .replace("enabled: false", "enabled: true")
                .replace("gpio:    {", "i2c-9: { kind: i2c, bus: 9 }\n  gpio:    {")
                .replace("level: { unit: m,", "depth: { of: distance, scale: 0.1 }\n      level: { unit: m,"));

        assertThat(survey.warnings())
                .extracting(Text::en)
                .containsExactly(
                        "line 37: river.depth has a scale but keeps the driver's unit",
                        "bus i2c-9 has no devices",
                        "simulation.enabled is true: values come from simulators");
        assertThat(survey.devices())
                .filteredOn(device -> device.entry().id().equals("river"))
                .flatExtracting(DeviceView::channels)
                .contains("depth mm", "level m");
    }

    private static Survey survey(String yaml) throws Exception {
        return Survey.of(new ConfigReader(DRIVERS).read("gateway.yaml", yaml), DRIVERS);
    }
}
