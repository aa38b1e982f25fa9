package vn.trangtien.drivers.trace;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.BusConfig.Parity;

/** The lines before the traffic: buses and devices with the names of the gateway's configuration. */
final class Headers {

    private Headers() {}

    static String device(DeviceConfig device) {
        var line = LineText.device(device.id())
                .field("driver", TraceValue.write(device.driver()))
                .field("on", TraceValue.write(device.bus()));
        device.params().keySet().stream()
                .sorted()
                .forEach(name -> line.field(name, TraceValue.write(value(device.params(), name))));
        return line.toString();
    }

    private static Object value(Map<String, Object> params, String name) {
        return params.getOrDefault(name, "");
    }

    static DeviceConfig device(Tokens tokens) throws LineMistake {
        String id = tokens.word("the id of a device");
        String driver = tokens.text("driver");
        String bus = tokens.text("on");
        var params = new LinkedHashMap<String, Object>();
        for (String key : tokens.keys()) {
            List<String> words = tokens.take(key).orElse(List.of());
            params.put(key, TraceValue.read(String.join(" ", words)));
        }
        tokens.end();
        return new DeviceConfig(id, driver, bus, params);
    }

    static String bus(BusConfig bus) {
        var line = new LineText("bus").word(bus.name()).field("kind", bus.kind().code());
        if (bus instanceof BusConfig.I2c i2c) {
            line.field("bus", i2c.bus()).field("speedHz", i2c.speedHz());
        } else if (bus instanceof BusConfig.Spi spi) {
            line.field("bus", spi.bus()).field("chipSelect", spi.chipSelect()).field("speedHz", spi.speedHz());
        } else if (bus instanceof BusConfig.Uart uart) {
            line.text("port", uart.port());
        } else if (bus instanceof BusConfig.ModbusRtu rtu) {
            line.text("port", rtu.port())
                    .field("baud", rtu.baud())
                    .field("parity", rtu.parity().name().toLowerCase(Locale.ROOT))
                    .field("timeoutMs", rtu.timeout().toMillis())
                    .field("quietMs", rtu.quiet().toMillis());
        } else if (bus instanceof BusConfig.ModbusTcp tcp) {
            line.text("host", tcp.host())
                    .field("port", tcp.port())
                    .field("timeoutMs", tcp.timeout().toMillis());
        } else if (bus instanceof BusConfig.Gpio gpio) {
            line.text("chip", gpio.chip()).field("pwmChip", gpio.pwmChip());
        } else if (bus instanceof BusConfig.OneWire oneWire) {
            line.text("path", oneWire.path());
        } else if (bus instanceof BusConfig.Mqtt mqtt) {
            line.text("url", mqtt.url());
            mqtt.username().ifPresent(name -> line.text("username", name));
            mqtt.passwordFile().ifPresent(file -> line.text("passwordFile", file));
            mqtt.caFile().ifPresent(file -> line.text("caFile", file));
        }
        return line.toString();
    }

    static BusConfig bus(Tokens tokens) throws LineMistake {
        String name = tokens.word("the name of a bus");
        String code = tokens.text("kind");
        BusKind kind = BusKind.of(code)
                .orElseThrow(() -> new LineMistake("kind must be one of %s, but was '%s'".formatted(kinds(), code)));
        try {
            BusConfig bus = bus(name, kind, tokens);
            tokens.end();
            return bus;
        } catch (ConfigException e) {
            throw new LineMistake(String.valueOf(e.getMessage()));
        }
    }

    private static BusConfig bus(String name, BusKind kind, Tokens tokens) throws LineMistake {
        return switch (kind) {
            case I2C -> new BusConfig.I2c(name, tokens.whole("bus", 1), tokens.whole("speedHz", 100_000));
            case SPI ->
                new BusConfig.Spi(
                        name,
                        tokens.whole("bus", 0),
                        tokens.whole("chipSelect", 0),
                        tokens.whole("speedHz", 1_000_000));
            case UART -> new BusConfig.Uart(name, port(tokens));
            case GPIO ->
                new BusConfig.Gpio(name, tokens.optionalText("chip").orElse("auto"), tokens.whole("pwmChip", 0));
            case ONE_WIRE ->
                new BusConfig.OneWire(name, tokens.optionalText("path").orElse(BusConfig.OneWire.KERNEL_PATH));
            case MODBUS_RTU ->
                new BusConfig.ModbusRtu(
                        name,
                        port(tokens),
                        tokens.whole("baud", 9_600),
                        Tokens.choice("parity", tokens.optionalText("parity").orElse("none"), Parity.class),
                        Duration.ofMillis(tokens.whole("timeoutMs", 1_000)),
                        Duration.ofMillis(tokens.whole("quietMs", 1_000)));
            case MODBUS_TCP ->
                new BusConfig.ModbusTcp(
                        name,
                        tokens.optionalText("host").orElse("recorded"),
                        tokens.whole("port", 502),
                        Duration.ofMillis(tokens.whole("timeoutMs", 1_000)));
            case MQTT ->
                new BusConfig.Mqtt(
                        name,
                        tokens.optionalText("url").orElse("tcp://recorded:1883"),
                        tokens.optionalText("username"),
                        tokens.optionalText("passwordFile"),
                        tokens.optionalText("caFile"));
        };
    }

    private static String port(Tokens tokens) throws LineMistake {
        return tokens.optionalText("port").orElse("recorded");
    }

    private static List<String> kinds() {
        return List.of(BusKind.values()).stream().map(BusKind::code).toList();
    }
}
