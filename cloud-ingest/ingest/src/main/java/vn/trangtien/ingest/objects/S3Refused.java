package vn.trangtien.ingest.objects;

/** The settings of the S3 store cannot work; the message names the property, its value unless it is secret, and the remedy. */
final class S3Refused extends RuntimeException {

    private static final long serialVersionUID = 1;

    S3Refused(String message) {
        super(message);
    }
}
