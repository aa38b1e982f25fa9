package vn.trangtien.platform.calendar;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When offices are open, for how long that was decided.
 *
 * @param unitCode the unit that it holds for, with those below it; absent for everybody
 * @param months months of the year, 1 to 12, since summer and winter may differ; empty for all
 * @param shifts in order, without overlap
 * @param cutOff last moment that still counts as received on the day; absent where the calendar's own holds
 * @param validTo last day; absent while it is in force
 * @param source legal basis
 */
public record OfficeHours(
        @Nullable String unitCode,
        Set<Integer> months,
        List<Shift> shifts,
        @Nullable LocalTime cutOff,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String source) {

    public OfficeHours(
            @Nullable String unitCode,
            @Nullable Set<Integer> months,
            List<Shift> shifts,
            @Nullable LocalTime cutOff,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            String source) {
        this.unitCode = unitCode;
        this.months = months == null ? Set.of() : Collections.unmodifiableSet(new TreeSet<>(months));
        this.shifts = List.copyOf(shifts);
        this.cutOff = cutOff;
        this.validFrom = validFrom;
        this.validTo = validTo;
        this.source = source;
        this.months.forEach(Month::of);
        if (shifts.isEmpty()) {
            throw new IllegalArgumentException("office hours from %s need one shift or more".formatted(validFrom));
        }
        for (int i = 1; i < shifts.size(); i++) {
            if (shifts.get(i).from().isBefore(shifts.get(i - 1).to())) {
                throw new IllegalArgumentException("office hours from %s: shift %s begins before %s ends"
                        .formatted(validFrom, shifts.get(i), shifts.get(i - 1)));
            }
        }
    }

    boolean holdsOn(LocalDate day) {
        return !day.isBefore(validFrom)
                && (validTo == null || !day.isAfter(validTo))
                && (months.isEmpty() || months.contains(day.getMonthValue()));
    }

    /**
     * The hours of a day for a unit: those of the nearest unit above that has its own, else everybody's.
     *
     * @param path codes from the root to the unit; empty for nobody in particular
     */
    static Optional<OfficeHours> of(List<OfficeHours> all, List<String> path, LocalDate day) {
        for (int i = path.size() - 1; i >= 0; i--) {
            String code = path.get(i);
            Optional<OfficeHours> own = all.stream()
                    .filter(hours -> code.equals(hours.unitCode()) && hours.holdsOn(day))
                    .findFirst();
            if (own.isPresent()) {
                return own;
            }
        }
        return all.stream()
                .filter(hours -> hours.unitCode() == null && hours.holdsOn(day))
                .findFirst();
    }
}
