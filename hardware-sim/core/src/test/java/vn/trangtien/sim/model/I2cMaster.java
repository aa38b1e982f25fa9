package vn.trangtien.sim.model;

import java.util.HexFormat;
import vn.trangtien.sim.bus.I2cTarget;

/** The other end of an I2C bus, byte by byte. */
final class I2cMaster {

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ").withUpperCase();

    private final I2cTarget target;

    I2cMaster(I2cTarget target) {
        this.target = target;
    }

    /** Whether address and all bytes were acknowledged. */
    boolean write(String hex) {
        try {
            return send(hex);
        } finally {
            target.stop();
        }
    }

    /** The bytes, or "NACK". */
    String read(int length) {
        try {
            return receive(length);
        } finally {
            target.stop();
        }
    }

    /** With a repeated start. */
    String read(String register, int length) {
        try {
            return send(register) ? receive(length) : "NACK";
        } finally {
            target.stop();
        }
    }

    private boolean send(String hex) {
        boolean acknowledged = target.start(false);
        for (byte b : HEX.parseHex(hex)) {
            acknowledged = acknowledged && target.write(b & 0xFF);
        }
        return acknowledged;
    }

    private String receive(int length) {
        if (!target.start(true)) {
            return "NACK";
        }
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) target.read();
        }
        return HEX.formatHex(bytes);
    }
}
