package vn.trangtien.drivers.pi4j;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.drivers.port.OneWireBus;

/**
 * The kernel's 1-Wire bus: a directory with a folder for each device and one for each master, and in the folder of a
 * thermometer the file {@code w1_slave}, whose read makes the kernel start a conversion and wait for it:
 *
 * <pre>
 * 2b 01 55 05 7f a5 81 66 cf : crc=cf YES
 * 2b 01 55 05 7f a5 81 66 cf t=18687
 * </pre>
 *
 * <p>A read cannot be given a time limit, so a thread of this bus makes it while the caller waits. It is the only one however
 * often the kernel does not answer, and ends by itself when nothing is asked. A simulator may put a named pipe where the kernel
 * has a file; then even the opening waits, and is ended by opening the other end too.
 */
final class SysfsOneWire implements OneWireBus, AutoCloseable {

    static final Duration LONGEST_ANSWER = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(SysfsOneWire.class);
    private static final Pattern DEVICE = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{12}");
    private static final Pattern SCRATCHPAD = Pattern.compile("((?:[0-9a-fA-F]{2} ){8}[0-9a-fA-F]{2}) : crc=");
    private static final String MASTER = "w1_bus_master";
    private static final int LONGEST_TEXT = 1_024;
    private static final Duration LONGEST_RELEASE = Duration.ofMillis(500);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final String bus;
    private final Path root;
    private final ThreadPoolExecutor reader;
    private volatile @Nullable Reading current;

    SysfsOneWire(BusConfig.OneWire config) {
        this.bus = config.name();
        this.root = Path.of(config.path());
        this.reader = new ThreadPoolExecutor(
                1, 1, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), this::thread);
        reader.allowCoreThreadTimeOut(true);
    }

    @Override
    public List<String> devices() throws DeviceException {
        var devices = new ArrayList<String>();
        boolean master = false;
        try (var entries = Files.newDirectoryStream(root)) {
            for (Path entry : entries) {
                String name = entry.getFileName().toString();
                master |= name.startsWith(MASTER);
                if (DEVICE.matcher(name).matches()) {
                    devices.add(name);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw noMaster(e);
        }
        if (!master && devices.isEmpty()) {
            throw noMaster(new NoSuchFileException(root.resolve(MASTER + "1").toString()));
        }
        Collections.sort(devices);
        return List.copyOf(devices);
    }

    @Override
    public byte[] readScratchpad(String device) throws DeviceException, InterruptedException {
        if (!DEVICE.matcher(device).matches()) {
            throw new ConfigException(
                    "bus %s: a device must be named like 28-0316a2791bff, as its folder in %s, but was '%s'"
                            .formatted(bus, root, device));
        }
        return scratchpad(device, text(device, root.resolve(device).resolve("w1_slave")));
    }

    @Override
    public void close() {
        reader.shutdownNow();
        Reading running = current;
        if (running != null) {
            release(running);
        }
    }

    private String text(String device, Path file) throws DeviceException, InterruptedException {
        var reading = new Reading(file, new CountDownLatch(1));
        Future<String> answer;
        try {
            answer = reader.submit(() -> read(reading));
        } catch (RejectedExecutionException e) {
            throw closed(e);
        }
        try {
            return answer.get(LONGEST_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new DeviceException(
                    DeviceError.TIMEOUT,
                    "%s %s: the kernel did not answer within %d ms; is the wire shorted, or the pull-up missing?"
                            .formatted(bus, device, LONGEST_ANSWER.toMillis()),
                    e);
        } catch (ExecutionException e) {
            throw failure(device, Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            if (!answer.isDone()) {
                answer.cancel(true);
                reader.purge();
                release(reading);
            }
        }
    }

    private String read(Reading reading) throws IOException {
        current = reading;
        var buffer = ByteBuffer.allocate(LONGEST_TEXT);
        // A channel, since its read ends when the thread is interrupted; that of a stream does not.
        try (var channel = FileChannel.open(reading.file(), StandardOpenOption.READ)) {
            int got;
            do {
                got = channel.read(buffer);
            } while (got >= 0 && buffer.hasRemaining());
        } finally {
            current = null;
            reading.ended().countDown();
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
    }

    private byte[] scratchpad(String device, String text) throws DeviceException {
        Matcher matcher = SCRATCHPAD.matcher(text);
        if (!matcher.lookingAt()) {
            throw new DeviceException(
                    DeviceError.FRAMING,
                    "%s %s: expected nine hexadecimal bytes and a checksum, but the kernel said '%s'"
                            .formatted(bus, device, text.lines().findFirst().orElse("")));
        }
        return HexFormat.ofDelimiter(" ").parseHex(matcher.group(1));
    }

    private DeviceException closed(Throwable cause) {
        return new DeviceException(DeviceError.PORT_GONE, "bus %s has been closed".formatted(bus), cause);
    }

    private DeviceException failure(String device, Throwable cause) {
        if (reader.isShutdown()) {
            return closed(cause);
        }
        if (!Files.isDirectory(root)) {
            return noMaster(cause);
        }
        if (cause instanceof NoSuchFileException || cause instanceof NotDirectoryException) {
            return new DeviceException(
                    DeviceError.NOT_PRESENT,
                    "%s %s: the kernel sees no such device; check the wire and the id against the folders in %s"
                            .formatted(bus, device, root),
                    cause);
        }
        if (cause instanceof IOException) {
            return new DeviceException(
                    DeviceError.NOT_PRESENT,
                    "%s %s: the kernel could not read it (%s)".formatted(bus, device, Failures.innermostMessage(cause)),
                    cause);
        }
        return new DeviceException(
                DeviceError.PORT_GONE,
                "%s %s: reading failed (%s)".formatted(bus, device, Failures.innermostMessage(cause)),
                cause);
    }

    private DeviceException noMaster(Throwable cause) {
        return new DeviceException(
                DeviceError.PORT_GONE,
                "bus %s: there is no 1-Wire master in %s; is dtoverlay=w1-gpio set in /boot/firmware/config.txt?"
                        .formatted(bus, root),
                cause);
    }

    /**
     * Holds both ends of a pipe until the given up read has ended, since its opening waits for the other end and hears no
     * interruption. The wait is short and bounded: the thread is interrupted already.
     */
    private void release(Reading reading) {
        Path file = reading.file();
        if (!Files.exists(file) || Files.isRegularFile(file) || Files.isDirectory(file)) {
            return;
        }
        try (var ends = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (!reading.ended().await(LONGEST_RELEASE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.debug("bus={} event=pipe-not-released file={} open={}", bus, file, ends.isOpen());
            }
        } catch (IOException e) {
            LOG.debug("bus={} event=pipe-not-released file={} cause={}", bus, file, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread thread(Runnable task) {
        var thread = new Thread(task, "one-wire-" + bus);
        thread.setDaemon(true);
        return thread;
    }

    /** One read under way, and whether it has ended. */
    private record Reading(Path file, CountDownLatch ended) {}
}
