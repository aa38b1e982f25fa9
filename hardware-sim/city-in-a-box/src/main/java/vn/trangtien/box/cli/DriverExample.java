package vn.trangtien.box.cli;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.trangtien.drivers.DriverDescriptor;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.DriverDescriptor.Parameter;

/** A configuration with one device, as a technician would write it, that the gateway accepts. */
final class DriverExample {

    private static final Map<BusKind, String> BUSES = Map.of(
            BusKind.I2C, "i2c-1: { kind: i2c, bus: 1 }",
            BusKind.SPI, "spi-0: { kind: spi, bus: 0, chipSelect: 0 }",
            BusKind.UART, "uart-1: { kind: uart, port: /dev/ttyAMA3 }",
            BusKind.GPIO, "gpio: { kind: gpio }",
            BusKind.ONE_WIRE, "one-wire: { kind: one-wire }",
            BusKind.MODBUS_RTU, "rs485: { kind: modbus-rtu, port: /dev/ttyUSB0, baud: 9600 }",
            BusKind.MODBUS_TCP, "meters: { kind: modbus-tcp, host: 10.20.0.7 }",
            BusKind.MQTT, "lora: { kind: mqtt, url: \"tcp://lorawan.hue.example:1883\" }");

    /** What sites of ours have, where a descriptor alone cannot know. */
    private static final Map<String, String> PARAMS = Map.of(
            "a02yyuw", "{ mountingHeightMm: 4200, samples: 7 }",
            "analog-scaled", "{ adc: mcp3008, channel: 2, from: [0.6, 2.6], to: [30, 130] }",
            "bme280", "{ address: 0x76 }",
            "door-contact", "{ line: 22, openIs: high }",
            "lorawan",
                    "{ server: chirpstack, application: 17c82e96-be03-4f38-aef3-f83d48582d97, devEui: \"70B3D57ED005B89A\","
                            + " fields: { temperature: { from: temperature_1, unit: Cel } } }",
            "register-map", "{ unit: 1, map: sdm120 }",
            "street-lamp", "{ relayLine: 5, pwmChannel: 0, failSafeAfter: 30m }",
            "tipping-bucket", "{ line: 17, mmPerTip: 0.2794 }");

    private DriverExample() {}

    static String yaml(DriverDescriptor descriptor) {
        String bus = BUSES.getOrDefault(descriptor.busKinds().get(0), "");
        return """
                gateway:
                  id: hue-vi-du
                  site: { name: "Ví dụ", lat: 16.4637, lon: 107.5909 }

                buses:
                  %s

                devices:
                  - id: %s
                    driver: %s
                    on: %s%s
                    every: 60s
                """.formatted(
                bus,
                "my-" + descriptor.type(),
                descriptor.type(),
                bus.split(":", 2)[0],
                params(descriptor).map(params -> "\n    params: " + params).orElse(""));
    }

    private static Optional<String> params(DriverDescriptor descriptor) {
        String known = PARAMS.get(descriptor.type());
        if (known != null) {
            return Optional.of(known);
        }
        String needed = descriptor.parameters().stream()
                .filter(Parameter::required)
                .map(parameter -> parameter.name() + ": " + value(parameter))
                .collect(Collectors.joining(", "));
        return needed.isEmpty() ? Optional.empty() : Optional.of("{ " + needed + " }");
    }

    private static String value(Parameter parameter) {
        return switch (parameter.kind()) {
            case INTEGER -> Long.toString(Math.round(parameter.min().orElse(1.0)));
            case NUMBER -> Double.toString(parameter.min().orElse(1.0));
            case BOOLEAN -> "true";
            case TEXT -> "\"text\"";
            case CHOICE -> parameter.choices().get(0);
            case DURATION -> "30s";
            case NUMBER_PAIR -> "[0, 100]";
            case REGISTER_MAP, FIELD_MAP -> "{}";
        };
    }
}
