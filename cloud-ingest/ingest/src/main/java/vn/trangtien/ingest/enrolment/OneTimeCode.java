package vn.trangtien.ingest.enrolment;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.SecureRandom;
import java.util.Locale;

/**
 * A code for a technician to type on the gateway: four groups of five from an alphabet without look-alikes, about 97 bits. Only
 * its hash is stored; with that much chance in it, the plain hash cannot be turned back.
 */
final class OneTimeCode {

    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int GROUPS = 4;
    private static final int GROUP = 5;

    private OneTimeCode() {}

    static String make(SecureRandom random) {
        var code = new StringBuilder();
        for (int i = 0; i < GROUPS * GROUP; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }

    /** Hash of a code as typed: case, spaces and hyphens do not matter. */
    static String hash(String typed) {
        String plain = typed.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
        return SigningRequest.sha256(("trangtien-enrolment:" + plain).getBytes(US_ASCII));
    }
}
