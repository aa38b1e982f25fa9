package vn.trangtien.platform.organisation.people;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A person in a post of a unit for some time.
 *
 * @param id number of the row; 0 before it is stored
 * @param validTo last day that the appointment itself names
 * @param ending set if it ended before that
 */
public record Appointment(
        long id,
        String unitCode,
        String positionCode,
        Person person,
        Standing standing,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        Decision decision,
        @Nullable Ending ending) {

    /** How somebody holds a post. */
    public enum Standing {
        /** In full. */
        FULL,
        /** Given the powers of a head (giao quyền): signs with Q. before the post. */
        ACTING,
        /** A deputy put in charge of the unit (giao phụ trách): signs for the head, who is missing. */
        IN_CHARGE
    }

    public Appointment {
        if (validTo != null && validTo.isBefore(validFrom)) {
            throw new IllegalArgumentException("appointment of %s: validTo %s must not lie before validFrom %s"
                    .formatted(person.id(), validTo, validFrom));
        }
    }

    /** The last day, by the appointment itself or by its ending; absent while neither is known. */
    public @Nullable LocalDate lastDay() {
        return earlier(validTo, ending);
    }

    static @Nullable LocalDate earlier(@Nullable LocalDate planned, @Nullable Ending ending) {
        if (ending == null) {
            return planned;
        }
        return planned == null || ending.lastDay().isBefore(planned) ? ending.lastDay() : planned;
    }

    public boolean isValidOn(LocalDate day) {
        LocalDate last = lastDay();
        return !day.isBefore(validFrom) && (last == null || !day.isAfter(last));
    }
}
