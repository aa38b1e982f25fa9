package vn.trangtien.platform.numbering;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One number in a register. It stays there whatever becomes of it.
 *
 * @param book sequence that counted it
 * @param number from 1 within the year
 * @param text number and symbol as they are written, for instance {@code 15/QĐ-UBND}
 * @param day on which it was given, which is the date of the document
 * @param reason why it was reserved or given on paper; empty otherwise
 * @param reservedUntil last day on which a reserved number can still be used
 */
public record RegisterEntry(
        String book,
        int year,
        long number,
        String agency,
        String text,
        String type,
        LocalDate day,
        State state,
        Medium medium,
        String subject,
        String givenBy,
        Instant givenAt,
        String reason,
        Optional<LocalDate> reservedUntil,
        Optional<Cancelled> cancelled) {

    /** What became of a number; from USED and RESERVED to CANCELLED and never back. */
    public enum State {
        USED,
        RESERVED,
        CANCELLED
    }

    /** Where the document is. */
    public enum Medium {
        ELECTRONIC,
        PAPER
    }

    /** Who cancelled it, when and why. */
    public record Cancelled(String by, Instant at, String why) {}
}
