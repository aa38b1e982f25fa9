package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.sim.bus.RegisterBank;
import vn.trangtien.sim.model.RegisterTable.Form;
import vn.trangtien.sim.world.World;
import vn.trangtien.sim.world.WorldProfile;

/** The registers of the Modbus instruments against the tables of their makers. */
class ModbusInstrumentsTest {

    private final World world = new World(1, WorldProfile.steady(1.2, 12));

    /** The world as it is. */
    private final Sensing honest = (register, quantity, min, max) -> () -> quantity.applyAsDouble(Duration.ofHours(2));

    @Test
    void theMeterGivesTheExampleOfItsMaker() {
        RegisterBank meter = SdmMeter.singlePhase(1, world, sensing(Map.of(0x0000, 230.2)));

        assertThat(read(meter, 4, 0x0000, 2)).isEqualTo("43663333");
    }

    /** Each value as a float of its own, and all in one request as a block with zeros between. */
    @Test
    void theSdm120HasItsQuantitiesWhereItsTableSays() {
        RegisterBank meter = SdmMeter.singlePhase(
                7,
                world,
                sensing(Map.of(
                        0x0000, 230.0, 0x0006, 1.5, 0x000C, 320.0, 0x0012, 345.0, 0x001E, 0.93, 0x0046, 50.0, 0x0048,
                        12.5, 0x004A, 0.25, 0x0156, 12.75)));

        assertThat(value(meter, 0x0000)).isEqualTo(230);
        assertThat(value(meter, 0x0006)).isEqualTo(1.5f);
        assertThat(value(meter, 0x000C)).isEqualTo(320);
        assertThat(value(meter, 0x0012)).isEqualTo(345);
        assertThat(value(meter, 0x001E)).isEqualTo(0.93f);
        assertThat(value(meter, 0x0046)).isEqualTo(50);
        assertThat(value(meter, 0x0048)).isEqualTo(12.5f);
        assertThat(value(meter, 0x004A)).isEqualTo(0.25f);
        assertThat(value(meter, 0x0156)).isEqualTo(12.75f);
        assertThat(value(meter, 0x0002)).as("gap").isZero();
        assertThat(read(meter, 4, 0x0000, 0x4C)).hasSize(0x4C * 4).startsWith("43660000" + "00000000");
        assertThat(read(meter, 3, 0x0014, 2)).as("unit").isEqualTo("40E00000");
    }

    @ParameterizedTest(name = "function {0}, {2} registers from {1}")
    @CsvSource({
        "4, 0x200, 2",
        "4, 0x4C, 2",
        "4, 0x4A, 4",
        "3, 0, 2",
        "6, 0, 2",
        "4, 1, 2",
        "4, 0, 1",
        "4, 0, 81",
        "4, 0, 0"
    })
    void whatTheSdm120DoesNotHaveIsRefused(int function, String first, int count) {
        RegisterBank meter = SdmMeter.singlePhase(1, world, honest);

        assertThat(meter.read(function, Integer.decode(first), count)).isEmpty();
    }

    @Test
    void theSdm630SharesTheLoadAmongItsPhases() {
        RegisterBank meter = SdmMeter.threePhase(1, world, honest);
        Duration at = Duration.ofHours(2);

        double watts = value(meter, 0x000C) + value(meter, 0x000E) + value(meter, 0x0010);
        assertThat(watts).isCloseTo(world.powerWatts(at), within(0.01));
        assertThat(value(meter, 0x0034)).isCloseTo((float) watts, within(0.01f));
        assertThat(value(meter, 0x0002)).isCloseTo((float) world.mainsVolts(at) - 0.8f, within(0.001f));
        assertThat(value(meter, 0x0000) * value(meter, 0x0006)).isCloseTo(value(meter, 0x0012), within(0.01f));
        assertThat(value(meter, 0x0006) + value(meter, 0x0008) + value(meter, 0x000A))
                .isCloseTo(value(meter, 0x0030), within(0.001f));
        assertThat(value(meter, 0x0046)).isCloseTo((float) world.mainsHertz(at), within(0.001f));
        assertThat(value(meter, 0x0048)).isCloseTo((float) world.energyKilowattHours(at), within(0.001f));
        assertThat(value(meter, 0x003E)).isEqualTo(0.93f);
    }

    @Test
    void theWeatherStationCountsInTheStepsOfItsTable() {
        RegisterBank station = FieldInstruments.weatherStation(
                world,
                sensing(Map.of(
                        0x01F4, 5.24, 0x01F7, 271.0, 0x01F8, 87.65, 0x01F9, -1.26, 0x01FD, 100_712.0, 0x0201, 12.3,
                        0x0203, 640.0)));

        assertThat(read(station, 3, 0x01F4, 1)).isEqualTo("0034");
        assertThat(read(station, 3, 0x01F7, 3)).isEqualTo("010F" + "036D" + "FFF3");
        assertThat(read(station, 3, 0x01FD, 1)).isEqualTo("03EF");
        assertThat(read(station, 3, 0x0201, 1)).isEqualTo("007B");
        assertThat(read(station, 3, 0x0203, 1)).isEqualTo("0280");
        assertThat(read(station, 3, 0x01F4, 16)).hasSize(64);
        assertThat(station.read(3, 0x01F3, 1)).isEmpty();
        assertThat(station.read(3, 0x0204, 1)).isEmpty();
        assertThat(station.read(4, 0x01F4, 1)).isEmpty();
    }

    @ParameterizedTest(name = "{0} mm reads {1}")
    @CsvSource({"0, 0000", "0.1, 0001", "6553.5, FFFF", "6553.6, 0000", "6600, 01D0"})
    void theRainStartsAgainBehindItsLastNumber(double mm, String raw) {
        RegisterBank station = FieldInstruments.weatherStation(world, sensing(Map.of(0x0201, mm)));

        assertThat(read(station, 3, 0x0201, 1)).isEqualTo(raw);
    }

    @Test
    void theSoilProbeHasThreeRegisters() {
        RegisterBank probe =
                FieldInstruments.soilProbe(world, sensing(Map.of(0x0000, 41.2, 0x0001, -10.1, 0x0002, 1234.0)));

        assertThat(read(probe, 3, 0, 3)).isEqualTo("019C" + "FF9B" + "04D2");
        assertThat(probe.read(3, 0, 4)).isEmpty();
        assertThat(probe.read(4, 0, 3)).isEmpty();
    }

    @ParameterizedTest(name = "{1} as {0} is {2}")
    @CsvSource({
        "FLOAT32, -1.5, BFC00000",
        "UINT16, 65535, FFFF",
        "UINT16, 70000, FFFF",
        "UINT16, -1, 0000",
        "INT16, -1, FFFF",
        "INT16, -40000, 8000",
        "INT16, 40000, 7FFF",
        "UINT32, 4294967295, FFFFFFFF",
        "UINT32, 65536, 00010000",
        "UINT32, -5, 00000000",
        "INT32, -2, FFFFFFFE",
        "INT32, 3000000000, 7FFFFFFF"
    })
    void valuesStandInTheirRegisters(Form form, double value, String words) {
        RegisterBank bank = new RegisterTable(125).put(3, 100, form, () -> value);

        assertThat(read(bank, 3, 100, form.size())).isEqualTo(words);
    }

    @Test
    void theLowWordMayComeFirst() {
        RegisterBank bank = new RegisterTable(125)
                .put(3, 0, Form.FLOAT32.lowFirst(), () -> 230.2)
                .put(3, 2, Form.INT16.lowFirst(), () -> -2);

        assertThat(read(bank, 3, 0, 3)).isEqualTo("3333" + "4366" + "FFFE");
    }

    private Sensing sensing(Map<Integer, Double> values) {
        return (register, quantity, min, max) -> () -> values.getOrDefault(register, 0.0);
    }

    private static float value(RegisterBank meter, int register) {
        return Float.intBitsToFloat((int) Long.parseLong(read(meter, 4, register, 2), 16));
    }

    private static String read(RegisterBank bank, int function, int first, int count) {
        int[] words = bank.read(function, first, count).orElseThrow();
        assertThat(words).hasSize(count);
        var bytes = new byte[2 * count];
        for (int i = 0; i < count; i++) {
            assertThat(words[i]).isBetween(0, 0xFFFF);
            bytes[2 * i] = (byte) (words[i] >> 8);
            bytes[2 * i + 1] = (byte) words[i];
        }
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
