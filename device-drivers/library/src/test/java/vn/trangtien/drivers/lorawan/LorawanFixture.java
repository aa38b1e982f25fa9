package vn.trangtien.drivers.lorawan;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.MessageFeed;
import vn.trangtien.drivers.testing.ManualClock;
import vn.trangtien.drivers.testing.TestBuses;

/** A device whose network a test writes. */
abstract class LorawanFixture {

    static final String ZERO_DEGREES = "A2cAAA==";
    final ManualClock clock = new ManualClock();
    final ScriptedFeed feed = new ScriptedFeed(clock);

    final Map<String, Object> params = new HashMap<>(Map.of(
            "server", "chirpstack",
            "application", "7d1c52c8-2c4f-4a7a-8a52-0f8cc10d5a6e",
            "devEui", "70-B3-D5-7E-D0-05-B8-9A",
            "codec", "cayenne-lpp",
            "fields",
                    Map.of(
                            "soil", Map.of("from", "temperature_3", "unit", "Cel"),
                            "moisture", Map.of("from", "analog_in_1", "unit", "%", "scale", 2L, "offset", -10.0))));

    String heardFilter = "";

    @BeforeEach
    void someTimeHasPassed() {
        clock.sleep(Duration.ofHours(1));
    }

    Device open() throws DeviceException {
        var buses = new TestBuses() {
            @Override
            public MessageFeed messages(String bus, String topicFilter) {
                heardFilter = topicFilter;
                return feed;
            }
        };
        return new LorawanDriver().open(new DeviceConfig("probe", "lorawan", "lora", params), buses, clock);
    }

    /** Zero degrees, heard by the network so long ago. */
    byte[] up(long counter, String id, Duration ago) {
        return Golden.chirpStackUp(counter, id, time(ago), ZERO_DEGREES);
    }

    String time(Duration ago) {
        return feed.now().minus(ago).toString().replace("Z", "+00:00");
    }

    static List<Sample> of(List<Sample> samples, String channel) {
        return samples.stream()
                .filter(sample -> sample.channel().equals(channel))
                .toList();
    }
}
