package vn.trangtien.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SecretsTest {

    @Test
    void codesUseOnlyLettersThatNobodyMixesUp() {
        String letters = Stream.generate(() -> Secrets.code(12)).limit(2_000).collect(Collectors.joining());

        assertThat(letters.chars().distinct().count()).isEqualTo(Secrets.ALPHABET.length());
        assertThat(letters).matches("[A-HJKMNP-Z2-9]+");
    }

    @Test
    void tokensHave256BitsAndDoNotRepeat() {
        assertThat(IntStream.range(0, 1_000).mapToObj(i -> Secrets.token()))
                .doesNotHaveDuplicates()
                .allSatisfy(token -> assertThat(token).matches("[A-Za-z0-9_-]{43}"));
    }

    @Test
    void aShortServiceTokenIsRefused() {
        assertThatThrownBy(() -> new ServiceToken("short")).hasMessageContaining("24 characters or more, but has 5");
    }

    @Test
    void withoutATokenThereAreNoCalls() {
        assertThatThrownBy(() -> new ServiceToken("").authorization()).hasMessageContaining("is not set");
    }

    @Test
    void anIssuedCodeDoesNotPrintItself() {
        assertThat(new IssuedCode("a", "ABCD-EFGH-JKMN", java.time.Instant.EPOCH).toString())
                .doesNotContain("ABCD");
    }
}
