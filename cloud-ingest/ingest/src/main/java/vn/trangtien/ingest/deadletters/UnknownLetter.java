package vn.trangtien.ingest.deadletters;

import vn.trangtien.ingest.wording.Bilingual;

/** There is no letter, or no replay of many, with that number. */
public final class UnknownLetter extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownLetter(long id) {
        super(Bilingual.text("không có số %d", "there is no number %d", id));
    }
}
