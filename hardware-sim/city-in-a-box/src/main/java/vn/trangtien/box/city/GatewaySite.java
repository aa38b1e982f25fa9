package vn.trangtien.box.city;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.gateway.GatewayParts;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.gateway.config.PublishPolicy;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.host.GatewayHost;
import vn.trangtien.gateway.host.HostParts;
import vn.trangtien.gateway.link.LinkSettings;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.view.GatewayStatusReport;

/** One gateway with everything it stands on. */
final class GatewaySite implements AutoCloseable {

    /** As in the field, but impatient: a person watches, and nobody pays for the line. */
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);

    private static final Duration LAST_RETRY = Duration.ofSeconds(4);

    private final SimulatedHardware hardware;
    private final GatewayHost gateway;

    private GatewaySite(SimulatedHardware hardware, GatewayHost gateway) {
        this.hardware = hardware;
        this.gateway = gateway;
    }

    static GatewaySite start(
            Path configuration, GatewayIdentity identity, SimulatedHardware hardware, Path folder, Clock clock)
            throws IOException, InvalidConfigException, SpoolException, EnrolmentException {
        LinkSettings usual = LinkSettings.usual(PublishPolicy.DEFAULT.perSecond());
        var parts = GatewayParts.of(folder, hardware, DeviceClock.system(), clock)
                // The simulated gateways share the clock of this machine with everything that judges them.
                .withClockTrusted(() -> true)
                .withSoftware("0.1.0", SimulatedCity.board(identity.clientId()))
                .withLink(new LinkSettings(
                        usual.window(),
                        usual.perSecond(),
                        usual.keepAlive(),
                        usual.connectTimeout(),
                        usual.acknowledgeTimeout(),
                        FIRST_RETRY,
                        LAST_RETRY));
        GatewayHost gateway = GatewayHost.open(HostParts.of(configuration, identity, parts));
        gateway.start();
        return new GatewaySite(hardware, gateway);
    }

    void stopReading() {
        gateway.stopReading();
    }

    GatewayStatusReport status() {
        return gateway.status();
    }

    long cameraFrames() {
        return hardware.cameraFrames();
    }

    long objectsCounted() {
        return hardware.objectsCounted();
    }

    @Override
    public void close() {
        gateway.close();
    }
}
