package vn.trangtien.wire.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.trangtien.wire.Hex;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraTopic;

/** The example of docs/remote-management.md. A shipped form never changes: gateways in the field check this one. */
class SealExampleTest {

    private static final Instant SEALED = Instant.parse("2026-11-23T02:00:00Z");

    private final Properties example = new Properties();
    private Request request;

    @BeforeEach
    void read() throws Exception {
        try (InputStream file = Hex.class.getResourceAsStream("vectors/sealed-request.txt")) {
            example.load(file);
        }
        var topic = (KuraTopic.Control)
                KuraTopic.parse("$EDC/hue/hue-cau-01/CONF-V2/GET/snapshots").orElseThrow();
        request = Request.read(topic, KuraCodec.decode(Hex.of(example.getProperty("payload"))))
                .orElseThrow();
    }

    @Test
    void theSealOfTheExampleIsGood() throws Exception {
        var authority = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Hex.of(example.getProperty("authority"))));
        var inspector = new SealInspector(List.of(authority), Clock.fixed(SEALED.plusSeconds(1), ZoneOffset.UTC));

        assertThat(inspector.inspect(request)).isEqualTo(SEALED.plus(Duration.ofMinutes(5)));
    }

    @Test
    void whatIsSignedIsWhatTheDocumentShows() throws Exception {
        String content = HexFormat.of().formatHex(RequestSeal.content(request));

        assertThat(content).isEqualTo(example.getProperty("content"));
        String document = Files.readString(Path.of("../../docs/remote-management.md"));
        assertThat(document.replaceAll("\\s", ""))
                .contains(content, example.getProperty("payload"), example.getProperty("authority"));
    }
}
