package vn.trangtien.gateway;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.gateway.camera.CameraSource;
import vn.trangtien.gateway.link.LinkSettings;

/**
 * What a gateway stands on. Everything given here stays the giver's to close, except the cameras.
 *
 * @param dataDirectory of this gateway alone; holds the spool
 * @param buses the electrical world, real or simulated
 * @param deviceClock of drivers and polling
 * @param clock of the day
 * @param clockTrusted whether the time of day has been synchronised
 * @param cameras each named as in the configuration
 * @param link empty for the usual behaviour
 * @param version of the software, told at birth
 */
public record GatewayParts(
        Path dataDirectory,
        Buses buses,
        DriverCatalog drivers,
        DeviceClock deviceClock,
        Clock clock,
        BooleanSupplier clockTrusted,
        List<CameraSource> cameras,
        Optional<LinkSettings> link,
        String version) {

    private static final Path SYNCHRONISED = Path.of("/run/systemd/timesync/synchronized");

    public GatewayParts {
        cameras = List.copyOf(cameras);
    }

    /** The installed drivers, no camera, and trust in the clock once systemd has synchronised it. */
    public static GatewayParts of(Path dataDirectory, Buses buses, DeviceClock deviceClock, Clock clock) {
        return new GatewayParts(
                dataDirectory,
                buses,
                DriverCatalog.installed(),
                deviceClock,
                clock,
                () -> Files.exists(SYNCHRONISED),
                List.of(),
                Optional.empty(),
                "0.1.0");
    }

    public GatewayParts withDrivers(DriverCatalog some) {
        return new GatewayParts(dataDirectory, buses, some, deviceClock, clock, clockTrusted, cameras, link, version);
    }

    public GatewayParts withClockTrusted(BooleanSupplier trusted) {
        return new GatewayParts(dataDirectory, buses, drivers, deviceClock, clock, trusted, cameras, link, version);
    }

    public GatewayParts withCameras(List<CameraSource> some) {
        return new GatewayParts(dataDirectory, buses, drivers, deviceClock, clock, clockTrusted, some, link, version);
    }

    public GatewayParts withLink(LinkSettings settings) {
        return new GatewayParts(
                dataDirectory,
                buses,
                drivers,
                deviceClock,
                clock,
                clockTrusted,
                cameras,
                Optional.of(settings),
                version);
    }

    public GatewayParts withVersion(String software) {
        return new GatewayParts(
                dataDirectory, buses, drivers, deviceClock, clock, clockTrusted, cameras, link, software);
    }
}
