package vn.trangtien.gateway.link;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import javax.net.ssl.SSLSocketFactory;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;

/**
 * Whom to dial and who is calling.
 *
 * @param address as Paho wants it: plain TCP, for TLS is the line's
 * @param willTopic where the broker says that it has lost us
 * @param tls with this gateway's certificate
 * @param clock tells whether that certificate holds
 */
record Dial(
        String address,
        String clientId,
        String willTopic,
        SSLSocketFactory tls,
        Diagnosis.Validity certificate,
        LinkSettings settings,
        Clock clock) {

    private static final int USUAL_PORT = 8883;

    static Dial of(GatewayIdentity identity, String willTopic, LinkSettings settings, Clock clock)
            throws EnrolmentException {
        int port =
                identity.broker().getPort() < 0 ? USUAL_PORT : identity.broker().getPort();
        X509Certificate own = identity.chain().get(0);
        return new Dial(
                "tcp://" + identity.broker().getHost() + ":" + port,
                identity.clientId(),
                willTopic,
                identity.sslContext().getSocketFactory(),
                new Diagnosis.Validity(
                        own.getNotBefore().toInstant(), own.getNotAfter().toInstant()),
                settings,
                clock);
    }

    /** What the broker publishes in our name when it loses us; plain text, as Kura's will is. */
    static byte[] will() {
        return "lost".getBytes(StandardCharsets.US_ASCII);
    }

    int keepAliveSeconds() {
        return (int) Math.max(1, settings.keepAlive().toSeconds());
    }

    int connectSeconds() {
        return (int) Math.max(1, settings.connectTimeout().toSeconds());
    }
}
