package vn.trangtien.drivers.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.trangtien.drivers.DriverDescriptor.BusKind;
import vn.trangtien.drivers.port.GpioIn.Pull;
import vn.trangtien.drivers.trace.TraceEvent.Edge;
import vn.trangtien.drivers.trace.TraceEvent.I2c;
import vn.trangtien.drivers.trace.TraceEvent.InputOpened;
import vn.trangtien.drivers.trace.TraceEvent.Message;
import vn.trangtien.drivers.trace.TraceEvent.OneWireRead;
import vn.trangtien.drivers.trace.TraceEvent.Pdu;
import vn.trangtien.drivers.trace.TraceEvent.Received;
import vn.trangtien.drivers.trace.TraceEvent.Sent;
import vn.trangtien.drivers.trace.TraceEvent.Spi;

/**
 * What people have at hand instead of a trace: bytes copied from a terminal, a dump of registers, a {@code w1_slave} file,
 * sentences of a GPS receiver, frames of a Modbus sniffer, payloads of a broker. Every form is in
 * {@code docs/protocols/bus-trace.md}. Each line happens a second after the one before it, pins excepted.
 */
public final class BareTrace {

    /** The one-wire device, the address and the line that a text without names is about: any. */
    public static final String ANY = "*";

    private static final long SECOND = 1_000_000_000L;

    /** {@code 0x88: 6e 00}, {@code 80: xx 6e … |.n|} of i2cdump, {@code 2400: be ef 92} for a 16-bit command. */
    private static final Pattern DUMP = Pattern.compile(
            "(?:0[xX])?([0-9a-fA-F]{2}|[0-9a-fA-F]{4})\\s*:\\s*((?:(?:[0-9a-fA-F]{2}|[xX]{2})\\b\\s*)+).*");

    private static final Pattern SPI = Pattern.compile("([0-9a-fA-F ]+?)\\s*(?:->|:|=>)\\s*([0-9a-fA-F ]+)");
    private static final Pattern PIN = Pattern.compile("([0-9.]+)[,;\\s]+([01])");
    private static final Pattern DIRECTION = Pattern.compile("(?i)(tx|rx|>|<|->|<-)\\s*[:=]?\\s*(.*)");
    private static final Pattern W1 = Pattern.compile("((?:[0-9a-fA-F]{2}\\s+){8}[0-9a-fA-F]{2})\\b.*");
    private static final int SMALLEST_RTU = 4;
    private static final int RTU_REQUEST = 8;
    private static final int MBAP = 7;

    private final String file;
    private final BusKind kind;
    private final String bus;
    private final List<TraceEvent> events = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private Optional<Bytes> request = Optional.empty();
    private long at;
    private int number;

    private BareTrace(String file, BusKind kind, String bus) {
        this.file = file;
        this.kind = kind;
        this.bus = bus;
    }

    /**
     * Reads lines of the form that is usual for this kind of bus.
     *
     * @param bus name that the events get
     * @throws TraceFormatException for the first line that is not of the form
     */
    public static Trace read(String file, List<String> lines, BusKind kind, String bus) throws TraceFormatException {
        var bare = new BareTrace(file, kind, bus);
        for (String line : lines) {
            bare.number++;
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            try {
                bare.line(content);
            } catch (LineMistake e) {
                throw new TraceFormatException(bare.file, bare.number, String.valueOf(e.getMessage()));
            }
            bare.at += SECOND;
        }
        if (bare.events.isEmpty()) {
            throw new TraceFormatException(file, Math.max(1, bare.number), "there is no traffic in it");
        }
        return new Trace(Optional.empty(), List.of(), List.of(), bare.events, bare.numbers);
    }

    private void line(String line) throws LineMistake {
        switch (kind) {
            case I2C -> dump(line);
            case SPI -> transfer(line);
            case UART -> received(line);
            case ONE_WIRE -> scratchpad(line);
            case MODBUS_RTU -> frame(line);
            case MODBUS_TCP -> unit(line);
            case MQTT -> message(line);
            case GPIO -> pin(line);
        }
    }

    private void dump(String line) throws LineMistake {
        Matcher dump = DUMP.matcher(line);
        if (!dump.matches()) {
            if (line.matches("(\\s*[0-9a-fA-F]{1,2})+(\\s+[0-9a-fA-F]{16})?")) {
                return; // the head of i2cdump's table
            }
            throw new LineMistake("a dump has lines such as '0x88: 6e 00', but this is '%s'".formatted(line));
        }
        Bytes command = Hex.bytes("a register", List.of(dump.group(1)));
        String[] bytes = dump.group(2).strip().split("\\s+");
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            boolean known =
                    i < bytes.length && !bytes[i].toLowerCase(Locale.ROOT).equals("xx");
            if (!known && i > start) {
                Bytes read = Hex.bytes("a register", List.of(bytes).subList(start, i));
                Bytes first = command.length() == 1 ? Bytes.of(command.at(0) + start) : command;
                add(new I2c(at, bus, 0, Optional.of(first), read.length(), read, Optional.empty()));
            }
            start = known ? start : i + 1;
        }
    }

    private void transfer(String line) throws LineMistake {
        Matcher spi = SPI.matcher(line);
        if (!spi.matches()) {
            throw new LineMistake("a transfer is written as '01 80 00 -> 00 03 ff', but this is '%s'".formatted(line));
        }
        add(new Spi(at, bus, hex(spi.group(1)), hex(spi.group(2)), Optional.empty()));
    }

    private void received(String line) throws LineMistake {
        boolean sentence = line.startsWith("$") || line.startsWith("!");
        Matcher direction = DIRECTION.matcher(line);
        if (sentence) {
            add(new Received(at, at, bus, Bytes.ofText(line + "\r\n"), Optional.empty()));
        } else if (direction.matches()) {
            Bytes data = hex(direction.group(2));
            add(
                    isSent(direction.group(1))
                            ? new Sent(at, bus, data, Optional.empty())
                            : new Received(at, at, bus, data, Optional.empty()));
        } else {
            add(new Received(at, at, bus, hex(line), Optional.empty()));
        }
    }

    /** Of {@code w1_slave}: the bytes stand in both lines, so only the one with the checksum counts if there is one. */
    private void scratchpad(String line) throws LineMistake {
        Matcher w1 = W1.matcher(line);
        if (!w1.matches()) {
            throw new LineMistake("a scratchpad has nine bytes such as '2b 01 55 05 7f a5 81 66 cf', but this is '%s'"
                    .formatted(line));
        }
        boolean repeated = line.contains("t=") && !events.isEmpty();
        if (!repeated) {
            add(new OneWireRead(at, bus, ANY, hex(w1.group(1)), Optional.empty()));
        }
    }

    private void frame(String line) throws LineMistake {
        Matcher direction = DIRECTION.matcher(line);
        Bytes frame = hex(direction.matches() ? direction.group(2) : line);
        if (frame.length() < SMALLEST_RTU) {
            throw new LineMistake("a frame has at least %d bytes, but this is '%s'".formatted(SMALLEST_RTU, line));
        }
        boolean sent = direction.matches() ? isSent(direction.group(1)) : request.isEmpty();
        if (sent && frame.length() != RTU_REQUEST) {
            throw new LineMistake(
                    "a reply must follow its request, and a request to read has %d bytes, but this has %d: '%s'"
                            .formatted(RTU_REQUEST, frame.length(), line));
        }
        request = sent ? Optional.of(frame) : Optional.empty();
        add(sent ? new Sent(at, bus, frame, Optional.empty()) : new Received(at, at, bus, frame, Optional.empty()));
    }

    /** Frames with the seven bytes of Modbus TCP before them. */
    private void unit(String line) throws LineMistake {
        Matcher direction = DIRECTION.matcher(line);
        Bytes frame = hex(direction.matches() ? direction.group(2) : line);
        boolean whole = frame.length() > MBAP
                && frame.at(2) == 0
                && frame.at(3) == 0
                && frame.length() == 6 + (frame.at(4) << 8 | frame.at(5));
        if (!whole) {
            throw new LineMistake(
                    "a frame of Modbus TCP has an MBAP header with its length, such as '00 01 00 00 00 06 01 04 00 00 00 02', but this is '%s'"
                            .formatted(line));
        }
        if (request.isEmpty()) {
            request = Optional.of(frame);
            return;
        }
        Bytes asked = request.get();
        request = Optional.empty();
        if (asked.at(0) != frame.at(0) || asked.at(1) != frame.at(1)) {
            throw new LineMistake("a reply must carry the transaction number of its request, %s, but this has %s"
                    .formatted(asked.first(2), frame.first(2)));
        }
        add(new Pdu(at, bus, asked.at(MBAP - 1), asked.from(MBAP), frame.from(MBAP), Optional.empty()));
    }

    /** A payload, or a topic and a payload as {@code mosquitto_sub -v} prints them. */
    private void message(String line) throws LineMistake {
        int brace = line.indexOf('{');
        if (brace < 0) {
            throw new LineMistake("a message is a topic and JSON, or JSON alone, but this is '%s'".formatted(line));
        }
        String topic = line.substring(0, brace).strip();
        add(new Message(at, bus, topic.isEmpty() ? ANY : topic, Bytes.ofText(line.substring(brace))));
    }

    private void pin(String line) throws LineMistake {
        Matcher pin = PIN.matcher(line);
        if (!pin.matches()) {
            throw new LineMistake("a pin is written as seconds and level, '0.120 0', but this is '%s'".formatted(line));
        }
        long when = Hex.nanos("the time", pin.group(1));
        boolean high = pin.group(2).equals("1");
        add(events.isEmpty() ? new InputOpened(when, bus, -1, Pull.NONE, high) : new Edge(when, bus, -1, high));
    }

    private static boolean isSent(String direction) {
        String lower = direction.toLowerCase(Locale.ROOT);
        return lower.equals("tx") || lower.equals(">") || lower.equals("->");
    }

    private static Bytes hex(String text) throws LineMistake {
        return Hex.bytes("a line", List.of(text.strip().replace(',', ' ').split("\\s+")));
    }

    private void add(TraceEvent event) {
        events.add(event);
        numbers.add(number);
    }
}
