package vn.trangtien.sim.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import vn.trangtien.sim.bus.OneWireLines;
import vn.trangtien.sim.pty.NamedPipe;

/**
 * The directory of a kernel's 1-Wire master: a folder for the master and one for each device, with a named pipe in the place
 * of {@code w1_slave} that answers after the conversion. Confined to one thread.
 */
public final class OneWireTree {

    private static final String MASTER = "w1_bus_master1";
    private static final byte[] NOTHING = {};

    private record Reading(int descriptor, long readyAt) {}

    private final Path folder;
    private final String bus;
    private final OneWireLines lines;
    private final Set<String> shown = new HashSet<>();
    private final Map<String, Reading> readings = new HashMap<>();

    /** @param folder made if missing */
    public OneWireTree(Path folder, String bus, OneWireLines lines) {
        this.folder = folder;
        this.bus = bus;
        this.lines = lines;
        try {
            Files.createDirectories(folder.resolve(MASTER));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        showAndHide();
    }

    public Path folder() {
        return folder;
    }

    /** Lets devices come and go, begins conversions that somebody waits for and answers those that are done. */
    public void follow(long now) {
        showAndHide();
        for (String id : shown) {
            Reading reading = readings.get(id);
            if (reading == null) {
                begin(id, now);
            } else if (now - reading.readyAt() >= 0) {
                readings.remove(id);
                NamedPipe.answer(reading.descriptor(), text(id, now));
            }
        }
    }

    /** Ends readers with an empty answer. */
    public void close() {
        readings.values().forEach(reading -> NamedPipe.answer(reading.descriptor(), NOTHING));
        readings.clear();
    }

    private void begin(String id, long now) {
        OptionalInt awaited = NamedPipe.whenAwaited(pipe(id));
        if (awaited.isEmpty()) {
            return;
        }
        try {
            readings.put(
                    id,
                    new Reading(
                            awaited.getAsInt(),
                            now + lines.conversionTime(bus, id).toNanos()));
        } catch (IOException e) {
            // The device went between the look at the directory and the question; the kernel's file is empty then.
            NamedPipe.answer(awaited.getAsInt(), NOTHING);
        }
    }

    private byte[] text(String id, long now) {
        try {
            return KernelText.of(lines.scratchpad(bus, id, now)).getBytes(StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return NOTHING;
        }
    }

    private void showAndHide() {
        List<String> present = lines.devices(bus);
        for (String id : lines.attached(bus)) {
            boolean wanted = present.contains(id) || readings.containsKey(id);
            if (wanted && shown.add(id)) {
                show(id);
            } else if (!wanted && shown.remove(id)) {
                hide(id);
            }
        }
    }

    private void show(String id) {
        try {
            Files.createDirectories(folder.resolve(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        NamedPipe.make(pipe(id));
    }

    private void hide(String id) {
        try {
            // A reader that has just begun to wait would wait for ever at a pipe without a name.
            NamedPipe.whenAwaited(pipe(id)).ifPresent(descriptor -> NamedPipe.answer(descriptor, NOTHING));
            Files.deleteIfExists(pipe(id));
            Files.deleteIfExists(folder.resolve(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pipe(String id) {
        return folder.resolve(id).resolve("w1_slave");
    }
}
