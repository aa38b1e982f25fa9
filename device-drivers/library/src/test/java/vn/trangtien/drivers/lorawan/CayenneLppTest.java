package vn.trangtien.drivers.lorawan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.trangtien.drivers.ConfigException;
import vn.trangtien.drivers.lorawan.Codec.Decoded;

class CayenneLppTest {

    /** Type, numbers in it, bytes of each, divisor: written down again here, independent of the decoder's table. */
    private static final int[][] TYPES = {
        {0, 1, 1, 1},
        {1, 1, 1, 1},
        {2, 1, 2, 100},
        {3, 1, 2, 100},
        {101, 1, 2, 1},
        {102, 1, 1, 1},
        {103, 1, 2, 10},
        {104, 1, 1, 2},
        {113, 3, 2, 1000},
        {115, 1, 2, 10},
        {134, 3, 2, 100},
        {136, 3, 3, 0}
    };

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0, "digital_in"),
            Map.entry(1, "digital_out"),
            Map.entry(2, "analog_in"),
            Map.entry(3, "analog_out"),
            Map.entry(101, "luminosity"),
            Map.entry(102, "presence"),
            Map.entry(103, "temperature"),
            Map.entry(104, "relative_humidity"),
            Map.entry(113, "accelerometer"),
            Map.entry(115, "barometric_pressure"),
            Map.entry(134, "gyrometer"),
            Map.entry(136, "gps"));

    @Test
    void twoTemperaturesOfThePublishedExample() {
        Decoded decoded = decoded("03 67 01 10 05 67 00 FF");

        assertThat(decoded.problem()).isEmpty();
        assertThat(number(decoded, "temperature_3")).isEqualTo(27.2);
        assertThat(number(decoded, "temperature_5")).isEqualTo(25.5);
        assertThat(decoded.field("temperature_4")).isEqualTo(new FieldValue.Absent());
    }

    @ParameterizedTest(name = "{0} is {1} = {2}")
    @CsvSource({
        "01 67 FF D7, temperature_1, -4.1",
        "06 71 04 D2 FB 2E 00 00, accelerometer_6.x, 1.234",
        "06 71 04 D2 FB 2E 00 00, accelerometer_6.y, -1.234",
        "06 71 04 D2 FB 2E 00 00, accelerometer_6.z, 0",
        "01 88 06 76 5F F2 96 0A 00 03 E8, gps_1.latitude, 42.3519",
        "01 88 06 76 5F F2 96 0A 00 03 E8, gps_1.longitude, -87.9094",
        "01 88 06 76 5F F2 96 0A 00 03 E8, gps_1.altitude, 10",
        "00 00 01, digital_in_0, 1",
        "FF 01 FF, digital_out_255, 255",
        "02 02 FF 38, analog_in_2, -2",
        "02 03 7F FF, analog_out_2, 327.67",
        "09 65 FF FF, luminosity_9, 65535",
        "09 66 01, presence_9, 1",
        "04 68 C8, relative_humidity_4, 100",
        "04 68 65, relative_humidity_4, 50.5",
        "07 73 27 9C, barometric_pressure_7, 1014",
        "08 86 00 64 FF 9C 7F FF, gyrometer_8.y, -1",
        "08 86 00 64 FF 9C 7F FF, gyrometer_8.z, 327.67"
    })
    void everyTypeHasItsLengthSignAndStep(String hex, String field, double value) {
        assertThat(decoded(hex).problem()).isEmpty();
        assertThat(number(decoded(hex), field)).isEqualTo(value);
    }

    @ParameterizedTest(name = "{0} says {1}, which cannot be")
    @CsvSource({"04 68 C9, relative_humidity_4", "01 88 0F 42 40 00 00 00 00 00 00, gps_1.latitude"})
    void whatNatureDoesNotKnowIsNoNumber(String hex, String field) {
        assertThat(number(decoded(hex), field)).isNaN();
    }

    @Test
    void anUnknownTypeEndsDecodingAndSaysWhere() {
        Decoded decoded = decoded("03 67 01 10 05 74 01 4A 06 67 00 FF");

        assertThat(number(decoded, "temperature_3")).isEqualTo(27.2);
        assertThat(decoded.field("temperature_6")).isEqualTo(new FieldValue.Absent());
        assertThat(decoded.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("no type 116 (at byte 5)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"03", "03 67", "03 67 01", "03 67 01 10 05 88 00 00 00 00 00 00 00 00"})
    void aCutPayloadSaysWhatIsMissing(String hex) {
        assertThat(decoded(hex).problem())
                .hasValueSatisfying(
                        problem -> assertThat(problem).containsAnyOf("ends after the channel", "bytes of data, but"));
    }

    @Test
    void randomFieldsComeBackAsTheyWereWritten() {
        var random = new Random(2026);
        for (int run = 0; run < 5_000; run++) {
            var payload = new ByteArrayOutputStream();
            Map<String, Double> expected = new HashMap<>();
            int fields = random.nextInt(8);
            for (int i = 0; i < fields; i++) {
                append(payload, expected, random);
            }
            Decoded decoded = CayenneLpp.decode(payload.toByteArray());
            assertThat(decoded.problem()).isEmpty();
            expected.forEach((name, value) ->
                    assertThat(number(decoded, name)).as(name + " " + value).isCloseTo(value, within(1e-9)));
        }
    }

    private static void append(ByteArrayOutputStream payload, Map<String, Double> expected, Random random) {
        int[] type = TYPES[random.nextInt(TYPES.length)];
        int channel = random.nextInt(256);
        payload.write(channel);
        payload.write(type[0]);
        String[] parts =
                type[0] == 136 ? new String[] {"latitude", "longitude", "altitude"} : new String[] {"x", "y", "z"};
        for (int part = 0; part < type[1]; part++) {
            double divisor = type[0] == 136 ? (part == 2 ? 100 : 10_000) : type[3];
            boolean signed = type[0] == 2 || type[0] == 3 || type[0] == 103 || type[1] == 3;
            int range = type[0] == 104 ? 201 : type[0] == 136 ? 1_800_000 : 1 << (8 * type[2]);
            int raw = random.nextInt(range) - (signed ? range / 2 : 0);
            for (int shift = 8 * (type[2] - 1); shift >= 0; shift -= 8) {
                payload.write(raw >> shift);
            }
            String name = NAMES.get(type[0]) + "_" + channel;
            expected.put(type[1] == 1 ? name : name + "." + parts[part], raw / divisor);
        }
    }

    @Test
    void randomBytesNeverCrashAndNeverGiveInfinity() {
        var random = new Random(20_261_123);
        for (int run = 0; run < 200_000; run++) {
            var bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            if (bytes.length > 1 && random.nextBoolean()) {
                bytes[1] = (byte) TYPES[random.nextInt(TYPES.length)][0];
            }
            Decoded decoded = CayenneLpp.decode(bytes);
            if (bytes.length > 2 && decoded.problem().isEmpty()) {
                int channel = bytes[0] & 0xFF;
                FieldValue first = decoded.field(NAMES.get(bytes[1] & 0xFF) + "_" + channel);
                assertThat(first).isNotInstanceOf(FieldValue.NoNumber.class);
                if (first instanceof FieldValue.Measured measured) {
                    assertThat(measured.value()).isNotInfinite();
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "temperature_3, temperature_3",
        "temperature.3, temperature_3",
        "temperature_03, temperature_3",
        "digital_in.12, digital_in_12",
        "gps.1.latitude, gps_1.latitude",
        "accelerometer_6.x, accelerometer_6.x"
    })
    void fieldsMayBeWrittenWithADot(String written, String name) {
        assertThat(new CayenneLpp().name("devices.x.params.fields.y", written)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"temperature", "temperature_256", "temperatur_3", "accelerometer_6", "gps_1.height", "3", ""})
    void aFieldThatCannotBeIsRefused(String written) {
        assertThatThrownBy(() -> new CayenneLpp().name("devices.x.params.fields.y", written))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("devices.x.params.fields.y.from must be a field of Cayenne LPP")
                .hasMessageContaining("but was '" + written + "'")
                .hasMessageContaining("gps[latitude, longitude, altitude]");
    }

    private static Decoded decoded(String hex) {
        return CayenneLpp.decode(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static double number(Decoded decoded, String name) {
        return ((FieldValue.Measured) decoded.field(name)).value();
    }
}
