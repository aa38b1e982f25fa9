package vn.trangtien.drivers.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.GpioIn.Pull;
import vn.trangtien.drivers.trace.TraceEvent.Verb;

/** What is written is read again as it was: twenty thousand events of every kind, with names and texts nobody should choose. */
class TraceRoundTripTest {

    private static final int EVENTS = 20_000;
    private static final String[] NAMES = {
        "i2c-1", "uart-pm", "device", "bus", "a b", "x=1", "Đập Đá", "\"", "open", "t=3"
    };
    private static final String[] TEXTS = {
        "",
        "no answer",
        "say \"no\"",
        "back\\slash",
        "line\r\nend\t",
        "Cầu Trường Tiền",
        "\u0001\u2028\u0085",
        "# not a comment",
        "😀",
        "r=60"
    };

    private final Random random = new Random(20_261_123);

    @Test
    void everyEventComesBack() throws TraceFormatException {
        List<TraceEvent> written = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            written.add(event(i % 19));
        }
        var text = new StringWriter();
        try (var writer = new TraceWriter(text)) {
            writer.comment("of a test\nwith two lines");
            written.forEach(writer::event);
        }

        Trace read = TraceReader.read("memory", text.toString());

        for (int i = 0; i < EVENTS; i++) {
            assertThat(read.events().get(i)).isEqualTo(written.get(i));
            assertThat(read.lines().get(i)).isEqualTo(i + 3);
        }
        assertThat(read.events()).hasSize(EVENTS);
    }

    @Test
    void headersComeBack() throws TraceFormatException {
        List<BusConfig> buses = List.of(
                new BusConfig.I2c("i2c-1", 1, 100_000),
                new BusConfig.Spi("spi-0", 0, 1, 500_000),
                new BusConfig.Uart("uart lv", "/dev/serial/by-path/platform-usb-0:1.2"),
                new BusConfig.ModbusRtu(
                        "rs485", "/dev/ttyUSB0", 2400, BusConfig.Parity.EVEN, Duration.ofMillis(700), Duration.ZERO),
                new BusConfig.ModbusTcp("tcp", "10.0.0.7", 1502, Duration.ofSeconds(2)),
                new BusConfig.Gpio("gpio", "auto", 2),
                new BusConfig.OneWire("w1", "/sys/bus/w1/devices"),
                new BusConfig.Mqtt(
                        "lora",
                        "ssl://lora.example:8883",
                        Optional.of("tt"),
                        Optional.of("/etc/tt/pw"),
                        Optional.empty()));
        List<DeviceConfig> devices = List.of(
                new DeviceConfig("air", "bme280", "i2c-1", Map.of("address", 118L, "oversampling", 1L)),
                new DeviceConfig(
                        "noise",
                        "analog-scaled",
                        "spi-0",
                        Map.of(
                                "from",
                                List.of(0.6, 2.6),
                                "to",
                                List.of(30L, 130L),
                                "unit",
                                "dB",
                                "aggregate",
                                "energy mean")),
                new DeviceConfig(
                        "power",
                        "register-map",
                        "rs485",
                        Map.of(
                                "registers",
                                Map.of("voltage", Map.of("at", 0L, "type", "float32", "monotonic", false)),
                                "warmUp",
                                "PT30S",
                                "number",
                                "12",
                                "yes",
                                "true",
                                "tiny",
                                1.0e-7)));
        var text = new StringWriter();
        try (var writer = new TraceWriter(text)) {
            writer.start(Instant.parse("2026-10-20T12:00:00Z"));
            buses.forEach(writer::bus);
            devices.forEach(writer::device);
        }

        Trace read = TraceReader.read("memory", text.toString());

        assertThat(read.start()).contains(Instant.parse("2026-10-20T12:00:00Z"));
        assertThat(read.buses()).isEqualTo(buses);
        assertThat(read.devices()).isEqualTo(devices);
    }

    private TraceEvent event(int kind) {
        long at = random.nextLong(-5_000_000_000L, 900_000_000_000_000L);
        String bus = NAMES[random.nextInt(NAMES.length)];
        int small = random.nextInt(128);
        boolean yes = random.nextBoolean();
        double number = random.nextGaussian() * Math.pow(10, random.nextInt(-12, 12));
        return switch (kind) {
            case 0 -> new TraceEvent.I2c(at, bus, small, Optional.of(bytes(0)), 0, Bytes.NONE, maybe());
            case 1 -> {
                Bytes read = bytes(1);
                yield new TraceEvent.I2c(
                        at,
                        bus,
                        small,
                        yes ? Optional.of(bytes(1)) : Optional.empty(),
                        read.length(),
                        read,
                        Optional.empty());
            }
            case 2 ->
                new TraceEvent.I2c(at, bus, small, Optional.empty(), 1 + small, Bytes.NONE, Optional.of(failure()));
            case 3 -> new TraceEvent.Spi(at, bus, bytes(1), yes ? bytes(1) : Bytes.NONE, maybe());
            case 4 -> new TraceEvent.Opened(at, bus, 300 + small, maybe());
            case 5 -> new TraceEvent.Sent(at, bus, bytes(0), maybe());
            case 6 -> new TraceEvent.Received(at, at + small, bus, bytes(0), maybe());
            case 7 -> new TraceEvent.Received(at, at, bus, Bytes.ofText("$GPGGA,123519*47\r\n"), Optional.empty());
            case 8 -> new TraceEvent.InputOpened(at, bus, small, Pull.values()[small % 3], yes);
            case 9 -> new TraceEvent.Edge(at, bus, small, yes);
            case 10 -> new TraceEvent.Output(at, bus, small, yes, maybe());
            case 11 -> new TraceEvent.Pwm(at, bus, small, 1000, number, maybe());
            case 12 -> new TraceEvent.OneWireFound(at, bus, List.of("28-0316a2791bff", "28-00"), maybe());
            case 13 -> new TraceEvent.OneWireRead(at, bus, "28-0316a2791bff", yes ? bytes(9) : Bytes.NONE, maybe());
            case 14 -> new TraceEvent.Pdu(at, bus, small, bytes(5), yes ? bytes(2) : Bytes.NONE, maybe());
            case 15 -> new TraceEvent.Listening(at, bus, text() + "/+/#");
            case 16 -> new TraceEvent.Message(at, bus, text(), yes ? Bytes.ofText(text()) : bytes(0));
            case 17 -> new TraceEvent.FeedBroken(at, bus, failure());
            default -> deviceEvent(at, bus, number, small);
        };
    }

    private TraceEvent deviceEvent(long at, String id, double number, int small) {
        return switch (small % 5) {
            case 0 -> new TraceEvent.Call(at, id, Verb.values()[small % 3]);
            case 1 -> new TraceEvent.Command(at, id, "level", number);
            case 2 -> new TraceEvent.Sampled(at, id, "pm25", number, "ug/m3", Quality.GOOD);
            case 3 -> new TraceEvent.Sampled(at, id, "pm25", Double.NaN, "[ppm]", Quality.COMM_FAULT);
            default -> new TraceEvent.Failed(at, id, failure());
        };
    }

    private Bytes bytes(int least) {
        byte[] bytes = new byte[least + random.nextInt(12)];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)];
    }

    private Optional<Failure> maybe() {
        return random.nextInt(4) == 0 ? Optional.of(failure()) : Optional.empty();
    }

    private Failure failure() {
        return new Failure(DeviceError.values()[random.nextInt(DeviceError.values().length)], text());
    }
}
