package vn.trangtien.platform.privacy;

import java.time.LocalDate;
import java.time.Period;
import org.jspecify.annotations.Nullable;

/**
 * How long things of a category are kept.
 *
 * @param period after they were closed
 * @param law that says so
 */
public record RetentionRule(
        String category,
        Period period,
        String law,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        boolean confirmed) {

    boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    /** The last day on which something must be kept that was closed on that day. */
    public LocalDate keptUntil(LocalDate closed) {
        return closed.plus(period);
    }
}
