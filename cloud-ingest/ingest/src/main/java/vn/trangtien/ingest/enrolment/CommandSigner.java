package vn.trangtien.ingest.enrolment;

import java.security.cert.X509Certificate;
import java.time.Duration;
import vn.trangtien.wire.request.Request;

/** Puts the city's seal on what gateways are asked to do. Thread-safe. */
public interface CommandSigner {

    /**
     * The request with a seal on it, dated now.
     *
     * @param validity how long a gateway may act on it
     * @throws IllegalStateException if the key cannot be used; nothing may then be sent
     */
    Request seal(Request request, Duration validity);

    /** Whom gateways see as the signer; issued by the city's authority, for signing commands only. */
    X509Certificate certificate();
}
