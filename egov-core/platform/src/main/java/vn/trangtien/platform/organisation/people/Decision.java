package vn.trangtien.platform.organisation.people;

import java.time.LocalDate;

/**
 * The document that something rests on.
 *
 * @param number number and symbol, for instance {@code 15/QĐ-UBND}
 */
public record Decision(String number, LocalDate date) {

    private static final int LONGEST = 100;

    public Decision {
        if (number.isBlank() || number.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "decision number must have 1 to %d characters, but was '%s'".formatted(LONGEST, number));
        }
    }
}
