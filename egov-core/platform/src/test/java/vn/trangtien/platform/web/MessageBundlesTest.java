package vn.trangtien.platform.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessageBundlesTest {

    @Test
    void ourTextsAreWholeInBothLanguages() {
        assertThat(MessageBundles.check(
                        List.of(
                                "i18n/platform",
                                "i18n/identity",
                                "i18n/calendar",
                                "i18n/organisation",
                                "i18n/audit",
                                "i18n/oversight"),
                        "templates/platform"))
                .isEmpty();
    }

    @Test
    void everyFaultIsNamed() {
        assertThat(MessageBundles.check(List.of("faulty/texts"), "faulty/templates"))
                .containsExactlyInAnyOrder(
                        "faulty/texts: only.english has no text in vi",
                        "faulty/texts: only.vietnamese has no text in en",
                        "faulty/texts: other.numbers has different placeholders in vi and en",
                        "page.html: #{no.such.key} is in no bundle",
                        "page.html: #{no.such.family.} is in no bundle");
    }

    @Test
    void aFolderWithoutTemplatesIsAMistakeOfTheTest() {
        assertThatThrownBy(() -> MessageBundles.check(List.of(), "templates/nowhere"))
                .hasMessageContaining("templates/nowhere");
    }
}
