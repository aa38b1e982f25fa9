package vn.trangtien.drivers.testing;

import vn.trangtien.drivers.port.SpiPort;

/** An MCP3008 that sees one clock after the other, with the line pulled up where it does not drive it. */
public final class BitSerialMcp3008 implements SpiPort {

    private static final int HIGHEST_FIRST = 10;
    private static final int LOWEST_FIRST = 9;

    private final int[] codes = new int[8];

    /** What one input converts to from now on, 0 to 1023. */
    public BitSerialMcp3008 input(int number, int code) {
        codes[number] = code;
        return this;
    }

    /** The answer of a chip whose asked input converts to this code. */
    public static byte[] frame(int code) {
        return new BitSerialMcp3008().input(0, code).transfer((byte) 1, (byte) 0x80, (byte) 0, (byte) 0, (byte) 0);
    }

    @Override
    public byte[] transfer(byte... out) {
        var in = new byte[out.length];
        int sinceStart = -1;
        int input = 0;
        for (int clock = 0; clock < 8 * out.length; clock++) {
            int asked = out[clock / 8] >> 7 - clock % 8 & 1;
            if (sinceStart >= 0 || asked == 1) {
                sinceStart++;
            }
            if (sinceStart >= 2 && sinceStart <= 4) {
                input = input << 1 | asked;
            }
            if (answer(sinceStart, codes[input & 7])) {
                in[clock / 8] |= (byte) (0x80 >> clock % 8);
            }
        }
        return in;
    }

    /** Clock 1 takes the mode, 2 to 4 the input, 5 samples, 6 is the null bit. */
    private static boolean answer(int clock, int code) {
        if (clock < 6) {
            return true;
        }
        int result = clock - 7;
        if (result >= 0 && result < HIGHEST_FIRST) {
            return (code >> HIGHEST_FIRST - 1 - result & 1) == 1;
        }
        int again = result - HIGHEST_FIRST;
        return again >= 0 && again < LOWEST_FIRST && (code >> again + 1 & 1) == 1;
    }
}
