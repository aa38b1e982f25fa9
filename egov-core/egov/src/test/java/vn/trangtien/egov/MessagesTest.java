package vn.trangtien.egov;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import vn.trangtien.platform.web.MessageBundles;

class MessagesTest {

    @Test
    void everyTextExistsInBothLanguages() {
        assertThat(MessageBundles.check(
                        List.of("i18n/egov", "i18n/egov-organisation", "i18n/egov-calendar"), "templates/egov"))
                .isEmpty();
    }
}
