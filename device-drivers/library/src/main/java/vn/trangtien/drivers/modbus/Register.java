package vn.trangtien.drivers.modbus;

import vn.trangtien.drivers.Text;

/**
 * One line of a register map.
 *
 * @param channel name of the channel
 * @param title what it measures
 * @param at first register, 0 to 65535
 * @param unit UCUM code after scaling
 * @param scale factor from the raw number to {@code unit}
 * @param offset added after scaling
 * @param min lowest value that a sound instrument gives, in {@code unit}
 * @param max highest value that a sound instrument gives
 * @param highWordFirst order of the two registers of a 32-bit value
 * @param monotonic whether a value below the last one is suspicious, as of a meter
 */
record Register(
        String channel,
        Text title,
        int at,
        RegisterType type,
        String unit,
        double scale,
        double offset,
        double min,
        double max,
        boolean highWordFirst,
        boolean monotonic) {

    boolean isPossible(double value) {
        return value >= min && value <= max;
    }

    int end() {
        return at + type.registers();
    }

    /** @param blockStart register in {@code block[0]} */
    double value(int[] block, int blockStart) {
        double raw = type.decode(block, at - blockStart, highWordFirst);
        return raw * scale + offset;
    }
}
