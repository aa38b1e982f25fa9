package vn.trangtien.sim.board;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.bus.Lines;
import vn.trangtien.sim.pty.PtyLines;
import vn.trangtien.sim.wire.ModbusTcpHost;
import vn.trangtien.sim.wire.OneWireTree;

/**
 * The ports, files and addresses of one board, and the thread that moves contacts, publishes messages and answers 1-Wire
 * readers. Everything on disk is in one temporary folder.
 */
final class WiredEnds implements AutoCloseable {

    private static final long LONGEST_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long ONE_WIRE_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long SHORTEST_LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final Lines lines;
    private final DeviceClock clock;
    private final Path folder;
    private final PtyLines serial;
    private final Map<String, String> ports = new HashMap<>();
    private final Map<String, OneWireTree> oneWire = new HashMap<>();
    private final Map<String, ModbusTcpHost> tcp = new HashMap<>();
    private final Thread follower;

    private WiredEnds(String name, Instruments instruments, DeviceClock clock) {
        this.lines = instruments.lines();
        this.clock = clock;
        this.folder = folder(name);
        this.serial = new PtyLines(clock, folder, "sim-serial-" + name);
        this.follower = new Thread(this::follow, "sim-lines-" + name);
        this.follower.setDaemon(true);
    }

    static WiredEnds start(String name, Instruments instruments, DeviceClock clock) {
        var ends = new WiredEnds(name, instruments, clock);
        try {
            ends.connect(name, instruments);
        } catch (RuntimeException e) {
            ends.close();
            throw e;
        }
        ends.serial.start();
        ends.follower.start();
        return ends;
    }

    private void connect(String name, Instruments instruments) {
        lines.serial()
                .forEach((bus, line) -> ports.put(bus, serial.add(bus, line, () -> instruments.isUnplugged(bus))));
        for (BusConfig bus : instruments.buses()) {
            if (bus instanceof BusConfig.OneWire) {
                oneWire.put(bus.name(), new OneWireTree(folder.resolve(bus.name()), bus.name(), lines.oneWire()));
            } else if (bus instanceof BusConfig.ModbusTcp) {
                tcp.put(
                        bus.name(),
                        ModbusTcpHost.start(
                                bus.name(), lines.tcp(), clock, "sim-tcp-%s-%s".formatted(name, bus.name())));
            }
        }
    }

    BusConfig wired(BusConfig bus) {
        if (bus instanceof BusConfig.Uart uart && ports.containsKey(uart.name())) {
            return new BusConfig.Uart(uart.name(), port(uart.name()));
        }
        if (bus instanceof BusConfig.ModbusRtu line && ports.containsKey(line.name())) {
            return new BusConfig.ModbusRtu(
                    line.name(), port(line.name()), line.baud(), line.parity(), line.timeout(), line.quiet());
        }
        OneWireTree tree = oneWire.get(bus.name());
        if (tree != null) {
            return new BusConfig.OneWire(bus.name(), tree.folder().toString());
        }
        ModbusTcpHost host = tcp.get(bus.name());
        if (host != null && bus instanceof BusConfig.ModbusTcp address) {
            return new BusConfig.ModbusTcp(address.name(), "127.0.0.1", host.port(), address.timeout());
        }
        return bus;
    }

    @Override
    public void close() {
        follower.interrupt();
        try {
            follower.join(TimeUnit.SECONDS.toMillis(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        oneWire.values().forEach(OneWireTree::close);
        tcp.values().forEach(ModbusTcpHost::close);
        serial.close();
        delete(folder);
    }

    private String port(String bus) {
        return ports.getOrDefault(bus, "");
    }

    private void follow() {
        var trees = new ArrayList<>(oneWire.values());
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long now = clock.nanoTime();
                lines.inputs().follow(now);
                lines.messages().follow(now);
                trees.forEach(tree -> tree.follow(now));
                long next =
                        Math.min(lines.inputs().nextDueAt(), lines.messages().nextDueAt());
                long longest = trees.isEmpty() ? LONGEST_LOOK_NANOS : ONE_WIRE_LOOK_NANOS;
                TimeUnit.NANOSECONDS.sleep(Math.max(SHORTEST_LOOK_NANOS, Math.min(longest, next - now)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path folder(String name) {
        try {
            return Files.createTempDirectory("trangtien-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
