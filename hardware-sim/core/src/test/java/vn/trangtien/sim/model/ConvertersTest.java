package vn.trangtien.sim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.trangtien.sim.fault.Fault;
import vn.trangtien.sim.time.VirtualClock;

/** ADS1115 and MCP3008 against their datasheets. */
class ConvertersTest {

    private final VirtualClock clock = new VirtualClock();
    private final Ill ill = new Ill();
    private final Ads1115Model ads = new Ads1115Model(clock, ill.target());
    private final I2cMaster master = new I2cMaster(ads);

    @Test
    void theRegistersOfTheAdsHaveTheirPowerOnValues() {
        assertThat(master.read("00", 2)).isEqualTo("00 00");
        assertThat(master.read("01", 2)).isEqualTo("85 83");
        assertThat(master.read("02", 2)).isEqualTo("80 00");
        assertThat(master.read("03", 2)).isEqualTo("7F FF");
    }

    /** AIN0 against ground, one shot, 128 a second: MUX 100, mode 1, rate 100. */
    @ParameterizedTest(name = "{1} V at gain {0} is {2}")
    @CsvSource({
        "0, 2.4576, 33 33", // ±6.144 V, 187.5 µV a step
        "1, 2.048, 40 00", // ±4.096 V, 125 µV
        "2, 2.0479375, 7F FF", // ±2.048 V, 62.5 µV
        "2, 3.0, 7F FF", // beyond the range
        "3, 0.5, 3E 80", // ±1.024 V, 31.25 µV
        "4, 0.1, 19 00", // ±0.512 V, 15.625 µV
        "5, 0.001, 00 80", // ±0.256 V, 7.8125 µV
        "2, -0.2, F3 80", // a little below ground
        "1, 9.0, 70 80" // an input cannot go beyond the supply of 3.3 V by more than 0.3 V
    })
    void codesAreThoseOfTheTable(int gain, double volts, String code) {
        ads.connect(0, () -> volts);
        convert(0xC183 | gain << 9);

        assertThat(master.read("00", 2)).isEqualTo(code);
    }

    @ParameterizedTest(name = "multiplexer {0} gives {1}")
    @CsvSource({"0, 06 40", "1, 12 C0", "2, 0C 80", "3, 06 40", "4, 19 00", "5, 12 C0", "6, 0C 80", "7, 06 40"})
    void theMultiplexerChoosesInputsAndDifferences(int multiplexer, String code) {
        for (int input = 0; input < 4; input++) {
            double volts = 0.4 - 0.1 * input;
            ads.connect(input, () -> volts);
        }
        convert(0x8583 | multiplexer << 12);

        // 0.1 V is 1600 steps of 62.5 µV.
        assertThat(master.read("00", 2)).isEqualTo(code);
    }

    @ParameterizedTest(name = "rate {0} takes {1} µs")
    @CsvSource({"0, 135025", "4, 8462", "7, 1280"})
    void aConversionTakesAsLongAsItsRateSaysAndEightPercentMore(int rate, long micros) {
        ads.connect(0, () -> 1.0);
        master.write(bytes(0xC503 | rate << 5));

        clock.advance(Duration.ofNanos((micros - 2) * 1000));
        assertThat(master.read("01", 1)).isEqualTo("45");
        assertThat(master.read("00", 2)).isEqualTo("00 00");
        clock.advance(Duration.ofNanos(4_000));
        assertThat(master.read("01", 1)).isEqualTo("C5");
        assertThat(master.read("00", 2)).isEqualTo("3E 80");
    }

    @Test
    void withoutTheStartBitNothingIsConverted() {
        ads.connect(0, () -> 1.0);
        master.write(bytes(0x4583));
        clock.advance(Duration.ofSeconds(1));

        assertThat(master.read("00", 2)).isEqualTo("00 00");
    }

    @Test
    void continuousModeFollowsTheInput() {
        double[] volts = {1.0};
        ads.connect(0, () -> volts[0]);
        master.write(bytes(0x4483));
        clock.advance(Duration.ofMillis(10));
        assertThat(master.read("00", 2)).isEqualTo("3E 80");

        volts[0] = 0.5;
        clock.advance(Duration.ofMillis(10));
        master.read("00", 2);
        clock.advance(Duration.ofMillis(10));
        assertThat(master.read("00", 2)).isEqualTo("1F 40");
    }

    @Test
    void aBrownOutForgetsConfigurationAndResult() {
        ads.connect(0, () -> 1.0);
        convert(0xC583);
        ads.powerCycle();

        assertThat(master.read(2)).isEqualTo("00 00");
        assertThat(master.read("01", 2)).isEqualTo("85 83");
    }

    @Test
    void aSlowOneConvertsForEver() {
        ill.on(Fault.SLOW);
        ads.connect(0, () -> 1.0);
        convert(0xC583);

        assertThat(master.read("01", 1)).isEqualTo("45");
        assertThat(master.read("00", 2)).isEqualTo("00 00");
    }

    @Test
    void theFirstConnectionOfAnInputWins() {
        ads.connect(0, () -> 1.0);
        ads.connectIfOpen(0, () -> 2.0);
        convert(0xC583);

        assertThat(master.read("00", 2)).isEqualTo("3E 80");
        assertThatThrownBy(() -> ads.connect(4, () -> 0)).hasMessageContaining("0 to 3, but was 4");
    }

    /** Sends start bit, single-ended, three bits of input; figure 6-1 aligns them so that the result ends with the third byte. */
    @ParameterizedTest(name = "{0} V is {1}")
    @CsvSource({"0.0, 0", "1.65, 512", "3.3, 1023", "3.2999, 1023", "0.00323, 1", "0.0032, 0", "5.0, 1023", "-1.0, 0"})
    void theMcpGivesItsCodeInTheLastTenBits(double volts, int code) {
        var mcp = new Mcp3008Model(3.3);
        mcp.connect(2, () -> volts);

        String bits = shift(mcp, "00000001" + "10100000" + "00000000");

        assertThat(bits.charAt(13)).as("null bit").isEqualTo('0');
        assertThat(bits.substring(0, 13)).as("not driven").isEqualTo("1111111111111");
        assertThat(Integer.parseInt(bits.substring(14), 2)).isEqualTo(code);
    }

    @Test
    void clockedOnTheMcpRepeatsTheBitsUpwardsAndThenSendsZeros() {
        var mcp = new Mcp3008Model(3.3);
        // 1011001110 in binary is 718.
        mcp.connect(0, () -> 3.3 * 718.5 / 1024);

        String bits = shift(mcp, "11000" + "0".repeat(2) + "0".repeat(10) + "0".repeat(9) + "0".repeat(50));

        assertThat(bits.substring(7, 17)).isEqualTo("1011001110");
        assertThat(bits.substring(17, 26)).isEqualTo("111001101");
        assertThat(bits.substring(26)).isEqualTo("0".repeat(50));
    }

    @Test
    void theMcpGivesDifferencesButNoNegativeOnes() {
        var mcp = new Mcp3008Model(1.024);
        mcp.connect(0, () -> 0.3005);
        mcp.connect(1, () -> 0.1);

        assertThat(Integer.parseInt(shift(mcp, "10000" + "0".repeat(12)).substring(7), 2))
                .isEqualTo(200);
        assertThat(Integer.parseInt(shift(mcp, "10001" + "0".repeat(12)).substring(7), 2))
                .isZero();
    }

    private void convert(int configuration) {
        assertThat(master.write(bytes(configuration))).isTrue();
        clock.advance(Duration.ofMillis(200));
    }

    private static String bytes(int configuration) {
        return "01 %02X %02X".formatted(configuration >> 8, configuration & 0xFF);
    }

    private static String shift(Mcp3008Model mcp, String out) {
        mcp.select();
        var in = new StringBuilder();
        out.chars().forEach(bit -> in.append(mcp.clock(bit == '1') ? '1' : '0'));
        return in.toString();
    }
}
