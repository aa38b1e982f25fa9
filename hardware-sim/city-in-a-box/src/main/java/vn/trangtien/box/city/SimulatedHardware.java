package vn.trangtien.box.city;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.modbus.RtuMaster;
import vn.trangtien.drivers.modbus.TcpMaster;
import vn.trangtien.drivers.pi4j.BusParts;
import vn.trangtien.drivers.pi4j.Pi4jBuses;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.gateway.camera.CameraSource;
import vn.trangtien.gateway.camera.VideoCamera;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.hardware.Hardware;
import vn.trangtien.gateway.hardware.HardwareFactory;
import vn.trangtien.sim.board.SimulatedBoard;

/** For each configuration of a gateway a board whose instruments feel the world, and its cameras. Thread-safe. */
final class SimulatedHardware implements HardwareFactory {

    private final Function<GatewayConfig, SimulatedBoard> boards;
    private final Function<CameraEntry, VideoCamera> street;
    private final List<VideoCamera> ever = new ArrayList<>();

    SimulatedHardware(Function<GatewayConfig, SimulatedBoard> boards, Function<CameraEntry, VideoCamera> street) {
        this.boards = boards;
        this.street = street;
    }

    @Override
    public synchronized Hardware open(GatewayConfig config) {
        SimulatedBoard board = boards.apply(config);
        var buses = new Pi4jBuses(
                board.wired(config.buses()),
                BusParts.of(board.providers(), DeviceClock.system())
                        .withModbus(RtuMaster::new, TcpMaster::new)
                        .withMessages(board.messageFeeds()));
        List<VideoCamera> cameras = config.cameras().stream().map(street).toList();
        ever.addAll(cameras);
        return new Opened(board, buses, List.copyOf(cameras));
    }

    synchronized long cameraFrames() {
        return ever.stream().mapToLong(VideoCamera::frames).sum();
    }

    synchronized long objectsCounted() {
        return ever.stream().mapToLong(VideoCamera::crossings).sum();
    }

    private record Opened(SimulatedBoard board, Buses buses, List<CameraSource> cameras) implements Hardware {

        @Override
        public void close() {
            cameras.forEach(CameraSource::close);
            buses.close();
            board.close();
        }
    }
}
