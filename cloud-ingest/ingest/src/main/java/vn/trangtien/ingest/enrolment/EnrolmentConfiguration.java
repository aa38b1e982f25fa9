package vn.trangtien.ingest.enrolment;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.trangtien.ingest.disk.DataDirectory;

@Configuration(proxyBeanMethods = false)
class EnrolmentConfiguration {

    @Bean
    CertificateAuthority certificateAuthority(DataDirectory data, AuthorityProperties properties, Clock clock) {
        Passphrase passphrase = properties.secret();
        AuthorityProperties.Keystore keystore = properties.keystore();
        return keystore == null
                ? CertificateAuthority.in(data.folder("ca"), passphrase, clock)
                : CertificateAuthority.outside(keystore, data.folder("ca"), passphrase, clock);
    }

    @Bean
    Signers signers(CertificateAuthority authority, Clock clock) {
        return new IssuedSigners(authority, clock);
    }

    @Bean
    BrokerCertificate brokerCertificate(
            CertificateAuthority authority,
            EnrolmentProperties properties,
            DoorProperties door,
            @Value("${trangtien.ingest.mqtt.host}") String host) {
        var names = new LinkedHashSet<String>(List.of("localhost", "127.0.0.1"));
        for (String own : List.of(host, door.host())) {
            if (!own.equals("0.0.0.0")) {
                names.add(own);
            }
        }
        names.addAll(properties.serverNames());
        return () -> authority.serverIdentity(new ArrayList<>(names));
    }
}
