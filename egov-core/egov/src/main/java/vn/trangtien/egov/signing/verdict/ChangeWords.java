package vn.trangtien.egov.signing.verdict;

import vn.trangtien.egov.signing.BilingualText;
import vn.trangtien.egov.signing.Change;

/** A change as a sentence has it: what, where, from what to what. */
final class ChangeWords {

    private ChangeWords() {}

    static BilingualText of(Change change) {
        String key = "change." + change.kind();
        return change.before().isEmpty() && change.after().isEmpty()
                ? BilingualText.named(key, change.where())
                : BilingualText.named(key + ".values", change.where(), change.before(), change.after());
    }
}
