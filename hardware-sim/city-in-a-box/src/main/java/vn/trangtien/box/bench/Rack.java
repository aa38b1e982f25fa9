package vn.trangtien.box.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.BusConfig.Parity;
import vn.trangtien.gateway.config.DeviceEntry;

/**
 * 64 devices on sixteen buses of six kinds, as many as one gateway is meant for: 18 on I2C, 28 behind four SPI converters, 6 on
 * serial lines, 3 on 1-Wire, 9 on Modbus.
 *
 * @param buses as on real hardware
 * @param devices each with its interval
 */
record Rack(List<BusConfig> buses, List<DeviceEntry> devices) {

    private static final int CONVERTERS = 4;
    private static final int INPUTS_USED = 7;

    Rack {
        buses = List.copyOf(buses);
        devices = List.copyOf(devices);
    }

    /** About 60 readings a second. */
    static Rack usual() {
        return of(Duration.ofMillis(810), Duration.ofSeconds(1));
    }

    /** About 250 readings a second, the most in what can be read that fast. */
    static Rack hurried() {
        return of(Duration.ofMillis(140), Duration.ofMillis(200));
    }

    /** Readings a second that the intervals ask for. */
    double readingsPerSecond() {
        return devices.stream()
                .mapToDouble(device -> 1e9 / device.every().toNanos())
                .sum();
    }

    private static Rack of(Duration converters, Duration overTcp) {
        var making = new Making();
        for (int bus : new int[] {1, 3, 4}) {
            making.i2c(bus);
        }
        for (int i = 0; i < CONVERTERS; i++) {
            making.converter(i, converters);
        }
        making.serialLines();
        making.thermometers();
        making.modbus(overTcp);
        return new Rack(making.buses, making.devices);
    }

    private static final class Making {

        private final List<BusConfig> buses = new ArrayList<>();
        private final List<DeviceEntry> devices = new ArrayList<>();

        void i2c(int number) {
            String bus = "i2c-" + number;
            buses.add(new BusConfig.I2c(bus, number, 100_000));
            Duration second = Duration.ofSeconds(1);
            add("bme280", bus, second, Map.of("address", 0x76L));
            add("bme280", bus, second, Map.of("address", 0x77L));
            add("sht31", bus, second, Map.of("address", 0x44L));
            add("sht31", bus, second, Map.of("address", 0x45L));
            add("ads1115", bus, second, Map.of("address", 0x48L));
            add("scd41", bus, Duration.ofSeconds(5), Map.of());
        }

        void converter(int index, Duration every) {
            String bus = "spi-" + index;
            buses.add(new BusConfig.Spi(bus, index / 2, index % 2, 1_000_000));
            for (long input = 0; input < INPUTS_USED; input++) {
                add(
                        "analog-scaled",
                        bus,
                        every,
                        Map.of(
                                "adc",
                                "mcp3008",
                                "channel",
                                input,
                                "samples",
                                1L,
                                "from",
                                List.of(0.6, 2.6),
                                "to",
                                List.of(30L, 130L)));
            }
        }

        void serialLines() {
            Duration often = Duration.ofSeconds(3);
            line("pms5003", often, Map.of("warmUp", "PT1S"));
            line("pms5003", often, Map.of("warmUp", "PT1S"));
            line("sds011", often, Map.of("warmUp", "PT1S"));
            line("mhz19b", Duration.ofSeconds(5), Map.of("warmUp", "PT1S"));
            line("a02yyuw", often, Map.of("mountingHeightMm", 4_200L, "samples", 3L));
            line("a02yyuw", often, Map.of("mountingHeightMm", 4_200L, "samples", 3L));
        }

        private void line(String driver, Duration every, Map<String, Object> params) {
            String bus = "uart-" + devices.size();
            buses.add(new BusConfig.Uart(bus, "/dev/" + bus));
            add(driver, bus, every, params);
        }

        void thermometers() {
            buses.add(new BusConfig.OneWire("w1", BusConfig.OneWire.KERNEL_PATH));
            for (int i = 1; i <= 3; i++) {
                add("ds18b20", "w1", Duration.ofSeconds(5), Map.of("device", "28-00000000000" + i));
            }
        }

        void modbus(Duration overTcp) {
            buses.add(new BusConfig.ModbusRtu(
                    "rs485", "/dev/ttyUSB0", 9_600, Parity.NONE, Duration.ofSeconds(1), Duration.ofSeconds(1)));
            buses.add(new BusConfig.ModbusTcp("plc", "192.0.2.1", 502, Duration.ofSeconds(1)));
            Duration often = Duration.ofSeconds(2);
            add("register-map", "rs485", often, Map.of("unit", 1L, "map", "sdm120"));
            add("register-map", "rs485", often, Map.of("unit", 2L, "map", "soil-probe"));
            add("register-map", "rs485", often, Map.of("unit", 3L, "map", "soil-probe"));
            for (long unit = 1; unit <= 6; unit++) {
                add("register-map", "plc", overTcp, Map.of("unit", unit, "map", "sdm630"));
            }
        }

        private void add(String driver, String bus, Duration every, Map<String, Object> params) {
            var device = new DeviceConfig("%s-%02d".formatted(driver, devices.size()), driver, bus, params);
            devices.add(new DeviceEntry(device, every, Map.of(), 1));
        }
    }

    /** One device of each driver, for what need not be done 64 times. */
    List<DeviceEntry> oneOfEach() {
        List<DeviceEntry> chosen = new ArrayList<>();
        for (DeviceEntry device : devices) {
            Optional<DeviceEntry> same = chosen.stream()
                    .filter(other ->
                            other.device().driver().equals(device.device().driver()))
                    .findFirst();
            if (same.isEmpty()) {
                chosen.add(device);
            }
        }
        return chosen;
    }
}
