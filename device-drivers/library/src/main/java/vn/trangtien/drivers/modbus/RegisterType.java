package vn.trangtien.drivers.modbus;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How registers become a number. */
enum RegisterType {
    UINT16(1),
    INT16(1),
    UINT32(2),
    INT32(2),
    FLOAT32(2);

    private final int registers;

    RegisterType(int registers) {
        this.registers = registers;
    }

    int registers() {
        return registers;
    }

    static Optional<RegisterType> of(String code) {
        return Arrays.stream(values()).filter(type -> type.code().equals(code)).findFirst();
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param highWordFirst whether the register at {@code at} holds the upper half of a 32-bit value */
    double decode(int[] block, int at, boolean highWordFirst) {
        return switch (this) {
            case UINT16 -> block[at];
            case INT16 -> (short) block[at];
            case UINT32 -> Integer.toUnsignedLong(word32(block, at, highWordFirst));
            case INT32 -> word32(block, at, highWordFirst);
            case FLOAT32 -> Float.intBitsToFloat(word32(block, at, highWordFirst));
        };
    }

    private static int word32(int[] block, int at, boolean highWordFirst) {
        return highWordFirst ? block[at] << 16 | block[at + 1] : block[at + 1] << 16 | block[at];
    }
}
