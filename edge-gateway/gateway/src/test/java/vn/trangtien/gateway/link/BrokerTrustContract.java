package vn.trangtien.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.gateway.TestAuthority;
import vn.trangtien.gateway.enrol.GatewayIdentity;

/** Who is connected to and who is not, and what is said of it: the same whatever version of MQTT is spoken. */
abstract class BrokerTrustContract extends BrokerFixture {

    @Test
    void aStrangersBrokerIsNotTrusted() throws Exception {
        BrokerException told = refused(new TestAuthority("stranger").identity("hue", "gw-ca", address()));

        assertThat(told.fault()).isEqualTo(LinkFault.BROKER_UNTRUSTED);
        assertThat(told).hasMessageStartingWith("cannot connect to tcp://127.0.0.1:");
    }

    @Test
    void aBrokerUnderAnotherNameIsNotTrusted() throws Exception {
        // The certificate is for 127.0.0.1 and localhost; this is the same machine by another address.
        URI elsewhere = URI.create("ssl://127.0.0.2:" + forward());
        BrokerException told = refused(broker.authority().identity("hue", "gw-name", elsewhere));

        assertThat(told.fault()).isEqualTo(LinkFault.BROKER_NAME);
    }

    @Test
    void anExpiredCertificateIsCalledSo() throws Exception {
        BrokerException told = refused(broker.authority().identity("hue", "gw-old", address(), Duration.ofMinutes(-5)));

        assertThat(told.fault()).isEqualTo(LinkFault.CERTIFICATE_EXPIRED);
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
        GatewayIdentity own = new TestAuthority("stranger").identity("hue", "gw-strange", address());
        var mixed = new GatewayIdentity(
                own.account(),
                own.clientId(),
                own.broker(),
                own.key(),
                own.chain(),
                List.of(broker.authority().certificate()));

        assertThat(refused(mixed).fault()).isIn(LinkFault.CERTIFICATE_REFUSED, LinkFault.HUNG_UP);
    }

    @Test
    void aRevokedGatewayIsTurnedAway() throws Exception {
        broker.revoke("gw-revoked");

        BrokerException told = refused(broker.authority().identity("hue", "gw-revoked", address()));

        assertThat(told.fault()).isEqualTo(LinkFault.ACCESS_REFUSED);
        assertThat(told.fault().isRefusal()).isTrue();
    }

    @Test
    void aClosedPortAndAnUnknownNameAreToldApart() throws Exception {
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = closed.getLocalPort();
            closed.close();
            URI nobody = URI.create("ssl://127.0.0.1:" + port);
            assertThat(refused(broker.authority().identity("hue", "gw-port", nobody))
                            .fault())
                    .isEqualTo(LinkFault.UNREACHABLE);
        }
        URI nowhere = URI.create("ssl://broker.invalid:8883");
        assertThat(refused(broker.authority().identity("hue", "gw-dns", nowhere))
                        .fault())
                .isEqualTo(LinkFault.NAME_UNKNOWN);
    }

    @Test
    void aPeerThatSaysNothingIsGivenUpInTime() throws Exception {
        try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            URI address = URI.create("ssl://127.0.0.1:" + silent.getLocalPort());
            Dial impatient = dial(broker.authority().identity("hue", "gw-mute", address), Duration.ofSeconds(1));
            long before = System.nanoTime();
            BrokerException told = refused(impatient);

            assertThat(told.fault()).isEqualTo(LinkFault.NO_ANSWER);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
        }
    }

    @Test
    void aPeerThatHangsUpLeavesNoThreadBehind() throws Exception {
        try (var rude = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            start(() -> {
                while (true) {
                    rude.accept().close();
                }
            });
            URI address = URI.create("ssl://127.0.0.1:" + rude.getLocalPort());
            for (int i = 0; i < 5; i++) {
                assertThat(refused(broker.authority().identity("hue", "gw-rude", address))
                                .fault())
                        .isEqualTo(LinkFault.HUNG_UP);
            }
        }
    }

    private BrokerException refused(GatewayIdentity identity) throws Exception {
        return refused(dial(identity, USUAL));
    }

    private BrokerException refused(Dial dial) {
        return catchThrowableOfType(BrokerException.class, () -> new PahoBroker(dial).connect(notes));
    }

    /** A port of 127.0.0.2 behind which the broker is. */
    private int forward() throws IOException {
        var server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.2"));
        start(() -> {
            try (server;
                    Socket client = server.accept();
                    Socket there = new Socket(InetAddress.getLoopbackAddress(), broker.tlsPort())) {
                start(() -> there.getInputStream().transferTo(client.getOutputStream()));
                client.getInputStream().transferTo(there.getOutputStream());
            }
        });
        return server.getLocalPort();
    }
}
