package vn.trangtien.ingest.door;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import vn.trangtien.ingest.enrolment.BrokerCertificate;
import vn.trangtien.ingest.enrolment.DoorProperties;
import vn.trangtien.ingest.enrolment.ServerIdentity;

/** A second listener in the same server, with TLS of the city's own. */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {

    private static final int MAX_CONNECTIONS = 512;
    private static final int THREADS = 16;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> doorListener(
            DoorProperties door, BrokerCertificate identity) {
        return factory -> {
            if (door.port() != 0) {
                factory.addAdditionalConnectors(connector(door, identity.current()));
            }
        };
    }

    @Bean
    FilterRegistrationBean<DoorFilter> doorFilter(DoorProperties door) {
        var filter = new FilterRegistrationBean<>(new DoorFilter(door.port()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }

    private static Connector connector(DoorProperties door, ServerIdentity identity) {
        var connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setPort(door.port());
        connector.setXpoweredBy(false);
        connector.addSslHostConfig(tls(identity));
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            http.setSSLEnabled(true);
            http.setProperty("address", door.host());
            http.setMaxConnections(MAX_CONNECTIONS);
            http.setMaxThreads(THREADS);
            http.setMinSpareThreads(1);
            http.setConnectionTimeout(20_000);
        }
        return connector;
    }

    /** TLS 1.2 or 1.3; a certificate is asked for, because renewals and releases need one, and the first enrolment has none. */
    private static SSLHostConfig tls(ServerIdentity identity) {
        try {
            var host = new SSLHostConfig();
            host.setProtocols("TLSv1.3,TLSv1.2");
            host.setCertificateVerification("optional");
            KeyStore trusted = empty();
            trusted.setCertificateEntry("authority", identity.authority());
            host.setTrustStore(trusted);
            KeyStore own = empty();
            char[] password = {};
            own.setKeyEntry(
                    "door", identity.key(), password, new Certificate[] {identity.certificate(), identity.authority()});
            var certificate = new SSLHostConfigCertificate(host, SSLHostConfigCertificate.Type.EC);
            certificate.setCertificateKeystore(own);
            certificate.setCertificateKeystorePassword("");
            certificate.setCertificateKeyAlias("door");
            host.addCertificate(certificate);
            return host;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("the device door's certificate cannot be used", e);
        }
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
