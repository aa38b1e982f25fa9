package vn.trangtien.platform.numbering;

import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Gives the numbers of a book, from 1 in every year and without gaps.
 *
 * <p>The number belongs to the caller's transaction: the row of the book stays locked until it ends, others wait, and a
 * rollback gives the number back. So take numbers late in a transaction, and before writing to the audit log, whose
 * single head everybody locks. Documents get theirs from a {@link NumberRegister}.
 */
public final class Numbering {

    private final RegisterStore store;
    private final Map<String, BookPattern> patterns;

    Numbering(JdbcClient jdbc, Map<String, BookPattern> patterns) {
        this.store = new RegisterStore(jdbc);
        this.patterns = Map.copyOf(patterns);
    }

    /**
     * The next number in the book that {@code unitCode} keeps for things of this kind.
     *
     * @param kind a kind of {@code platform/number-books.yaml}, for instance {@code case}
     * @param unitAbbreviation goes into the symbol
     * @throws IllegalArgumentException for an unknown kind
     * @throws IllegalStateException outside a transaction
     */
    public IssuedNumber issue(String kind, String unitCode, String unitAbbreviation, int year) {
        BookPattern pattern = patterns.get(kind);
        if (pattern == null) {
            throw new IllegalArgumentException(
                    "number book kind must be one of %s, but was '%s'; add it to the number books file"
                            .formatted(patterns.keySet(), kind));
        }
        long number = next(kind + ":" + unitCode, year);
        return new IssuedNumber(number, year, pattern.format(number, year, unitAbbreviation));
    }

    /**
     * The next bare number of a book.
     *
     * @throws IllegalStateException outside a transaction
     */
    public long next(String book, int year) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "book %s: a number must be taken inside the transaction that uses it".formatted(book));
        }
        return store.next(book, year);
    }
}
