package vn.trangtien.gateway.enrol;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Who the gateway is towards the cloud.
 *
 * @param account jurisdiction, first part of every topic
 * @param clientId CN of the certificate
 * @param broker {@code ssl://host:port}
 * @param key made on this gateway
 * @param chain own certificate first
 * @param authorities the only ones trusted to vouch for the broker
 * @param door where the certificate is renewed; absent for one that somebody else looks after
 */
public record GatewayIdentity(
        String account,
        String clientId,
        URI broker,
        PrivateKey key,
        List<X509Certificate> chain,
        List<X509Certificate> authorities,
        Optional<URI> door) {

    public GatewayIdentity {
        chain = List.copyOf(chain);
        authorities = List.copyOf(authorities);
    }

    /** An identity that is not renewed by the gateway itself. */
    public GatewayIdentity(
            String account,
            String clientId,
            URI broker,
            PrivateKey key,
            List<X509Certificate> chain,
            List<X509Certificate> authorities) {
        this(account, clientId, broker, key, chain, authorities, Optional.empty());
    }

    /** The same towards another address of the broker. */
    public GatewayIdentity at(URI address) {
        return new GatewayIdentity(account, clientId, address, key, chain, authorities, door);
    }

    /** The gateway's own certificate. */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /** TLS with this certificate, towards a broker that the city's authority has signed. */
    public SSLContext sslContext() throws EnrolmentException {
        try {
            char[] noPassword = {};
            KeyStore keys = emptyStore();
            keys.setKeyEntry("gateway", key, noPassword, chain.toArray(X509Certificate[]::new));
            var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keyManagers.init(keys, noPassword);
            KeyStore trusted = emptyStore();
            for (int i = 0; i < authorities.size(); i++) {
                trusted.setCertificateEntry("ca-" + i, authorities.get(i));
            }
            var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trustManagers.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new EnrolmentException("the identity of " + clientId + " cannot be used for TLS; enrol again", e);
        }
    }

    static String commonName(X509Certificate certificate) throws EnrolmentException {
        String subject = certificate.getSubjectX500Principal().getName();
        try {
            return new LdapName(subject)
                    .getRdns().stream()
                            .filter(part -> part.getType().equalsIgnoreCase("CN"))
                            .map(part -> String.valueOf(part.getValue()))
                            .findFirst()
                            .orElse("");
        } catch (InvalidNameException e) {
            throw new EnrolmentException("the certificate's subject '%s' cannot be read".formatted(subject), e);
        }
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "GatewayIdentity[%s/%s at %s]".formatted(account, clientId, broker);
    }
}
