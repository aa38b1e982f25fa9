package vn.trangtien.ingest.objects;

import java.io.IOException;

/** The store cannot do it at the moment; the message says why and what to do. */
final class StoreUnavailable extends IOException {

    private static final long serialVersionUID = 1;

    StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
