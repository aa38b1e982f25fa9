package vn.trangtien.egov.signing;

/**
 * Names of the form fields that a document carries for its signatures. Whoever renders a document puts them where they belong; after
 * the first signature nothing can be added any more, only filled.
 */
public final class PlaceNames {

    /** Text field, empty: the number, filled when the document is issued. */
    public static final String NUMBER = "soVanBan";

    /** Text field, empty: the date, filled when the document is issued. */
    public static final String DATE = "ngayBanHanh";

    /** Signature field between the title and the name of the person who signs. */
    public static final String PERSON = "kyLanhDao";

    /** Signature field of the agency's seal, over the left third of {@link #PERSON}; see {@link SealPlacement}. */
    public static final String AGENCY = "dauCoQuan";

    /** Signature field, top right of the first page: whoever receives the document. Optional. */
    public static final String INCOME = "kyVanBanDen";

    /** Signature field, top right of the first page of an appendix that is a file of its own. Optional. */
    public static final String APPENDIX = "kyPhuLuc";

    /** Signature field, top right of the first page of a copy. Optional. */
    public static final String COPY = "kySaoVanBan";

    private PlaceNames() {}
}
