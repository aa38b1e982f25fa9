package vn.trangtien.gateway.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;

/**
 * Finds two that want the same place: buses at one device of the kernel, devices at one address, line, unit or port. Inputs of
 * one converter are different places, so several devices may share an ADC.
 */
final class Occupancy {

    private final Problems problems;
    private final List<Claim> claims = new ArrayList<>();

    Occupancy(Problems problems) {
        this.problems = problems;
    }

    /**
     * What one device or bus holds.
     *
     * @param place in words, for the message
     * @param chip part at the place; two claims of one chip are compatible if their inputs differ
     * @param input of that chip; empty for all of it
     */
    private record Claim(String place, String chip, String input, String owner, int line) {

        boolean collidesWith(Claim other) {
            boolean differentInputs = chip.equals(other.chip) && !input.equals(other.input);
            return place.equals(other.place) && !differentInputs;
        }
    }

    void claim(BusConfig bus, Section buses) {
        String place;
        if (bus instanceof BusConfig.I2c i2c) {
            place = "/dev/i2c-" + i2c.bus();
        } else if (bus instanceof BusConfig.Spi spi) {
            place = "/dev/spidev%d.%d".formatted(spi.bus(), spi.chipSelect());
        } else if (bus instanceof BusConfig.Uart uart) {
            place = uart.port();
        } else if (bus instanceof BusConfig.ModbusRtu rtu) {
            place = rtu.port();
        } else if (bus instanceof BusConfig.ModbusTcp tcp) {
            place = tcp.host().toLowerCase(Locale.ROOT) + ":" + tcp.port();
        } else if (bus instanceof BusConfig.OneWire wire) {
            place = wire.path();
        } else if (bus instanceof BusConfig.Gpio gpio) {
            place = "gpio chip " + gpio.chip();
        } else {
            return; // several connections to one broker do not disturb each other
        }
        if (place.equals("?")) {
            return; // the missing port has been reported
        }
        add(new Claim(place, "", "", "bus '%s'".formatted(bus.name()), buses.line(bus.name())), buses.path(bus.name()));
    }

    /** @param device with its defaults */
    void claim(BusConfig bus, DeviceConfig device, Section section) {
        switch (bus.kind()) {
            case I2C -> claim(bus, device, section, "address", address(device).orElse("of a " + device.driver()));
            case SPI -> claim(bus, device, section, "chip select", "");
            case UART -> claim(bus, device, section, "port", "");
            case ONE_WIRE ->
                claim(bus, device, section, "device", word(device, "device").orElse("(the only one)"));
            case MODBUS_RTU, MODBUS_TCP ->
                word(device, "unit").ifPresent(unit -> claim(bus, device, section, "unit", unit));
            case MQTT ->
                word(device, "devEui")
                        .ifPresent(eui -> claim(bus, device, section, "devEui", eui.toLowerCase(Locale.ROOT)));
            case GPIO -> {
                word(device, "line").ifPresent(line -> claim(bus, device, section, "line", line));
                word(device, "relayLine").ifPresent(line -> claim(bus, device, section, "line", line));
                word(device, "pwmChannel").ifPresent(channel -> claim(bus, device, section, "PWM channel", channel));
            }
        }
    }

    private void claim(BusConfig bus, DeviceConfig device, Section section, String kind, String where) {
        String place = "%s %s %s".formatted(bus.name(), kind, where).strip();
        String chip = word(device, "adc").orElse(device.driver());
        boolean hasInputs = device.params().containsKey("adc") || chip.equals("ads1115") || chip.equals("mcp3008");
        String input = hasInputs ? word(device, "channel").orElse("all") : "";
        add(new Claim(place, chip, input, "device '%s'".formatted(device.id()), section.line()), section.path("on"));
    }

    private static Optional<String> address(DeviceConfig device) {
        return device.params().get("address") instanceof Number number
                ? Optional.of("0x%02x".formatted(number.longValue()))
                : Optional.empty();
    }

    private static Optional<String> word(DeviceConfig device, String parameter) {
        return Optional.ofNullable(device.params().get(parameter)).map(String::valueOf);
    }

    private void add(Claim claim, String key) {
        claims.stream()
                .filter(claim::collidesWith)
                .findFirst()
                .ifPresent(other -> problems.add(
                        claim.line(),
                        key,
                        claim.place(),
                        "%s in line %d and %s in line %d want the same place; give one of them another"
                                .formatted(other.owner(), other.line(), claim.owner(), claim.line())));
        claims.add(claim);
    }
}
