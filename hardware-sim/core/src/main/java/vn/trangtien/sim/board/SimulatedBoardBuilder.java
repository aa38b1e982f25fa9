package vn.trangtien.sim.board;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.fault.FaultPlan;
import vn.trangtien.sim.time.VirtualClock;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;

/** Puts instruments on a board, as the gateway's own configuration names them. Not thread-safe; ends with one board. */
public final class SimulatedBoardBuilder {

    private record Wanted(DeviceConfig device, Map<String, Object> simulation) {}

    private final World world;
    private final WorldClock clock;
    private final Map<String, BusConfig> buses = new LinkedHashMap<>();
    private final List<Wanted> devices = new ArrayList<>();
    private String name = "board";

    SimulatedBoardBuilder(World world, WorldClock clock) {
        this.world = world;
        this.clock = clock;
    }

    /** Name of the gateway: tells threads apart and gives each board's devices their own randomness. */
    public SimulatedBoardBuilder named(String gateway) {
        this.name = gateway;
        return this;
    }

    /** The buses of the gateway's configuration, as written for real hardware. */
    public SimulatedBoardBuilder buses(List<BusConfig> some) {
        some.forEach(bus -> buses.put(bus.name(), bus));
        return this;
    }

    /** The instrument that this device of the configuration expects. */
    public SimulatedBoardBuilder device(DeviceConfig device) {
        return device(device, Map.of());
    }

    /** @param simulation what the scenario says about the instrument, as the model documents it */
    public SimulatedBoardBuilder device(DeviceConfig device, Map<String, Object> simulation) {
        devices.add(new Wanted(device, simulation));
        return this;
    }

    /**
     * Switches the board on, with real time, threads and ports of the operating system.
     *
     * @throws IllegalStateException if the system has no pseudo-terminals left
     * @throws IllegalArgumentException if a device has no model or does not fit its bus
     */
    public SimulatedBoard start() {
        return SimulatedBoard.start(name, instruments(), world, clock);
    }

    /**
     * Switches the board on in virtual time, without threads and files.
     *
     * @param virtual the clock of the devices behind the world's clock
     * @throws IllegalArgumentException if a device has no model or does not fit its bus
     */
    public InMemoryBoard inMemory(VirtualClock virtual) {
        if (clock.devices() != virtual) {
            throw new IllegalArgumentException("the world's clock must run by the virtual clock of its board");
        }
        return InMemoryBoard.start(instruments(), world, clock, virtual);
    }

    private Instruments instruments() {
        var faults = new FaultPlan(stream -> world.stream("%s/%s".formatted(name, stream)), clock.devices());
        faults.declare(FaultPlan.GATEWAY, BusFaults.GATEWAY);
        var instruments = Instruments.none(List.copyOf(buses.values()), faults);
        for (BusConfig bus : buses.values()) {
            if (bus instanceof BusConfig.Uart || bus instanceof BusConfig.ModbusRtu) {
                faults.declare(Instruments.adapter(bus.name()), Set.of(Fault.CABLE_CUT));
            }
        }
        Map<String, DeviceModel> models = installedModels();
        for (Wanted wanted : devices) {
            DeviceConfig device = wanted.device();
            DeviceModel model = models.get(device.driver());
            if (model == null) {
                throw new IllegalArgumentException(
                        "device %s: there is no simulated instrument for driver %s; there are %s"
                                .formatted(device.id(), device.driver(), models.keySet()));
            }
            BusConfig bus = buses.get(device.bus());
            if (bus == null) {
                throw new IllegalArgumentException("device %s: there is no bus %s; there are %s"
                        .formatted(device.id(), device.bus(), buses.keySet()));
            }
            new Bench(name, world, clock, instruments, device, bus, model, wanted.simulation()).place();
        }
        return instruments;
    }

    private static Map<String, DeviceModel> installedModels() {
        var models = new TreeMap<String, DeviceModel>();
        for (DeviceModel model : ServiceLoader.load(DeviceModel.class, DeviceModel.class.getClassLoader())) {
            models.put(model.driver(), model);
        }
        return models;
    }
}
