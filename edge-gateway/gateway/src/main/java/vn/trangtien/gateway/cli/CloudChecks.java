package vn.trangtien.gateway.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.enrol.EnrolmentException;
import vn.trangtien.gateway.enrol.GatewayIdentity;
import vn.trangtien.gateway.terminal.Check;
import vn.trangtien.gateway.terminal.Finding;

/** Identity, and the way to the cloud step by step: name, connection, encryption. Stops at the first step that fails. */
final class CloudChecks {

    private static final int MILLIS = 5_000;
    private static final int MQTTS = 8883;
    private static final Duration SOON = Duration.ofDays(14);

    private CloudChecks() {}

    static List<Check> all(Place place, Clock clock, boolean offline) {
        Optional<GatewayIdentity> found;
        try {
            found = place.identity().load();
        } catch (EnrolmentException e) {
            return List.of(() -> Finding.fail(
                    new Text("Danh tính hỏng: " + e.getMessage(), "The identity is broken: " + e.getMessage()),
                    new Text("Xin mã mới rồi đăng ký lại.", "Ask for a new code and enrol again.")));
        }
        if (found.isEmpty()) {
            return List.of(() -> Finding.fail(
                    new Text("Gateway chưa đăng ký", "The gateway is not enrolled"),
                    new Text(
                            "Chạy: sudo trangtien-gateway enrol 'NỘI DUNG MÃ QR'",
                            "Run: sudo trangtien-gateway enrol 'TEXT OF THE QR CODE'")));
        }
        GatewayIdentity identity = found.get();
        List<Check> checks = new ArrayList<>();
        checks.add(() -> certificate(identity, clock));
        checks.add(() -> named(identity, place));
        if (!offline) {
            checks.add(() -> way(identity));
        }
        return checks;
    }

    static Finding certificate(GatewayIdentity identity, Clock clock) {
        X509Certificate own = identity.chain().get(0);
        Instant begin = own.getNotBefore().toInstant();
        Instant end = own.getNotAfter().toInstant();
        Instant now = clock.instant();
        Text what = new Text("Chứng chỉ của %s/%s đến %s", "Certificate of %s/%s until %s")
                .with(identity.account(), identity.clientId(), end);
        if (now.isBefore(begin)) {
            return Finding.fail(
                    new Text(
                                    "Chứng chỉ có hiệu lực từ %s, đồng hồ là %s",
                                    "The certificate begins at %s, the clock says %s")
                            .with(begin, now),
                    new Text("Chỉnh đồng hồ: timedatectl set-ntp true.", "Set the clock: timedatectl set-ntp true."));
        }
        if (!now.isBefore(end)) {
            return Finding.fail(
                    what,
                    new Text(
                            "Đã hết hạn: xin mã mới rồi đăng ký lại.",
                            "It has ended: ask for a new code and enrol again."));
        }
        return now.plus(SOON).isBefore(end)
                ? Finding.ok(what)
                : Finding.warn(
                        what,
                        new Text(
                                "Sắp hết hạn: gateway tự gia hạn khi tới được đám mây.",
                                "It ends soon: the gateway renews it by itself once it reaches the cloud."));
    }

    private static Finding named(GatewayIdentity identity, Place place) {
        try {
            String id = place.readConfig().id();
            return id.equals(identity.clientId())
                    ? Finding.ok(
                            new Text("gateway.id là tên trong chứng chỉ", "gateway.id is the name in the certificate"))
                    : Finding.fail(
                            new Text(
                                            "gateway.id là '%s', chứng chỉ là của '%s'",
                                            "gateway.id is '%s', the certificate is of '%s'")
                                    .with(id, identity.clientId()),
                            new Text("Đặt gateway.id: %s trong %s.", "Set gateway.id: %s in %s.")
                                    .with(identity.clientId(), place.config()));
        } catch (vn.trangtien.gateway.terminal.EnvironmentProblem e) {
            return Finding.fail(e.what(), e.remedy());
        }
    }

    static Finding way(GatewayIdentity identity) {
        URI broker = identity.broker();
        String host = String.valueOf(broker.getHost());
        int port = broker.getPort() < 0 ? MQTTS : broker.getPort();
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return Finding.fail(
                    new Text("DNS không biết tên %s", "DNS does not know %s").with(host),
                    new Text("Kiểm tra mạng và DNS: resolvectl query %s", "Check network and DNS: resolvectl query %s")
                            .with(host));
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), MILLIS);
            socket.setSoTimeout(MILLIS);
            return encrypted(identity, socket, host, port);
        } catch (IOException e) {
            return Finding.fail(
                    new Text("Không nối TCP được tới %s:%d (%s)", "No TCP connection to %s:%d (%s)")
                            .with(host, port, String.valueOf(e.getMessage())),
                    new Text(
                                    "Mở cổng %d đi ra trên tường lửa, hay máy chủ đang tắt.",
                                    "Open port %d outwards in the firewall, or the server is down.")
                            .with(port));
        }
    }

    private static Finding encrypted(GatewayIdentity identity, Socket plain, String host, int port) {
        try (var socket = (SSLSocket) identity.sslContext().getSocketFactory().createSocket(plain, host, port, true)) {
            socket.startHandshake();
            return Finding.ok(new Text("Tới được đám mây: %s:%d, %s", "The cloud is reached: %s:%d, %s")
                    .with(host, port, socket.getSession().getProtocol()));
        } catch (IOException | EnrolmentException e) {
            return Finding.fail(
                    new Text("TLS với %s:%d bị từ chối: %s", "TLS with %s:%d is refused: %s")
                            .with(host, port, String.valueOf(e.getMessage())),
                    new Text(
                            "Đồng hồ sai, chứng chỉ bị thu hồi, hay không phải máy chủ của thành phố.",
                            "The clock is wrong, the certificate is revoked, or it is not the city's server."));
        }
    }
}
