package vn.trangtien.drivers.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.port.GpioIn.Pull;
import vn.trangtien.drivers.trace.TraceEvent.Call;
import vn.trangtien.drivers.trace.TraceEvent.Command;
import vn.trangtien.drivers.trace.TraceEvent.Edge;
import vn.trangtien.drivers.trace.TraceEvent.Failed;
import vn.trangtien.drivers.trace.TraceEvent.FeedBroken;
import vn.trangtien.drivers.trace.TraceEvent.I2c;
import vn.trangtien.drivers.trace.TraceEvent.InputOpened;
import vn.trangtien.drivers.trace.TraceEvent.Listening;
import vn.trangtien.drivers.trace.TraceEvent.Message;
import vn.trangtien.drivers.trace.TraceEvent.OneWireFound;
import vn.trangtien.drivers.trace.TraceEvent.OneWireRead;
import vn.trangtien.drivers.trace.TraceEvent.Opened;
import vn.trangtien.drivers.trace.TraceEvent.Output;
import vn.trangtien.drivers.trace.TraceEvent.Pdu;
import vn.trangtien.drivers.trace.TraceEvent.Pwm;
import vn.trangtien.drivers.trace.TraceEvent.Received;
import vn.trangtien.drivers.trace.TraceEvent.Sampled;
import vn.trangtien.drivers.trace.TraceEvent.Sent;
import vn.trangtien.drivers.trace.TraceEvent.Spi;
import vn.trangtien.drivers.trace.TraceEvent.Verb;

/** Finds out by its fields what a line of traffic is. */
final class EventParser {

    private static final int MOST_BYTES = 65_536;

    private EventParser() {}

    static TraceEvent parse(long at, Tokens tokens) throws LineMistake {
        if (tokens.hasWord(LineText.DEVICE)) {
            tokens.word("device");
            return device(at, tokens);
        }
        String bus = tokens.word("the name of a bus");
        if (tokens.has("x")) {
            return new Spi(at, bus, tokens.bytes("x"), tokens.bytes("r"), tokens.failure());
        }
        if (tokens.has("rx")) {
            long until = tokens.has("until") ? tokens.nanos("until") : at;
            if (until < at) {
                throw new LineMistake("until= must not be before t=");
            }
            return new Received(at, until, bus, tokens.bytes("rx"), tokens.failure());
        }
        if (tokens.has("tx")) {
            return new Sent(at, bus, tokens.bytes("tx"), tokens.failure());
        }
        if (tokens.has("q")) {
            return new Pdu(at, bus, tokens.whole("unit"), tokens.bytes("q"), tokens.bytes("a"), tokens.failure());
        }
        if (tokens.has("line") || tokens.has("pwm")) {
            return pin(at, bus, tokens);
        }
        if (tokens.has("listen")) {
            return new Listening(at, bus, tokens.text("listen"));
        }
        if (tokens.has("topic")) {
            return new Message(at, bus, tokens.text("topic"), tokens.bytes("payload"));
        }
        return addressed(at, bus, tokens);
    }

    private static TraceEvent device(long at, Tokens tokens) throws LineMistake {
        String id = tokens.word("the id of a device");
        String what = tokens.word("open, read, close, command, sample or failed");
        switch (what) {
            case "command" -> {
                return new Command(at, id, tokens.word("a channel"), tokens.number("value"));
            }
            case "sample" -> {
                String channel = tokens.word("a channel");
                double value = tokens.has("value") ? tokens.number("value") : Double.NaN;
                return new Sampled(
                        at, id, channel, value, tokens.text("unit"), tokens.choice("quality", Quality.class));
            }
            case "failed" -> {
                return new Failed(at, id, needFailure(tokens));
            }
            default -> {
                return new Call(at, id, Tokens.choice("what is wanted of a device", what, Verb.class));
            }
        }
    }

    private static TraceEvent pin(long at, String bus, Tokens tokens) throws LineMistake {
        if (tokens.has("pwm")) {
            return new Pwm(at, bus, tokens.whole("pwm"), tokens.whole("hz"), tokens.number("duty"), tokens.failure());
        }
        int line = tokens.whole("line");
        if (tokens.has("out")) {
            return new Output(at, bus, line, tokens.level("out"), tokens.failure());
        }
        if (tokens.has("pull")) {
            return new InputOpened(at, bus, line, tokens.choice("pull", Pull.class), tokens.level("level"));
        }
        String edge = tokens.text("edge");
        if (!edge.equals("rise") && !edge.equals("fall")) {
            throw new LineMistake("edge must be rise or fall, but was '%s'".formatted(edge));
        }
        return new Edge(at, bus, line, edge.equals("rise"));
    }

    /** What has a second word: an address of I2C, an id of 1-Wire, or what is done with the bus. */
    private static TraceEvent addressed(long at, String bus, Tokens tokens) throws LineMistake {
        String word = tokens.word("an address such as 0x76, the id of a 1-Wire device, open, devices or feed");
        switch (word) {
            case "open" -> {
                return new Opened(at, bus, tokens.whole("baud"), tokens.failure());
            }
            case "devices" -> {
                List<String> ids = new ArrayList<>();
                while (tokens.wordsLeft() > 0) {
                    ids.add(tokens.word("an id"));
                }
                return new OneWireFound(at, bus, ids, tokens.failure());
            }
            case "feed" -> {
                return new FeedBroken(at, bus, needFailure(tokens));
            }
            default -> {
                return word.startsWith("0x") ? i2c(at, bus, word, tokens) : oneWire(at, bus, word, tokens);
            }
        }
    }

    private static TraceEvent i2c(long at, String bus, String address, Tokens tokens) throws LineMistake {
        int seven = Tokens.whole("an address", address);
        if (seven > 0x7F) {
            throw new LineMistake("an address must be 0x00 to 0x7f, but was " + address);
        }
        Optional<Bytes> written = tokens.has("w") ? Optional.of(tokens.bytes("w")) : Optional.empty();
        Bytes read = tokens.bytes("r");
        int wanted = tokens.whole("n", read.length());
        if (wanted < read.length() || wanted > MOST_BYTES) {
            throw new LineMistake("n= must be %d to %d, but was %d".formatted(read.length(), MOST_BYTES, wanted));
        }
        Optional<Failure> failure = tokens.failure();
        if (written.isEmpty() && wanted == 0) {
            throw new LineMistake("an I2C transaction needs w=… or r=… or both");
        }
        return new I2c(at, bus, seven, written, wanted, read, failure);
    }

    private static TraceEvent oneWire(long at, String bus, String device, Tokens tokens) throws LineMistake {
        if (!tokens.has("r") && !tokens.has("err")) {
            throw new LineMistake(
                    "expected traffic such as 'i2c-1 0x76 w=d0 r=60' or 'uart-pm rx=42 4d', but was '%s %s'"
                            .formatted(bus, device));
        }
        return new OneWireRead(at, bus, device, tokens.bytes("r"), tokens.failure());
    }

    private static Failure needFailure(Tokens tokens) throws LineMistake {
        Optional<Failure> failure = tokens.failure();
        if (failure.isEmpty()) {
            throw new LineMistake("expected err=… and a text, such as err=TIMEOUT \"no answer\"");
        }
        return failure.get();
    }
}
