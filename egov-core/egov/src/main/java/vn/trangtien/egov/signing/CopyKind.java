package vn.trangtien.egov.signing;

/** Copies after Decree 30/2020, article 25. */
public enum CopyKind {
    SAO_Y("SAO Y"),
    SAO_LUC("SAO LỤC"),
    TRICH_SAO("TRÍCH SAO");

    private final String words;

    CopyKind(String words) {
        this.words = words;
    }

    /** As they stand on the copy. */
    public String words() {
        return words;
    }
}
