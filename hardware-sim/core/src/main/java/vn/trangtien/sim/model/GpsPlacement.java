package vn.trangtien.sim.model;

import java.time.Duration;
import java.time.Instant;
import java.util.function.DoubleSupplier;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.board.DeviceModel;
import vn.trangtien.sim.board.Workbench;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.world.RandomStream;
import vn.trangtien.sim.world.World;

/**
 * Puts a GPS receiver on the bench. It stands at the Trường Tiền bridge unless the simulation says {@code latitude},
 * {@code longitude} and {@code altitude}; its position wanders by two metres. {@code fixAfter} is the time to first fix.
 */
public final class GpsPlacement implements DeviceModel {

    private static final double LATITUDE = 16.4691;
    private static final double LONGITUDE = 107.5886;
    private static final double ALTITUDE_METRES = 12;
    private static final long USUAL_BAUD = 9_600;
    private static final double WANDER_DEGREES = 2 / 111_320.0;
    private static final double WANDER_METRES = 3;
    private static final Duration WANDERING = Duration.ofMinutes(2);

    @Override
    public String driver() {
        return "gps-nmea";
    }

    @Override
    public void place(DeviceConfig device, BusConfig bus, Workbench bench) {
        var simulated = new Simulated(bench.simulation());
        World world = bench.world();
        RandomStream north = bench.randomness("north");
        RandomStream east = bench.randomness("east");
        RandomStream up = bench.randomness("up");
        RandomStream sky = bench.randomness("sky");
        double latitude = simulated.number("latitude").orElse(LATITUDE);
        double longitude = simulated.number("longitude").orElse(LONGITUDE);
        double altitude = simulated.number("altitude").orElse(ALTITUDE_METRES);
        DoubleSupplier feltLatitude =
                bench.felt("latitude", at -> latitude + WANDER_DEGREES * north.wobble(at, WANDERING), -90, 90);
        DoubleSupplier feltLongitude =
                bench.felt("longitude", at -> longitude + WANDER_DEGREES * east.wobble(at, WANDERING), -180, 180);
        DoubleSupplier feltAltitude =
                bench.felt("altitude", at -> altitude + WANDER_METRES * up.wobble(at, WANDERING), -100, 10_000);
        DoubleSupplier satellites =
                bench.felt("satellites", at -> Math.round(8 + 2 * sky.wobble(at, WANDERING)), 0, 12);
        DoubleSupplier hdop = bench.felt("hdop", at -> 1.1 - 0.2 * sky.wobble(at, WANDERING), 0.5, 99.99);
        DoubleSupplier speed = bench.felt("speed", at -> 0.05 * (1 + east.wobble(at, Duration.ofSeconds(20))), 0, 500);
        Instant start = world.startsAt();
        DoubleSupplier time = bench.felt("time", at -> seconds(start) + at.toNanos() / 1e9, 0, 4e9);
        int baud = Math.toIntExact(device.integer("baud").orElse(USUAL_BAUD));
        bench.serial(new GpsModel(
                () -> new GpsModel.Fix(
                        Instant.ofEpochMilli(Math.round(time.getAsDouble() * 1000)),
                        feltLatitude.getAsDouble(),
                        feltLongitude.getAsDouble(),
                        feltAltitude.getAsDouble(),
                        (int) Math.round(satellites.getAsDouble()),
                        hdop.getAsDouble(),
                        speed.getAsDouble()),
                baud,
                simulated.duration("fixAfter").orElse(GpsModel.TIME_TO_FIRST_FIX),
                bench.clock().nanoTime(),
                bench.faults(Fault.POWER_ON_VALUE)));
    }

    private static double seconds(Instant at) {
        return at.getEpochSecond() + at.getNano() / 1e9;
    }
}
