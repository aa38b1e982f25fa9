package vn.trangtien.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.trangtien.ingest.registry.GatewayState;
import vn.trangtien.platform.web.MessageBundles;

class MessagesTest {

    @Test
    void everyTextIsThereInBothLanguages() {
        assertThat(MessageBundles.check(List.of("i18n/ingest"), "templates/ingest"))
                .isEmpty();
        assertThat(MessageBundles.check(List.of("i18n/fleet", "i18n/ingest"), "templates/fleet"))
                .isEmpty();
    }

    @Test
    void everyTextOfDeadLettersAndChannelsIsThereInBothLanguages() {
        assertThat(MessageBundles.check(
                        List.of("i18n/letters", "i18n/fleet", "i18n/ingest"),
                        "templates/letters",
                        "templates/channels"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(GatewayState.class)
    void everyStateHasAName(GatewayState state) {
        assertThat(texts()).containsKey("state." + state);
    }

    private static java.util.Properties texts() {
        var texts = new java.util.Properties();
        try (var in = MessagesTest.class.getResourceAsStream("/i18n/ingest_vi.properties")) {
            texts.load(in);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return texts;
    }
}
