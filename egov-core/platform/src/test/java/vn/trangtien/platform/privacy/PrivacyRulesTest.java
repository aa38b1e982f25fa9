package vn.trangtien.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

/** The shipped rules. */
class PrivacyRulesTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final PrivacyRules RULES = PrivacyRules.read(new ClassPathResource("platform/privacy.yaml"));

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "IDENTITY_NUMBER, 046199001234, 046••••••234",
        "IDENTITY_NUMBER, 191234567, ••••••",
        "IDENTITY_NUMBER, 123, ••••••",
        "PHONE, 0905123456, 090•••••56",
        "PHONE, 114, ••••••",
        "NAME, Nguyễn Văn An, N. V. An",
        "NAME, An, A•••",
        "NAME, '  Lê   Thị  Điều ', L. T. Điều",
        "EMAIL, an.nguyen@hue.gov.vn, a•••@hue.gov.vn",
        "EMAIL, @hue.gov.vn, ••••••",
        "EMAIL, no address, ••••••",
        "BIRTH_DATE, 05/03/1999, ••/••/1999",
        "BIRTH_DATE, 1999-03-05, ••/••/1999",
        "BIRTH_DATE, unknown, ••••••",
        "ADDRESS, 16 Lê Lợi, ••••••",
        "OTHER, diabetes, ••••••",
        "OTHER, '', ''",
    })
    void valuesAreMaskedByTheirKind(DataKind kind, String value, String masked) {
        assertThat(RULES.masked(kind, value)).isEqualTo(masked);
    }

    @Test
    void rolesSeeClearlyOnlyWhatTheFileSays() {
        assertThat(RULES.shown(DataKind.NAME, "Nguyễn Văn An", Set.of("OFFICIAL")))
                .isEqualTo("Nguyễn Văn An");
        assertThat(RULES.shown(DataKind.NAME, "Nguyễn Văn An", Set.of("OPERATOR")))
                .isEqualTo("N. V. An");
        assertThat(RULES.shown(DataKind.IDENTITY_NUMBER, "046199001234", Set.of("OFFICIAL", "ADMIN")))
                .isEqualTo("046••••••234");
    }

    @Test
    void purposesHaveTheirTime() {
        assertThat(RULES.purpose("notification", TODAY)).isPresent();
        assertThat(RULES.purpose("notification", LocalDate.of(2025, 12, 31))).isEmpty();
        assertThat(RULES.purpose("curiosity", TODAY)).isEmpty();
    }

    @Test
    void theDeadlineOfABreachIsData() {
        assertThat(RULES.breachDeadline(TODAY).deadline()).isEqualTo(Duration.ofHours(72));
    }

    @Test
    void whatALawKeepsIsExplained() {
        LocalDate until = LocalDate.of(2031, 3, 5);
        assertThat(RULES.keptAnswer(Locale.ENGLISH, TODAY, "Law 33/2024", until, "dossier 7"))
                .isEqualTo(
                        "We cannot erase dossier 7 yet: the law (Law 33/2024) requires it to be kept until 05/03/2031."
                                + " It is used for that purpose only.");
        assertThat(RULES.keptAnswer(Locale.forLanguageTag("vi"), TODAY, "Luật 33/2024", until, "hồ sơ 7"))
                .contains("hồ sơ 7", "Luật 33/2024", "05/03/2031");
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "IDENTITY_NUMBER, 046 199 001234, 046199001234",
        "IDENTITY_NUMBER, b-1234567, B1234567",
        "PHONE, +84 905 123 456, 0905123456",
        "PHONE, 0905.123.456, 0905123456",
        "EMAIL, An@Hue.gov.VN, an@hue.gov.vn",
        "NAME, NGUYỄN  VĂN AN, nguyễn văn an",
    })
    void oneValueHasOneForm(DataKind kind, String value, String normalised) {
        assertThat(kind.normalise(value)).isEqualTo(normalised);
    }

    @Test
    void aFileThatDoesNotHangTogetherIsRefused() {
        assertThatThrownBy(
                        () -> read(
                                "fields:\n  - {code: a, nameVi: a, nameEn: a, kind: NAME, sensitive: false, purposes: [nobody]}"))
                .hasMessageContaining("field a names purposes [nobody]");
        assertThatThrownBy(() -> read("fields: []")).hasMessageContaining("masks must have one for each kind");
        assertThatThrownBy(() -> new SubjectId("Nguyễn Văn An")).hasMessageContaining("data subject must be");
    }

    private static PrivacyRules read(String fields) {
        String text =
                "version: 1\npurposes: []\nmasks: []\nretention: []\nbreachDeadlines: []\nkeptAnswers: []\n" + fields;
        return PrivacyRules.read(new ByteArrayResource(text.getBytes(StandardCharsets.UTF_8)));
    }
}
