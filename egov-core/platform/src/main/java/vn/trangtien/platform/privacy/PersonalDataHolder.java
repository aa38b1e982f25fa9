package vn.trangtien.platform.privacy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * A feature that keeps personal data. It declares one such bean, and export, erasure and retention reach it. Methods run in the
 * caller's transaction.
 */
public interface PersonalDataHolder {

    /**
     * One thing about a person.
     *
     * @param category of the retention rules, for instance {@code dossier}
     * @param reference how the person knows it, for instance a dossier code
     * @param values by the codes of fields, as they are
     */
    record Item(String category, String reference, LocalDate since, Map<String, String> values) {

        public Item {
            values = Map.copyOf(values);
        }
    }

    /**
     * What erasing did to one thing. Nothing about the person may be in it.
     *
     * @param erased false if a law keeps it
     * @param law that does, empty if erased
     * @param until last day on which it is kept; the day of erasure if erased
     * @param remains what registers must keep: number, type, date, digests
     */
    record Erased(String reference, boolean erased, String law, LocalDate until, Map<String, String> remains) {

        public Erased {
            remains = Map.copyOf(remains);
        }
    }

    /** Short name for files and records, of letters, digits and hyphens, for instance {@code cases}. */
    String name();

    /** Everything that is kept about somebody. */
    List<Item> about(SubjectId subject);

    /**
     * Erases what no law keeps, and says of each thing what became of it.
     *
     * @param today in Vietnam
     */
    List<Erased> erase(SubjectId subject, LocalDate today);

    /**
     * Erases what was closed before a day.
     *
     * @return how many things; 0 for a category that is not this holder's
     */
    int eraseClosedBefore(String category, LocalDate day);
}
