package vn.trangtien.platform.numbering;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/** All registers of the number books file. Immutable. */
final class RegisterBooks {

    private final List<RegisterBook> books;

    /** @throws IllegalArgumentException if two registers have one code */
    RegisterBooks(List<RegisterBook> books) {
        this.books = List.copyOf(books);
        var codes = new HashSet<String>();
        for (RegisterBook book : books) {
            if (!codes.add(book.code())) {
                throw new IllegalArgumentException(
                        "register code must be there once, but '%s' is there twice; give one another code"
                                .formatted(book.code()));
            }
        }
    }

    /**
     * The register that counts the document on that day.
     *
     * @throws IllegalArgumentException if there is none, or two that name it equally well
     */
    RegisterBook of(NumberRequest request, LocalDate day) {
        List<RegisterBook> candidates = books.stream()
                .filter(book -> book.isFor(request, day))
                .sorted(Comparator.<RegisterBook>comparingInt(book -> book.precision(request))
                        .reversed())
                .toList();
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException(
                    "no register counts %s %s documents of type '%s' of agency %s on %s; add one to the number books file"
                            .formatted(
                                    request.direction(),
                                    request.documentClass(),
                                    request.type(),
                                    request.agencyCode(),
                                    day));
        }
        RegisterBook best = candidates.get(0);
        if (candidates.size() > 1 && candidates.get(1).precision(request) == best.precision(request)) {
            throw new IllegalArgumentException(
                    "registers %s and %s both count documents of type '%s' of agency %s on %s; let one end before the other"
                            .formatted(
                                    best.code(), candidates.get(1).code(), request.type(), request.agencyCode(), day));
        }
        return best;
    }
}
