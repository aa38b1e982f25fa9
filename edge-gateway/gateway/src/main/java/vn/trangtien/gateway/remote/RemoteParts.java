package vn.trangtien.gateway.remote;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What remote management stands on; given to whoever makes an application of it.
 *
 * @param account jurisdiction
 * @param client this gateway
 * @param dataDirectory of this gateway alone
 * @param authorities who may vouch for signers of requests and releases
 * @param enabled whether requests are answered, by the configuration in force
 * @param clockTrusted whether the time of day has been synchronised
 * @param restart ends this process in good order, so that its supervisor starts it again; returns at once
 */
public record RemoteParts(
        String account,
        String client,
        Path dataDirectory,
        List<X509Certificate> authorities,
        BooleanSupplier enabled,
        BooleanSupplier clockTrusted,
        Clock clock,
        Postman postman,
        Runnable restart) {

    public RemoteParts {
        authorities = List.copyOf(authorities);
    }
}
