package vn.trangtien.egov.signing;

import vn.trangtien.egov.signing.SealPlacement.Box;

/**
 * A place for a signature in a document that has no field for it.
 *
 * @param page from 1
 */
public record SignaturePlace(int page, Box box) {

    public SignaturePlace {
        if (page < 1) {
            throw new IllegalArgumentException("pages are counted from 1, but the page was " + page);
        }
    }
}
