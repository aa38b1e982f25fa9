package vn.trangtien.platform.organisation.people;

import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * That a head lets somebody sign.
 *
 * @param id number of the row; 0 before it is stored
 * @param grantor appointment of the head
 * @param grantee appointment of who may sign
 * @param through the order (TL.) that a head of a subordinate unit passes on to a deputy; only with {@link Kind#KT}
 * @param scope in words
 * @param documentTypes abbreviations of Decree 30/2020, appendix III, for instance {@code QĐ}; empty for every type
 * @param validTo last day that the delegation itself names
 * @param ending set if it was revoked before that
 */
public record Delegation(
        long id,
        Kind kind,
        long grantor,
        long grantee,
        @Nullable Long through,
        String scope,
        Set<String> documentTypes,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        Decision decision,
        @Nullable Ending ending) {

    /** Which kind of leave it is. */
    public enum Kind {
        /** Ký thay: a deputy signs for the head. */
        KT,
        /** Thừa lệnh: the head of a subordinate unit signs by order. */
        TL,
        /** Thừa ủy quyền: the head of a subordinate unit signs by mandate, in writing, for a time and a matter, and may not pass it on. */
        TUQ
    }

    public Delegation {
        documentTypes = Set.copyOf(documentTypes);
        if (validTo != null && validTo.isBefore(validFrom)) {
            throw new IllegalArgumentException(
                    "delegation: validTo %s must not lie before validFrom %s".formatted(validTo, validFrom));
        }
    }

    /** The last day, by the delegation itself or by its revocation; absent while neither is known. */
    public @Nullable LocalDate lastDay() {
        return Appointment.earlier(validTo, ending);
    }

    public boolean isValidOn(LocalDate day) {
        LocalDate last = lastDay();
        return !day.isBefore(validFrom) && (last == null || !day.isAfter(last));
    }

    boolean covers(String documentType) {
        return documentType.isEmpty() || documentTypes.isEmpty() || documentTypes.contains(documentType);
    }
}
