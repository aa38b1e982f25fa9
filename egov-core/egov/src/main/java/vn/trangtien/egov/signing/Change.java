package vn.trangtien.egov.signing;

/**
 * Something that was different after a signature than before.
 *
 * @param where field, page or object, in the words of the file
 * @param before what it was, empty if it is not text or did not exist
 * @param after what it became, likewise
 * @param allowed whether the rules permit it where it happened
 */
public record Change(Kind kind, String where, String before, String after, boolean allowed) {

    /** Names are read by other programs: they may grow, none may change. */
    public enum Kind {
        /** A form field that was empty. */
        FIELD_FILLED,
        FIELD_CHANGED,
        SIGNATURE_ADDED,
        TIME_STAMP_ADDED,
        /** Certificates, revocation lists, OCSP answers. */
        VALIDATION_DATA_ADDED,
        METADATA_CHANGED,
        SIGNATURE_MOVED,
        SIGNATURE_REPLACED,
        ANNOTATION_CHANGED,
        PAGE_CHANGED,
        PAGES_CHANGED,
        OTHER
    }
}
