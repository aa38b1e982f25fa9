package vn.trangtien.drivers.pms5003;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.trangtien.drivers.testing.ScriptedLink.hex;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.framing.FrameReader;

class PmsShapeTest {

    /** Captured from real sensors and published with two independent projects; both sums were recomputed. */
    private static final String CLEAN_AIR =
            "424D001C 0000 0000 0000 0000 0000 0000 0024 0007 0001 0001 0001 0000 9700 0170";

    private static final String ROOM_AIR =
            "424D001C 0003 0004 0007 0003 0004 0007 02D0 00B8 0019 0008 0004 0002 9700 030F";

    private final FrameReader reader = new FrameReader(new PmsShape());

    @Test
    void capturesOfRealSensors() {
        assertThat(measurements(CLEAN_AIR)).contains(new Frame(0, 0, 0, 0));
        assertThat(measurements(ROOM_AIR)).contains(new Frame(3, 4, 7, 0));
    }

    @Test
    void aFrameMayComeByteByByte() {
        byte[] bytes = hex(ROOM_AIR);
        for (int i = 0; i < bytes.length - 1; i++) {
            assertThat(reader.accept(new byte[] {bytes[i]})).isEmpty();
        }

        assertThat(reader.accept(new byte[] {bytes[31]})).hasSize(1);
    }

    @ParameterizedTest(name = "after {0}")
    @ValueSource(
            strings = {
                "42",
                "42 42",
                "42 4D",
                "42 4D 00 00",
                "42 4D FF FF",
                "42 4D 00 1C 00 03",
                "42 4D 00 04 E1 00 01 74",
                "00 FF 12",
                "42 4D 00 04 E1 00 01 75"
            })
    void aFrameIsFoundBehindAnything(String before) {
        reader.accept(hex(before));
        // What looked like a frame swallows up to its length; the sensor's next frames bring it out.
        List<Frame> found = measurements(ROOM_AIR + ROOM_AIR);

        assertThat(found).contains(new Frame(3, 4, 7, 0));
    }

    @Test
    void aFrameInsideABrokenOneIsNotLost() {
        byte[] broken = Arrays.copyOf(hex(CLEAN_AIR), 10);

        reader.accept(broken);

        assertThat(measurements(ROOM_AIR)).contains(new Frame(3, 4, 7, 0));
    }

    @Test
    void everySingleFlippedBitIsNoticed() {
        for (int bit = 0; bit < 32 * 8; bit++) {
            byte[] damaged = hex(ROOM_AIR);
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            reader.reset();

            assertThat(reader.accept(damaged)).as("bit %d", bit).isEmpty();
        }
    }

    @Test
    void wrongSumsAreCounted() {
        byte[] damaged = hex(ROOM_AIR);
        damaged[8] ^= 1;

        reader.accept(damaged);

        assertThat(reader.badSums()).isEqualTo(1);
    }

    @Test
    void noiseNeverBreaksTheReader() {
        var random = new Random(5003);
        for (int i = 0; i < 500; i++) {
            var noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            reader.accept(noise);
        }
        reader.accept(hex(ROOM_AIR));

        assertThat(reader.accept(hex(ROOM_AIR))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "READ,    42 4D E2 00 00 01 71",
        "PASSIVE, 42 4D E1 00 00 01 70",
        "ACTIVE,  42 4D E1 00 01 01 71",
        "SLEEP,   42 4D E4 00 00 01 73",
        "WAKE,    42 4D E4 00 01 01 74"
    })
    void commandsOfTheManual(Command command, String bytes) {
        assertThat(HexFormat.ofDelimiter(" ").withUpperCase().formatHex(command.bytes()))
                .isEqualTo(bytes);
    }

    private List<Frame> measurements(String hex) {
        return reader.accept(hex(hex)).stream()
                .filter(frame -> frame.length == PmsShape.MEASUREMENT)
                .map(Frame::of)
                .toList();
    }
}
