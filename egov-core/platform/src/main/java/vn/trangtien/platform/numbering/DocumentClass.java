package vn.trangtien.platform.numbering;

/** Classes of documents that are counted apart (Decree 30/2020, art. 15). */
public enum DocumentClass {
    ORDINARY,
    /** Legal-normative: each type has its own sequence. */
    LEGAL,
    /** Secret: here only the number is given; such a document never enters a networked system. */
    SECRET
}
