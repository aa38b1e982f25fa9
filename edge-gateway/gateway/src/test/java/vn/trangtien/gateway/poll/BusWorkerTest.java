package vn.trangtien.gateway.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.gateway.ScriptedDriver;
import vn.trangtien.gateway.VirtualDeviceClock;
import vn.trangtien.gateway.config.DeviceEntry;

class BusWorkerTest {

    private final VirtualDeviceClock clock = new VirtualDeviceClock();
    private final Map<String, Integer> reads = new HashMap<>();
    private final List<String> failures = new ArrayList<>();
    private final ReadListener listener = new ReadListener() {
        @Override
        public void read(DeviceEntry device, List<Sample> samples) {
            reads.merge(device.id(), 1, Integer::sum);
        }

        @Override
        public void failed(DeviceEntry device, Quality fault, String error, long at) {
            failures.add("%s %s %s".formatted(device.id(), fault, error));
        }
    };

    @Test
    void anHourOfReadingFollowsTheIntervals() throws InterruptedException {
        BusWorker worker = worker(
                device("fast", Duration.ofSeconds(1), ScriptedDriver.giving(() -> 1.0)),
                device("slow", Duration.ofSeconds(60), ScriptedDriver.giving(() -> 2.0)));

        runUntil(worker, 3_600);

        assertThat(reads.get("fast")).isBetween(3_598, 3_601);
        assertThat(reads.get("slow")).isBetween(59, 61);
        assertThat(failures).isEmpty();
    }

    @Test
    void aDeadDeviceIsAskedRarelyAndDoesNotStarveItsNeighbour() throws InterruptedException {
        BusWorker worker = worker(
                device("dead", Duration.ofSeconds(1), ScriptedDriver.failingAfter(clock, Duration.ofSeconds(2))),
                device("alive", Duration.ofSeconds(5), ScriptedDriver.giving(() -> 1.0)));

        runUntil(worker, 3_600);

        assertThat(failures).hasSizeBetween(55, 70);
        assertThat(failures.get(0)).isEqualTo("dead COMM_FAULT TIMEOUT: no reply");
        assertThat(reads.get("alive")).isGreaterThan(700);
    }

    @Test
    void aReturningDeviceIsBackWithinAMinuteWithoutBeingOpenedAgain() throws InterruptedException {
        ScriptedDriver driver = ScriptedDriver.giving(() -> {
            if (clock.seconds() < 1_000) {
                throw new DeviceException(DeviceError.NOT_PRESENT, "nothing at 0x76");
            }
            return 1.0;
        });
        BusWorker worker = worker(device("air", Duration.ofSeconds(10), driver));

        runUntil(worker, 1_100);

        assertThat(reads.get("air")).isBetween(4, 11);
        assertThat(driver.opened()).isEqualTo(1);
    }

    @Test
    void aPortThatDoesNotExistIsLookedForAgain() throws InterruptedException {
        ScriptedDriver driver = ScriptedDriver.giving(() -> 1.0).openingAfterFailures(3);
        BusWorker worker = worker(device("dust", Duration.ofSeconds(10), driver));

        runUntil(worker, 60);

        assertThat(failures).hasSize(3).allMatch(failure -> failure.contains("PORT_GONE"));
        assertThat(reads.get("dust")).isPositive();
    }

    @Test
    void mistakesOfOneDriverAreReportedAndDoNotStopTheBus() throws InterruptedException {
        BusWorker worker = worker(
                device("broken", Duration.ofSeconds(1), ScriptedDriver.giving(() -> {
                    throw new ArrayIndexOutOfBoundsException("Index 5 out of bounds for length 4");
                })),
                device("wrong", Duration.ofSeconds(1), ScriptedDriver.giving(() -> {
                    throw new ConfigException("no such register");
                })),
                device("good", Duration.ofSeconds(1), ScriptedDriver.giving(() -> 1.0)));

        runUntil(worker, 30);

        assertThat(reads.get("good")).isGreaterThan(25);
        assertThat(failures)
                .anyMatch(failure -> failure.startsWith("broken COMM_FAULT unexpected failure of the driver"))
                .contains("wrong CONFIG_ERROR no such register");
    }

    @Test
    void closingTheWorkerClosesItsDevices() throws InterruptedException {
        ScriptedDriver driver = ScriptedDriver.giving(() -> 1.0);
        BusWorker worker = worker(device("air", Duration.ofSeconds(10), driver));
        worker.step();
        var thread = new Thread(() -> {
            Thread.currentThread().interrupt();
            worker.run();
        });

        thread.start();
        thread.join();

        assertThat(driver.closed()).isEqualTo(1);
    }

    private void runUntil(BusWorker worker, long seconds) throws InterruptedException {
        while (clock.seconds() < seconds) {
            worker.step();
        }
    }

    private BusWorker worker(PolledDevice... devices) {
        return new BusWorker(List.of(devices), ScriptedDriver.NO_BUSES, clock, listener, new Random(3));
    }

    private static PolledDevice device(String id, Duration every, ScriptedDriver driver) {
        return new PolledDevice(
                new DeviceEntry(new DeviceConfig(id, "scripted", "bus", Map.of()), every, Map.of(), 1), driver);
    }
}
