package vn.trangtien.ingest.enrolment;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.springframework.stereotype.Component;

/** What a person has to bring to a gateway: the address of the device door, whom to trust there, and the code. */
@Component
public final class Door {

    private final String url;
    private final String fingerprint;

    Door(DoorProperties door, EnrolmentProperties enrolment, CertificateAuthority authority) {
        String host = door.host().equals("0.0.0.0")
                ? enrolment.serverNames().stream().findFirst().orElse("localhost")
                : door.host();
        this.url = door.publicUrl() == null ? "https://%s:%d".formatted(host, door.port()) : door.publicUrl();
        this.fingerprint = authority.fingerprint();
    }

    public String url() {
        return url;
    }

    /** SHA-256 of the authority's certificate, 64 hexadecimal digits. */
    public String fingerprint() {
        return fingerprint;
    }

    /** Enough of it for a person to compare, in groups of four. */
    public String shortFingerprint() {
        return fingerprint.substring(0, 16).replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** The text of a label's QR code, which {@code trangtien-gateway enrol} takes as it is. */
    public String label(String gateway, String code) {
        return "trangtien:1?u=%s&c=%s&f=%s&g=%s".formatted(encoded(url), encoded(code), fingerprint, encoded(gateway));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
