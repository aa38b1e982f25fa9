package vn.trangtien.gateway.link;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import vn.trangtien.gateway.mqtt.Reasons;

/** Names the fault behind what the client library, the TLS layer or the network reports. */
final class Diagnosis {

    private static final String ALERT = "received fatal alert: ";

    private Diagnosis() {}

    /**
     * @param certificate this gateway's own validity
     * @param now by this gateway's clock
     */
    static LinkFault of(Throwable failure, Validity certificate, Instant now) {
        List<Throwable> chain = Reasons.chain(failure);
        LinkFault fault = brokersCertificate(chain)
                .or(() -> ownCertificate(chain))
                .or(() -> network(chain))
                .orElse(LinkFault.LOST);
        // A broker seldom says why it dislikes a certificate, but an expired one needs no saying.
        boolean suspicious = fault == LinkFault.CERTIFICATE_REFUSED || fault == LinkFault.HUNG_UP;
        return suspicious ? certificate.faultAt(now).orElse(fault) : fault;
    }

    /** When this gateway's certificate holds. */
    record Validity(Instant from, Instant until) {

        Optional<LinkFault> faultAt(Instant now) {
            if (now.isBefore(from)) {
                return Optional.of(LinkFault.CERTIFICATE_NOT_YET_VALID);
            }
            return now.isAfter(until) ? Optional.of(LinkFault.CERTIFICATE_EXPIRED) : Optional.empty();
        }
    }

    private static Optional<LinkFault> brokersCertificate(List<Throwable> chain) {
        if (has(chain, CertificateExpiredException.class) || has(chain, CertificateNotYetValidException.class)) {
            return Optional.of(LinkFault.BROKER_EXPIRED);
        }
        if (has(chain, CertPathBuilderException.class) || has(chain, CertPathValidatorException.class)) {
            return Optional.of(LinkFault.BROKER_UNTRUSTED);
        }
        return chain.stream()
                .filter(CertificateException.class::isInstance)
                .map(one -> String.valueOf(one.getMessage()).startsWith("No ")
                        ? LinkFault.BROKER_NAME
                        : LinkFault.BROKER_UNTRUSTED)
                .findFirst();
    }

    /** RFC 8446, 6.2: the alerts of a server that has looked at our certificate. */
    private static Optional<LinkFault> ownCertificate(List<Throwable> chain) {
        for (Throwable one : chain) {
            String message = String.valueOf(one.getMessage()).toLowerCase(Locale.ROOT);
            int at = message.indexOf(ALERT);
            if (one instanceof SSLException && at >= 0) {
                String alert = message.substring(at + ALERT.length());
                return Optional.of(
                        switch (alert) {
                            case "certificate_expired" -> LinkFault.CERTIFICATE_EXPIRED;
                            case "certificate_revoked" -> LinkFault.CERTIFICATE_REVOKED;
                            case "protocol_version", "no_application_protocol" -> LinkFault.PROTOCOL;
                            case "internal_error" -> LinkFault.BROKER_BUSY;
                            default -> LinkFault.CERTIFICATE_REFUSED;
                        });
            }
        }
        return Optional.empty();
    }

    private static Optional<LinkFault> network(List<Throwable> chain) {
        if (has(chain, UnknownHostException.class)) {
            return Optional.of(LinkFault.NAME_UNKNOWN);
        }
        if (has(chain, ConnectException.class) || has(chain, NoRouteToHostException.class)) {
            return Optional.of(LinkFault.UNREACHABLE);
        }
        if (has(chain, SocketTimeoutException.class)) {
            return Optional.of(LinkFault.NO_ANSWER);
        }
        boolean ended =
                has(chain, EOFException.class) || has(chain, SocketException.class) || has(chain, SSLException.class);
        return ended ? Optional.of(LinkFault.HUNG_UP) : Optional.empty();
    }

    private static boolean has(List<Throwable> chain, Class<? extends Throwable> kind) {
        return chain.stream().anyMatch(kind::isInstance);
    }

    /** Reason code of MQTT 5 with which a broker ends a connect or a connection. */
    static LinkFault ofCode5(int code) {
        return switch (code) {
            case 0x84 -> LinkFault.PROTOCOL;
            case 0x85, 0x86, 0x87, 0x8A, 0x8C -> LinkFault.ACCESS_REFUSED;
            case 0x88, 0x89, 0x8B, 0x97, 0x9C, 0x9D, 0x9F -> LinkFault.BROKER_BUSY;
            case 0x8E -> LinkFault.TAKEN_OVER;
            default -> LinkFault.LOST;
        };
    }

    /** Return code of MQTT 3.1.1 with which a broker ends a connect; it has none for the end of a connection. */
    static LinkFault ofCode3(int code) {
        return switch (code) {
            case 1 -> LinkFault.PROTOCOL;
            case 2, 4, 5 -> LinkFault.ACCESS_REFUSED;
            case 3 -> LinkFault.BROKER_BUSY;
            default -> LinkFault.LOST;
        };
    }
}
