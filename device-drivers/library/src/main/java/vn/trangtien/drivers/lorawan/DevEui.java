package vn.trangtien.drivers.lorawan;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name a LoRaWAN device got at the factory: 8 bytes, printed on its label.
 *
 * @param hex 16 lower-case digits, as ChirpStack writes them in topics
 */
record DevEui(String hex) {

    private static final Pattern SEPARATORS = Pattern.compile("[-:. ]");
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{16}");

    DevEui {
        if (!DIGITS.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "a devEUI must be 16 lower-case hexadecimal digits, but was '%s'".formatted(hex));
        }
    }

    /** Reads any way of writing it: {@code 70B3D57ED005B89A}, {@code 70-b3-d5-…}, {@code 70:B3:D5:…}. */
    static Optional<DevEui> of(String written) {
        String plain = SEPARATORS.matcher(written.strip()).replaceAll("").toLowerCase(Locale.ROOT);
        return DIGITS.matcher(plain).matches() ? Optional.of(new DevEui(plain)) : Optional.empty();
    }

    @Override
    public String toString() {
        return hex;
    }
}
