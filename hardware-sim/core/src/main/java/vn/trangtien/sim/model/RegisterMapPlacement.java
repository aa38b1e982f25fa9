package vn.trangtien.sim.model;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.ToDoubleFunction;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;
import vn.trangtien.sim.bus.RegisterBank;
import vn.trangtien.sim.world.World;

/**
 * Puts a Modbus unit on the line: the instrument of a shipped map, an SDM meter for registers that are an SDM's, otherwise one
 * that has just the registers that stand in the configuration or in a file, each with what its unit and name make likely.
 */
public final class RegisterMapPlacement implements DeviceModel {

    private static final long USUAL_UNIT = 1;
    private static final int LONGEST_REQUEST = 125;

    private static final Set<Integer> SDM120 =
            Set.of(0x00, 0x06, 0x0C, 0x12, 0x18, 0x1E, 0x46, 0x48, 0x4A, 0x156, 0x158);
    private static final Set<Integer> SDM630_ONLY = Set.of(
            0x02, 0x04, 0x08, 0x0A, 0x0E, 0x10, 0x14, 0x16, 0x1A, 0x1C, 0x20, 0x22, 0x2A, 0x2E, 0x30, 0x34, 0x38, 0x3C,
            0x3E);

    private static final Map<String, Map<Integer, String>> CHANNELS = Map.of(
            "sdm120",
            Map.of(
                    0x0000, "voltage",
                    0x0006, "current",
                    0x000C, "activePower",
                    0x0012, "apparentPower",
                    0x001E, "powerFactor",
                    0x0046, "frequency",
                    0x0048, "importEnergy",
                    0x004A, "exportEnergy",
                    0x0156, "totalEnergy"),
            "sdm630",
            Map.ofEntries(
                    Map.entry(0x0000, "voltageL1"),
                    Map.entry(0x0002, "voltageL2"),
                    Map.entry(0x0004, "voltageL3"),
                    Map.entry(0x0006, "currentL1"),
                    Map.entry(0x0008, "currentL2"),
                    Map.entry(0x000A, "currentL3"),
                    Map.entry(0x000C, "activePowerL1"),
                    Map.entry(0x000E, "activePowerL2"),
                    Map.entry(0x0010, "activePowerL3"),
                    Map.entry(0x0034, "activePower"),
                    Map.entry(0x0038, "apparentPower"),
                    Map.entry(0x003E, "powerFactor"),
                    Map.entry(0x0046, "frequency"),
                    Map.entry(0x0048, "importEnergy"),
                    Map.entry(0x004A, "exportEnergy")),
            "weather-station",
            Map.of(
                    0x01F4, "windSpeed",
                    0x01F7, "windDirection",
                    0x01F8, "humidity",
                    0x01F9, "temperature",
                    0x01FD, "pressure",
                    0x0201, "rain",
                    0x0203, "solar"),
            "soil-probe",
            Map.of(0x0000, "moisture", 0x0001, "temperature", 0x0002, "conductivity"));

    @Override
    public String driver() {
        return "register-map";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        int unit = Math.toIntExact(device.integer("unit").orElse(USUAL_UNIT));
        bench.modbus(unit, bank(unit, device, bench));
    }

    private static RegisterBank bank(int unit, DeviceConfig device, Workbench bench) {
        if (device.map("registers").isPresent()) {
            return written(unit, WrittenMap.inline(device), bench);
        }
        String map = device.needText("map");
        Map<Integer, String> channels = CHANNELS.get(map);
        if (channels == null) {
            return written(unit, WrittenMap.file(map, CHANNELS.keySet()), bench);
        }
        World world = bench.world();
        Sensing sensing = sensing(channels, bench);
        return switch (map) {
            case "sdm120" -> SdmMeter.singlePhase(unit, world, sensing);
            case "sdm630" -> SdmMeter.threePhase(unit, world, sensing);
            case "weather-station" -> FieldInstruments.weatherStation(world, sensing);
            default -> FieldInstruments.soilProbe(world, sensing);
        };
    }

    private static RegisterBank written(int unit, WrittenMap map, Workbench bench) {
        var channels = new HashMap<Integer, String>();
        map.registers().forEach((channel, register) -> channels.put(register.at(), channel));
        if (map.looksLikeSdm() && SDM120.containsAll(channels.keySet())) {
            return SdmMeter.singlePhase(unit, bench.world(), sensing(channels, bench));
        }
        if (map.looksLikeSdm()
                && channels.keySet().stream().allMatch(at -> SDM120.contains(at) || SDM630_ONLY.contains(at))) {
            return SdmMeter.threePhase(unit, bench.world(), sensing(channels, bench));
        }
        var table = new RegisterTable(LONGEST_REQUEST);
        map.registers().forEach((channel, register) -> {
            DoubleSupplier value = raw(channel, register, bench);
            map.functions().forEach(function -> table.put(function, register.at(), register.layout(), value));
        });
        return table;
    }

    private static DoubleSupplier raw(String channel, WrittenRegister register, Workbench bench) {
        Quantity quantity = Quantity.likely(bench.world(), channel, register.unit())
                .orElse(new Quantity(at -> register.min().orElse(0.0), 0, 1));
        DoubleSupplier felt = bench.felt(
                channel,
                quantity.of(),
                register.min().orElse(quantity.min()),
                register.max().orElse(quantity.max()));
        return () -> (felt.getAsDouble() - register.offset()) / register.scale();
    }

    /** What has a channel is felt under its name; the other registers simply show the world. */
    private static Sensing sensing(Map<Integer, String> channels, Workbench bench) {
        return (int register, ToDoubleFunction<Duration> quantity, double min, double max) -> {
            String channel = channels.get(register);
            return channel == null
                    ? () -> quantity.applyAsDouble(bench.worldTime())
                    : bench.felt(channel, quantity, min, max);
        };
    }
}
