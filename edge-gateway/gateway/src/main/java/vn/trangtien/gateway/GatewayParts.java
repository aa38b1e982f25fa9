package vn.trangtien.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.hardware.HardwareFactory;
import vn.trangtien.gateway.link.LinkSettings;

/**
 * What a gateway stands on. Everything given here stays the giver's to close; what the factory opens is closed by the gateway.
 *
 * @param dataDirectory of this gateway alone; holds the spool
 * @param hardware opens the electrical world and the cameras, real or simulated, once for each configuration
 * @param deviceClock of drivers and polling
 * @param clock of the day
 * @param clockTrusted whether the time of day has been synchronised
 * @param link empty for the usual behaviour
 * @param version of the software, told at birth
 */
public record GatewayParts(
        Path dataDirectory,
        HardwareFactory hardware,
        DriverCatalog drivers,
        DeviceClock deviceClock,
        Clock clock,
        BooleanSupplier clockTrusted,
        Optional<LinkSettings> link,
        String version) {

    private static final Path SYNCHRONISED = Path.of("/run/systemd/timesync/synchronized");

    /** The installed drivers, and trust in the clock once systemd has synchronised it. */
    public static GatewayParts of(Path dataDirectory, HardwareFactory hardware, DeviceClock deviceClock, Clock clock) {
        return new GatewayParts(
                dataDirectory,
                hardware,
                DriverCatalog.installed(),
                deviceClock,
                clock,
                () -> Files.exists(SYNCHRONISED),
                Optional.empty(),
                "0.1.0");
    }

    public GatewayParts withDrivers(DriverCatalog some) {
        return new GatewayParts(dataDirectory, hardware, some, deviceClock, clock, clockTrusted, link, version);
    }

    public GatewayParts withClockTrusted(BooleanSupplier trusted) {
        return new GatewayParts(dataDirectory, hardware, drivers, deviceClock, clock, trusted, link, version);
    }

    public GatewayParts withLink(LinkSettings settings) {
        return new GatewayParts(
                dataDirectory, hardware, drivers, deviceClock, clock, clockTrusted, Optional.of(settings), version);
    }

    public GatewayParts withVersion(String software) {
        return new GatewayParts(dataDirectory, hardware, drivers, deviceClock, clock, clockTrusted, link, software);
    }
}
