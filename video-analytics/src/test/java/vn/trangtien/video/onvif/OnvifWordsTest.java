package vn.trangtien.video.onvif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnvifWordsTest {

    @TempDir
    private Path directory;

    /** The example of ONVIF's Application Programmer's Guide, section on authentication. */
    @Test
    void theProofIsTheOneOfTheStandardsExample() {
        byte[] nonce = Base64.getDecoder().decode("LKqI6G/AikKCQrN0zqZFlg==");

        String header =
                WsSecurity.header(new Login("user", "userpassword"), Instant.parse("2010-09-16T07:50:45Z"), nonce);

        assertThat(header).contains(">tuOSpGlFlIXsozq4HFNeeGeFLEI=<").contains("LKqI6G/AikKCQrN0zqZFlg==");
    }

    /** The example of RFC 2617, section 3.5. */
    @Test
    void theDigestIsTheOneOfTheRfc() {
        var header = HttpDigest.answer(
                List.of(
                        "Basic realm=\"x\"",
                        "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\","
                                + " nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""),
                "GET",
                URI.create("http://www.nowhere.org/dir/index.html"),
                new Login("Mufasa", "Circle Of Life"),
                "0a4f113b");

        assertThat(header)
                .hasValueSatisfying(value -> assertThat(value)
                        .contains("response=\"6629fae49393a05397450978507c4ef1\"")
                        .contains("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""));
    }

    @Test
    void aFileOfThisComputerCannotBeAskedFor() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "hidden");
        String xml =
                "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e SYSTEM \"%s\">]><a>&e;</a>".formatted(secret.toUri());

        assertThatThrownBy(() -> parse(xml)).isInstanceOf(OnvifException.class).hasMessageNotContaining("hidden");
    }

    @Test
    void entitiesThatGrowAreRefused() {
        assertThatThrownBy(() -> parse("<!DOCTYPE a [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><a>&b;</a>"))
                .isInstanceOf(OnvifException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain text", "<a>", "<a></b>", "<a b='1' b='2'/>", "{\"json\": 1}"})
    void whatIsNoXmlIsRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(OnvifException.class);
    }

    @Test
    void tooMuchOrTooDeepIsRefused() {
        assertThatThrownBy(() -> parse("<a>".repeat(100) + "</a>".repeat(100))).hasMessageContaining("too deep");
        assertThatThrownBy(() -> parse("<a>" + "<b/>".repeat(30_000) + "</a>")).hasMessageContaining("too many");
        assertThatThrownBy(() -> parse("<a>" + " ".repeat(1 << 20) + "</a>")).hasMessageContaining("1 MB");
    }

    @Test
    void anAnswerToAProbeNamesTheCamera() {
        String answer = """
                <e:Envelope xmlns:e="e" xmlns:d="d" xmlns:a="a"><e:Body><d:ProbeMatches><d:ProbeMatch>\
                <a:EndpointReference><a:Address>urn:uuid:1</a:Address></a:EndpointReference>\
                <d:Scopes>onvif://www.onvif.org/name/C%E1%BB%95ng%20ch%C3%ADnh onvif://www.onvif.org/hardware/DS-2</d:Scopes>\
                <d:XAddrs>http://[fe80::1]/onvif/device_service http://10.0.0.7/onvif/device_service ftp://x</d:XAddrs>\
                </d:ProbeMatch></d:ProbeMatches></e:Body></e:Envelope>""";

        assertThat(WsDiscovery.cameras(answer.getBytes(StandardCharsets.UTF_8), "10.0.0.7"))
                .singleElement()
                .satisfies(camera -> {
                    assertThat(camera.name()).isEqualTo("Cổng chính");
                    assertThat(camera.hardware()).isEqualTo("DS-2");
                    assertThat(camera.services().get(0)).hasHost("10.0.0.7");
                    assertThat(camera.services()).hasSize(2);
                });
        assertThat(WsDiscovery.cameras(new byte[] {1, 2, 3}, "10.0.0.7")).isEmpty();
    }

    @Test
    void aLoginShowsNothingOfItself() {
        assertThat(new Login("admin", "s3cret").toString()).doesNotContain("s3cret", "admin");
    }

    private static void parse(String xml) throws OnvifException {
        SafeXml.parse(xml.getBytes(StandardCharsets.UTF_8));
    }
}
