package vn.trangtien.drivers.trace;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.port.GpioIn.Pull;

/** One thing that happened on a bus, or that a device was asked to do. */
public sealed interface TraceEvent {

    /** Nanoseconds from the beginning of the trace; a transaction is dated by its end. */
    long at();

    /** The bus, or for a {@link Call} and its outcome the device. */
    String subject();

    /** The line without its time. */
    String body();

    /** The failure with which it ended, if it did. */
    default Optional<Failure> failure() {
        return Optional.empty();
    }

    /** Something between the gateway and a driver. */
    sealed interface OfDevice extends TraceEvent {}

    /** Something that a device or its bus was asked to do, as opposed to what came by itself. */
    sealed interface Asked extends TraceEvent {}

    /**
     * An I2C transaction: a write, a read, or a write and a read after a repeated start.
     *
     * @param address 7 bits
     * @param wanted bytes that were asked for; 0 for a mere write
     */
    record I2c(
            long at,
            String subject,
            int address,
            Optional<Bytes> written,
            int wanted,
            Bytes read,
            Optional<Failure> failure)
            implements Asked {

        @Override
        public String body() {
            var line = new LineText(subject).word("0x%02x".formatted(address));
            written.ifPresent(bytes -> line.hex("w", bytes));
            if (wanted > 0 && wanted != read.length()) {
                line.field("n", wanted);
            }
            if (!read.isEmpty()) {
                line.hex("r", read);
            }
            return line.failure(failure);
        }
    }

    /** A transfer of one SPI chip select. */
    record Spi(long at, String subject, Bytes out, Bytes in, Optional<Failure> failure) implements Asked {

        @Override
        public String body() {
            var line = new LineText(subject).hex("x", out);
            if (!in.isEmpty()) {
                line.hex("r", in);
            }
            return line.failure(failure);
        }
    }

    /** A serial line is opened, 8 data bits, no parity. */
    record Opened(long at, String subject, int baud, Optional<Failure> failure) implements Asked {

        @Override
        public String body() {
            return new LineText(subject).word("open").field("baud", baud).failure(failure);
        }
    }

    /** Bytes that were written to a serial line. */
    record Sent(long at, String subject, Bytes data, Optional<Failure> failure) implements Asked {

        @Override
        public String body() {
            return new LineText(subject).data("tx", data).failure(failure);
        }
    }

    /**
     * Bytes that came over a serial line.
     *
     * @param at when the first came
     * @param until when the last came; the others came evenly between
     */
    record Received(long at, long until, String subject, Bytes data, Optional<Failure> failure) implements TraceEvent {

        @Override
        public String body() {
            var line = new LineText(subject);
            if (until != at) {
                line.field("until", LineText.seconds(until));
            }
            return line.data("rx", data).failure(failure);
        }
    }

    /** An input line is opened. */
    record InputOpened(long at, String subject, int line, Pull pull, boolean high) implements Asked {

        @Override
        public String body() {
            return new LineText(subject)
                    .field("line", line)
                    .field("pull", pull.name().toLowerCase(Locale.ROOT))
                    .field("level", high ? 1 : 0)
                    .toString();
        }
    }

    /** A change of an input line. */
    record Edge(long at, String subject, int line, boolean high) implements TraceEvent {

        @Override
        public String body() {
            return new LineText(subject)
                    .field("line", line)
                    .field("edge", high ? "rise" : "fall")
                    .toString();
        }
    }

    /** An output line is set. */
    record Output(long at, String subject, int line, boolean high, Optional<Failure> failure) implements Asked {

        @Override
        public String body() {
            return new LineText(subject)
                    .field("line", line)
                    .field("out", high ? 1 : 0)
                    .failure(failure);
        }
    }

    /** The duty of a pulse-width output is set. */
    record Pwm(long at, String subject, int channel, int hertz, double duty, Optional<Failure> failure)
            implements Asked {

        @Override
        public String body() {
            return new LineText(subject)
                    .field("pwm", channel)
                    .field("hz", hertz)
                    .field("duty", LineText.number(duty))
                    .failure(failure);
        }
    }

    /** The devices of a 1-Wire bus. */
    record OneWireFound(long at, String subject, List<String> devices, Optional<Failure> failure) implements Asked {

        public OneWireFound {
            devices = List.copyOf(devices);
        }

        @Override
        public String body() {
            var line = new LineText(subject).word("devices");
            devices.forEach(line::word);
            return line.failure(failure);
        }
    }

    /** The scratchpad of a 1-Wire device. */
    record OneWireRead(long at, String subject, String device, Bytes scratchpad, Optional<Failure> failure)
            implements Asked {

        @Override
        public String body() {
            var line = new LineText(subject).word(device);
            if (!scratchpad.isEmpty() || failure.isEmpty()) {
                line.hex("r", scratchpad);
            }
            return line.failure(failure);
        }
    }

    /** A Modbus request and its reply as protocol data units, without what the wire adds to them. */
    record Pdu(long at, String subject, int unit, Bytes request, Bytes reply, Optional<Failure> failure)
            implements Asked {

        @Override
        public String body() {
            var line = new LineText(subject).field("unit", unit).hex("q", request);
            if (!reply.isEmpty()) {
                line.hex("a", reply);
            }
            return line.failure(failure);
        }
    }

    /** Listening to topics of a broker begins. */
    record Listening(long at, String subject, String filter) implements Asked {

        @Override
        public String body() {
            return new LineText(subject).text("listen", filter).toString();
        }
    }

    /** A message came from a broker. */
    record Message(long at, String subject, String topic, Bytes payload) implements TraceEvent {

        @Override
        public String body() {
            var line = new LineText(subject).text("topic", topic);
            return (payload.isUtf8() ? line.text("payload", payload.asText()) : line.hex("payload", payload))
                    .toString();
        }
    }

    /** The broker could not be reached when messages were asked for. */
    record FeedBroken(long at, String subject, Failure broken) implements TraceEvent {

        @Override
        public String body() {
            return new LineText(subject).word("feed").failure(failure());
        }

        @Override
        public Optional<Failure> failure() {
            return Optional.of(broken);
        }
    }

    /** What the gateway wants of a device. */
    enum Verb {
        OPEN,
        READ,
        CLOSE
    }

    /** The gateway calls a device; what follows up to the outcome is what the driver made of it. */
    record Call(long at, String subject, Verb verb) implements OfDevice {

        @Override
        public String body() {
            return LineText.device(subject)
                    .word(verb.name().toLowerCase(Locale.ROOT))
                    .toString();
        }
    }

    /** The gateway commands a device. */
    record Command(long at, String subject, String channel, double value) implements OfDevice {

        @Override
        public String body() {
            return LineText.device(subject)
                    .word("command")
                    .word(channel)
                    .field("value", LineText.number(value))
                    .toString();
        }
    }

    /** A sample that a device gave; without a number {@code value} is NaN. */
    record Sampled(long at, String subject, String channel, double value, String unit, Quality quality)
            implements OfDevice {

        @Override
        public String body() {
            var line = LineText.device(subject).word("sample").word(channel);
            if (!Double.isNaN(value)) {
                line.field("value", LineText.number(value));
            }
            return line.text("unit", unit).field("quality", quality).toString();
        }
    }

    /** A call of a device failed. */
    record Failed(long at, String subject, Failure thrown) implements OfDevice {

        @Override
        public String body() {
            return LineText.device(subject).word("failed").failure(failure());
        }

        @Override
        public Optional<Failure> failure() {
            return Optional.of(thrown);
        }
    }
}
