package vn.trangtien.gateway.remote.keys;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.remote.RequestFailed;

/** The gateway's certificates, as far as the cloud may see and exchange them. */
public interface Certificates {

    /** What is in use. */
    GatewayIdentity present();

    Instant now();

    /** The key for the next certificate: the one of an unfinished exchange, or a new one. */
    KeyPair nextKeyPair() throws RequestFailed;

    /**
     * Connects with a certificate of the next key, and keeps it if that works; otherwise the present one is used again.
     *
     * @param chain own certificate first, already checked
     * @throws RequestFailed if the present one stays in use
     */
    void adopt(List<X509Certificate> chain) throws RequestFailed, InterruptedException;
}
