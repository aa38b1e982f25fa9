package vn.trangtien.box.city;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.modbus.RtuMaster;
import vn.trangtien.drivers.modbus.TcpMaster;
import vn.trangtien.drivers.pi4j.BusParts;
import vn.trangtien.drivers.pi4j.Pi4jBuses;
import vn.trangtien.gateway.Gateway;
import vn.trangtien.gateway.GatewayParts;
import vn.trangtien.gateway.GatewayStatusReport;
import vn.trangtien.gateway.camera.CameraSource;
import vn.trangtien.gateway.camera.VideoCamera;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.link.LinkSettings;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.sim.board.SimulatedBoard;

/** One gateway with everything it stands on: board, buses, cameras. */
final class GatewaySite implements AutoCloseable {

    /** As in the field, but impatient: a person watches, and nobody pays for the line. */
    private static final Duration FIRST_RETRY = Duration.ofMillis(500);

    private static final Duration LAST_RETRY = Duration.ofSeconds(4);

    private final SimulatedBoard board;
    private final Pi4jBuses buses;
    private final Gateway gateway;
    private final List<VideoCamera> cameras;

    private GatewaySite(SimulatedBoard board, Pi4jBuses buses, Gateway gateway, List<VideoCamera> cameras) {
        this.board = board;
        this.buses = buses;
        this.gateway = gateway;
        this.cameras = List.copyOf(cameras);
    }

    static GatewaySite start(
            GatewayConfig config,
            GatewayIdentity identity,
            SimulatedBoard board,
            Path folder,
            List<VideoCamera> cameras,
            Clock clock)
            throws SpoolException, EnrolmentException {
        var buses = new Pi4jBuses(
                board.wired(config.buses()),
                BusParts.of(board.providers(), DeviceClock.system())
                        .withModbus(RtuMaster::new, TcpMaster::new)
                        .withMessages(board.messageFeeds()));
        LinkSettings usual = LinkSettings.usual(config.publish().perSecond());
        var parts = GatewayParts.of(folder, buses, DeviceClock.system(), clock)
                // The simulated gateways share the clock of this machine with everything that judges them.
                .withClockTrusted(() -> true)
                .withCameras(List.<CameraSource>copyOf(cameras))
                .withLink(new LinkSettings(
                        usual.window(),
                        usual.perSecond(),
                        usual.keepAlive(),
                        usual.connectTimeout(),
                        usual.acknowledgeTimeout(),
                        FIRST_RETRY,
                        LAST_RETRY));
        Gateway gateway = Gateway.open(config, identity, parts);
        gateway.start();
        return new GatewaySite(board, buses, gateway, cameras);
    }

    void stopReading() {
        gateway.stopReading();
    }

    GatewayStatusReport status() {
        return gateway.status();
    }

    long cameraFrames() {
        return cameras.stream().mapToLong(VideoCamera::frames).sum();
    }

    long objectsCounted() {
        return cameras.stream().mapToLong(VideoCamera::crossings).sum();
    }

    @Override
    public void close() {
        gateway.close();
        buses.close();
        board.close();
    }
}
