package vn.trangtien.sim.model;

import java.nio.charset.StandardCharsets;

/** How NMEA 0183 writes a sentence. */
final class NmeaSentence {

    /** Receivers give hundred-thousandths of a minute, two centimetres. */
    private static final int PER_MINUTE = 100_000;

    private NmeaSentence() {}

    /** {@code $…*hh} and the end of the line; hh is the exclusive or of all characters between $ and *. */
    static byte[] framed(String body) {
        int check = body.chars().reduce(0, (a, b) -> a ^ b);
        return "$%s*%02X\r\n".formatted(body, check).getBytes(StandardCharsets.US_ASCII);
    }

    /** Degrees and minutes without a sign: {@code 1628.14600}. */
    static String angle(double degrees, int digitsOfDegrees) {
        long parts = Math.round(Math.abs(degrees) * 60 * PER_MINUTE);
        long minutes = parts / PER_MINUTE;
        return ("%0" + digitsOfDegrees + "d%02d.%05d").formatted(minutes / 60, minutes % 60, parts % PER_MINUTE);
    }
}
