package vn.trangtien.platform.numbering;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One register of the number books file: what it counts, how it writes, and when it is valid.
 *
 * @param code stands in the database with every number; never change it
 * @param agencies codes; empty for every agency
 * @param types abbreviations, or {@code *}
 * @param validTo last day; null while it is valid
 * @param confirmed false where the source leaves room and the agency should decide
 */
record RegisterBook(
        String code,
        String nameVi,
        String nameEn,
        Direction direction,
        DocumentClass documentClass,
        List<String> agencies,
        List<String> types,
        Sequence sequence,
        List<NumberFormat> formats,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        String source,
        boolean confirmed) {

    /** Every type. */
    static final String ANY = "*";

    /** Whether the types of a register count together. */
    enum Sequence {
        SHARED,
        PER_TYPE
    }

    RegisterBook {
        agencies = List.copyOf(agencies);
        types = List.copyOf(types);
        formats = List.copyOf(formats);
        if (types.isEmpty() || formats.isEmpty()) {
            throw new IllegalArgumentException(
                    "register %s: types and formats must have one entry or more, but were %s and %s"
                            .formatted(code, types, formats));
        }
        if (validTo != null && validTo.isBefore(validFrom)) {
            throw new IllegalArgumentException("register %s: validTo must not be before validFrom %s, but was %s"
                    .formatted(code, validFrom, validTo));
        }
    }

    boolean isFor(NumberRequest request, LocalDate day) {
        return direction == request.direction()
                && documentClass == request.documentClass()
                && !day.isBefore(validFrom)
                && (validTo == null || !day.isAfter(validTo))
                && (agencies.isEmpty() || agencies.contains(request.agencyCode()))
                && (types.contains(request.type()) || types.contains(ANY));
    }

    /** How much it names of the request: the agency weighs more than the type. */
    int precision(NumberRequest request) {
        return (agencies.contains(request.agencyCode()) ? 2 : 0) + (types.contains(request.type()) ? 1 : 0);
    }

    /** Name of the sequence that counts the request, as it stands in the database. */
    String sequenceOf(NumberRequest request) {
        String shared = code + ":" + request.agencyCode();
        return sequence == Sequence.SHARED ? shared : shared + ":" + request.type();
    }

    String write(long number, int year, NumberRequest request) {
        return formats.stream()
                .filter(format -> format.isFor(request.type()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "register %s has no format for type '%s'; add one to the number books file"
                                .formatted(code, request.type())))
                .write(number, year, request);
    }
}
