package vn.trangtien.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.gateway.config.CloudPolicy;
import vn.trangtien.gateway.config.DeviceEntry;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.config.PagePolicy;
import vn.trangtien.gateway.config.PublishPolicy;
import vn.trangtien.gateway.config.RemotePolicy;
import vn.trangtien.gateway.config.Site;
import vn.trangtien.gateway.pipeline.CounterMemory;
import vn.trangtien.gateway.spool.Outbox;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.gateway.spool.SpoolNumbers;
import vn.trangtien.gateway.spool.SpooledMessage;
import vn.trangtien.gateway.view.ErrorNotes;
import vn.trangtien.gateway.view.LatestValues;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.TelemetryMessage;

class TelemetryFeedTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-22T03:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path directory;

    private Spool spool;
    private DeviceEntry device;
    private TelemetryFeed feed;
    private final LatestValues latest = new LatestValues();

    @BeforeEach
    void open() throws Exception {
        spool = Spool.open(
                directory.resolve("spool.db"), new SpoolLimits(10_000_000, Duration.ofDays(1)), false, CLOCK);
        device = new DeviceEntry(
                new DeviceConfig("soil", "scripted", "uart-1", Map.of()), Duration.ofSeconds(60), Map.of(), 1);
        var config = new GatewayConfig(
                "park",
                new Site("Park", 16.4, 107.5),
                ZoneId.of("Asia/Ho_Chi_Minh"),
                List.of(new BusConfig.Uart("uart-1", "/dev/ttyS0")),
                List.of(device),
                List.of(),
                List.of(),
                PublishPolicy.DEFAULT,
                CloudPolicy.DEFAULT,
                RemotePolicy.DEFAULT,
                PagePolicy.DEFAULT,
                true);
        feed = new TelemetryFeed(
                "hue",
                config,
                new DriverCatalog(List.of(ScriptedDriver.giving(() -> 0))),
                new SampleTime(CLOCK, new VirtualDeviceClock()),
                CLOCK,
                () -> new Origin(true, true),
                new Outbox("park", spool, () -> {}),
                CounterMemory.NONE,
                List.of(latest),
                new ErrorNotes(CLOCK));
    }

    @AfterEach
    void close() {
        spool.close();
    }

    @Test
    void severalValuesOfOneChannelInOneReadAllReachTheCloud() throws Exception {
        feed.read(
                device,
                List.of(level(1, Quality.GOOD, 0), battery(), level(2, Quality.GOOD, 1), level(3, Quality.GOOD, 2)));

        assertThat(messages())
                .extracting(readings -> readings.stream()
                        .map(reading ->
                                reading.channel() + "=" + (int) reading.value().orElseThrow())
                        .sorted()
                        .toList())
                .containsExactly(List.of("battery=90", "level=1"), List.of("level=2"), List.of("level=3"));
    }

    @Test
    void whatTheDriverWarnsOfGoesWithTheValuesItCastsDoubtOn() throws Exception {
        feed.warned(device, Optional.of("soil: the network's time is a day off"));
        feed.read(device, List.of(level(1, Quality.UNCERTAIN, 0), battery()));

        assertThat(messages().get(0))
                .allSatisfy(reading -> assertThat(reading.error())
                        .isEqualTo(
                                reading.channel().equals("level")
                                        ? Optional.of("soil: the network's time is a day off")
                                        : Optional.empty()));
        assertThat(feed.states().get(0).warning()).contains("soil: the network's time is a day off");
    }

    @Test
    void aWarningEndsWhenItsCauseDoes() throws Exception {
        feed.warned(device, Optional.of("heater on"));
        feed.warned(device, Optional.empty());
        feed.read(device, List.of(level(1, Quality.UNCERTAIN, 0)));

        assertThat(messages().get(0).get(0).error()).isEmpty();
        assertThat(feed.states().get(0).warning()).isEmpty();
    }

    @Test
    void whoListensHearsWhatIsPublished() {
        feed.read(device, List.of(level(1, Quality.GOOD, 0), battery(), level(2, Quality.GOOD, 1)));

        assertThat(latest.all())
                .extracting(now -> now.device() + "." + now.channel() + "="
                        + (int) now.value().orElseThrow())
                .containsExactly("soil.battery=90", "soil.level=2");
    }

    private static Sample level(double value, Quality quality, long at) {
        return new Sample("level", value, "m", quality, at);
    }

    private static Sample battery() {
        return new Sample("battery", 90, "%", Quality.GOOD, 0);
    }

    private List<List<ChannelReading>> messages() throws Exception {
        List<List<ChannelReading>> messages = new ArrayList<>();
        for (long seq : SpoolNumbers.next(spool, 100)) {
            SpooledMessage kept = spool.get(seq).orElseThrow();
            var topic = (KuraTopic.Data) KuraTopic.parse(kept.topic()).orElseThrow();
            messages.add(TelemetryMessage.read(topic, KuraCodec.decode(kept.payload()))
                    .orElseThrow()
                    .channels());
        }
        return messages;
    }
}
