package vn.trangtien.egov.signing;

import java.util.Optional;

/** What is to be signed, and how. */
public sealed interface SigningOrder {

    /** A PDF, version 1.4 or newer. */
    FileContent file();

    KeyAccess key();

    /**
     * Ký duyệt: the authorised person signs. Afterwards only forms can be filled and signatures added.
     *
     * @param place where the handwritten image goes; empty for the field {@link PlaceNames#PERSON}
     */
    record Approve(FileContent file, KeyAccess key, Optional<SignaturePlace> place) implements SigningOrder {

        /** At the field of the document. */
        public Approve(FileContent file, KeyAccess key) {
            this(file, key, Optional.empty());
        }
    }

    /**
     * Ký phát hành: number and date are filled in, then the agency signs with its seal. The authorised person must have signed before
     * (Decree 30/2020, art. 32).
     *
     * @param number text for {@link PlaceNames#NUMBER}
     * @param date text for {@link PlaceNames#DATE}
     * @param agencyCode that the key and the person must belong to
     * @param place where the seal goes; empty for the field {@link PlaceNames#AGENCY}
     */
    record Issue(
            FileContent file,
            KeyAccess key,
            String number,
            String date,
            String agencyCode,
            Optional<SignaturePlace> place)
            implements SigningOrder {

        /** At the field of the document. */
        public Issue(FileContent file, KeyAccess key, String number, String date, String agencyCode) {
            this(file, key, number, date, agencyCode, Optional.empty());
        }
    }

    /**
     * Ký văn bản đến: the receiving agency signs what arrived, at the same moment as it is registered.
     *
     * @param arrivalNumber number and year of the incoming register, as it shall stand in the mark
     */
    record Income(FileContent file, KeyAccess key, String arrivalNumber) implements SigningOrder {}

    /**
     * Ký phụ lục: the agency signs an appendix that is a file of its own; text only, top right of the first page.
     *
     * @param numberAndSymbol of the document it belongs to
     */
    record Appendix(FileContent file, KeyAccess key, String numberAndSymbol) implements SigningOrder {}

    /**
     * Ký bản sao: the agency signs a copy or an extract; text only, top right of the first page.
     *
     * @param numberAndSymbol of the copy
     */
    record Copy(FileContent file, KeyAccess key, CopyKind kind, String numberAndSymbol) implements SigningOrder {}
}
