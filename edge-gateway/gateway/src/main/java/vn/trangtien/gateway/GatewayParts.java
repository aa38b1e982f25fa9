package vn.trangtien.gateway;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.gateway.clock.Synchronisation;
import vn.trangtien.gateway.hardware.HardwareFactory;
import vn.trangtien.gateway.link.Inbox;
import vn.trangtien.gateway.link.LinkSettings;
import vn.trangtien.gateway.remote.deploy.RunningVersion;

/**
 * What a gateway stands on. Everything given here stays the giver's to close; what the factory opens is closed by the gateway.
 *
 * @param dataDirectory of this gateway alone; holds the spool
 * @param hardware opens the electrical world and the cameras, real or simulated, once for each configuration
 * @param deviceClock of drivers and polling
 * @param clock of the day
 * @param clockTrusted whether the time of day has been synchronised; the first connection waits for it
 * @param link empty for the usual behaviour
 * @param version of the software, told at birth
 * @param hardwareId told at birth; empty if it is not known
 * @param inbox takes requests of the cloud
 * @param applications ids of what answers requests, told at birth beside those that measure
 */
public record GatewayParts(
        Path dataDirectory,
        HardwareFactory hardware,
        DriverCatalog drivers,
        DeviceClock deviceClock,
        Clock clock,
        BooleanSupplier clockTrusted,
        Optional<LinkSettings> link,
        String version,
        String hardwareId,
        Inbox inbox,
        Supplier<List<String>> applications) {

    /** The installed drivers, and trust in the clock once the machine has synchronised it. */
    public static GatewayParts of(Path dataDirectory, HardwareFactory hardware, DeviceClock deviceClock, Clock clock) {
        return new GatewayParts(
                dataDirectory,
                hardware,
                DriverCatalog.installed(),
                deviceClock,
                clock,
                Synchronisation.ofTheMachine(),
                Optional.empty(),
                RunningVersion.text(),
                "",
                Inbox.NONE,
                List::of);
    }

    public GatewayParts withDrivers(DriverCatalog some) {
        return new GatewayParts(
                dataDirectory,
                hardware,
                some,
                deviceClock,
                clock,
                clockTrusted,
                link,
                version,
                hardwareId,
                inbox,
                applications);
    }

    public GatewayParts withClockTrusted(BooleanSupplier trusted) {
        return new GatewayParts(
                dataDirectory,
                hardware,
                drivers,
                deviceClock,
                clock,
                trusted,
                link,
                version,
                hardwareId,
                inbox,
                applications);
    }

    public GatewayParts withLink(LinkSettings settings) {
        return new GatewayParts(
                dataDirectory,
                hardware,
                drivers,
                deviceClock,
                clock,
                clockTrusted,
                Optional.of(settings),
                version,
                hardwareId,
                inbox,
                applications);
    }

    /** @param id empty if the hardware is not known */
    public GatewayParts withSoftware(String software, String id) {
        return new GatewayParts(
                dataDirectory,
                hardware,
                drivers,
                deviceClock,
                clock,
                clockTrusted,
                link,
                software,
                id,
                inbox,
                applications);
    }

    /** @param answering ids of what answers requests; asked at each birth */
    public GatewayParts withInbox(Inbox some, Supplier<List<String>> answering) {
        return new GatewayParts(
                dataDirectory,
                hardware,
                drivers,
                deviceClock,
                clock,
                clockTrusted,
                link,
                version,
                hardwareId,
                some,
                answering);
    }
}
