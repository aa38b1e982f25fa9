package vn.trangtien.gateway.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.DriverFactory;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.gateway.ScriptedDriver;
import vn.trangtien.gateway.VirtualDeviceClock;
import vn.trangtien.gateway.config.DeviceEntry;

class BusTurnsTest {

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
        BusTurns turns = turns(
                device("fast", Duration.ofSeconds(1), ScriptedDriver.giving(() -> 1.0)),
                device("slow", Duration.ofSeconds(60), ScriptedDriver.giving(() -> 2.0)));

        runUntil(turns, 3_600);

        assertThat(reads.get("fast")).isBetween(3_598, 3_601);
        assertThat(reads.get("slow")).isBetween(59, 61);
        assertThat(failures).isEmpty();
    }

    @Test
    void aDeadDeviceIsAskedRarelyAndDoesNotStarveItsNeighbour() throws InterruptedException {
        BusTurns turns = turns(
                device("dead", Duration.ofSeconds(1), ScriptedDriver.failingAfter(clock, Duration.ofSeconds(2))),
                device("alive", Duration.ofSeconds(5), ScriptedDriver.giving(() -> 1.0)));

        runUntil(turns, 3_600);

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
        BusTurns turns = turns(device("air", Duration.ofSeconds(10), driver));

        runUntil(turns, 1_100);

        assertThat(reads.get("air")).isBetween(4, 11);
        assertThat(driver.opened()).isEqualTo(1);
    }

    @Test
    void aPortThatDoesNotExistIsLookedForAgain() throws InterruptedException {
        ScriptedDriver driver = ScriptedDriver.giving(() -> 1.0).openingAfterFailures(3);
        BusTurns turns = turns(device("dust", Duration.ofSeconds(10), driver));

        runUntil(turns, 60);

        assertThat(failures).hasSize(3).allMatch(failure -> failure.contains("PORT_GONE"));
        assertThat(reads.get("dust")).isPositive();
    }

    @Test
    void mistakesOfOneDriverAreReportedAndDoNotStopTheBus() throws InterruptedException {
        BusTurns turns = turns(
                device("broken", Duration.ofSeconds(1), ScriptedDriver.giving(() -> {
                    throw new ArrayIndexOutOfBoundsException("Index 5 out of bounds for length 4");
                })),
                device("wrong", Duration.ofSeconds(1), ScriptedDriver.giving(() -> {
                    throw new ConfigException("no such register");
                })),
                device("good", Duration.ofSeconds(1), ScriptedDriver.giving(() -> 1.0)));

        runUntil(turns, 30);

        assertThat(reads.get("good")).isGreaterThan(25);
        assertThat(failures)
                .anyMatch(failure -> failure.startsWith("broken COMM_FAULT unexpected failure of the driver"))
                .contains("wrong CONFIG_ERROR no such register");
    }

    @Test
    void stoppingTheWorkerClosesItsDevices() throws InterruptedException {
        ScriptedDriver driver = ScriptedDriver.giving(() -> 1.0);
        BusTurns turns = turns(device("air", Duration.ofSeconds(10), driver));
        runUntil(turns, 10);
        var thread = new Thread(() -> {
            Thread.currentThread().interrupt();
            new BusWorker(turns, clock).run();
        });

        thread.start();
        thread.join();

        assertThat(driver.closed()).isEqualTo(1);
    }

    @Test
    void anEventIsReadWithinAHundredMillisecondsAndLeavesTheRhythmAlone() throws InterruptedException {
        var door = new TestDoor();
        List<Long> readAt = new ArrayList<>();
        BusTurns turns = turns(List.of(device("door", Duration.ofSeconds(60), door)), new ReadListener() {
            @Override
            public void read(DeviceEntry device, List<Sample> samples) {
                readAt.add(clock.nanoTime());
            }

            @Override
            public void failed(DeviceEntry device, Quality fault, String error, long at) {
                failures.add(error);
            }
        });
        runUntil(turns, 30);
        assertThat(readAt).hasSize(1);
        long first = readAt.get(0);

        long opened = clock.nanoTime() + 1;
        door.happened = true;
        runUntil(turns, 70);

        assertThat(readAt).hasSize(3);
        assertThat(readAt.get(1) - opened)
                .isLessThanOrEqualTo(Duration.ofMillis(100).toNanos());
        assertThat(readAt.get(2) - first).isBetween(60_000_000_000L, 60_000_000_001L);
    }

    @Test
    void aCommandRunsBetweenReadsAndItsEffectIsReadAtOnce() throws Exception {
        var lamp = new TestDoor();
        PolledDevice polled = device("lamp", Duration.ofSeconds(60), lamp);
        BusTurns turns = turns(polled);
        runUntil(turns, 10);

        Command command = Command.of(polled, "level", 40);
        turns.submit(command);
        long asked = clock.nanoTime();
        while (!command.done().isDone()) {
            BusWorker.step(turns, clock);
        }

        assertThat(lamp.level).isEqualTo(40);
        assertThat(clock.nanoTime() - asked).isLessThanOrEqualTo(BusTurns.LOOK_NANOS);
        assertThat(reads.get("lamp")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "level, 101, a value from 0.0 to 100.0 %",
        "level, -1, a value from 0.0 to 100.0 %",
        "level, NaN, a value from 0.0 to 100.0 %",
        "on, 1, a channel that takes commands",
        "lvl, 1, a channel that takes commands"
    })
    void aCommandThatCannotBeMeantNamesDeviceChannelAndValue(String channel, double value, String expected) {
        Command command = Command.of(device("lamp", Duration.ofSeconds(60), new TestDoor()), channel, value);

        assertThat(command.mistake().orElseThrow())
                .returns(DeviceError.UNSUPPORTED, DeviceException::error)
                .hasMessageContaining("device 'lamp', channel '%s', value %s".formatted(channel, value))
                .hasMessageContaining(expected);
    }

    @Test
    void commandsThatWaitAreCancelledWhenTheGatewayStops() {
        PolledDevice lamp = device("lamp", Duration.ofSeconds(60), new TestDoor());
        BusTurns turns = turns(lamp);
        Command waiting = Command.of(lamp, "level", 40);
        turns.submit(waiting);
        turns.close();
        Command late = Command.of(lamp, "level", 40);
        turns.submit(late);

        assertThat(waiting.done()).isCompletedExceptionally();
        assertThat(late.done()).isCompletedExceptionally();
    }

    @Test
    void aDriverThatTakesNoCommandsSaysSo() throws InterruptedException {
        PolledDevice river = device("river", Duration.ofSeconds(60), ScriptedDriver.giving(() -> 1.0));
        BusTurns turns = turns(river);
        Command command = Command.of(river, "level", 1);
        turns.submit(command);
        BusWorker.step(turns, clock);

        assertThatThrownBy(() -> command.done().get())
                .hasCauseInstanceOf(DeviceException.class)
                .hasMessageContaining("device 'river', channel 'level', value 1.0");
    }

    private void runUntil(BusTurns turns, long seconds) throws InterruptedException {
        while (clock.seconds() < seconds) {
            BusWorker.step(turns, clock);
        }
    }

    private BusTurns turns(PolledDevice... devices) {
        return turns(List.of(devices), listener);
    }

    private BusTurns turns(List<PolledDevice> devices, ReadListener to) {
        return new BusTurns(devices, ScriptedDriver.NO_BUSES, clock, to, new Random(3));
    }

    private static PolledDevice device(String id, Duration every, DriverFactory driver) {
        return new PolledDevice(
                new DeviceEntry(new DeviceConfig(id, driver.descriptor().type(), "bus", Map.of()), every, Map.of(), 1),
                driver);
    }
}
