package vn.trangtien.egov.cases;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** All cases of the city. */
interface Cases {

    Optional<Case> find(String number);

    /** The case that was opened for this key, if any. */
    Optional<Case> findByKey(String idempotencyKey);

    /** Stores, audits and announces a new case; the caller holds the transaction in which its number was taken. */
    void add(Case opened);

    /**
     * Loads, changes, stores, audits and announces in one transaction. Two changes of one case follow each other.
     *
     * @throws NoSuchCaseException if the number was never issued
     */
    void change(String number, Consumer<Case> step);

    /** Codes of all units that ever got a case. */
    Set<String> unitsWithCases();
}
