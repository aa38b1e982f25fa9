package vn.trangtien.box.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.config.DeviceEntry;

class RackTest {

    @Test
    void sixtyFourDevicesAskForSixtyReadingsASecondOrTwoHundredAndForty() {
        assertThat(Rack.usual().devices())
                .hasSize(64)
                .extracting(DeviceEntry::id)
                .doesNotHaveDuplicates();
        assertThat(Rack.usual().readingsPerSecond()).isCloseTo(60, within(2.0));
        assertThat(Rack.hurried().readingsPerSecond()).isGreaterThan(240);
    }

    @Test
    void itsParametersAreThoseOfTheDrivers() {
        DriverCatalog drivers = DriverCatalog.installed();

        assertThat(Rack.usual().devices())
                .allSatisfy(
                        entry -> assertThat(drivers.problems(entry.device())).isEmpty());
    }

    @Test
    void theSixSensorsAreThoseOfTheHandbook() throws IOException {
        try (InputStream ours = Objects.requireNonNull(VirtualDay.class.getResourceAsStream("six-sensors.yaml"))) {
            String mine = new String(ours.readAllBytes(), StandardCharsets.UTF_8);
            String handbook = Files.readString(Path.of("../../docs/examples/gateway.yaml"));

            assertThat(mine.lines().skip(2))
                    .containsExactlyElementsOf(handbook.lines().skip(2).toList());
        }
    }
}
