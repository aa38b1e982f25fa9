package vn.trangtien.gateway.hardware;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.modbus.RtuMaster;
import vn.trangtien.drivers.modbus.TcpMaster;
import vn.trangtien.drivers.pi4j.BusParts;
import vn.trangtien.drivers.pi4j.Pi4jBuses;
import vn.trangtien.drivers.pi4j.RaspberryPiProviders;
import vn.trangtien.drivers.port.Buses;
import vn.trangtien.gateway.camera.CameraSource;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.feed.PahoMessageFeeds;

/** The real thing: ports of this machine, brokers on the network, cameras. */
public final class MachineHardware implements HardwareFactory {

    private final DeviceClock deviceClock;
    private final Clock clock;
    private final Function<CameraEntry, CameraSource> cameras;

    /** @param cameras makes the camera of an entry; opens nothing before it is started */
    public MachineHardware(DeviceClock deviceClock, Clock clock, Function<CameraEntry, CameraSource> cameras) {
        this.deviceClock = deviceClock;
        this.clock = clock;
        this.cameras = cameras;
    }

    @Override
    public Hardware open(GatewayConfig config) {
        var feeds = new PahoMessageFeeds(config.id(), clock);
        var buses = new Pi4jBuses(
                config.buses(),
                BusParts.of(new RaspberryPiProviders(), deviceClock)
                        .withModbus(RtuMaster::new, TcpMaster::new)
                        .withMessages(feeds));
        return new Opened(buses, feeds, config.cameras().stream().map(cameras).toList());
    }

    private record Opened(Buses buses, PahoMessageFeeds feeds, List<CameraSource> cameras) implements Hardware {

        @Override
        public void close() {
            cameras.forEach(CameraSource::close);
            buses.close();
            feeds.close();
        }
    }
}
