package vn.trangtien.ingest.processing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.trangtien.ingest.decoding.Rejection;

/** Whoever finds a refused message is told what to do about it, whatever the reason, in both languages. */
class RemediesTest {

    @ParameterizedTest
    @EnumSource(Rejection.Reason.class)
    void everyReasonHasANameAndARemedy(Rejection.Reason reason) throws IOException {
        for (String language : new String[] {"vi", "en"}) {
            assertThat(texts("ingest", language)).containsKey("rejected." + reason.word());
            assertThat(texts("letters", language).getProperty("remedy." + reason.word(), ""))
                    .hasSizeGreaterThan(30);
        }
    }

    private static Properties texts(String bundle, String language) throws IOException {
        var texts = new Properties();
        try (var in = RemediesTest.class.getResourceAsStream("/i18n/%s_%s.properties".formatted(bundle, language))) {
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        return texts;
    }
}
