package vn.trangtien.box.city;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.trangtien.box.home.DataDirectory;
import vn.trangtien.box.home.Port;
import vn.trangtien.box.home.Ports;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.enrol.Enrolment;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.enrol.IdentityStore;
import vn.trangtien.gateway.enrol.Label;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.gateway.view.GatewayStatusReport;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;

/**
 * Three gateways in the weather of one flood night, each enrolled through the same door as a real one, and one camera.
 *
 * <p>Thread-safe.
 */
public final class SimulatedCity {

    private static final String ACCOUNT = "hue";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long SEED = 1_993;

    private final List<GatewaySite> sites;
    private final Optional<BrokerGate> gate;

    private SimulatedCity(List<GatewaySite> sites, Optional<BrokerGate> gate) {
        this.sites = List.copyOf(sites);
        this.gate = gate;
    }

    /** Fails early when the footage that was asked for cannot be read. */
    static void checkCamera(CityOptions options) throws EnvironmentProblem {
        Street.check(options.camera());
    }

    static SimulatedCity start(
            CityOptions options, DataDirectory home, Ports ports, Street street, IngestClient ingest, Closing closing)
            throws Exception {
        Clock clock = Clock.system(ZoneId.of("Asia/Ho_Chi_Minh"));
        Optional<BrokerGate> gate = Optional.empty();
        if (options.brokerCut().isPresent()) {
            gate = Optional.of(closing.add("broker-gate", BrokerGate.before(ports.number(Port.MQTT))));
        }
        int brokerPort = gate.map(BrokerGate::port).orElse(ports.number(Port.MQTT));
        var broker = URI.create("ssl://127.0.0.1:" + brokerPort);

        var world = new World(SEED, WorldProfile.floodNight());
        var worldClock = new WorldClock(DeviceClock.system(), options.speed());
        var gateways = closing.add("gateways", new GatewayGroup());
        var sites = new ArrayList<GatewaySite>();
        for (Sites site : Sites.values()) {
            GatewayConfig config = site.config();
            Path folder = home.folder("gateways/" + site.id());
            GatewayIdentity identity = identity(config, folder, ports, ingest, clock);
            var hardware = new SimulatedHardware(
                    some -> Sites.board(some, world, worldClock), camera -> street.camera(camera, clock));
            var running =
                    GatewaySite.start(site.configurationIn(folder), at(identity, broker), hardware, folder, clock);
            gateways.add(running);
            sites.add(running);
        }
        return new SimulatedCity(sites, gate);
    }

    private static GatewayIdentity identity(
            GatewayConfig config, Path folder, Ports ports, IngestClient ingest, Clock clock)
            throws IOException, EnrolmentException, InterruptedException {
        var store = new IdentityStore(folder.resolve("identity"));
        Optional<GatewayIdentity> known = store.load();
        if (known.isPresent()) {
            return known.get();
        }
        String label = ingest.invite(
                ACCOUNT,
                config.id(),
                config.site().name(),
                config.site().latitude(),
                config.site().longitude());
        return new Enrolment(store, clock).enrol(Label.parse(label), board(config.id()), PATIENCE);
    }

    /** All simulated gateways run on this machine; in the field each would be a board of its own. */
    static String board(String gateway) {
        return "simulated-" + gateway;
    }

    /** The broker may have moved to another port since the gateway was enrolled. */
    private static GatewayIdentity at(GatewayIdentity identity, URI broker) {
        return new GatewayIdentity(
                identity.account(),
                identity.clientId(),
                broker,
                identity.key(),
                identity.chain(),
                identity.authorities(),
                identity.door());
    }

    /** From now on no gateway reaches the broker, or again. Only with a fault in the options. */
    public void cutBroker(boolean cut) {
        BrokerGate door = gate.orElseThrow(
                () -> new IllegalStateException("there is no gate before the broker; start with a broker cut"));
        if (cut) {
            door.shut();
        } else {
            door.open();
        }
    }

    /** Instruments and cameras are read no more; what waits in the spools still goes out. */
    public void stopReading() {
        sites.forEach(GatewaySite::stopReading);
    }

    /** How each gateway stands. */
    public List<GatewayStatusReport> gateways() {
        return sites.stream().map(GatewaySite::status).toList();
    }

    /** Frames that were looked at since the start. */
    public long cameraFrames() {
        return sites.stream().mapToLong(GatewaySite::cameraFrames).sum();
    }

    /** Objects that passed a counting line since the start. */
    public long objectsCounted() {
        return sites.stream().mapToLong(GatewaySite::objectsCounted).sum();
    }
}
