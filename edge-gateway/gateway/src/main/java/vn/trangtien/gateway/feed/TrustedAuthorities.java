package vn.trangtien.gateway.feed;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import vn.trangtien.drivers.ConfigException;

/** Whose certificates a broker may show: those of a file, or those that this machine trusts. */
final class TrustedAuthorities {

    private TrustedAuthorities() {}

    /**
     * @param caFile certificates in PEM; empty for those of the machine
     * @throws ConfigException naming the file if it holds none
     */
    static SSLSocketFactory socketFactory(String bus, Optional<String> caFile) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(caFile.isPresent() ? keyStore(bus, caFile.get()) : null);
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new ConfigException(
                    "bus %s: this machine's trusted certificates cannot be used: %s".formatted(bus, e.getMessage()));
        }
    }

    private static KeyStore keyStore(String bus, String caFile) {
        String where = "buses.%s.caFile '%s'".formatted(bus, caFile);
        try (InputStream in = Files.newInputStream(Path.of(caFile))) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new ConfigException(where + " holds no certificate; it must be a CA certificate in PEM");
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : found) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            return store;
        } catch (IOException e) {
            throw new ConfigException(
                    "%s cannot be read (%s)".formatted(where, e.getClass().getSimpleName()));
        } catch (GeneralSecurityException e) {
            throw new ConfigException("%s is no certificate in PEM: %s".formatted(where, e.getMessage()));
        }
    }
}
