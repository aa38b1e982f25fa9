package vn.trangtien.platform.organisation;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a person changes in the tree. Changes are kept and replayed on the data sets, they overwrite nothing. */
public sealed interface UnitChange {

    /** Code of the unit that it is about. */
    String code();

    /** The day from which it holds, or the last day of a unit that is closed. */
    LocalDate day();

    /** A new unit; also a code that is given again. */
    record Open(Unit unit) implements UnitChange {
        @Override
        public String code() {
            return unit.code();
        }

        @Override
        public LocalDate day() {
            return unit.validFrom();
        }
    }

    /**
     * The unit goes on under another name or in another place. On the first day of a period it corrects that period, on a later day a new one begins.
     */
    record Alter(
            String code,
            LocalDate day,
            String nameVi,
            String nameEn,
            String abbreviation,
            @Nullable String parentCode) implements UnitChange {}

    /** The unit ends with that day. */
    record Close(String code, LocalDate day, List<Successor> successors) implements UnitChange {
        public Close {
            successors = List.copyOf(successors);
        }
    }

    /** Who gets what is still open of a unit whose work was split. */
    record Decide(String code, LocalDate day, String successorCode) implements UnitChange {}

    /** Another code of the unit, for all periods from the day's on. */
    record AddAlias(String code, LocalDate day, Alias alias) implements UnitChange {}
}
