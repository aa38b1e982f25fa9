package vn.trangtien.sim.model;

import java.util.function.IntToDoubleFunction;

/**
 * The fixed-point formulas of the datasheet (BST-BME280-DS002, section 4.2.3) and their inverse by bisection: which raw words
 * would a chip with these trimming values give for a temperature, a pressure and a humidity?
 */
final class Bme280Compensation {

    private static final int T1 = 27504;
    private static final int T2 = 26435;
    private static final int T3 = -1000;
    private static final int[] P = {36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000};
    private static final int H1 = 75;
    private static final int H2 = 361;
    private static final int H3 = 0;
    private static final int H4 = 331;
    private static final int H5 = 50;
    private static final int H6 = 30;

    private static final int MAX_20_BIT = (1 << 20) - 1;
    private static final int MAX_16_BIT = (1 << 16) - 1;

    private Bme280Compensation() {}

    /** Lays the trimming values where the chip has them, low byte first. */
    static void putTrimming(int[] registers) {
        put16(registers, 0x88, T1);
        put16(registers, 0x8A, T2);
        put16(registers, 0x8C, T3);
        for (int i = 0; i < P.length; i++) {
            put16(registers, 0x8E + 2 * i, P[i]);
        }
        registers[0xA1] = H1;
        put16(registers, 0xE1, H2);
        registers[0xE3] = H3;
        registers[0xE4] = H4 >> 4 & 0xFF;
        registers[0xE5] = (H4 & 0x0F) | ((H5 & 0x0F) << 4);
        registers[0xE6] = H5 >> 4 & 0xFF;
        registers[0xE7] = H6 & 0xFF;
    }

    private static void put16(int[] registers, int register, int value) {
        registers[register] = value & 0xFF;
        registers[register + 1] = value >> 8 & 0xFF;
    }

    static int rawTemperature(double celsius) {
        return firstNotBelow(raw -> ((fine(raw) * 5 + 128) >> 8) / 100.0, celsius, MAX_20_BIT);
    }

    static int rawPressure(double pascal, int fine) {
        // The raw word falls with rising pressure.
        return firstNotBelow(raw -> -pressure256(raw, fine) / 256.0, -pascal, MAX_20_BIT);
    }

    static int rawHumidity(double percent, int fine) {
        return firstNotBelow(raw -> humidity1024(raw, fine) / 1024.0, percent, MAX_16_BIT);
    }

    static int fine(int raw) {
        int var1 = (((raw >> 3) - (T1 << 1)) * T2) >> 11;
        int var2 = (((((raw >> 4) - T1) * ((raw >> 4) - T1)) >> 12) * T3) >> 14;
        return var1 + var2;
    }

    /** Pascal times 256. */
    private static long pressure256(int raw, int fine) {
        long var1 = (long) fine - 128_000;
        long var2 = var1 * var1 * P[5];
        var2 += (var1 * P[4]) << 17;
        var2 += (long) P[3] << 35;
        var1 = ((var1 * var1 * P[2]) >> 8) + ((var1 * P[1]) << 12);
        var1 = (((1L << 47) + var1) * P[0]) >> 33;
        if (var1 == 0) {
            return 0;
        }
        long p = 1_048_576L - raw;
        p = ((p << 31) - var2) * 3125 / var1;
        var1 = (P[8] * (p >> 13) * (p >> 13)) >> 25;
        var2 = (P[7] * p) >> 19;
        return ((p + var1 + var2) >> 8) + ((long) P[6] << 4);
    }

    /** Percent times 1024. */
    private static long humidity1024(int raw, int fine) {
        int v = fine - 76_800;
        int offset = ((raw << 14) - (H4 << 20) - H5 * v + 16_384) >> 15;
        int gain = ((((v * H6) >> 10) * (((v * H3) >> 11) + 32_768)) >> 10) + 2_097_152;
        v = offset * ((gain * H2 + 8_192) >> 14);
        v -= ((((v >> 15) * (v >> 15)) >> 7) * H1) >> 4;
        v = Math.max(0, Math.min(419_430_400, v));
        return v >> 12;
    }

    private static int firstNotBelow(IntToDoubleFunction rising, double wanted, int max) {
        int low = 0;
        int high = max;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (rising.applyAsDouble(middle) < wanted) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
