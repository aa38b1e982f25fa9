package vn.trangtien.gateway.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTest {

    private static final String F = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @Test
    void labelIsReadAsItIsPrinted() {
        Label label = Label.parse(
                "  trangtien:1?u=https%3A%2F%2Fcity.example%3A8443&c=ABCDE-FGHJK&f=" + F + "&g=B8%3A27%3AEB%3A00\n");

        assertThat(label)
                .isEqualTo(new Label(URI.create("https://city.example:8443"), "ABCDE-FGHJK", F, "B8:27:EB:00"));
        assertThat(label.toString()).doesNotContain("ABCDE");
    }

    @Test
    void fingerprintMayBeTypedAsOpensslPrintsIt() {
        String typed = F.toUpperCase(java.util.Locale.ROOT).replaceAll("(..)(?=.)", "$1:");

        assertThat(new Label(URI.create("https://h"), "c", typed, "g").fingerprint())
                .isEqualTo(F);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "citygw:1?u=x, begin with 'trangtien:1?'",
        "'', begin with",
        "trangtien:1?c=x&f=y&g=z, lacks its part 'u'",
        "trangtien:1?u=https://h&f=y&g=z, lacks its part 'c'",
        "trangtien:1?u=http://h&c=x&f=y&g=z, begin with https://",
        "trangtien:1?u=https://h&c=&f=y&g=z, code (c) must",
        "trangtien:1?u=https://h&c=x&f=y&g=z, 64 hexadecimal digits",
        "trangtien:1?u=ht tps&c=x&f=y&g=z, Illegal character",
        "trangtien:1?u=https://h&c=x&f=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef&g=a b, gateway (g)",
    })
    void mistakesAreNamed(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Label.parse(text)).withMessageContaining(message);
    }
}
