package vn.trangtien.drivers.modbus;

/**
 * One line of a register map.
 *
 * @param channel name of the channel
 * @param at first register, 0 to 65535
 * @param unit UCUM code after scaling
 * @param scale factor from the raw number to {@code unit}
 * @param offset added after scaling
 * @param highWordFirst order of the two registers of a 32-bit value
 * @param monotonic whether a value below the last one is suspicious, as of a meter
 */
record Register(
        String channel,
        int at,
        RegisterType type,
        String unit,
        double scale,
        double offset,
        boolean highWordFirst,
        boolean monotonic) {

    int end() {
        return at + type.registers();
    }

    /** @param blockStart register in {@code block[0]} */
    double value(int[] block, int blockStart) {
        double raw = type.decode(block, at - blockStart, highWordFirst);
        return raw * scale + offset;
    }
}
