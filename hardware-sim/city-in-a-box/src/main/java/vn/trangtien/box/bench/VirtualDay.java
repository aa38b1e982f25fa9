package vn.trangtien.box.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.catalog.DriverCatalog;
import vn.trangtien.drivers.modbus.RtuMaster;
import vn.trangtien.gateway.config.ConfigReader;
import vn.trangtien.gateway.config.DeviceEntry;
import vn.trangtien.gateway.config.GatewayConfig;
import vn.trangtien.gateway.config.InvalidConfigException;
import vn.trangtien.gateway.poll.ReadListener;
import vn.trangtien.gateway.poll.VirtualPoller;
import vn.trangtien.sim.board.SimulatedBoard;
import vn.trangtien.sim.board.SimulatedBoardBuilder;
import vn.trangtien.sim.time.VirtualClock;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;

/** Six sensors for 24 hours in virtual time. */
final class VirtualDay implements ReadListener {

    private static final String SIX_SENSORS = "six-sensors.yaml";
    private static final long SEED = 7;

    private final MessageDigest digest;
    private long readings;
    private long failures;

    private VirtualDay() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * What the day was.
     *
     * @param digest of every sample, bit for bit
     */
    record Result(long millis, long readings, long failures, String digest) {}

    static Result run(Duration length) throws InterruptedException {
        GatewayConfig config = config();
        long start = System.nanoTime();
        var clock = new VirtualClock();
        SimulatedBoardBuilder builder = SimulatedBoard.builder(
                        new World(SEED, WorldProfile.floodNight()), new WorldClock(clock, 1))
                .named(config.id())
                .buses(config.buses());
        config.devices().forEach(entry -> builder.device(entry.device()));
        var day = new VirtualDay();
        try (var board = builder.inMemory(clock);
                var buses = board.buses(RtuMaster::new);
                var poller = new VirtualPoller(
                        config.devices(), DriverCatalog.installed(), buses, clock, day, new Random(SEED))) {
            long end = clock.nanoTime() + length.toNanos();
            while (clock.nanoTime() < end) {
                poller.step();
            }
        }
        long millis = (System.nanoTime() - start) / 1_000_000;
        return new Result(millis, day.readings, day.failures, HexFormat.of().formatHex(day.digest.digest()));
    }

    private static GatewayConfig config() {
        try (InputStream yaml = VirtualDay.class.getResourceAsStream(SIX_SENSORS)) {
            if (yaml == null) {
                throw new IllegalStateException("not on the class path: " + SIX_SENSORS);
            }
            return new ConfigReader(DriverCatalog.installed())
                    .read(SIX_SENSORS, new String(yaml.readAllBytes(), StandardCharsets.UTF_8));
        } catch (InvalidConfigException e) {
            throw new IllegalStateException("a configuration of ours is wrong: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void read(DeviceEntry device, List<Sample> samples) {
        readings++;
        for (Sample sample : samples) {
            digest.update(
                    (device.id() + "/" + sample.channel() + " " + sample.quality()).getBytes(StandardCharsets.UTF_8));
            digest.update(ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(Double.doubleToRawLongBits(sample.value()))
                    .putLong(sample.at())
                    .flip());
        }
    }

    @Override
    public void failed(DeviceEntry device, Quality fault, String error, long at) {
        failures++;
        digest.update((device.id() + " " + error).getBytes(StandardCharsets.UTF_8));
    }
}
