package vn.trangtien.ingest.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class GatewayIdTest {

    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_:-]{0,62}");

    @Test
    void theAlphabetIsThatOfTheRuleForEveryCharacterAtEveryPlace() {
        for (int c = 0; c <= Character.MAX_VALUE; c++) {
            for (String name : new String[] {(char) c + "", (char) c + "a", "a" + (char) c}) {
                assertThat(GatewayId.of("hue", name).isPresent())
                        .as("character %d in a name", c)
                        .isEqualTo(RULE.matcher(name).matches());
            }
        }
    }

    @Test
    void aNameHasOneToSixtyThreeCharacters() {
        assertThat(GatewayId.of("hue", "")).isEmpty();
        assertThat(GatewayId.of("a".repeat(63), "b".repeat(63))).isPresent();
        assertThat(GatewayId.of("hue", "b".repeat(64))).isEmpty();
    }
}
