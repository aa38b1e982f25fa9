package vn.trangtien.egov.signing.stamp;

import vn.trangtien.egov.signing.SigningException;

/** The pictures of signatures and seals. */
public interface PictureBook {

    /**
     * The handwritten signature of a person.
     *
     * @param holder the person's account
     * @param name what a sample is drawn from if there is none
     */
    Picture signature(String holder, String name) throws SigningException;

    /**
     * The seal of an agency.
     *
     * @param agencyCode after Decision 20/2020
     * @param name what a sample is drawn from if there is none
     */
    Picture seal(String agencyCode, String name) throws SigningException;

    /** Samples for everybody. */
    static PictureBook samples(SamplePictures samples) {
        return new PictureBook() {
            @Override
            public Picture signature(String holder, String name) {
                return samples.signature(name);
            }

            @Override
            public Picture seal(String agencyCode, String name) {
                return samples.seal(name);
            }
        };
    }
}
