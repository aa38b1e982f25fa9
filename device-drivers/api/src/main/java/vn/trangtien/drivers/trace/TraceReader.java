package vn.trangtien.drivers.trace;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;

/** Reads a trace. A line without {@code t=} happens when the one before it did. Not thread-safe. */
public final class TraceReader {

    /** First line of every trace. */
    public static final String VERSION_LINE = "# trangtien-trace 1";

    private static final String NAME = "# trangtien-trace ";

    private final String file;
    private final List<BusConfig> buses = new ArrayList<>();
    private final List<DeviceConfig> devices = new ArrayList<>();
    private final List<TraceEvent> events = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private Optional<Instant> start = Optional.empty();
    private long at;

    private TraceReader(String file) {
        this.file = file;
    }

    /**
     * Reads to the end.
     *
     * @param file named in messages
     * @throws TraceFormatException for the first line that is not of the format
     */
    public static Trace read(String file, Reader in) throws IOException, TraceFormatException {
        var reader = new TraceReader(file);
        var source = in instanceof BufferedReader buffered ? buffered : new BufferedReader(in);
        int number = 1;
        for (String line = source.readLine(); line != null; line = source.readLine()) {
            try {
                reader.line(number, line.strip());
            } catch (LineMistake e) {
                throw new TraceFormatException(file, number, String.valueOf(e.getMessage()));
            }
            number++;
        }
        if (number == 1) {
            throw new TraceFormatException(
                    file, 1, "a trace must begin with '%s', but is empty".formatted(VERSION_LINE));
        }
        return new Trace(reader.start, reader.buses, reader.devices, reader.events, reader.lines);
    }

    /** As {@link #read(String, Reader)}, from a text. */
    public static Trace read(String file, String text) throws TraceFormatException {
        try {
            return read(file, new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this is the first line of a trace, of whatever version. */
    public static boolean isTrace(String firstLine) {
        return firstLine.startsWith(NAME);
    }

    private void line(int number, String line) throws LineMistake {
        if (number == 1) {
            if (!line.equals(VERSION_LINE)) {
                throw new LineMistake(
                        "a trace must begin with '%s', but this begins with '%s'".formatted(VERSION_LINE, line));
            }
        } else if (!line.isEmpty() && !line.startsWith("#")) {
            content(number, Tokens.of(line));
        }
    }

    private void content(int number, Tokens tokens) throws LineMistake {
        if (tokens.has("t")) {
            at = tokens.nanos("t");
        } else if (tokens.hasWord("start")) {
            tokens.word("start");
            start = Optional.of(instant(tokens.word("an instant")));
            tokens.end();
            return;
        } else if (tokens.hasWord("bus") && tokens.has("kind")) {
            tokens.word("bus");
            buses.add(Headers.bus(tokens));
            return;
        } else if (tokens.hasWord(LineText.DEVICE) && tokens.has("driver")) {
            tokens.word("device");
            devices.add(Headers.device(tokens));
            return;
        }
        TraceEvent event = EventParser.parse(at, tokens);
        tokens.end();
        events.add(event);
        lines.add(number);
    }

    private Instant instant(String text) throws LineMistake {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new LineMistake(
                    "start must be an instant such as 2026-10-20T12:00:00Z in %s, but was '%s'".formatted(file, text));
        }
    }
}
