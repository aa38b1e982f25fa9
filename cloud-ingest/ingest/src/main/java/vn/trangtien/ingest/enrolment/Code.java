package vn.trangtien.ingest.enrolment;

import java.time.Instant;

/** A one-time code as shown once to a person; only its hash is kept. */
public record Code(String text, Instant expiresAt) {

    /** Without the code, which is a secret. */
    @Override
    public String toString() {
        return "Code[until " + expiresAt + "]";
    }
}
