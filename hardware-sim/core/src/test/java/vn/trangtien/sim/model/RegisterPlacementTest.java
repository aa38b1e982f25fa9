package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.sim.bus.RegisterBank;

/** From the registers that a technician writes to an instrument that answers with them. */
class RegisterPlacementTest extends PlacementFixture {

    @Test
    void registersOfAnSdmAreAnSdm() {
        TestBench bench = place(
                "register-map",
                RS485,
                Map.of(
                        "function",
                        4L,
                        "registers",
                        Map.of(
                                "u", Map.of("at", 0x0000L, "type", "float32", "unit", "V"),
                                "p", Map.of("at", 0x000CL, "type", "float32", "unit", "W"))));

        assertThat(bench.feltChannels()).containsOnlyKeys("u", "p");
        RegisterBank meter = bench.placed("modbus 1", RegisterBank.class);
        assertThat(meter.read(4, 0, 0x4C)).as("with all its other registers").isPresent();
        int[] words = meter.read(4, 0, 2).orElseThrow();
        assertThat(Float.intBitsToFloat(words[0] << 16 | words[1]))
                .isEqualTo((float) bench.world().mainsVolts(TestBench.WORLD_TIME));
    }

    @Test
    void registersOfThreePhasesAreAnSdm630() {
        TestBench bench = place(
                "register-map",
                RS485,
                Map.of(
                        "registers",
                        Map.of(
                                "a", Map.of("at", 0x0000L, "type", "float32", "unit", "V"),
                                "b", Map.of("at", 0x0002L, "type", "float32", "unit", "V"))));

        assertThat(bench.placed("modbus 1", RegisterBank.class).read(4, 0x34, 2))
                .isPresent();
    }

    @Test
    void otherRegistersAreMadeAsTheyAreWritten() {
        TestBench bench = place(
                "register-map",
                RS485,
                Map.of(
                        "function",
                        3L,
                        "wordOrder",
                        "low-first",
                        "registers",
                        Map.of(
                                "level",
                                        Map.of("at", 100L, "type", "int16", "unit", "m", "scale", 0.001, "offset", 1.0),
                                "energy", Map.of("at", 200L, "type", "uint32", "unit", "kW.h", "scale", 0.01))));

        RegisterBank bank = bench.placed("modbus 1", RegisterBank.class);
        assertThat(bank.read(3, 100, 1).orElseThrow()).containsExactly(500);
        int[] energy = bank.read(3, 200, 2).orElseThrow();
        assertThat((energy[1] << 16 | energy[0]) / 100.0)
                .isCloseTo(bench.world().energyKilowattHours(TestBench.WORLD_TIME), within(0.006));
        assertThat(bank.read(4, 100, 1)).isEmpty();
        assertThat(bank.read(3, 101, 1)).isEmpty();
    }

    @Test
    void aFileOfTheCustomerIsReadAsRegistersAre(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("pump.yaml"), """
                title: { vi: "Máy bơm", en: "Pump" }
                function: 4
                wordOrder: low-first
                registers:
                  riverLevel: { at: 0x0010, type: uint16, unit: cm }
                  flow: { at: 0x0020, type: float32, unit: "L/s", min: 7 , max: 90 }
                """);
        TestBench bench = place("register-map", RS485, Map.of("map", file.toString(), "unit", 9L));

        RegisterBank pump = bench.placed("modbus 9", RegisterBank.class);
        assertThat(pump.read(4, 0x10, 1).orElseThrow()).containsExactly(150);
        // 7.0 is 40E00000.
        assertThat(pump.read(4, 0x20, 2).orElseThrow()).containsExactly(0x0000, 0x40E0);
    }
}
