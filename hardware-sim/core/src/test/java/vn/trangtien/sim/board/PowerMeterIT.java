package vn.trangtien.sim.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static vn.trangtien.sim.board.Gateway.channel;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.Device;
import vn.trangtien.drivers.DeviceClock;
import vn.trangtien.drivers.DeviceConfig;
import vn.trangtien.drivers.DeviceError;
import vn.trangtien.drivers.DeviceException;
import vn.trangtien.drivers.Quality;
import vn.trangtien.drivers.Sample;
import vn.trangtien.drivers.port.BusConfig;
import vn.trangtien.sim.time.WorldClock;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;

/** A meter described by its register map, over our RTU master, a pseudo-terminal and everything that goes wrong on a line. */
class PowerMeterIT {

    private static final Map<String, Object> METER = Map.of(
            "unit",
            1L,
            "function",
            4L,
            "registers",
            Map.of(
                    "voltage", Map.of("at", 0x0000L, "type", "float32", "unit", "V"),
                    "current", Map.of("at", 0x0006L, "type", "float32", "unit", "A"),
                    "activePower", Map.of("at", 0x000CL, "type", "float32", "unit", "W"),
                    "frequency", Map.of("at", 0x0046L, "type", "float32", "unit", "Hz"),
                    "importEnergy", Map.of("at", 0x0048L, "type", "float32", "unit", "kW.h", "monotonic", true)));

    private static final BusConfig LINE = Gateway.rs485(9_600);

    private final DeviceClock clock = DeviceClock.system();
    private final World world = new World(5, WorldProfile.steady(1, 10));
    private final WorldClock worldClock = new WorldClock(clock, 60);
    private final SimulatedBoard board = SimulatedBoard.builder(world, worldClock)
            .buses(List.of(LINE))
            .device(power(METER))
            .start();
    private final Gateway gateway = new Gateway(board, clock, List.of(LINE));

    @AfterEach
    void close() {
        gateway.close();
        board.close();
    }

    @Test
    void everyChannelIsTheMetersOwn() throws Exception {
        expectPlausible(meter().read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"garbage-before", "echo"})
    void whatAMasterCanHearThroughItDoesHearThrough(String fault) throws Exception {
        Device meter = meter();
        board.faults().switchOn("power", fault);

        expectPlausible(meter.read());
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "cable-cut, TIMEOUT",
        "crc-flip, CRC",
        "truncate, FRAMING",
        "foreign-unit, FRAMING",
        "late-reply, TIMEOUT"
    })
    void aBadLineIsNamedAndTheMeterRecovers(String fault, DeviceError expected) throws Exception {
        Device meter = meter();
        meter.read();
        board.faults().switchOn("power", fault);

        assertThatThrownBy(meter::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(expected))
                .hasMessageContaining("rs485: unit 1 function 4");

        board.faults().clear();
        expectPlausible(meter.read());
    }

    /** The reply that came too late for the voltage is on the line when the frequency is asked for. */
    @Test
    void aLateVoltageIsNeverAFrequency() throws Exception {
        Device voltage = oneRegister("voltage", 0x0000L, "V");
        Device frequency = oneRegister("frequency", 0x0046L, "Hz");
        voltage.read();
        for (int i = 0; i < 3; i++) {
            board.faults().switchOn("power", "late-reply");
            assertThatThrownBy(voltage::read).isInstanceOf(DeviceException.class);
            board.faults().clear();

            Sample sample = frequency.read().get(0);

            assertThat(sample.value()).isCloseTo(50, within(0.1));
        }
    }

    @Test
    void aDeadMeterHoldsUpTheLineOnlyOnce() throws Exception {
        Device meter = meter();
        board.faults().switchOn("power", "cable-cut");
        assertThatThrownBy(meter::read).isInstanceOf(DeviceException.class);

        Duration once = Gateway.MODBUS_TIMEOUT.plus(Gateway.MODBUS_QUIET).plusMillis(900);
        // A busy machine may be late by itself, but not each time.
        Duration quickest = once;
        for (int i = 0; i < 4 && quickest.compareTo(once) >= 0; i++) {
            long start = clock.nanoTime();
            assertThatThrownBy(meter::read).isInstanceOf(DeviceException.class);
            quickest = Duration.ofNanos(clock.nanoTime() - start);
        }

        assertThat(quickest).isLessThan(once);
    }

    @Test
    void aWrongRateIsNamed() throws Exception {
        try (var wrong = new Gateway(board, clock, List.of(Gateway.rs485(2_400)))) {
            Device meter = wrong.open(power(METER));

            assertThatThrownBy(meter::read)
                    .isInstanceOfSatisfying(
                            DeviceException.class,
                            e -> assertThat(e.error()).isIn(DeviceError.TIMEOUT, DeviceError.FRAMING));
        }
    }

    @Test
    void aMapWithARegisterTheMeterDoesNotHaveIsUnsupported() throws Exception {
        Device meter = gateway.open(power(Map.of(
                "unit", 1L, "registers", Map.of("nothing", Map.of("at", 0x0200L, "type", "uint16", "unit", "1")))));

        assertThatThrownBy(meter::read)
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.error()).isEqualTo(DeviceError.UNSUPPORTED));
    }

    private Device oneRegister(String channel, long at, String unit) throws DeviceException {
        return gateway.open(power(
                Map.of("unit", 1L, "registers", Map.of(channel, Map.of("at", at, "type", "float32", "unit", unit)))));
    }

    private static DeviceConfig power(Map<String, Object> params) {
        return Gateway.device("power", "register-map", LINE, params);
    }

    private Device meter() throws DeviceException {
        return gateway.open(power(METER));
    }

    private void expectPlausible(List<Sample> samples) {
        Duration now = worldClock.sinceStart();
        assertThat(channel(samples, "voltage").value()).isCloseTo(world.mainsVolts(now), within(1.0));
        assertThat(channel(samples, "activePower").value()).isCloseTo(world.powerWatts(now), within(20.0));
        assertThat(channel(samples, "frequency").value()).isCloseTo(world.mainsHertz(now), within(0.1));
        assertThat(channel(samples, "importEnergy").value()).isCloseTo(world.energyKilowattHours(now), within(0.3));
        assertThat(channel(samples, "current").value())
                .isCloseTo(world.powerWatts(now) / 0.93 / world.mainsVolts(now), within(0.15));
        assertThat(samples).extracting(Sample::quality).containsOnly(Quality.GOOD);
    }
}
