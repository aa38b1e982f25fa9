package vn.trangtien.drivers.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;

/** Writes a trace line by line. Thread-safe. A file that cannot be written throws {@link UncheckedIOException}. */
public final class TraceWriter implements AutoCloseable {

    private final Writer out;

    /** Writes the line of the version at once. */
    public TraceWriter(Writer out) {
        this.out = out;
        line(TraceReader.VERSION_LINE);
    }

    /** The time of the day at the beginning. */
    public void start(Instant instant) {
        line("start " + instant);
    }

    public void bus(BusConfig bus) {
        line(Headers.bus(bus));
    }

    public void device(DeviceConfig device) {
        line(Headers.device(device));
    }

    public void event(TraceEvent event) {
        line("t=" + LineText.seconds(event.at()) + " " + event.body());
    }

    /** A line for people. */
    public void comment(String text) {
        line("# " + text.replaceAll("\\R", " "));
    }

    private synchronized void line(String line) {
        try {
            out.write(line);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("the trace cannot be written: " + e.getMessage(), e);
        }
    }

    /** Closes the file. */
    @Override
    public synchronized void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the trace cannot be written: " + e.getMessage(), e);
        }
    }
}
